using System.Globalization;
using System.Text;

namespace Bot.Core.Throttling;

/// <summary>Durations as a policy writes them: <c>90m</c>, <c>24h</c>, <c>7d</c>, <c>1d12h</c>, <c>500ms</c>.</summary>
public static class Durations
{
    // Ten years: no rule looks further.
    private const long Longest = 3650L * 86_400_000;
    private static readonly (string Unit, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    /// <summary>Reads one; null when it is none, or longer than ten years. Units from days down to milliseconds, each a whole number.</summary>
    public static TimeSpan? Read(string text)
    {
        var (total, at) = (0L, 0);
        while (at < text.Length)
        {
            var digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            var unit = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }

            var factor = Units.FirstOrDefault(one => text.AsSpan(unit, at - unit).SequenceEqual(one.Unit)).Milliseconds;
            if (factor == 0 || unit == digits || unit - digits > 9)
            {
                return null;
            }

            if (total > Longest)
            {
                return null;
            }

            total += long.Parse(text.AsSpan(digits, unit - digits), CultureInfo.InvariantCulture) * factor;
        }

        return total is > 0 and <= Longest ? TimeSpan.FromMilliseconds(total) : null;
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
        foreach (var (unit, milliseconds) in Units)
        {
            if (left >= milliseconds)
            {
                text.Append(CultureInfo.InvariantCulture, $"{left / milliseconds}{unit}");
                left %= milliseconds;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }
}
