using System.Globalization;
using Bot.Core.Interactions;

namespace Bot.Host.Console.Dash;

/// <summary>Figures that several dashboards show, each with its definition.</summary>
internal static class Figures
{
    /// <summary>Under so many people a share means little.</summary>
    public const int Few = 10;

    private static readonly Sum[] Answers = [Sum.Template, Sum.Knowledge, Sum.Dialog, Sum.Human];
    private static readonly Sum[] Ours = [Sum.Template, Sum.Knowledge, Sum.Dialog, Sum.Human, Sum.Fallback, Sum.Unasked, Sum.More, Sum.Pushed];

    /// <summary>Names of all messages of ours.</summary>
    public static string[] OurNames { get; } = [FactTally.Replied, FactTally.More, FactTally.Pushed];

    /// <summary>Names of turns in which we were asked.</summary>
    public static string[] AskedNames { get; } =
    [
        FactTally.Replied + "template", FactTally.Replied + "knowledge", FactTally.Replied + "dialog", FactTally.Replied + "human", FactTally.Replied + "fallback",
        FactTally.Silent + "miss_repeated", FactTally.Silent + "nothing_to_say", FactTally.Silent + "error",
    ];

    public static long Answered(Func<Sum, long> of) => Answers.Sum(of);

    public static long Asked(Func<Sum, long> of) => Answered(of) + of(Sum.Fallback) + of(Sum.Failed);

    public static long OurMessages(Func<Sum, long> of) => Ours.Sum(of);

    public static long Messages(Func<Sum, long> of) => OurMessages(of) + of(Sum.Said) + of(Sum.SaidByBot) + of(Sum.Operator);

    public static double? Share(double part, double whole) => whole > 0 ? Math.Round(part / whole, 4) : null;

    public static Figure Count(string id, DashQuery query, Counted counted, Sum sum, Both definition, params string[] names) =>
        new(id, counted.Now(sum), "count", counted.Before(sum), null, definition, counted.Now(sum) > 0 ? query.List(names) : null);

    public static Figure People(DashQuery query, Counted counted) => Count(
        "spoke", query, counted, Sum.People,
        new("这段时间说过话的不同成员，机器人除外。按会话去重：一个人在两个群里说话，或者又私聊，每处各算一个。", "Different members who spoke in this time, bots aside. Told apart within a conversation: who spoke in two groups, or in one and a direct message, counts in each."), FactTally.Said);

    public static Figure Pushes(DashQuery query, Counted counted) => Count(
        "pushesSent", query, counted, Sum.Pushed,
        new("这段时间平台收下的推送，一条发到一个群或一个人算一条。对方有没有看到，平台不告诉我们。", "Pushes that the platform took in this time; one to a group or a person counts once. Whether it was seen, the platform does not say."), FactTally.Pushed);

    public static Figure OptOuts(DashQuery query, Counted counted) => Count(
        "optOuts", query, counted, Sum.OptOut,
        new("说“别发促销”或“别再发”的次数；同一个人改回来再退算两次。", "How often somebody asked for no promotions or for nothing at all; back and out again counts twice."), FactTally.Consent + "OptOutPromo", FactTally.Consent + "OptOutAll");

    public static Figure Net(DashQuery query, Counted counted) => new(
        "netMembers", counted.Now(Sum.Joined) - counted.Now(Sum.Left), "count", counted.Before(Sum.Joined) - counted.Before(Sum.Left), counted.Now(Sum.Joined) + counted.Now(Sum.Left),
        new("进群的人次减去退群的人次；平台告诉我们的才算。n 是两者之和。", "Joinings less leavings, as far as the platform tells us. n is both together."), query.List(FactTally.Joined, FactTally.Left));

    public static Figure AnswerRate(DashQuery query, Counted counted) => new(
        "answerRate", Share(Answered(counted.Now), Asked(counted.Now)), "share", Share(Answered(counted.Before), Asked(counted.Before)), Asked(counted.Now),
        new("问到助手的里面，用模板、知识、对话答上，或转给人工的占多少。n 是问到助手的次数；没 @ 助手的闲聊不算。", "Of what was asked of the assistant, the part answered from a template, knowledge or a dialog, or handed to a person. n is how often it was asked; talk among members does not count."),
        query.List(AskedNames));

    public static Figure Unanswered(DashQuery query, Counted counted) => new(
        "unanswered", counted.Now(Sum.Miss), "count", counted.Before(Sum.Miss), Asked(counted.Now),
        new("答“不知道”“您是不是想问”或话题不对的次数，加上十分钟内再问而没有再答的。", "How often the answer was “I do not know”, “did you mean” or “not my topic”, or the same was asked again within ten minutes and met with silence."), query.List(FactTally.Miss));

    /// <summary>The bound under which 95 of 100 answers lie.</summary>
    public static Figure ReplyTime(DashQuery query, Counted counted)
    {
        var (now, before) = (Times(counted, one => one.Now), Times(counted, one => one.Before));
        return new(
            "replyP95", P95(now), "ms", P95(before), now.Sum(one => one.Count),
            new("从收到消息到想好怎么答，100 次里 95 次不超过这么久；按档位记，取档位上限。不含平台送达的时间。n 是答了多少次。", "From the message's arrival to the decision what to say, 95 of 100 took no longer; kept in steps, the step's upper end is shown. Delivery by the platform is not in it. n is how many were answered."),
            now.Length > 0 ? query.List(FactTally.Took) : null);
    }

    private static (int Bound, long Count)[] Times(Counted counted, Func<NameCount, long> of) =>
        [.. counted.Under(FactTally.Took).Select(one => (Bound: int.Parse(one.Name, NumberStyles.None, CultureInfo.InvariantCulture), Count: of(one))).Where(one => one.Count > 0).OrderBy(one => one.Bound)];

    private static double? P95((int Bound, long Count)[] times)
    {
        var left = (long)Math.Ceiling(times.Sum(one => one.Count) * 0.95);
        foreach (var (bound, count) in times)
        {
            left -= count;
            if (left <= 0)
            {
                return bound;
            }
        }

        return null;
    }
}
