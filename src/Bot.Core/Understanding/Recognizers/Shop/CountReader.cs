namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>The <c>quantity</c> model: 三斤, 一斤半, 3件, 两三箱, 来俩, 一打, 2 boxes. A general measure word needs a word that orders.</summary>
internal static class CountReader
{
    private const string Closed = " ,，.。!！?？;；、~)）吧呗啊呀哦哈了的就够可多怎行每\n+和跟包";
    private const string NotOne = "上下另某同这那哪每统唯单之第有是万归不专逐进前后其的任";

    // Longer messages that neither order nor ask tell stories: 同事从老家带了两箱土鸡蛋.
    private const int ShortText = 14;

    private static readonly WordTable<bool> Firm = WordTable.Ends("来 要 买 拍 囤 订 购 下单 加购 预订 order buy want need get take");

    private static readonly WordTable<bool> Orders = WordTable.Ends(
        "来 要 买 订 拍 购 囤 加 换 拿 给我 给你 发 送 退 寄 凑 差 缺 剩 带 入 下 各 满 装 点 抢 收 卖 定 整 共 一共 总共 还有 只有 就 再 补 预订 下单 加购 每人 限购 限 起批 起订 最多 至少 最少 少发 漏发 多发 选 任选 搞 弄 收到 留 匀 "
        + "order buy want need get take me send have");

    private static readonly WordTable<bool> Asks = WordTable.Starts("多少 怎么卖 包邮 起批 起订 起售 起卖 够 优惠 便宜 有货 装 价 打包 发货 现货 一起 打折 几天到 能到 少点");

    private static readonly string[] Shopping =
        ["多少", "怎么卖", "发货", "退", "换货", "少发", "漏发", "坏了", "破了", "订单", "客服", "优惠", "包邮", "亲", "老板", "下单", "有货", "库存", "?", "吗", "先生", "帮我", "麻烦"];

    // 一个人, 来一个月: 个 counts these too.
    private static readonly WordTable<bool> NotGoods = WordTable.Starts("人 月 小 问 星 礼 字 意 办 机会 答 名 地 电话 链 接 模 点 世 钟 工作 朋 同 男 女 孩 客 群 号 解 说 回 理 例 图 方 想 建 评 赞 锅 公司 项目 文件 服务 函 参 线 进 脚 报 bug demo api issue pr 版 节 阶 时 季 学 账 帐 视频 文章 东西吃 觉 澡 玩笑 面 酒店 餐馆 景点 餐厅 地方 酒 宾馆 提供 评分");

    /// <summary>Adds every quantity.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        var priced = -1;
        foreach (var amount in scan.Shop.Amounts)
        {
            if (amount.Unit.IsCount && !amount.First.IsOrdinal && amount.Start == priced)
            {
                // 十块钱四个.
                Add(scan, amount.Start, amount.End, amount.Value(), amount.Unit.Name, amount.Mod, into);
            }
            else if (amount.Unit.IsCount && amount.First.Unit.Kind is UnitKind.None or UnitKind.Strong or UnitKind.Medium or UnitKind.Weak && IsQuantity(text, amount))
            {
                Add(scan, amount.Start, amount.End, amount.Value(), amount.Unit.Name, amount.Mod, into);
            }
            else if (amount is { Unit.Kind: UnitKind.None, First.Before: '×', High: > 0 and < 1000 } && !amount.Is(Said.Point))
            {
                Add(scan, amount.Start, amount.End, amount.Value(), "", amount.Mod, into);
            }

            priced = amount.Unit.Kind == UnitKind.Money ? amount.End : -1;
        }

