namespace Bot.Core.Understanding.Recognizers.Sequences;

/// <summary>E-mail addresses, the same in both languages: a.b@server.example.com, j@[129.126.118.1].</summary>
internal static class EmailReader
{
    /// <summary>Reads all addresses.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        var free = 0;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = at + 1 < text.Length ? text.IndexOf('@', at + 1) : -1)
        {
            var start = Local(text, at, free);
            var end = start < at ? Host(text, at + 1) : 0;
            if (end > 0)
            {
                into.Add(scan.FoundLower(start, end, "email", new Field("value", text[start..end])));
            }

            // What was looked at before this sign belongs to no later address.
            free = Math.Max(end, at + 1);
        }
    }

    /// <summary>True for a character of an address before its @.</summary>
    public static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%' or '!' or '#' or '$' or '&' or '\'' or '*' or '/' or '=' or '?' or '^' or '`' or '{' or '|' or '}' or '~';

    // Backwards over what may stand before @; a quoted name too is not worth the trouble in a chat.
    private static int Local(string text, int at, int free)
    {
        if (at == free || !char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return at;
        }

        var start = at - 1;
        while (start > free && IsLocal(text[start - 1]) && !(text[start] == '.' && text[start - 1] == '.'))
        {
            start--;
        }

        while (!char.IsAsciiLetterOrDigit(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int Host(string text, int at)
    {
        if (at < text.Length && text[at] == '[')
        {
            var close = at + 1;
            var dots = 0;
            while (close < text.Length && close - at <= 16 && (char.IsAsciiDigit(text[close]) || text[close] == '.'))
            {
                dots += text[close] == '.' ? 1 : 0;
                close++;
            }

            return close < text.Length && text[close] == ']' && dots == 3 ? close + 1 : 0;
        }

        // Labels and dots; it ends with the last label of two letters or digits and more.
        var best = 0;
        for (var label = at; ;)
        {
            var end = label;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '-' or '_' && end > label)))
            {
                end++;
            }

            var name = text.AsSpan(label, end - label);
            if (label > at && name.TrimEnd("-_") is { Length: >= 2 and <= 24 } last && !last.Contains('_'))
            {
                best = label + last.Length;
            }

            if (name.Length == 0 || end >= text.Length || text[end] != '.')
            {
                return best;
            }

            label = end + 1;
        }
    }
}
