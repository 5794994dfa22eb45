namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>The <c>size</c> model: 42码, 39-40码, 尺码42, XL, L码, 2XL, 均码, 165/88A, 75C.</summary>
internal static class SizeReader
{
    private static readonly WordTable<bool> Words = WordTable.Starts("均码 加大码 加小码 特大码 大码 中码 小码 特大号 加大号 大号 中号 小号 加肥加大");
    private static readonly WordTable<bool> Topics = WordTable.Ends("尺码 码数 鞋码 鞋号 码 尺寸 穿 号型 size 欧码 美码 英码 脚");

    /// <summary>Adds every size.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        foreach (var amount in scan.Shop.Amounts)
        {
            if (IsSize(text, amount))
            {
                Add(scan, amount.CoreStart, amount.CoreEnd, amount.IsRange ? amount.Value() : Amount.Plain(amount.Low), into);
            }
        }

        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                at = Letters(scan, text, at, into);
            }
            else if (c is '均' or '加' or '特' or '大' or '中' or '小')
            {
                at = Word(scan, text, at, into);
            }
            else
            {
                at++;
            }
        }
    }

    private static void Add(Scan scan, int start, int end, string value, List<Recognized> into) =>
        into.Add(scan.Found(start, end - start, "size", new Field("value", value)));

    private static bool IsSize(ReadOnlySpan<char> text, Amount amount)
    {
        if (amount.High is < 1 or > 260 || amount.First.Before != ' ' || amount.Is(Said.Half))
        {
            return false;
        }

        if (amount.Unit.Kind == UnitKind.Size)
        {
            return true;
        }

        if (amount.Unit.Kind != UnitKind.None || amount.Is(Said.Single))
        {
            return false;
        }

        var before = text[..amount.CoreStart].TrimEnd(" :：是的要");
        return Topics.TryFind(before, out var topic, out _) && (topic is not ("穿" or "脚" or "尺寸") || amount.High is >= 22 and <= 50);
    }

    private static int Word(Scan scan, ReadOnlySpan<char> text, int at, List<Recognized> into)
    {
        if (Words.TryFind(text[at..], out var word, out _))
        {
            Add(scan, at, at + word.Length, word, into);
            return at + word.Length;
        }

        return at + 1;
    }

    // A run of letters and digits: XL, 2XL, 165/88A, L码, S/M/L.
    private static int Letters(Scan scan, ReadOnlySpan<char> text, int at, List<Recognized> into)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        var run = text[at..end];
        if (run.Length > 5 || (at > 0 && text[at - 1] is '_' or '.' or '@' or '-' && at > 1 && char.IsAsciiLetterOrDigit(text[at - 2])))
        {
            return end;
        }

        var slash = end < text.Length && text[end] == '/' ? end + 1 : 0;
        if (slash > 0 && run is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9'])
        {
            var last = slash;
            while (last < text.Length && char.IsAsciiDigit(text[last]))
            {
                last++;
            }

            var girth = last;
            last += last < text.Length && text[last] is 'a' or 'b' or 'c' or 'y' ? 1 : 0;
            if (girth - slash is 2 or 3 && !(last < text.Length && char.IsAsciiLetterOrDigit(text[last])))
            {
                Add(scan, at, last, scan.Shown[at..last].ToUpperInvariant(), into);
                return last;
            }
        }

        var marked = end < text.Length && text[end] == '码';
        if (IsLetters(run, marked || IsAsked(scan, text, at, end)))
        {
            Add(scan, at, marked ? end + 1 : end, run.ToString().ToUpperInvariant(), into);
            return marked ? end + 1 : end;
        }

        return end;
    }

    // Several letters stand for themselves; one letter needs 码 or a word that asks for a size.
    private static bool IsLetters(ReadOnlySpan<char> run, bool asked)
    {
        if (run is "s" or "m" or "l" or "f")
        {
            return asked;
        }

        if (run is "xl" or "xxl" or "xxxl" or "xxxxl" or "xs" or "xxs")
        {
            return true;
        }

        // 2xl to 9xl, 75c of underwear.
        return (run.Length == 3 && char.IsAsciiDigit(run[0]) && run[1..] is "xl" or "xs")
            || (run.Length == 3 && run[0] is '7' or '8' or '9' && run[1] is '0' or '5' && run[2] is >= 'a' and <= 'g' and not 'f' && (asked || run[2] != 'g'));
    }

    private static bool IsAsked(Scan scan, ReadOnlySpan<char> text, int at, int end)
    {
        // S/M/L
        if ((end + 1 < text.Length && text[end] == '/' && IsLetter(text, end + 1)) || (at > 1 && text[at - 1] == '/' && text[at - 2] is 's' or 'm' or 'l'))
        {
            return true;
        }

        if (end < text.Length && text[end] == '号' || (end < text.Length && text[end] == '的' && char.IsAsciiLetterUpper(scan.Shown[at]) && IsChosen(text, at)))
        {
            return true;
        }

        return Topics.Has(text[..at].TrimEnd(" :：是的要选/、,，smlx"));
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int at) => text[at] is 's' or 'm' or 'l' or 'x' && !(at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]) && text[at + 1] is not ('l' or 'x'));

    private static bool IsChosen(ReadOnlySpan<char> text, int at)
    {
        var before = text[..at].TrimEnd(' ');
        return before.IsEmpty || before[^1] is '要' or '买' or '拍' or '选' or '换' or '来' or '有' or '发' or '件' or '色' or '和' or '个' or '成';
    }
}
