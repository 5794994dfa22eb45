using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;

namespace Bot.Host.Console.Dash;

/// <summary>Groups: how alive each is, how much of it is us, and who leaves after pushes.</summary>
internal static class GroupsDash
{
    /// <summary>From this share of a group's messages on, ours are too many.</summary>
    public const double TooMuch = 0.3;

    private const int Most = 500;

    public static Dashboard Of(DashQuery query, Counted counted, IReadOnlyDictionary<ConversationKey, string> names, IReadOnlyDictionary<ConversationKey, int>? members, DateTimeOffset now)
    {
        var groups = counted.Groups().OrderByDescending(group => Figures.Messages(group.Of)).ThenBy(group => group.Group.Id, StringComparer.Ordinal).Take(Most).ToArray();
        var talk = groups.Select(group => (Ours: Figures.OurMessages(group.Of), All: Figures.Messages(group.Of))).ToArray();
        return new(
            now, query.From, query.To,
            [
                new("groupsAlive", groups.Count(group => group.Of(Sum.People) > 0), "count", null, groups.Length, new("这段时间有成员说话的群。n 是有任何动静的群。", "Groups in which members spoke in this time. n is those in which anything happened."), null),
                Figures.People(query, counted),
                Figures.Net(query, counted),
                new("botShare", Figures.Share(talk.Sum(one => one.Ours), talk.Sum(one => one.All)), "share", null, talk.Sum(one => one.All), new("群里的消息有多少是助手发的（答复和推送）。n 是群里的消息总数。超过 30% 的群要留意。", "Of the messages in groups, the part that is the assistant's (answers and pushes). n is all messages in groups. Look at groups above 30 %."), query.List(Figures.OurNames)),
                new("conversion", null, "count", null, null, new("成交要由店铺系统回传，目前没有接。", "Orders would have to be told by the shop's system, which is not connected."), null),
            ],
            [Speakers(query, counted), NetByDay(query, counted)],
            [
                new(
                    "groups", ["group", "members", "net", "joined", "left", "speakers", "spokeShare", "messages", "botShare", "lastPush", "leftAfterPush", "good", "bad"],
                    [.. groups.Select(group => Row(query, counted, group, names, members))],
                    [.. groups.Select(group => group.Of(Sum.People) < Figures.Few)],
                    new(
                        "每个有动静的群。人数 = 我们认识、还在群里的人（说过话或看到进群的），十分钟内更新；发言率 = 说过话的人 ÷ 人数；助手占比 = 助手的消息 ÷ 全部消息，超过 30% 标出；推送后退群 = 推送当天和之后两天里退群的人次。说话的人不到 10 个的群置灰，比例别当真。",
                        "Every group in which something happened. Members: those whom we know and who are still there (they spoke, or we saw them join), ten minutes old at most. Spoke: of these. Ours: our messages of all, marked above 30 %. Left after a push: leavings on the day of a push and the two days after it. Groups with fewer than 10 speakers are grey: do not trust their shares.")),
            ],
            []);
    }

    private static ImmutableArray<Cell> Row(DashQuery query, Counted counted, (ConversationKey Group, int Place, Func<Sum, long> Of) group, IReadOnlyDictionary<ConversationKey, string> names, IReadOnlyDictionary<ConversationKey, int>? members)
    {
        var (key, place, of) = group;
        var (lastPush, leftAfter) = counted.AfterPush(place);
        var (ours, all) = (Figures.OurMessages(of), Figures.Messages(of));
        var known = members?.GetValueOrDefault(key);
        return
        [
            Cell.Of(names.GetValueOrDefault(key, key.Id), $"/people/record?from={TodayDash.Day(query.From)}&to={TodayDash.Day(query.To)}&channel={Uri.EscapeDataString(key.Channel)}&conversation={Uri.EscapeDataString(key.Id)}"),
            known is { } count ? new Cell(count, "count") : Cell.Of("…"),
            new Cell(of(Sum.Joined) - of(Sum.Left), "count", of(Sum.Joined) + of(Sum.Left) > 0 ? query.ListIn(key, FactTally.Joined, FactTally.Left) : null),
            Cell.Count(of(Sum.Joined), query.ListIn(key, FactTally.Joined)),
            Cell.Count(of(Sum.Left), query.ListIn(key, FactTally.Left)),
            Cell.Count(of(Sum.People), query.ListIn(key, FactTally.Said)),
            known is > 0 ? Cell.Share(Math.Min(of(Sum.People), known.Value), known.Value) : Cell.Of("—"),
            Cell.Count(all, query.ListIn(key, FactTally.Said, FactTally.SaidByBot, FactTally.Operator, FactTally.Replied, FactTally.More, FactTally.Pushed)),
            Cell.Share(ours, all, query.ListIn(key, Figures.OurNames)) with { Warn = all > 0 && ours > TooMuch * all },
            lastPush is { } day ? Cell.Of(TodayDash.Day(day), query.ListIn(key, FactTally.Pushed)) : Cell.Of("—"),
            Cell.Count(leftAfter) with { Warn = leftAfter > 0 && leftAfter * 2 > of(Sum.Left) && leftAfter >= 3 },
            Cell.Count(of(Sum.Good), query.ListIn(key, FactTally.Reaction + "good")),
            Cell.Count(of(Sum.Bad), query.ListIn(key, FactTally.Reaction + "bad")),
        ];
    }

    private static Series Speakers(DashQuery query, Counted counted) => new(
        "speakers", "bar", "count",
        [.. TodayDash.ByDay(query, (day, at) => new Point(TodayDash.Day(day), counted.On(at, Sum.People), counted.On(at, Sum.People) > 0 ? query.ListOf(day, FactTally.Said) : null))],
        [],
        new("每天说过话的人，按群去重。", "How many spoke each day, told apart within a group."));

    private static Series NetByDay(DashQuery query, Counted counted) => new(
        "net", "line", "count",
        [.. TodayDash.ByDay(query, (day, at) => new Point(TodayDash.Day(day), counted.On(at, Sum.Joined) - counted.On(at, Sum.Left), query.ListOf(day, FactTally.Joined, FactTally.Left)))],
        [],
        new("每天进群减退群。", "Joinings less leavings on each day."));
}
