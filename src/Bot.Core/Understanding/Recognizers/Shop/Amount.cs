using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>How an amount is bounded.</summary>
[Flags]
internal enum Bound
{
    None = 0,

    /// <summary>左右, 大概.</summary>
    About = 1,

    /// <summary>以内, 不超过.</summary>
    AtMost = 2,

    /// <summary>不到, 低于.</summary>
    Under = 4,

    /// <summary>以上, 起, 至少.</summary>
    AtLeast = 8,

    /// <summary>超过, 大于.</summary>
    Over = 16,

    /// <summary>之间.</summary>
    Between = 32,

    /// <summary>One of these stands behind the amount.</summary>
    Behind = 64,
}

/// <summary>One token, or two that make a range, with the words that bound them.</summary>
/// <param name="Start">First character, bounding words included.</param>
/// <param name="End">The place after the last.</param>
/// <param name="First">The first token.</param>
/// <param name="Last">The last token: the first again when there is only one.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Bound">The bounding words.</param>
/// <param name="Index">The last token's place among the tokens.</param>
internal sealed record Amount(int Start, int End, ShopToken First, ShopToken Last, decimal Low, decimal High, Bound Bound, int Index)
{
    /// <summary>The unit.</summary>
    public ShopUnit Unit => Last.Unit.Kind != UnitKind.None ? Last.Unit : First.Unit;

    /// <summary>True for two tokens: 100到200.</summary>
    public bool IsRange => First.Start != Last.Start;

    /// <summary>Where the numbers begin, without bounding words.</summary>
    public int CoreStart => First.Start;

    /// <summary>The place after the numbers and their unit.</summary>
    public int CoreEnd => Last.End;

    /// <summary>True when any of the ways of saying applies to the last number.</summary>
    public bool Is(Said any) => Last.Number.Is(any);

    private bool Open => Last.Open && !IsRange;

    private Bound Limits => IsRange || First.Low != First.High ? Bound & ~(Bound.AtMost | Bound.Under | Bound.AtLeast | Bound.Over) : Bound;

    /// <summary>The lower end, if there is one.</summary>
    public decimal? From => (Limits & (Bound.AtMost | Bound.Under)) != 0 ? null : Low;

    /// <summary>The upper end, if there is one.</summary>
    public decimal? To => (Limits & (Bound.AtLeast | Bound.Over)) != 0 ? null : Open && (Limits & (Bound.AtMost | Bound.Under)) != 0 ? Low : High;

    /// <summary>The value in range notation: <c>200</c>, <c>[100,200]</c>, <c>[,200]</c>, <c>(200,]</c>.</summary>
    public string Value(string suffix = "")
    {
        if (From == To)
        {
            return Plain(Low) + suffix;
        }

        var open = (Limits & Bound.Over) != 0 ? '(' : '[';
        var close = (Limits & Bound.Under) != 0 || (Open && Limits is Bound.None or Bound.About or Bound.Behind or (Bound.About | Bound.Behind)) ? ')' : ']';
        return $"{open}{(From is { } from ? Plain(from) + suffix : "")},{(To is { } to ? Plain(to) + suffix : "")}{close}";
    }

    /// <summary>What the <c>Mod</c> field says: <c>approx</c>, <c>less</c>, <c>more</c>; null when nothing bounds the amount.</summary>
    public string? Mod =>
        (Limits & (Bound.AtMost | Bound.Under)) != 0 ? "less"
        : (Limits & (Bound.AtLeast | Bound.Over)) != 0 || Open ? "more"
        : (Bound & Bound.About) != 0 || First.Number.Is(Said.About) ? "approx"
        : null;

    /// <summary>A number as results write it.</summary>
    public static string Plain(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
