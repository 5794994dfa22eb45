using System.Globalization;
using System.Text;

namespace Bot.Core.Throttling;

/// <summary>Durations as a policy writes them: <c>90m</c>, <c>24h</c>, <c>7d</c>, <c>1d12h</c>, <c>500ms</c>.</summary>
public static class Durations
{
    // Ten years: no rule looks further.
    private const long Longest = 3650L * 86_400_000;
    private static readonly (string Unit, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("ms", 1), ("m", 60_000), ("s", 1000)];

    /// <summary>Reads one; null when it is none, nothing, or longer than ten years.</summary>
    public static TimeSpan? Read(string text) => Milliseconds(text) is { } length and > 0 and <= Longest ? TimeSpan.FromMilliseconds(length) : null;

    /// <summary>Its milliseconds, however many; each unit at most once, in any order. A bare <c>0</c> is nothing. Null when it is no duration.</summary>
    public static long? Milliseconds(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest is "0")
        {
            return 0;
        }

        var (sum, seen) = (0L, 0);
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9)
            {
                return null;
            }

            var number = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..].TrimStart();
            var unit = UnitOf(rest);
            if (unit < 0 || (seen & (1 << unit)) != 0)
            {
                return null;
            }

            seen |= 1 << unit;
            sum += number * Units[unit].Milliseconds;
            rest = rest[Units[unit].Unit.Length..].TrimStart();
        }

        return seen == 0 ? null : sum;
    }

    /// <summary>Writes one in its largest units; whole days of one day as hours (<c>24h</c>).</summary>
    public static string Show(TimeSpan duration)
    {
        var left = (long)duration.TotalMilliseconds;
        if (left == 86_400_000)
        {
            return "24h";
        }

        var text = new StringBuilder();
        foreach (var (unit, milliseconds) in Units.OrderByDescending(one => one.Milliseconds))
        {
            if (left >= milliseconds)
            {
                text.Append(CultureInfo.InvariantCulture, $"{left / milliseconds}{unit}");
                left %= milliseconds;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static int UnitOf(ReadOnlySpan<char> text)
    {
        for (var unit = 0; unit < Units.Length; unit++)
        {
            if (text.StartsWith(Units[unit].Unit, StringComparison.Ordinal))
            {
                return unit;
            }
        }

        return -1;
    }
}
