using System.Text;

namespace Bot.Core.Activities;

/// <summary>Finds, removes and unwraps the marks that stand for a mention in a text. One pass each, whatever the text holds.</summary>
internal static class MentionMarks
{
    /// <summary>What WeChat puts behind <c>@昵称</c>.</summary>
    internal const char FourPerEmSpace = '\u2005';

    private const string Close = "</at>";

    /// <summary>Longer mentions do not exist; a bound keeps the search linear.</summary>
    private const int LongestMark = 512;

    /// <summary>Removes every occurrence, in any case, and the space that would be left doubled.</summary>
    internal static string Remove(string text, string mark)
    {
        if (mark.Length > LongestMark)
        {
            return text;
        }

        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return text;
        }

        var rest = new StringBuilder(text.Length);
        var from = 0;
        for (; at >= 0; at = text.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase))
        {
            rest.Append(text, from, at - from);
            from = After(text, at + mark.Length, rest);
        }

        return rest.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Removes <c>@name</c> and <c>&lt;at&gt;name&lt;/at&gt;</c> for each of our names.</summary>
    internal static string RemoveNames(string text, string[] names)
    {
        StringBuilder? rest = null;
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var end = NameEnd(text, at, names);
            if (end < 0)
            {
                continue;
            }

            rest ??= new StringBuilder(text.Length);
            rest.Append(text, from, at - from);
            from = After(text, end, rest);
            at = from - 1;
        }

        return rest is null ? text : rest.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>True when the text calls one of our names.</summary>
    internal static bool HasName(string text, string[] names)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (NameEnd(text, at, names) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the text calls a name that is not ours.</summary>
    internal static bool HasOther(string text, string[] names)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = NameStart(text, at);
            if (start < 0 || start >= text.Length)
            {
                continue;
            }

            var end = NameEnd(text, at, names);
            if (end >= 0)
            {
                at = end - 1;
            }
            else if (char.IsLetterOrDigit(text[start]) || char.IsSurrogate(text[start]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes <c>&lt;at id="x"&gt;name&lt;/at&gt;</c> as <c>name</c>, apart from what follows.</summary>
    internal static string Unwrap(string text)
    {
        var lastClose = text.LastIndexOf(Close, StringComparison.OrdinalIgnoreCase);
        if (lastClose < 0)
        {
            return text;
        }

        var rest = new StringBuilder(text.Length);
        var from = 0;
        for (var at = 0; at < lastClose; at++)
        {
            var start = text[at] == '<' ? TagEnd(text, at) : -1;
            if (start < 0 || start > lastClose)
            {
                continue;
            }

            var end = text.IndexOf(Close, start, StringComparison.OrdinalIgnoreCase);
            rest.Append(text, from, at - from).Append(text, start, end - start);
            from = end + Close.Length;
            if (from < text.Length && !char.IsWhiteSpace(text[from]))
            {
                rest.Append(' ');
            }

            at = from - 1;
        }

        return rest.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Where the name begins that the mark at <paramref name="at"/> opens; -1 when there is no mark.</summary>
    private static int NameStart(string text, int at) => text[at] switch
    {
        // An address such as me@shop.example names nobody in the group.
        '@' or '＠' when at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) => at + 1,
        '<' => TagEnd(text, at),
        _ => -1,
    };

    /// <summary>Behind <c>&lt;at …&gt;</c>; the attributes are an id at most, so the search for the end is bounded.</summary>
    private static int TagEnd(string text, int at)
    {
        if (at + 3 >= text.Length || !text.AsSpan(at + 1, 2).Equals("at", StringComparison.OrdinalIgnoreCase)
            || (text[at + 3] != '>' && !char.IsWhiteSpace(text[at + 3])))
        {
            return -1;
        }

        var end = text.AsSpan(at, Math.Min(LongestMark, text.Length - at)).IndexOf('>');
        return end < 0 ? -1 : at + end + 1;
    }

    /// <summary>Where our mention at <paramref name="at"/> ends; -1 when none begins there.</summary>
    private static int NameEnd(string text, int at, string[] names)
    {
        var start = NameStart(text, at);
        if (start < 0)
        {
            return -1;
        }

        foreach (var name in names)
        {
            if (string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0)
            {
                continue;
            }

            var end = start + name.Length;
            if (text[at] == '<')
            {
                if (string.Compare(text, end, Close, 0, Close.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    return end + Close.Length;
                }
            }
            else if (EndsHere(text, start, end))
            {
                return end;
            }
        }

        return -1;
    }

    /// <summary>
    /// Latin names end where no letter or digit follows. Chinese is typed without a space (“@小助多少钱”), so there the name
    /// may run on, unless a client closed the mention itself: “@小助理” with a U+2005 behind it is somebody else.
    /// </summary>
    private static bool EndsHere(string text, int start, int end)
    {
        if (end >= text.Length || !char.IsLetterOrDigit(text[end]))
        {
            return true;
        }

        if (char.IsAscii(text[end - 1]) && char.IsAscii(text[end]))
        {
            return false;
        }

        var token = text.AsSpan(start, Math.Min(LongestMark, text.Length - start));
        var stop = token.IndexOfAny([FourPerEmSpace, ' ', '\n', '\u3000', '，', ',', '@', '＠']);
        return stop < 0 || token[stop] != FourPerEmSpace;
    }

    private static int After(string text, int end, StringBuilder before)
    {
        var open = before.Length == 0 || char.IsWhiteSpace(before[^1]);
        return end < text.Length && (text[end] == FourPerEmSpace || (open && text[end] == ' ')) ? end + 1 : end;
    }
}
