namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>What belongs to an amount behind its unit: 19块9毛, 三块五, 一米七五, 一斤半, 3斤2两, 三块多, 两打.</summary>
internal static partial class Tails
{
    /// <summary>A token with its unit, lengthened.</summary>
    public static ShopToken Extend(ReadOnlySpan<char> text, ShopToken token, ShopUnit? sign)
    {
        if (token.Number.Is(Said.Code) && token.Unit.Kind == UnitKind.Other)
        {
            return token;
        }

        switch (token.Unit.Kind)
        {
            case UnitKind.Money:
                return Money(text, sign is { Name: not "CNY" } ? token with { Unit = sign } : token);
            case UnitKind.Tenth:
                return Coins(text, token with { Unit = ShopUnit.Yuan, Low = token.Low / 10, High = token.High / 10 });
            case UnitKind.Hundredth:
                return token with { Unit = ShopUnit.Yuan, Low = token.Low / 100, High = token.High / 100 };
            case UnitKind.Dimension when token.Unit.Name is "Meter" && token.Number.End < token.End && Digits(text, token.End, out var low, out var high, out var end):
                return token with { Low = token.Low + low, High = token.High + high, End = end };
            case UnitKind.Strong or UnitKind.Medium or UnitKind.Weak or UnitKind.Dimension or UnitKind.Age:
                return Counted(text, token);
            default:
                return token;
        }
    }

    private static char At(ReadOnlySpan<char> text, int at) => at < text.Length ? text[at] : '\0';

    private static ShopToken Counted(ReadOnlySpan<char> text, ShopToken token)
    {
        var next = At(text, token.End);
        if (next == '半' && At(text, token.End + 1) is not ('价' or '折' or '年' or '天' or '夜') && !token.Number.Is(Said.Half | Said.More))
        {
            if (token.Unit.Kind == UnitKind.Weak && At(text, token.End + 1) is '小' or '月' or '星' or '钟')
            {
                return token with { Unit = new ShopUnit(UnitKind.Other, "") };
            }

            return token with { Low = token.Low + 0.5m, High = token.High + 0.5m, End = token.End + 1 };
        }

        if (token.Unit.Name == "斤" && token.End < text.Length && ShopNumberReader.TryRead(text, token.End, out var tail)
            && tail is { High: < 10, End: var tailEnd } && At(text, tailEnd) == '两')
        {
            return token with { Low = token.Low + (tail.Low / 10), High = token.High + (tail.High / 10), End = tailEnd + 1 };
        }

        if (token.Unit.Name is "打" or "dozen")
        {
            return token with { Low = token.Low * 12, High = token.High * 12, Unit = new ShopUnit(UnitKind.Strong, "个") };
        }

        return token;
    }
}
