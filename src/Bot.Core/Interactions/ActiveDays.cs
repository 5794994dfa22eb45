using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Interactions;

/// <summary>One count that changes because a day became a member's.</summary>
/// <param name="Day">The day's number, as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Name">What is counted.</param>
/// <param name="Change">1 or -1.</param>
public readonly record struct DayChange(int Day, string Name, int Change);

/// <summary>
/// The days on which a member spoke in a place. Each counts once, under how many days before it they last did:
/// <c>~people/3</c>, or <c>~people/new</c> for <see cref="Far"/> and more. So the different people between two days are the
/// sum of the counts of those days d whose gap reaches before the first: exact, and added up without a list of people.
/// </summary>
public static class ActiveDays
{
    /// <summary>What the names begin with.</summary>
    public const string Prefix = "~people/";

    /// <summary>A first day, or one after so long a gap.</summary>
    public const string New = Prefix + "new";

    /// <summary>From this gap on, in days, a member counts as new.</summary>
    public const int Far = 400;

    /// <summary>Days so much older than the last are forgotten: no gap that counts reaches over them, even for a fact that comes late.</summary>
    public const int Kept = 2 * Far;

    /// <summary>The name of a day's count.</summary>
    /// <param name="before">The day before it on which they spoke; null for none.</param>
    /// <param name="day">The day.</param>
    public static string Name(int? before, int day) => before is { } known && day - known < Far ? Prefix + (day - known).ToString(CultureInfo.InvariantCulture) : New;

    /// <summary>How many days back a count reaches; null when it is none of people.</summary>
    public static int? Gap(string name) => !name.StartsWith(Prefix, StringComparison.Ordinal) ? null
        : name == New ? int.MaxValue
        : int.Parse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Takes a day in, in whatever order days come.</summary>
    /// <param name="days">The days so far, oldest first.</param>
    /// <param name="day">The new one.</param>
    /// <param name="changes">What changes in the counts; empty when the day was known.</param>
    public static ImmutableArray<int> With(ImmutableArray<int> days, int day, out ImmutableArray<DayChange> changes)
    {
        changes = [];
        var at = days.BinarySearch(day);
        if (at >= 0)
        {
            return days;
        }

        at = ~at;
        int? before = at > 0 ? days[at - 1] : null;
        changes = at == days.Length
            ? [new(day, Name(before, day), 1)]
            : [new(day, Name(before, day), 1), new(days[at], Name(before, days[at]), -1), new(days[at], Name(day, days[at]), 1)];
        var grown = days.Insert(at, day);
        var old = 0;
        while (grown[old] < grown[^1] - Kept)
        {
            old++;
        }

        return old == 0 ? grown : grown[old..];
    }

    /// <summary>What all days count, to take it away when the member is erased.</summary>
    public static IEnumerable<DayChange> All(ImmutableArray<int> days)
    {
        for (var i = 0; i < days.Length; i++)
        {
            yield return new(days[i], Name(i > 0 ? days[i - 1] : null, days[i]), 1);
        }
    }

    /// <summary>Three bytes a day, the highest first.</summary>
    public static byte[] Write(ImmutableArray<int> days)
    {
        var bytes = new byte[days.Length * 3];
        for (var i = 0; i < days.Length; i++)
        {
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = ((byte)(days[i] >> 16), (byte)(days[i] >> 8), (byte)days[i]);
        }

        return bytes;
    }

    /// <summary>Back from <see cref="Write"/>.</summary>
    public static ImmutableArray<int> Read(ReadOnlySpan<byte> bytes)
    {
        var days = ImmutableArray.CreateBuilder<int>(bytes.Length / 3);
        for (var i = 0; i + 2 < bytes.Length; i += 3)
        {
            days.Add((bytes[i] << 16) + (bytes[i + 1] << 8) + bytes[i + 2]);
        }

        return days.DrainToImmutable();
    }
}
