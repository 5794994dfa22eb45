using System.Globalization;

namespace Bot.Core.Throttling;

/// <summary>The small texts of a policy: durations, shares, times of the day, rates. Pure; what cannot be read is null.</summary>
internal static class PolicyText
{
    /// <summary>The longest duration of any rule, in milliseconds: 60 days.</summary>
    public const long Longest = 60L * 24 * 60 * 60 * 1000;

    /// <summary>Thousandths of <c>30%</c> or <c>0.5%</c>; negative and greater than 1000 come back as they are. Null when it is no share or finer than a thousandth.</summary>
    public static int? PerMille(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty || trimmed[^1] is not ('%' or '％'))
        {
            return null;
        }

        return decimal.TryParse(trimmed[..^1].TrimEnd(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && decimal.Abs(percent) <= 100_000 && percent * 10 == decimal.Truncate(percent * 10)
            ? (int)(percent * 10)
            : null;
    }

    /// <summary>Minute of the day of <c>08:30</c>, 0 to 1439; <c>24:00</c> is 1440 where <paramref name="end"/> allows it.</summary>
    public static int? Minute(string text, bool end = false) => text.Trim() switch
    {
        "24:00" => end ? 1440 : null,
        var time => TimeOnly.TryParseExact(time, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.Hour * 60 + at.Minute : null,
    };

    /// <summary>A span of the day of <c>22:00-08:00</c>; from and until may be equal, which is the whole day.</summary>
    public static Hours? Hours(string text) =>
        text.Split('-', '–', '~') is [var from, var to] && Minute(from) is { } begin && Minute(to, end: true) is { } until
            ? new Hours(begin, until % 1440)
            : null;

    /// <summary>Calls a second of <c>30/s</c>, <c>20/min</c>, <c>1000/h</c>; null when it is none or not positive.</summary>
    public static double? Rate(string text)
    {
        if (text.Split('/') is not [var number, var unit]
            || !double.TryParse(number.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate is not (> 0 and <= 1_000_000))
        {
            return null;
        }

        return unit.Trim() switch
        {
            "s" => rate,
            "m" or "min" => rate / 60,
            "h" => rate / 3600,
            "d" or "day" => rate / 86400,
            _ => null,
        };
    }

    /// <summary>The factor of <c>x2</c>, 1 to 100.</summary>
    public static int? Factor(string text) =>
        int.TryParse(text.Trim().TrimStart('x', 'X', '×'), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) && factor is >= 1 and <= 100 ? factor : null;

    /// <summary>The number in front of <c>3 leavers</c> or <c>2 value</c> and the words behind it; null where there is no whole number of 0 to 1,000,000.</summary>
    public static (int Number, string After)? Counted(string text)
    {
        var trimmed = text.Trim();
        var space = trimmed.IndexOf(' ', StringComparison.Ordinal);
        var number = space < 0 ? trimmed : trimmed[..space];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000
            ? (value, space < 0 ? "" : trimmed[space..].Trim())
            : null;
    }
}
