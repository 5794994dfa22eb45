using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Times that begin with a number: 2016年, 5月1日, 12号, 2016-11-07, 十九世纪, 80年代.</summary>
internal sealed partial class DateGrammar
{
    private Item? Number(int i)
    {
        var token = tokens[i];
        if (i > 0 && token.Gap == 0 && tokens[i - 1].Sign == Sign.Nth)
        {
            return null;
        }

        if (Is(i + 1, Sign.Year))
        {
            return LedByYear(i);
        }

        if (Is(i + 1, Sign.Month))
        {
            return LedByMonth(i, i, null, false) ?? Length(i);
        }

        if (Touches(i + 1, Sign.DayMark))
        {
            // 3日内 is a length in chat.
            return chat && token.Sign != Sign.HanDigits && tokens[i + 1].Value == 0 && Within(tokens[i + 1].End)
                ? new Item(ItemKind.Length, i, i + 2, Times.Length.Of(token.Value, 'D').Alone()) { Length = Times.Length.Of(token.Value, 'D') }
                : DayOnly(i, i, null, 0);
        }

        if (chat && (Touches(i + 1, Sign.Edge) || token.Sign == Sign.Digits) && InShop(i) is { } shop)
        {
            return shop;
        }

        if (Is(i + 1, Sign.Century) || Touches(i + 1, Sign.Decade))
        {
            return Decade(i, i);
        }

        if (token.Sign == Sign.Digits && (Is(i + 1, Sign.Slash) || Is(i + 1, Sign.Dot) || Is(i + 1, Sign.Till) || IsNumber(i + 1)) && Numeric(i) is { } numeric)
        {
            return numeric;
        }

        var clock = ClockFrom(i);
        var length = Length(i);
        if (length is not null && (clock is null || length.Next > clock.Next))
        {
            return length;
        }

        return clock ?? BareYear(i);
    }

    // 2016年, and what may follow it. 3年 and 21年 alone are lengths; 三四年 is neither.
    private Item? LedByYear(int i)
    {
        var token = tokens[i];
        if (!IsYear(token, out var year))
        {
            return Length(i);
        }

        var item = OfYear(i, i + 2, year, said: true);
        var alone = item is null || item.Next <= i + 2;
        return alone && IsLength(token) ? Length(i) ?? item : item;
    }

    private static bool IsYear(Token token, out int year)
    {
        year = CenturyOf(token.Value, token.Length);
        return token.Sign switch
        {
            Sign.Digits => token.Length is >= 2 and <= 4 && year > 0,
            Sign.HanDigits => token.Length is >= 2 and <= 4 && !(token.Length == 2 && token.Value >= 12 && token.Value % 10 == (token.Value / 10) + 1),
            _ => token.Value is >= 1000 and <= 2999,
        };
    }

    // Up to two digits without a leading zero are a length: 21年.
    private bool IsLength(Token token) => token.Sign == Sign.Digits && (token.Length <= 2 || (chat && token.Value < 1000)) && text[token.Start] != '0';

    private Item? BareYear(int i)
    {
        var token = tokens[i];
        if (chat || token.Sign != Sign.Digits || token.Length != 4 || token.Value is < 1500 or > 2100)
        {
            return null;
        }

        var end = token.End < text.Length ? text[token.End] : ' ';
        var before = token.Start > 0 ? text[token.Start - 1] : ' ';
        return char.IsAsciiLetterOrDigit(end) || char.IsAsciiLetterOrDigit(before) || (before is '.' or '-' or '/' && token.Start > 1 && char.IsAsciiDigit(text[token.Start - 2]) && i > 0 && tokens[i - 1].Sign != Sign.Till)
            ? null
            : OfYear(i, i + 1, token.Value, said: true);
    }

    private Item? Decade(int first, int i)
    {
        int? century = null;
        if (Is(i + 1, Sign.Century))
        {
            century = tokens[i].Value;
            i += 2;
        }

        return TenYears(first, i, century);
    }

    private Item? TenYears(int first, int i, int? century) =>
        (i == first || At(i).Gap < 2) && At(i).IsNumber && Touches(i + 1, Sign.Decade) && tokens[i].Value is >= 0 and <= 90 && tokens[i].Value % 10 == 0
            ? new Item(ItemKind.Period, first, i + 2, Periods.Decade(reference, century, tokens[i].Value))
            : null;

    private bool Within(int end) =>
        text.AsSpan(end).StartsWith("内") || text.AsSpan(end).StartsWith("之内") || text.AsSpan(end).StartsWith("以内") || text.AsSpan(end).StartsWith("无理由");

    // 618, 38节, 三月底, 一刻钟, 3日内: read in chat only.
    private Item? InShop(int i)
    {
        var token = tokens[i];
        if (Touches(i + 1, Sign.Edge))
        {
            return tokens[i + 1].Value < 3 && token.Value is >= 1 and <= 12 ? Edge(i, i + 1, null, token.Value) : null;
        }

        var before = token.Start > 0 ? text[token.Start - 1] : ' ';
        var after = text.AsSpan(token.End);
        var free = !char.IsAsciiLetterOrDigit(before) && before is not ('¥' or '$' or '.' or '-' or '/' or '#' or ':');
        if (!free || token.Sign != Sign.Digits)
        {
            return null;
        }

        if (token is { Length: 2, Value: 38 })
        {
            var name = Array.Find(Womens, word => text.AsSpan(token.End).StartsWith(word, StringComparison.Ordinal));
            return name is null ? null : new Item(ItemKind.Day, i, i + 1, Days.Of(reference.Date, null, 3, 8)) { End = token.End + name.Length };
        }

        var named = token is { Length: 3, Value: 618 }
            && (after.IsEmpty || !(char.IsAsciiLetterOrDigit(after[0]) || "块元毛件个斤箱包克公米号楼室码折%￥.-/:".Contains(after[0], StringComparison.Ordinal)));
        return named ? new Item(ItemKind.Day, i, i + 1, Days.Of(reference.Date, null, 6, 18)) : null;
    }

    private static readonly string[] Womens = ["妇女节", "女神节", "女王节", "节", "大促"];
}
