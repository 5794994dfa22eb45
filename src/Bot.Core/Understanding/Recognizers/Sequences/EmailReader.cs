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
        var start = at;
        while (start > free && IsLocal(text[start - 1]))
        {
            start--;
        }

        // It begins with a letter, digit or underscore, and no dot stands before the sign.
        while (start < at && !(char.IsAsciiLetterOrDigit(text[start]) || text[start] == '_'))
        {
            start++;
        }

        return start < at && text[at - 1] == '.' ? at : start;
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

        var label = at;
        var best = 0;
        var labels = 0;
        for (var i = at; ; i++)
        {
            var c = i < text.Length ? text[i] : '\0';
            if (char.IsAsciiLetterOrDigit(c) || (c == '-' && i > label))
            {
                continue;
            }

            if (i == label)
            {
                return best;
            }

            labels++;
            var name = text.AsSpan(label, i - label);
            if (labels > 1 && name.Length >= 2 && char.IsAsciiLetter(name[0]) && !name.ContainsAnyInRange('0', '9') && name[^1] != '-')
            {
                best = i;
            }

            // The last label must be a name of its own; only its end counts.
            if (c != '.')
            {
                return best == i || (best > 0 && c != '@') ? best : 0;
            }

            label = i + 1;
        }
    }
}
