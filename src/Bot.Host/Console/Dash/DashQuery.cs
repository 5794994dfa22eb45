using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Console.Access;

namespace Bot.Host.Console.Dash;

/// <summary>Which days and places a dashboard is about.</summary>
/// <param name="From">The first day, Chinese time.</param>
/// <param name="To">The last day.</param>
/// <param name="Group">Only the group with this id; null for all.</param>
/// <param name="Channel">Only this channel; null for all.</param>
public sealed record DashQuery(DateOnly From, DateOnly To, string? Group, string? Channel)
{
    /// <summary>How many days may be asked for; as many again are read for the time before.</summary>
    public const int Most = 180;

    private const int Usual = 7;

    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The first day of the time before.</summary>
    public DateOnly Before => From.AddDays(-Days);

    /// <summary>Reads <c>from to group channel</c>; without days, the last seven.</summary>
    public static (DashQuery? Query, Refusal? Wrong) Read(string? from, string? to, string? group, string? channel, DateTimeOffset now)
    {
        var (first, last) = (default(DateOnly), FactTally.DayOf(now));
        if ((!string.IsNullOrEmpty(to) && !Day(to, out last)) || (!string.IsNullOrEmpty(from) && !Day(from, out first)))
        {
            return (null, new Refusal(400, "day_wrong", "from 和 to 要写成 2026-11-22 这样的日期", "from and to are days as in 2026-11-22"));
        }

        var query = new DashQuery(string.IsNullOrEmpty(from) ? last.AddDays(1 - Usual) : first, last, string.IsNullOrEmpty(group) ? null : group, string.IsNullOrEmpty(channel) ? null : channel);
        return query.Days is >= 1 and <= Most && query.From.Year > 2000
            ? (query, null)
            : (null, new Refusal(400, "span_wrong", $"from 不晚于 to，最多 {Most} 天", $"from is not after to, and at most {Most} days lie between them"));
    }

    /// <summary>Whether a place is asked for.</summary>
    public bool Holds(TallyPlace place) => (Channel is null || place.Channel == Channel) && (Group is null || place.Group?.Id == Group);

    /// <summary>Whether a group is asked for.</summary>
    public bool Holds(ConversationKey group) => (Channel is null || group.Channel == Channel) && (Group is null || group.Id == Group);

    /// <summary>The way to the facts that count under some names, on all days and places asked for.</summary>
    public string List(params ReadOnlySpan<string> names) => List(From, To, null, names);

    /// <summary>The way to the facts of one day.</summary>
    public string ListOf(DateOnly day, params ReadOnlySpan<string> names) => List(day, day, null, names);

    /// <summary>The way to the facts of one group.</summary>
    public string ListIn(ConversationKey group, params ReadOnlySpan<string> names) => List(From, To, group, names);

    /// <summary>The way to the facts of other days than those asked for.</summary>
    public string ListBetween(DateOnly from, DateOnly to, params ReadOnlySpan<string> names) => List(from, to, null, names);

    private string List(DateOnly from, DateOnly to, ConversationKey? group, ReadOnlySpan<string> names)
    {
        var list = string.Create(CultureInfo.InvariantCulture, $"/people/record?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");
        var channel = group?.Channel ?? Channel;
        var conversation = group?.Id ?? Group;
        if (channel is not null)
        {
            list += "&channel=" + Uri.EscapeDataString(channel);
        }

        if (conversation is not null)
        {
            // A group's direct messages are not its own: a filter by group leaves them out, and so does the list.
            list += "&conversation=" + Uri.EscapeDataString(conversation);
        }

        foreach (var name in names)
        {
            list += "&counted=" + Uri.EscapeDataString(name);
        }

        return list;
    }

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
