using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Pushes;

namespace Bot.Host.Console.Dash;

/// <summary>The overview: eight tiles, the day's hours with the pushes on them, and what needs a person beyond what the page asks for itself.</summary>
internal static class TodayDash
{
    private const int ManyLeft = 3;
    private const int Times = 3;

    public static Dashboard Of(DashQuery query, Counted counted, ImmutableArray<CampaignCounts> campaigns, DateTimeOffset now) => new(
        now, query.From, query.To,
        [
            Figures.People(query, counted),
            Figures.Pushes(query, counted),
            Held(campaigns),
            Figures.OptOuts(query, counted),
            Figures.Net(query, counted),
            Figures.AnswerRate(query, counted),
            Figures.Unanswered(query, counted),
            Figures.ReplyTime(query, counted),
        ],
        [Hours(query, counted), AnswersByDay(query, counted)],
        [],
        Todo(query, counted, campaigns));

    /// <summary>Pushes that wait.</summary>
    public static Figure Held(ImmutableArray<CampaignCounts> campaigns) => new(
        "pushesHeld", campaigns.Sum(one => one.Waiting), "count", null, campaigns.Sum(one => one.Planned),
        new("现在还等着的推送（因为免打扰、上限等），来自这段时间里的推送计划；不分群和渠道。n 是这些计划一共要发的条数。", "Pushes that wait now (quiet hours, caps and so on), of the campaigns of this time, whatever group or channel is chosen. n is all that these campaigns have to send."),
        "/pushes/queue");

    /// <summary>Answered by day.</summary>
    public static Series AnswersByDay(DashQuery query, Counted counted) => new(
        "answerRate", "line", "share",
        [.. ByDay(query, (day, at) => new Point(Day(day), Figures.Share(Figures.Answered(sum => counted.On(at, sum)), Figures.Asked(sum => counted.On(at, sum))), query.ListOf(day, Figures.AskedNames)))],
        [],
        new("每天问到助手的里面答上的占多少；没人问的那天不画。", "Of what was asked of the assistant on each day, the part that was answered; nothing is drawn where nobody asked."));

    /// <summary>Each day asked for, with its number.</summary>
    public static IEnumerable<T> ByDay<T>(DashQuery query, Func<DateOnly, int, T> make) => Enumerable.Range(0, query.Days).Select(at => make(query.From.AddDays(at), at));

    /// <summary>A day as the console reads it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Series Hours(DashQuery query, Counted counted)
    {
        var hours = Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture)).ToArray();
        var pushed = hours.Select(hour => (Hour: hour, Count: counted.Of(FactTally.PushedAt + hour).Now)).Where(one => one.Count > 0);
        return new(
            "messages", "bar", "count",
            [.. hours.Select(hour => (Hour: hour, Count: counted.Of(FactTally.Said + hour).Now)).Select(one => new Point(one.Hour, one.Count, one.Count > 0 ? query.List(FactTally.Said + one.Hour) : null))],
            [.. pushed.Select(one => new Mark(one.Hour, new($"推送 {one.Count}", $"pushes: {one.Count}")))],
            new("成员说的话按一天里的钟点相加，带颜色的钟点发过推送。", "Members' messages by the hour of the day, all days together; coloured hours had pushes."));
    }

    private static ImmutableArray<Todo> Todo(DashQuery query, Counted counted, ImmutableArray<CampaignCounts> campaigns)
    {
        var todo = ImmutableArray.CreateBuilder<Todo>();
        var paused = campaigns.Count(one => one.Campaign is { State: CampaignState.Paused, Acts: [.., { What: "auto_paused" }] });
        if (paused > 0)
        {
            todo.Add(new("autopaused", paused, "/pushes?state=paused"));
        }

        var failed = campaigns.Sum(one => one.Failed);
        if (failed > 0)
        {
            todo.Add(new("failed", (int)Math.Min(failed, int.MaxValue), "/pushes/queue?state=Failed"));
        }

        // Many left, and clearly more than in the time before.
        var exits = counted.Groups().Count(group => group.Of(Sum.Left) >= ManyLeft && group.Of(Sum.Left) >= Times * counted.LeftBefore(group.Place));
        if (exits > 0)
        {
            todo.Add(new("exits", exits, $"/dash/groups?from={Day(query.From)}&to={Day(query.To)}"));
        }

        return todo.DrainToImmutable();
    }
}
