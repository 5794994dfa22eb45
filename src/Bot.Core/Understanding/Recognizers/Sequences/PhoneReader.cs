namespace Bot.Core.Understanding.Recognizers.Sequences;

/// <summary>Phone numbers of many countries, the same in both languages, each with a score.</summary>
internal static class PhoneReader
{
    /// <summary>Reads all numbers.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        Span<(int Start, int End)> groups = stackalloc (int, int)[PhoneShape.MostGroups];
        for (var at = 0; at < text.Length;)
        {
            if (!Begins(text, at))
            {
                at++;
                continue;
            }

            var end = Allowed(text, at) ? Longest(text, at, groups) : 0;
            if (end > 0)
            {
                end = Extension(text, end);
                into.Add(scan.FoundLower(at, end, "phonenumber", new Field("value", text[at..end]), new Field("score", PhoneScore.Of(text.AsSpan(at, end - at)))));
                at = end;
            }
            else if (end < 0)
            {
                at = -end;
            }
            else
            {
                // On to the next group; within a group nothing begins.
                at++;
                while (at < text.Length && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at - 1]))
                {
                    at++;
                }
            }
        }
    }

    private static bool Begins(string text, int at) => text[at] switch
    {
        >= '0' and <= '9' => at == 0 || !char.IsAsciiDigit(text[at - 1]),
        '+' => at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == ' '),
        '(' => at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '+' or ' '),
        _ => false,
    };

    // What stands before: no letter, no sign that makes it something else, no part of another number.
    private static bool Allowed(string text, int at)
    {
        if (at == 0)
        {
            return true;
        }

        var before = text[at - 1];
        var further = at > 1 ? text[at - 2] : ' ';
        return before switch
        {
            '#' or '+' or '%' or '_' or '$' or '€' or '£' or '¥' => false,
            '-' => !char.IsAsciiLetterOrDigit(further) && further is not (')' or '-'),
            '.' or ',' or ':' or '/' => !char.IsAsciiDigit(further),
            _ => !char.IsAsciiLetterOrDigit(before),
        };
    }

    // The end of the longest number from a place; 0 when there is none, negative when nothing up to there is any.
    private static int Longest(string text, int start, Span<(int Start, int End)> groups)
    {
        var shape = PhoneShape.Read(text, start, groups);
        var count = shape.Count;
        if (count == 0)
        {
            return 0;
        }

        if (shape.IsCard() || Hexadecimal(text, start, shape.End(count)))
        {
            return -shape.End(count);
        }

        // 138 0013 8000 139 …: eleven digits that begin as a Chinese mobile number are one.
        var digits = 0;
        for (var i = 0; i < count && !shape.Country && text[start] == '1'; i++)
        {
            digits += groups[i].End - groups[i].Start;
            if (digits == 11 && shape.Fits(i + 1) && Ends(text, shape.End(i + 1)))
            {
                return shape.End(i + 1);
            }
        }

        for (; count > 0; count--)
        {
            if (shape.Fits(count) && Ends(text, shape.End(count)))
            {
                return shape.End(count);
            }
        }

        return 0;
    }

    // What stands after: no letter, no sign that makes it something else, no further digits behind a mark.
    private static bool Ends(string text, int end)
    {
        if (end >= text.Length)
        {
            return true;
        }

        var after = text[end];
        var further = end + 1 < text.Length ? text[end + 1] : ' ';
        return after switch
        {
            '/' or '+' or '#' or '*' or '%' or ':' or '_' => false,
            '-' => !char.IsAsciiLetterOrDigit(further),
            '.' or ',' => !char.IsAsciiDigit(further),
            'x' => Extension(text, end) > end,
            'e' => Extension(text, end) > end,
            _ => !char.IsAsciiLetterOrDigit(after),
        };
    }

    // 00 10 00 31 46 D9 E9 11 is an address in hexadecimal.
    private static bool Hexadecimal(string text, int start, int end)
    {
        return (Pair(text, end + 1) && text[end] == ' ') || (start > 2 && text[start - 1] == ' ' && Pair(text, start - 3));

        static bool Pair(string text, int at) =>
            at >= 0 && at + 1 < text.Length && char.IsAsciiHexDigit(text[at]) && char.IsAsciiHexDigit(text[at + 1])
                && !(char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]))
                && (at + 2 >= text.Length || !char.IsAsciiLetterOrDigit(text[at + 2])) && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]));
    }

    // The end with an extension: x470, ext 63888, ext. 12; the same end when there is none.
    private static int Extension(string text, int end)
    {
        var at = end < text.Length && text[end] == ' ' ? end + 1 : end;
        var mark = text.AsSpan(at).StartsWith("ext.") ? 4 : text.AsSpan(at).StartsWith("ext") ? 3 : text.AsSpan(at).StartsWith("x") ? 1 : 0;
        if (mark == 0)
        {
            return end;
        }

        at += mark;
        at += at < text.Length && text[at] == ' ' ? 1 : 0;
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at - digits is >= 2 and <= 6 && !(at < text.Length && char.IsAsciiLetter(text[at])) ? at : end;
    }
}
