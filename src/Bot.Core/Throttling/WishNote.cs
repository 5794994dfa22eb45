using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Audience;

namespace Bot.Core.Throttling;

/// <summary>A member's consent as one entry of a log (<see cref="LogKey.Wished"/>).</summary>
public static class WishNote
{
    /// <summary>The entry for a consent; its id tells it all.</summary>
    public static LogEntry Of(Consent consent, DateTimeOffset at) => new(
        at,
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}:{Flag(consent.PromoOptedOut)}{Flag(consent.AllOptedOut)}{Flag(consent.DailyDigest)}:{consent.SnoozedUntil?.ToUnixTimeMilliseconds()}:{string.Join('\n', consent.MutedTopics)}"));

    /// <summary>Back from <see cref="Of"/>; null for what it did not write.</summary>
    public static Consent? Read(LogEntry entry) =>
        entry.Id.Split(':', 4) is [_, { Length: 3 } flags, var snoozed, var topics]
            ? new Consent(flags[0] == '1', flags[1] == '1', long.TryParse(snoozed, CultureInfo.InvariantCulture, out var until) ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null, entry.At, flags[2] == '1')
            {
                MutedTopics = [.. topics.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
            }
            : null;

    /// <summary>The later of what the profile and the note say.</summary>
    public static Consent Later(Consent kept, ImmutableArray<LogEntry> notes) =>
        notes is [.., var last] && (kept.ChangedAt is not { } changed || Millisecond(changed) < last.At) && Read(last) is { } noted ? noted : kept;

    private static DateTimeOffset Millisecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static char Flag(bool set) => set ? '1' : '0';
}
