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

    /// <summary>So many days after a push those who leave are counted as its.</summary>
    public const int AfterPushDays = 3;

    /// <summary>What is known of groups beside the counts; what is still being read is null.</summary>
    /// <param name="Names">What they are called.</param>
    /// <param name="Members">How many are in each.</param>
    /// <param name="Moves">Who came and left and when pushes went out.</param>
    internal sealed record Known(IReadOnlyDictionary<ConversationKey, string> Names, IReadOnlyDictionary<ConversationKey, int>? Members, ImmutableArray<Move>? Moves);

    public static async Task<Dashboard> OfAsync(DashQuery query, Counted counted, Known known, DashParts parts, CancellationToken cancel)
    {
        var (names, members, now) = (known.Names, known.Members, parts.Now);
        var held = query is { Group: null, Channel: null } ? known.Moves : known.Moves?.Where(move => query.Holds(move.Group)).ToImmutableArray();
        var after = held is { } moves ? AfterPush(query, moves) : null;
        var cohorts = held is { } all ? await parts.Cohorts.OfAsync(all, query.To, cancel).ConfigureAwait(false) : default(ImmutableArray<Cohort>?);
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
                    [.. groups.Select(group => Row(query, counted, group, names, members, after))],
                    [.. groups.Select(group => group.Of(Sum.People) < Figures.Few)],
                    new(
                        "每个有动静的群。人数 = 我们认识、还在群里的人（说过话或看到进群的），十分钟内更新；发言率 = 说过话的人 ÷ 人数；助手占比 = 助手的消息 ÷ 全部消息，超过 30% 标出；推送后退群 = 群里发过推送之后 72 小时内退群的人次，按两件事各自的时刻算。说话的人不到 10 个的群置灰，比例别当真。",
                        "Every group in which something happened. Members: those whom we know and who are still there (they spoke, or we saw them join), ten minutes old at most. Spoke: of these. Ours: our messages of all, marked above 30 %. Left after a push: leavings within 72 hours after a push to the group, by the moments of both. Groups with fewer than 10 speakers are grey: do not trust their shares.")),
                NewMembers(query, cohorts),
                Sources(query, counted),
            ],
            [],
            Quarters(query, groups, names, members));
    }

    // How many left each group within so many hours after a push to it.
    private static Dictionary<ConversationKey, long> AfterPush(DashQuery query, ImmutableArray<Move> moves)
    {
        var (from, to) = (FactTally.StartOf(query.From), FactTally.StartOf(query.To.AddDays(1)));
        var (pushed, left) = (new Dictionary<ConversationKey, DateTimeOffset>(), new Dictionary<ConversationKey, long>());
        foreach (var move in moves)
        {
            if (move.Kind == InteractionKind.Pushed)
            {
                pushed[move.Group] = move.At;
            }
            else if (move.Kind == InteractionKind.Left && move.At >= from && move.At < to && pushed.TryGetValue(move.Group, out var last) && move.At <= last.AddDays(AfterPushDays))
            {
                left[move.Group] = left.GetValueOrDefault(move.Group) + 1;
            }
        }

        return left;
    }

    private static Table NewMembers(DashQuery query, ImmutableArray<Cohort>? cohorts)
    {
        ImmutableArray<Cohort> weeks = cohorts ?? [];
        return new(
            "newMembers", ["week", "newcomers", "spoke7", "there7", "spoke30", "there30"],
            [.. weeks.Select(Row)],
            [.. weeks.Select(week => week.Joined < Figures.Few)],
            new(
                (cohorts is null ? "正在从记录里数，过一会儿再看。" : "") + $"选定日期为止的 {Cohorts.Weeks} 周里，每周新进群的人（同一人进两个群各算一个，一周里退了又进算一个）：进群后 7 天、30 天内在这个群说过话的占多少，到那时还在群里的占多少。最后进来的人还没满日子的，先不算。平台报告了进群退群的才有。",
                (cohorts is null ? "Being counted from the record: look again in a moment. " : "") + $"Those who came in each of the {Cohorts.Weeks} weeks up to the chosen day (once for each group): of these, who spoke there within 7 and 30 days, and who was still there then. Not told before those days are over for all of them. Only where the platform tells of comings and goings."));

        static ImmutableArray<Cell> Row(Cohort week) =>
        [
            Cell.Of(TodayDash.Day(week.Monday)), new Cell(week.Joined, "people"),
            Share(week.Spoke[0], week.Joined), Share(week.There[0], week.Joined), Share(week.Spoke[1], week.Joined), Share(week.There[1], week.Joined),
        ];

        static Cell Share(int? part, int whole) => part is { } known ? Cell.Share(known, whole) : Cell.Named("dash", "notYet");
    }

    // What the record has of the way from a push to an order, by channel and place; the rest no platform tells.
    private static Table Sources(DashQuery query, Counted counted)
    {
        var places = counted.Places().GroupBy(one => (one.Place.Channel, IsGroup: one.Place.Group is not null))
            .Select(some => (some.Key, Pushed: some.Sum(one => one.Of(Sum.Pushed)), People: some.Sum(one => one.Of(Sum.People)), Said: some.Sum(one => one.Of(Sum.Said))))
            .OrderBy(one => one.Key.Channel, StringComparer.Ordinal).ThenByDescending(one => one.Key.IsGroup).ToArray();
        return new(
            "conversion", ["channel", "where", "pushesSent", "speakers", "said", "clicks", "carts", "orders"],
            [.. places.Select(one => ImmutableArray.Create(
                Cell.Of(one.Key.Channel), Cell.Named("dash", one.Key.IsGroup ? "inGroups" : "direct"), new Cell(one.Pushed, "count"), new Cell(one.People, "count"), new Cell(one.Said, "count"),
                new Cell(null), new Cell(null), new Cell(null)))],
            [.. places.Select(one => one.People < Figures.Few)],
            new(
                "按渠道和来处：发了多少推送，多少人说话、说了多少。点击、加购、成交没有平台告诉我们：消息里的链接不经过本服务，订单没有回传，所以写“平台不提供”，不是 0。",
                "By channel and place: pushes sent, people who spoke, their messages. No platform tells us of clicks, carts and orders: links in messages do not pass through this service and orders are not told back, so it says so instead of 0."));
    }

    private static Field? Quarters(DashQuery query, (ConversationKey Group, int Place, Func<Sum, long> Of)[] groups, IReadOnlyDictionary<ConversationKey, string> names, IReadOnlyDictionary<ConversationKey, int>? members)
    {
        // Who left was there: the share is of those who are and those who were.
        var known = groups.Select(group => (group.Group, Of: group.Of, Members: (members?.GetValueOrDefault(group.Group) ?? 0) + group.Of(Sum.Left))).Where(one => one.Members > 0).ToArray();
        return known.Length == 0 ? null : new(
            "activeLeft", "spokeShare", "leftShare", Figures.Share(known.Sum(one => Math.Min(one.Of(Sum.People), one.Members)), known.Sum(one => one.Members)) ?? 0, Figures.Share(known.Sum(one => one.Of(Sum.Left)), known.Sum(one => one.Members)) ?? 0,
            [.. known.Select(one => new Dot(
                names.GetValueOrDefault(one.Group, one.Group.Id), Figures.Share(Math.Min(one.Of(Sum.People), one.Members), one.Members) ?? 0, Figures.Share(one.Of(Sum.Left), one.Members) ?? 0, one.Members, one.Members < Figures.Few,
                query.ListIn(one.Group, FactTally.Said, FactTally.Left)))],
            new(
                "每个点是一个群。往右：这段时间说过话的人占多少；往上：退群的人次占多少。分母是还在群里的人加上这段时间退的。十字线是所有群合起来的数。不到 10 个人的群画成空心，别当真。",
                "Each dot is a group. To the right: the share of its members who spoke in this time; upward: the share who left. Both are of those still there and those who left. The cross is the share of all groups together. Groups of fewer than 10 are hollow: do not trust them."));
    }

    private static ImmutableArray<Cell> Row(DashQuery query, Counted counted, (ConversationKey Group, int Place, Func<Sum, long> Of) group, IReadOnlyDictionary<ConversationKey, string> names, IReadOnlyDictionary<ConversationKey, int>? members, Dictionary<ConversationKey, long>? after)
    {
        var (key, place, of) = group;
        var (lastPush, leftAfter) = (counted.LastPush(place), after?.GetValueOrDefault(key));
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
            leftAfter is { } gone ? Cell.Count(gone) with { Warn = gone * 2 > of(Sum.Left) && gone >= 3 } : Cell.Of("…"),
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
