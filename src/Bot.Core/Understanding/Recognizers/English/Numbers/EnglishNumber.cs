namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>What sort of number it is: Microsoft's <c>subtype</c>.</summary>
internal enum NumberKind : byte
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>1.5, two point five.</summary>
    Decimal,

    /// <summary>3/4, two thirds, half.</summary>
    Fraction,

    /// <summary>2^5, 1e10.</summary>
    Power,
}

/// <summary>A number in an English text.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Value">What it is worth.</param>
/// <param name="Kind">Its sort.</param>
/// <param name="BareEnd">As <paramref name="End"/>, without a letter that multiplies (the k of 10k).</param>
/// <param name="BareValue">As <paramref name="Value"/>, without it.</param>
/// <param name="Glued">True when a letter follows at once and is no multiplier: 29km. No number in the number model, one in units.</param>
/// <param name="Worded">True when it is written in words.</param>
internal readonly record struct EnglishNumber(int Start, int End, double Value, NumberKind Kind, int BareEnd, double BareValue, bool Glued, bool Worded);

/// <summary>An ordinal that counts from the start: third, 21st, two hundredth.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Value">The place, from 1.</param>
/// <param name="Worded">True when it is written in words.</param>
internal readonly record struct EnglishOrdinal(int Start, int End, double Value, bool Worded);
