namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>An amount that is a price.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Start">First character.</param>
/// <param name="End">The place after the last: a unit that is priced (一斤) included.</param>
/// <param name="Per">What is priced, 斤; null when nothing is said.</param>
internal sealed record Price(Amount Amount, int Start, int End, string? Per);

/// <summary>The <c>price</c> model: 两百块以内, 100-150元, 19块9, 3万5, 预算300, 人均50-100, 三块五一斤.</summary>
internal static class PriceReader
{
    private const string Stops = " ,，。.!?！？;；、~…)）\n";

    // What may follow a price that has no unit: 1.5w的, 3万5能…
    private const string Follows = "的吧吗呢啊呀哦了就可都也有能够行元以左上起内之包到拿带入买卖贵太还没是多怎咋";

    private static readonly WordTable<bool> Deals = WordTable.Starts("包邮 到手 拿下 拿走 秒杀 入手 带走 抢 包税 成交 出");

    // 65w快充 and 4k屏 are no prices.
    private static readonly WordTable<bool> Powers = WordTable.Starts("快充 充电 功率 灯 适配 电源 音响 音箱 路由 头 屏 视频 分辨 画质 显示 电视 数据 粉 播放 人 条 字 上下文 token 参数");

    /// <summary>Adds every price.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        foreach (var price in scan.Shop.Prices)
        {
            into.Add(Result(scan, price.Start, price.End, "price", price.Amount, price.Per));
        }

