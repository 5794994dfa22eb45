using System.Collections.Frozen;

namespace Bot.Core.Understanding.Speaking;

/// <summary>What a member wants of our speaking unasked.</summary>
/// <param name="For">How long we are to be quiet; null to speak again.</param>
public sealed record QuietWish(TimeSpan? For);

/// <summary>Reads 安静1小时, “quiet for an hour”, 恢复说话. Only whole messages count.</summary>
public static class QuietWords
{
    /// <summary>How long 安静一会 is.</summary>
    public static TimeSpan AWhile { get; } = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly FrozenSet<string> Again =
        new[] { "恢复说话", "可以说话了", "可以说话", "说话吧", "继续说话", "取消安静", "speak", "speakagain", "youcanspeak", "youmayspeak", "unquiet" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> While =
        new[] { "", "一会", "一会儿", "会儿", "一下", "点", "一点", "些", "吧", "forawhile", "awhile", "please", "now", "down" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly (string Word, TimeSpan Length)[] Units =
    [
        ("个小时", TimeSpan.FromHours(1)), ("小时", TimeSpan.FromHours(1)), ("个钟头", TimeSpan.FromHours(1)), ("钟头", TimeSpan.FromHours(1)), ("分钟", TimeSpan.FromMinutes(1)), ("分", TimeSpan.FromMinutes(1)),
        ("天", TimeSpan.FromDays(1)), ("hours", TimeSpan.FromHours(1)), ("hour", TimeSpan.FromHours(1)), ("h", TimeSpan.FromHours(1)), ("minutes", TimeSpan.FromMinutes(1)),
        ("minute", TimeSpan.FromMinutes(1)), ("mins", TimeSpan.FromMinutes(1)), ("min", TimeSpan.FromMinutes(1)), ("m", TimeSpan.FromMinutes(1)), ("day", TimeSpan.FromDays(1)),
    ];

    private static readonly (string Word, double Value)[] NumberWords =
    [
        ("一", 1), ("二", 2), ("两", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("七", 7), ("八", 8), ("九", 9), ("十", 10), ("十五", 15), ("二十", 20), ("三十", 30), ("四十", 40),
        ("五十", 50), ("六十", 60), ("半", 0.5), ("半个", 0.5), ("an", 1), ("a", 1), ("one", 1), ("two", 2), ("three", 3), ("half", 0.5), ("halfan", 0.5),
    ];

    private static readonly FrozenDictionary<string, double> Numbers = NumberWords.ToFrozenDictionary(one => one.Word, one => one.Value, StringComparer.Ordinal);

    /// <summary>The wish, or null when the text is none. Never longer than a day, nor shorter than a minute.</summary>
    public static QuietWish? Read(string text)
    {
        if (text.Length > 40)
        {
            return null;
        }

        var folded = TextFold.Letters(text);
        if (Again.Contains(folded))
        {
            return new QuietWish(null);
        }

        return Rest(folded) is { } rest && Length(rest) is { } length ? new QuietWish(length) : null;
    }

    private static string? Rest(string folded)
    {
        foreach (var word in (ReadOnlySpan<string>)["先安静", "请安静", "安静", "保持安静", "别插话", "bequiet", "quiet"])
        {
            if (folded.StartsWith(word, StringComparison.Ordinal))
            {
                return folded[word.Length..];
            }
        }

        return null;
    }

    private static TimeSpan? Length(string rest)
    {
        if (While.Contains(rest))
        {
            return AWhile;
        }

        var said = rest.StartsWith("for", StringComparison.Ordinal) ? rest[3..] : rest;
        foreach (var (word, length) in Units)
        {
            if (said.EndsWith(word, StringComparison.Ordinal) && Number(said[..^word.Length]) is { } number)
            {
                var asked = number * length;
                return asked > Longest ? Longest : asked < TimeSpan.FromMinutes(1) ? null : asked;
            }
        }

        return null;
    }

    private static double? Number(string text) =>
        text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : Numbers.TryGetValue(text, out var number) ? number
        : null;
}
