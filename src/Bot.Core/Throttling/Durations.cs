using System.Globalization;
using System.Text;

namespace Bot.Core.Throttling;

/// <summary>Durations as a policy writes them: <c>90m</c>, <c>24h</c>, <c>7d</c>, <c>1d12h</c>, <c>500ms</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

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
