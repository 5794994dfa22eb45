using System.Buffers;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Cuts the numbers with their units out of a folded text, from left to right.</summary>
internal static partial class ShopTokens
{
    private static readonly SearchValues<char> Begins = SearchValues.Create(
        "0123456789零〇一二两三四五六七八九十百千万亿半几壹贰叁肆伍陆柒捌玖abcdefghijklmnopqrstuvwxyz");

    /// <summary>All of them, none overlapping another.</summary>
    public static List<ShopToken> Read(ReadOnlySpan<char> text)
    {
        var found = new List<ShopToken>();
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Begins);
            if (next < 0)
            {
                break;
            }

            at += next;
            at = char.IsAsciiLetter(text[at]) ? Word(text, at, found) : char.IsAsciiDigit(text[at]) ? Digits(text, at, found) : Han(text, at, found);
        }

        return found;
    }

    // English numbers; other words are passed over with the digits in them, but not rmb300 and x3.
    private static int Word(ReadOnlySpan<char> text, int at, List<ShopToken> found)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var word = text[at..end];
        if (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            var sign = word switch { "rmb" or "cny" => ShopUnit.Yuan, "usd" or "us" => new ShopUnit(UnitKind.Money, "USD"), "hkd" or "hk" => new ShopUnit(UnitKind.Money, "HKD"), _ => null };
            if (sign is not null || (word is "x" && !(at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] == ' '))))
            {
                return Number(text, end, at, sign, sign is null ? '×' : ' ', found);
            }

            return CodeEnd(text, end);
        }

        if (word is "rmb" or "cny" && end + 1 < text.Length && text[end] == ' ' && char.IsAsciiDigit(text[end + 1]))
        {
            return Number(text, end + 1, at, ShopUnit.Yuan, ' ', found);
        }

        return EnglishWords.TryRead(text, at, end, out var number) ? Add(text, number, number.Start, null, ' ', found) : CodeEnd(text, end);
    }

    private static int Digits(ReadOnlySpan<char> text, int at, List<ShopToken> found)
    {
        var before = at > 0 ? text[at - 1] : ' ';
        if (before is '_' || (before is '.' && at > 1 && char.IsAsciiLetterOrDigit(text[at - 2])) || IsChain(text, at, out var end))
        {
            return CodeEnd(text, Math.Max(at + 1, ChainEnd(text, at)));
        }

        if (end - at > 15)
        {
            return end;
        }

        if (before is '*' or '×' && !(at > 1 && char.IsAsciiDigit(text[at - 2])))
        {
            return Number(text, at, at - 1, null, '×', found);
        }

        var start = at;
        ShopUnit? sign = null;
        var back = before == ' ' && at > 1 ? text[at - 2] : before;
        if (Sign(back) is { } money)
        {
            sign = money;
            start = before == ' ' ? at - 2 : at - 1;
        }

        return Number(text, at, start, sign, before == '第' || (before == ' ' && at > 1 && text[at - 2] == '第') ? '第' : ' ', found);
    }

    private static ShopUnit? Sign(char c) => c switch
    {
        '¥' => ShopUnit.Yuan,
        '$' => new ShopUnit(UnitKind.Money, "USD"),
        '€' => new ShopUnit(UnitKind.Money, "EUR"),
        '£' => new ShopUnit(UnitKind.Money, "GBP"),
        _ => null,
    };

    private static int Han(ReadOnlySpan<char> text, int at, List<ShopToken> found)
    {
        if (Idioms.At(text, at) is > 0 and var idiom)
        {
            return at + idiom;
        }

        return Number(text, at, at, at > 0 ? Sign(text[at - 1]) : null, at > 0 && text[at - 1] == '第' ? '第' : ' ', found);
    }

    private static int Number(ReadOnlySpan<char> text, int at, int start, ShopUnit? sign, char before, List<ShopToken> found)
    {
        if (!Percentages.TryRead(text, at, out var number) && !ShopNumberReader.TryRead(text, at, out number))
        {
            return at + 1;
        }

        return Add(text, number, start, sign, before, found);
    }

    private static int Add(ReadOnlySpan<char> text, ShopNumber number, int start, ShopUnit? sign, char before, List<ShopToken> found)
    {
        var end = number.End;
        if (text[number.Start] == '百' && number.End > number.Start + 2 && Percentages.Is(text, number.Start))
        {
            found.Add(new ShopToken(start, end, number.Low, number.High, number, Percentages.Unit, before));
            return end;
        }

        var at = end;
        while (at < text.Length && at < end + 2 && text[at] == ' ')
        {
            at++;
        }

        var unit = ShopUnits.At(text, at, out var unitEnd);
        if (unit is { Name: "两" } && unitEnd < text.Length && ShopUnits.At(text, unitEnd, out _) is { IsCount: true })
        {
            // 4.9两件 is two pieces for 4.9.
            unit = null;
        }

        if (unit is null && at == end && end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_') && !number.Is(Said.Latin | Said.Word) && char.IsAsciiDigit(text[end - 1]))
        {
            // 3080ti, 2b.
            return CodeEnd(text, end);
        }

        if (number.Is(Said.Half) && unit is not { Kind: UnitKind.Strong or UnitKind.Medium or UnitKind.Weak or UnitKind.Dimension })
        {
            return number.End;
        }

        var token = new ShopToken(start, end, number.Low, number.High, number, sign ?? ShopUnit.None, before);
        token = unit is null ? token : Tails.Extend(text, token with { Unit = unit, End = unitEnd }, sign);
        found.Add(token);
        return Math.Max(Math.Max(token.End, at), number.Start + 1);
    }
}
