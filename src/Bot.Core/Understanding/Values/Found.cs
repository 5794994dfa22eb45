namespace Bot.Core.Understanding.Values;

/// <summary>A value found in a text, and where.</summary>
/// <param name="Start">First character, from 0.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Value">The normalised value.</param>
/// <param name="Number">The number, where it is one.</param>
public readonly record struct Found(int Start, int Length, string Value, decimal? Number = null)
{
    /// <summary>One behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The member's own words.</summary>
    public string RawIn(string text) => text.Substring(Start, Length).Trim();

    /// <summary>The text with this value blanked, so that no other reader takes it too.</summary>
    public string BlankIn(string text) => string.Concat(text.AsSpan(0, Start), new string(' ', Length), text.AsSpan(End));
}
