namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>When an amount is a price: with money's unit always, without one where the words beside it say so.</summary>
internal static class PriceRules
{
    private const string Stops = " ,，。.!?！？;；、~…)）\n";

    // What may follow a price that has no unit: 1.5w的, 3万5能…
    private const string Follows = "的吧吗呢啊呀哦了就可都也有能够行元以左上起内之包到拿带入买卖贵太还没是多怎咋";

    private static readonly WordTable<bool> Deals = WordTable.Starts("包邮 到手 拿下 拿走 秒杀 入手 带走 抢 包税 成交 出");

    // 65w快充 and 4k屏 are no prices.
    private static readonly WordTable<bool> Powers = WordTable.Starts("快充 充电 功率 灯 适配 电源 音响 音箱 路由 头 屏 视频 分辨 画质 显示 电视 数据 粉 播放 人 条 字 上下文 token 参数");

    /// <summary>True for a price; <paramref name="per"/>: what is priced is said behind it.</summary>
    public static bool IsPrice(ReadOnlySpan<char> text, Amount amount, bool per)
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

        return Bounded(text, amount, follows) || Shortened(text, amount, next, follows) || (per && amount.Is(Said.Arabic | Said.Short | Said.Round) && !amount.IsRange) || IsDeal(text, amount);
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
}
