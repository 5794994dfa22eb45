namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>The <c>phonenumber</c> model in chat: mobile numbers, landlines with area code and extension, 400 numbers.</summary>
internal static class PhoneReader
{
    private static readonly WordTable<bool> Words = WordTable.Ends("电话 座机 固话 致电 拨打 tel phone 热线 传真 打");

    /// <summary>Adds every phone number; <c>value</c> is its digits, <c>extension</c> what is dialled behind.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        Span<char> digits = stackalloc char[16];
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            at = Chain(text, at, digits, out var count);
            if (count is < 7 or > 15 || (start > 0 && (char.IsAsciiLetter(text[start - 1]) || text[start - 1] is '_' or '.')) || (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] is '_')))
            {
                continue;
            }

            var number = digits[..count];
            at = Shorter(text, start, at, ref number);
            if (Value(text, start, at, number) is { } value)
            {
                var from = start - Prefix(text, start, number);
                var end = Extension(text, at, out var extension);
                var fields = new List<Field>(3) { new("value", value), new("score", "1") };
                if (extension.Length > 0)
                {
                    fields.Add(new Field("extension", extension));
                }

                into.Add(scan.Found(from, end - from, "phonenumber", [.. fields]));
                at = Math.Max(at, end);
            }
        }
    }

    // Digits with single blanks, hyphens or a closing bracket between.
    private static int Chain(ReadOnlySpan<char> text, int at, Span<char> digits, out int count)
    {
        count = 0;
        var (end, from) = (at, at);
        while (at < text.Length)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                if (count < digits.Length)
                {
                    digits[count] = text[at];
                }

                count++;
                end = ++at;
            }
            else if (text[at] is ' ' or '-' or ')' && Group(text, at + 1) is > 0 and var next && (text[at] != ' ' || (at - from <= 4 && next >= 4)))
            {
                from = ++at;
            }
            else if (text[at] == ')' && at + 2 < text.Length && text[at + 1] is ' ' or '-' && char.IsAsciiDigit(text[at + 2]))
            {
                from = at += 2;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    // How many digits stand at a place; more than nine are nine.
    private static int Group(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end < at + 9 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    // 0571-87654321-801: the last group is dialled behind.
    private static int Shorter(ReadOnlySpan<char> text, int start, int end, ref Span<char> number)
    {
        var last = text[start..end].LastIndexOf('-');
        if (text[start] != '0' || last < 10 || end - start - last - 1 is < 2 or > 5)
        {
            return end;
        }

        number = number[..^(end - start - last - 1)];
        return start + last;
    }

    private static string? Value(ReadOnlySpan<char> text, int start, int end, ReadOnlySpan<char> number)
    {
        var national = number.StartsWith("0086") ? number[4..] : number.StartsWith("86") && number.Length >= 12 ? number[2..] : number;
        if (national is ['1', >= '3' and <= '9', ..] && national.Length == 11)
        {
            return IsGrouped(text[start..end], 11) ? national.ToString() : null;
        }

        if (number.Length == 10 && (number.StartsWith("400") || number.StartsWith("800")))
        {
            return number.ToString();
        }

        var area = national.Length != number.Length && national[0] != '0' ? "0" + national.ToString() : national.ToString();
        if (area[0] == '0' && area.Length is 11 or 12 or 10)
        {
            var code = area[1] is '1' or '2' ? 3 : 4;
            return area.Length - code is 7 or 8 && area[code] is >= '2' and <= '8' && area[1] != '0' ? $"{area[..code]}-{area[code..]}" : null;
        }

        return number.Length is 7 or 8 && number[0] is >= '2' and <= '8' && CodeRun.Follows(text, start, Words) ? number.ToString() : null;
    }

    // 138 1234 5678 and 138-1234-5678; 1381 2345 678 too; no date or price beside.
    private static bool IsGrouped(ReadOnlySpan<char> text, int digits) => text.Length - digits <= 8;

    private static int Prefix(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> number) =>
        start > 0 && (text[start - 1] == '+' || (text[start - 1] == '(' && number[0] == '0')) ? 1 : 0;

    // 转801, -801 of a landline, ext 801.
    private static int Extension(ReadOnlySpan<char> text, int at, out string extension)
    {
        extension = "";
        var rest = text[at..].TrimStart(' ');
        var skipped = text.Length - at - rest.Length;
        foreach (var word in (ReadOnlySpan<string>)["转分机", "分机号", "分机", "转", "extension", "ext.", "ext", "x", "-"])
        {
            if (rest.StartsWith(word))
            {
                var from = at + skipped + word.Length;
                while (from < text.Length && text[from] is ' ' or ':' && from < at + 16)
                {
                    from++;
                }

                var end = from;
                while (end < text.Length && char.IsAsciiDigit(text[end]) && end < from + 7)
                {
                    end++;
                }

                if (end - from is >= 1 and <= 6)
                {
                    extension = text[from..end].ToString();
                    return end;
                }
            }
        }

        return at;
    }
}
