namespace Bot.Tests.Dialogs;

/// <summary>Dialogs as operators write them.</summary>
public static class Samples
{
    public const string Defaults =
        """
        rules:
          cancel: { say: [取消, 算了, cancel], reply: d.cancelled }
          interrupt: { faq: answer_and_resume, other_dialog: ask_first, ask: d.switch }
          timeout: { after: 30m, remind: d.remind, then: end }
          private: { reply: d.move }
          hand_off: { to: 客服, reply: d.handoff, say: [人工] }
        """;

    public const string Shopping =
        """
        dialog: shopping
        name: 选购推荐
        start:
          say: [推荐, 帮我选, 买哪款, 怎么选]      # 关键词；也可写 intent: shopping
          where: [group, dm]
        rules:
          owner: starter                            # 群里只听发起人（别人插话不算）
          cancel: { say: [不用了, 算了, 取消], reply: shop.cancelled }
          interrupt: { faq: answer_and_resume, other_dialog: ask_first }
          timeout: { after: 30m, remind: shop.remind, then: end }
          retries: 2
          on_fail: hand_off
          hand_off: { to: 选购顾问, reply: shop.handoff, say: [人工, 找客服] }
        slots:
          category: { name: 品类, type: choice, ask: shop.ask_category, options: { 空气净化器: [净化器, 净化], 加湿器: [加湿], 扫地机: [扫地机器人] } }
          budget:   { name: 预算, type: money, ask: shop.ask_budget, check: { min: 50, max: 50000, else: shop.bad_budget } }
          room:     { name: 面积, type: number, unit: [平, 平米, ㎡], ask: shop.ask_room, check: { min: 3, max: 300, else: shop.bad_room } }
          focus:    { name: 在意什么, type: choice, many: true, ask: shop.ask_focus, options: { 除甲醛: [甲醛, 新房], 宠物: [猫, 狗, 掉毛], 静音: [噪音, 安静] } }
          ok:       { name: 确认, type: yesno, ask: shop.confirm, listen: asked }
        steps:
          - ask: category
          - ask: budget
          - if: category is 空气净化器
            then:
              - ask: room
              - ask: focus
          - confirm: ok
            change: shop.ask_change                 # “不对” → 问改哪项，改完重新确认
          - do: catalog.search
            with: { category: category, max: budget, room: room, focus: focus }
            save: products
            on_error: { say: shop.sorry, then: hand_off }
          - if: products is empty
            then:
              - say: shop.none
              - end: no_result
            else:
              - say: shop.result
          - end: done
        """;

    public const string AfterSales =
        """
        dialog: aftersales
        name: 售后
        start: { say: [退货, 换货, 坏了, 维修, 售后, 投诉], where: [group, dm] }
        rules:
          owner: starter
          private: { move_to: dm, reply: as.move_dm }   # 涉及订单：群里只回一句，转私聊继续
          cancel: { say: [不用了, 取消], reply: as.cancelled }
          timeout: { after: 24h, remind: as.remind, then: end }
          retries: 2
          on_fail: hand_off
          hand_off: { to: 售后专员, reply: as.handoff, say: [人工, 投诉, 找你们领导] }
        slots:
          order:  { name: 订单号, type: text, match: '\d{8,20}', ask: as.ask_order, retry: as.bad_order }
          kind:   { name: 诉求, type: choice, ask: as.ask_kind, options: { 退货: [退款, 不想要了], 换货: [换一个, 换新], 维修: [修, 坏了] } }
          reason: { name: 问题描述, type: text, ask: as.ask_reason, listen: asked }
          ok:     { name: 确认, type: yesno, ask: as.confirm, listen: asked }
        steps:
          - ask: order
          - do: order.get
            with: { id: order }
            save: o
            on_error: { say: as.order_not_found, then: hand_off }
          - ask: kind
          - if: kind is 退货 and o.days > 7
            then:
              - say: as.over_7_days
              - hand_off: over_7_days
          - ask: reason
          - confirm: ok
          - do: ticket.create
            with: { order: order, kind: kind, reason: reason }
            save: t
            on_error: { say: as.sorry, then: hand_off }
          - say: as.ticket
          - end: done
        """;

    public const string Matching =
        """
        dialog: matching
        name: 需求对接
        start: { say: [求购, 找货源, 有没有人做, 供应, 出货, 找合作], where: [group, dm] }
        rules:
          owner: starter
          cancel: { say: [算了, 取消], reply: m.cancelled }
          timeout: { after: 10m, remind: m.remind, then: end }
          retries: 2
          on_fail: end
          hand_off: { to: 群主, reply: m.handoff, say: [人工, 找群主] }
        slots:
          side:    { name: 供需, type: choice, ask: m.ask_side, options: { 求: [求购, 需要, 找货源, 找], 供: [供应, 出货, 有货] } }
          what:    { name: 产品或服务, type: text, ask: m.ask_what, listen: asked }
          city:    { name: 地区, type: choice, ask: m.ask_city, options: { 杭州: [], 上海: [], 广州: [], 不限: [都行, 全国] } }
          amount:  { name: 数量, type: number, unit: [件, 台, 箱, 吨], ask: m.ask_amount, optional: true, skip: [不确定, 跳过] }
          consent: { name: 同意公开联系, type: yesno, ask: m.ask_consent, listen: asked }
        steps:
          - ask: side
          - ask: what
          - ask: city
          - ask: amount
          - confirm: consent
            no: [ { say: m.private_only }, { end: private } ]
          - do: match.find
            with: { side: side, what: what, city: city, amount: amount }
            save: matches
            on_error: { say: m.sorry, then: end }
          - if: matches is empty
            then: [ { say: m.saved_will_notify }, { end: waiting } ]
          - say: m.found
          - end: done
        """;
}
