namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>A piece of a text.</summary>
/// <param name="Sign">What it is.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after it.</param>
/// <param name="Value">What <see cref="Dates.Sign"/> says for its kind.</param>
/// <param name="Gap">What lies between it and the piece before: 0 nothing, 1 blanks, 2 other characters.</param>
internal readonly record struct Token(Sign Sign, int Start, int End, int Value, int Gap)
{
    /// <summary>How many characters.</summary>
    public int Length => End - Start;

    /// <summary>A number of any writing that is small enough to be one.</summary>
    public bool IsNumber => Sign is Sign.Digits or Sign.Han or Sign.HanDigits && Value >= 0;
}
