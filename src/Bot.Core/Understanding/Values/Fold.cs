using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Values;

/// <summary>Folds width, case and script without changing the length, so that positions stay true.</summary>
public static class Fold
{
    /// <summary>Full-width letters, digits and signs become ASCII, letters lower case, Chinese simplified.</summary>
    public static string Text(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = Char(source[i]);
        }
    });

    /// <summary>Folded, without punctuation and blanks.</summary>
    public static string Letters(string text) => string.Concat(Text(text).Where(static c => char.IsLetterOrDigit(c) || c is '+' or '%'));

    /// <summary>Words only: folded, without punctuation, blanks and closing particles (好的呀 becomes 好).</summary>
    public static string Words(string text)
    {
        var words = Letters(text).AsSpan();
        while (words.Length > 1 && "啊呀吧呢哦哈的了嘛啦噢呗哟咯喔".Contains(words[^1], StringComparison.Ordinal))
        {
            words = words[..^1];
        }

        return words.ToString();
    }

    private static char Char(char c) => c switch
    {
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        '￥' => '¥',
        _ => char.ToLowerInvariant(Simplified.Char(c)),
    };
}
