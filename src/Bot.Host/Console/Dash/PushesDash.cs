using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Pushes;

namespace Bot.Host.Console.Dash;

/// <summary>Pushes: what went, what was held and why, and what people did.</summary>
internal static class PushesDash
{
    public static Dashboard Of(DashQuery query, Counted counted, ImmutableArray<CampaignCounts> campaigns, DateTimeOffset now) => new(
        now, query.From, query.To,
        [
            Figures.Pushes(query, counted),
            TodayDash.Held(campaigns),
            new(
                "pushesFailed", campaigns.Sum(one => one.Failed), "count", null, campaigns.Sum(one => one.Planned),
                new("平台拒收、三次没发成而搁下的推送，来自这段时间里的推送计划。", "Pushes that the platform refused or that failed three times, of the campaigns of this time."), "/pushes/queue?state=Failed"),
            Figures.OptOuts(query, counted),
            Figures.Count("exits", query, counted, Sum.Left, new("这段时间退群的人次，不论为什么。每个计划发出后的退群见计划页的“发出后”。", "Leavings in this time, whatever the reason. Those after one campaign stand on its page, under “after it went”."), FactTally.Left),
            new("readRate", null, "share", null, null, new("群和单聊都没有已读回执。", "Neither groups nor direct messages tell whether something was read."), null),
            new("clickRate", null, "share", null, null, new("消息里的链接不经过本服务，点没点不知道。", "Links in messages do not pass through this service; clicks are not known."), null),
            new("conversion", null, "count", null, null, new("成交要由店铺系统回传，目前没有接。", "Orders would have to be told by the shop's system, which is not connected."), null),
        ],
        [ByDay(query, counted)],
        [Plans(campaigns), Reasons(campaigns), Classes(query, counted)],
        []);

    private static Series ByDay(DashQuery query, Counted counted) => new(
        "pushed", "bar", "count",
        [.. TodayDash.ByDay(query, (day, at) => new Point(TodayDash.Day(day), counted.On(at, Sum.Pushed), counted.On(at, Sum.Pushed) > 0 ? query.ListOf(day, FactTally.Pushed) : null))],
        [.. TodayDash.ByDay(query, (day, at) => (Day: day, Left: counted.On(at, Sum.Left))).Where(one => one.Left > 0).Select(one => new Mark(TodayDash.Day(one.Day), new($"退群 {one.Left}", $"left: {one.Left}")))],
        new("每天平台收下的推送；带颜色的那天有人退群。", "Pushes that the platform took each day; on coloured days somebody left a group."));

    private static Table Plans(ImmutableArray<CampaignCounts> campaigns) => new(
        "plans", ["plan", "state", "planned", "sent", "waiting", "dropped", "failed", "unknown", "after"],
        [.. campaigns.Select(Plan)],
        [.. campaigns.Select(_ => false)],
        new("在跑的、暂停的，和这段时间开始过的计划；条数是计划从头到现在的，要发 = 已发 + 等待 + 没发 + 失败 + 不明。不分群和渠道。", "Campaigns that run, pause, or began in this time; numbers are those of the whole campaign so far, planned = sent + waiting + not sent + failed + unknown, whatever group or channel is chosen."));

    private static ImmutableArray<Cell> Plan(CampaignCounts one)
    {
        var id = Uri.EscapeDataString(one.Campaign.Id);
        var page = $"/pushes/plan?id={id}";
        var queue = $"/pushes/queue?campaign={id}&state=";
        return
        [
            Cell.Of(one.Campaign.Name.Length > 0 ? one.Campaign.Name : one.Campaign.Id, page),
            Cell.Named("campaign", one.Campaign.State.ToString().ToLowerInvariant()) with { Warn = one.Campaign is { State: CampaignState.Paused, Acts: [.., { What: "auto_paused" }] } },
            Cell.Count(one.Planned, page),
            Cell.Count(one.Sent, queue + "Sent"),
            Cell.Count(one.Waiting, queue + "Held"),
            Cell.Count(one.Dropped, queue + "Dropped"),
            Cell.Count(one.Failed, queue + "Failed") with { Warn = one.Failed > 0 },
            Cell.Count(one.Unknown, queue + "Unknown"),
            Cell.Named("dash", "after", one.Sent > 0 ? page : null),
        ];
    }

    private static Table Reasons(ImmutableArray<CampaignCounts> campaigns)
    {
        var rules = campaigns.SelectMany(one => one.Counts)
            .Where(count => count.State is PushState.Held or PushState.InDigest or PushState.Dropped or PushState.Expired)
            .GroupBy(count => (Rule: count.Rule ?? "", Waits: count.State is PushState.Held or PushState.InDigest))
            .Select(group => (group.Key.Rule, group.Key.Waits, Count: group.Sum(count => count.Count)))
            .OrderByDescending(one => one.Count).ThenBy(one => one.Rule, StringComparer.Ordinal).ToArray();
        return new(
            "held", ["rule", "what", "count"],
            [.. rules.Select(one => ImmutableArray.Create(Cell.Named("rule", one.Rule.Length > 0 ? one.Rule : "none"), Cell.Named("dash", one.Waits ? "waits" : "dropped"), Cell.Count(one.Count, $"/pushes/queue?state={(one.Waits ? "Held" : "Dropped")}")))],
            [.. rules.Select(_ => false)],
            new("上面这些计划里，没马上发的推送按起决定作用的那条规矩分。等着的到时会再判断。", "Of the campaigns above, pushes that did not go at once, by the rule that decided. Those that wait are judged again."));
    }

    private static Table Classes(DashQuery query, Counted counted)
    {
        var classes = counted.Under(FactTally.Pushed).OrderByDescending(one => one.Now).ThenBy(one => one.Name, StringComparer.Ordinal).ToArray();
        return new(
            "classes", ["class", "sent", "before"],
            [.. classes.Select(one => ImmutableArray.Create(Cell.Named("class", one.Name), Cell.Count(one.Now, query.List(FactTally.Pushed + one.Name)), Cell.Count(one.Before)))],
            [.. classes.Select(_ => false)],
            new("这段时间平台收下的推送，按类别。", "Pushes that the platform took in this time, by class."));
    }
}