        FreeOfCharge.Read(scan, into);
    }

    /// <summary>Adds every amount of money with its sign or unit, without bounds: the <c>currency</c> model.</summary>
    public static void ReadCurrency(Scan scan, List<Recognized> into)
    {
        foreach (var token in scan.Shop.Tokens)
        {
            if (token.Unit.Kind == UnitKind.Money && !token.IsOrdinal)
            {
                into.Add(scan.Lower(token.Start, token.End - token.Start, "currency",
                    new Field("value", token.Low == token.High ? Amount.Plain(token.Low) : $"[{Amount.Plain(token.Low)},{Amount.Plain(token.High)}{(token.Open ? ')' : ']')}"),
                    new Field("unit", Coins.Name(token.Unit.Name)), new Field("isoCurrency", token.Unit.Name)));
            }
        }
    }

    /// <summary>The prices of a text, by place.</summary>
    public static List<Price> Find(ReadOnlySpan<char> text, ShopText shop)
    {
        var found = new List<Price>();
        foreach (var amount in shop.Amounts)
        {
            var per = Per(text, shop.Tokens, amount, out var end);
            if (IsPrice(text, amount, per is not null))
            {
                var whole = per is not null && end > amount.End;
                found.Add(new Price(amount, amount.Start, whole ? end : amount.End, per));
            }
        }

        return found;
    }

    private static Recognized Result(Scan scan, int start, int end, string type, Amount amount, string? per)
    {
        var iso = amount.Unit.Kind == UnitKind.Money ? amount.Unit.Name : "CNY";
        var fields = new List<Field>(5) { new("value", amount.Value()), new("unit", Coins.Name(iso)), new("isoCurrency", iso) };
        if (amount.Mod is { } mod)
        {
            fields.Add(new Field("Mod", mod));
        }

        if (per is not null)
        {
            fields.Add(new Field("per", per));
        }

        return scan.Lower(start, end - start, type, [.. fields]);
    }

    private static bool IsPrice(ReadOnlySpan<char> text, Amount amount, bool per)
    {
        var (first, last) = (amount.First, amount.Last);
        if (amount.Unit.Kind == UnitKind.Money)
        {
            return !first.IsOrdinal && amount.Unit.Name.Length > 0 && amount.High > 0 && !(amount.Is(Said.Single) && IsVague(text, last));
        }

        if (amount.Unit.Kind != UnitKind.None || first.Before != ' ' || last.Number.Is(Said.Code | Said.Half | Said.Row) || IsYear(last))
        {
            return amount.Unit.Kind == UnitKind.None && IsYear(last) && !amount.IsRange && Topics.Of(text, amount.Start) == Topic.Price && last.Number.Is(Said.Arabic);
        }

        var topic = Topics.Of(text, amount.Start);
        if (topic is Topic.Height or Topic.Weight or Topic.Other)
        {
            return false;
        }

        var next = amount.End < text.Length ? text[amount.End] : ' ';
        var closed = Stops.Contains(next, StringComparison.Ordinal);
        if (topic == Topic.Price)
        {
            return !char.IsAsciiLetterOrDigit(next) && (amount.IsRange || !last.Number.Is(Said.Single));
        }

        if (last.Number.Is(Said.Word))
        {
            return false;
        }

        var follows = closed || Follows.Contains(next, StringComparison.Ordinal);
        if (topic == Topic.Paid && follows && !last.Number.Is(Said.Single))
        {
            return true;
        }

        return Bounded(text, amount, follows) || Shortened(text, amount, next, follows) || (per && amount.Is(Said.Arabic) && !amount.IsRange) || IsDeal(text, amount);
    }

    // 300以内, 1000左右, 100到150之间: money where nothing else is measured.
    private static bool Bounded(ReadOnlySpan<char> text, Amount amount, bool follows)
    {
        var between = (amount.Bound & Bound.Between) != 0;
        var behind = (amount.Bound & Bound.Behind) != 0;
        if (amount.High < 10 || (amount.Bound & ~Bound.Behind) == 0 || Latin(text, amount.Start))
        {
            return false;
        }

        return behind || between ? !amount.Is(Said.Point) || amount.High >= 20 : follows && amount.High >= 20 && (amount.Bound & ~Bound.About) != 0;
    }

    // 3万5, 两千三四, 1.5w, 两千的, 两百多的.
    private static bool Shortened(ReadOnlySpan<char> text, Amount amount, char next, bool follows)
    {
        var whole = amount.Start == 0 && text[amount.End..].Trim(Stops).IsEmpty;
        if (Latin(text, amount.Start))
        {
            return false;
        }

        if (amount.Is(Said.Latin))
        {
            var number = text[amount.Last.Number.Start..amount.Last.Number.End];
            return follows && !(number is "2k" or "4k" or "8k" && !whole) && (number[^1] != 'w' || amount.Low < 150_000) && !IsPower(text, amount.End);
        }

        if (amount.Is(Said.Short) && amount.Low >= 100)
        {
            return follows;
        }

        return amount.High >= 50 && (next == '的' || whole) && (amount.Is(Said.More) || (amount.Is(Said.Round | Said.About) && !amount.Is(Said.Bare) && !whole)) && !IsPower(text, amount.End);
    }

    private static bool IsPower(ReadOnlySpan<char> text, int end)
    {
        var rest = text[end..];
        rest = rest.Length > 0 && rest[0] == '的' ? rest[1..] : rest;
        return Powers.Has(rest);
    }

    private static bool IsDeal(ReadOnlySpan<char> text, Amount amount)
    {
        if (!amount.Is(Said.Arabic) || amount.IsRange || (amount.Start > 0 && text[amount.Start - 1] is '满' or '够' or '凑'))
        {
            return false;
        }

        return Deals.TryFind(text[amount.End..], out var word, out _) && (word != "出" || amount.End + 1 == text.Length);
    }

    private static bool Latin(ReadOnlySpan<char> text, int start)
    {
        var before = text[..start].TrimEnd(' ');
        return before.Length > 0 && (char.IsAsciiLetter(before[^1]) || before[^1] is '_' or '=' or '/');
    }

    private static bool IsYear(ShopToken token) => token.Number.Is(Said.Arabic) && token.Number.End - token.Number.Start == 4 && token.Low is >= 1990 and <= 2035;

    // 一块 alone, 一元 and 两毛 of other words.
    private static bool IsVague(ReadOnlySpan<char> text, ShopToken token) =>
        token.Number.Low == 1 && text[token.End - 1] == '毛' && token.End < text.Length && text[token.End] is '不' or '一';

    // 一斤, 每斤, /斤, 1斤 behind a price.
    private static string? Per(ReadOnlySpan<char> text, List<ShopToken> tokens, Amount amount, out int end)
    {
        end = amount.End;
        var rest = amount.End < text.Length ? text[amount.End] : '\0';
        if (rest is '/' or '每')
        {
            return ShopUnits.At(text, amount.End + 1, out end) is { IsCount: true } or { Kind: UnitKind.Dimension } ? text[(amount.End + 1)..end].ToString() : null;
        }

        if (amount.Index + 1 < tokens.Count && tokens[amount.Index + 1] is { Low: 1, High: 1, IsOrdinal: false } one && one.Start == amount.End && (one.Unit.IsCount || one.Unit.Name is "Kilogram" or "Meter"))
        {
            end = one.End;
            return text[one.Number.End..one.End].Trim().ToString();
        }

        return null;
    }
}
