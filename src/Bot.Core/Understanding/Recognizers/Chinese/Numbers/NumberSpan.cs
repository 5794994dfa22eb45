using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>How a number is written.</summary>
internal enum NumberKind
{
    /// <summary>三百, 1,234, 25万6千, 40k.</summary>
    Integer,

    /// <summary>三点五, 2.5, 1.5万.</summary>
    Decimal,

    /// <summary>三分之二, 五又七分之一, 1/2.</summary>
    Fraction,

    /// <summary>2^5, 1e10.</summary>
    Power,
}

/// <summary>What a reader may want to know of a number besides its value.</summary>
[Flags]
internal enum NumberTraits
{
    None = 0,

    /// <summary>A lone Chinese digit (一, 两): a number only in company of what it counts.</summary>
    Single = 1,

    /// <summary>A unit without a digit (百万, 几千): a number only before a unit of measure.</summary>
    Bare = 2,

    /// <summary>半 alone: one half.</summary>
    Half = 4,

    /// <summary>Begins with Arabic digits (after its sign).</summary>
    Arabic = 8,

    /// <summary>Holds 多, 余 or 几: the value is the lower bound.</summary>
    Approximate = 16,

    /// <summary>Ends in a multiplier letter: 5k, 2 M.</summary>
    Multiplier = 32,

    /// <summary>Ends in 打: the value is counted in pieces.</summary>
    Dozen = 64,

    /// <summary>Has a sign: 负 or a minus.</summary>
    Signed = 128,

    /// <summary>Touches another number (二三十, 一二三): Microsoft reads neither.</summary>
    Crowded = 256,
}

/// <summary>A number in a text.</summary>
/// <param name="Start">Its first character, sign included.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Value">Its value; finite.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Traits">What else is known.</param>
internal readonly record struct NumberSpan(int Start, int Length, double Value, NumberKind Kind, NumberTraits Traits)
{
    /// <summary>The place after it.</summary>
    public int End => Start + Length;

    /// <summary>True when any of the traits is there.</summary>
    public bool Is(NumberTraits any) => (Traits & any) != 0;

    /// <summary>The value as Microsoft writes it: 15 digits, <c>2.02E+23</c> when large.</summary>
    public string Written => Write(Value);

    /// <summary>A value as Microsoft writes it.</summary>
    public static string Write(double value) => (value == 0 ? 0 : value).ToString("G15", CultureInfo.InvariantCulture);

    /// <summary>What the <c>subtype</c> field says.</summary>
    public string Subtype => Kind switch
    {
        NumberKind.Integer => "integer",
        NumberKind.Decimal => "decimal",
        NumberKind.Fraction => "fraction",
        _ => "power",
    };
}