        Pairs(scan, text, into);
    }

    private static void Add(Scan scan, int start, int end, string value, string unit, string? mod, List<Recognized> into)
    {
        var (number, measure) = (new Field("value", value), new Field("unit", unit));
        into.Add(mod is null ? scan.Lower(start, end - start, "quantity", number, measure) : scan.Lower(start, end - start, "quantity", number, measure, new Field("Mod", mod)));
    }

    private static bool IsQuantity(ReadOnlySpan<char> text, Amount amount)
    {
        var (first, last) = (amount.First, amount.Last);
        if (first.IsOrdinal || first.Before == '×' || last.Number.Is(Said.Code | Said.Row) || amount.High <= 0 || Topics.Of(text, amount.Start) is Topic.Weight or Topic.Height)
        {
            return false;
        }

        var before = text[..amount.Start].TrimEnd(' ');
        var next = amount.End < text.Length ? text[amount.End] : ' ';
        var one = first.Number is { Low: 1 } && first.Number.Is(Said.Single) && first.Low == 1;
        if (one && before.Length > 0 && NotOne.Contains(before[^1], StringComparison.Ordinal) && !Firm.Has(before))
        {
            return false;
        }

        var whole = amount.Start == 0 && text[amount.End..].Trim(Closed).IsEmpty;
        var ordered = Ordered(text, before, one && amount.Unit.Kind != UnitKind.Strong ? Firm : Orders);
        return amount.Unit.Kind switch
        {
            UnitKind.Strong => IsGoods(text, amount, one, next, whole, ordered),
            UnitKind.Medium => whole || (ordered && !Other(text[amount.End..])) || Asked(text, amount.End),
            _ => (whole && !one) || (ordered && !Other(text[amount.End..])) || (!one && Asked(text, amount.End)),
        };
    }

    // 斤 and 箱 are goods; 两 alone, a lone 一件 and 一套 need an order or an end.
    private static bool IsGoods(ReadOnlySpan<char> text, Amount amount, bool one, char next, bool whole, bool ordered)
    {
        if (whole || ordered || Asked(text, amount.End))
        {
            return true;
        }

        if (amount.Unit.Name is "单" or "管" or "听" or "枚" or "板" or "串" or "卷" || (text.Length > ShortText && amount.Unit.Name[0] > '\u3000' && !IsShopping(text)))
        {
            return false;
        }

        if (amount.Unit.Name == "两")
        {
            return !(amount.Is(Said.Single) && next is '个' or '天' or '年' or '月' or '句' or '次' or '只' or '块' or '下' or '口' or '步');
        }

        if (amount.First.Number.Is(Said.Word) && amount.Unit.Name is "set" or "case" or "can" or "piece" or "pack" or "roll")
        {
            return text[amount.End..].StartsWith(" of");
        }

        return !one || (amount.End == text.TrimEnd(Closed).Length && text.Length <= ShortText) || amount.Unit.Name is "斤" or "箱" or "盒" or "瓶" or "袋" or "罐" or "桶" or "筐" or "box" or "bottle" or "bag" or "个" or "pair"
            || (amount.Unit.Name is "双" or "支" or "包" or "提" && next > '\u3000');
    }

    // 买了两箱 orders only where more is said of the shop, or nothing else at all.
    private static bool Ordered(ReadOnlySpan<char> text, ReadOnlySpan<char> before, WordTable<bool> orders)
    {
        var clause = before.TrimEnd("大概约只个");
        return orders.Has(clause) || (clause is [.., '了' or '过'] && orders.Has(clause[..^1]) && (text.Length <= ShortText || IsShopping(text)));
    }

    private static bool IsShopping(ReadOnlySpan<char> text)
    {
        foreach (var word in Shopping)
        {
            if (text[..Math.Min(text.Length, 200)].IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Asked(ReadOnlySpan<char> text, int end)
    {
        for (var at = end; at < text.Length && at < end + 6 && text[at] is not (',' or '，' or '。'); at++)
        {
            if (Asks.Has(text[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Other(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        rest = rest.Length > 1 && rest[0] is '大' or '小' or '新' or '好' or '的' ? rest[1..] : rest;
        return rest.Length > 0 && rest[0] != '号' && NotGoods.Has(rest);
    }

    // 来俩, 要仨.
    private static void Pairs(Scan scan, ReadOnlySpan<char> text, List<Recognized> into)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny('俩', '仨');
            if (next < 0)
            {
                return;
            }

            at += next;
            if (Ordered(text, text[..at], Firm) && !(at + 1 < text.Length && text[at + 1] is '人' or '月' or '字' or '小'))
            {
                Add(scan, at, at + 1, text[at] == '俩' ? "2" : "3", "个", null, into);
            }
        }
    }
}
