using System.Text.RegularExpressions;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads order numbers and mobile phone numbers.</summary>
public static partial class DigitsReader
{
    /// <summary>8 to 20 digits in a row.</summary>
    public static Found? OrderNo(string text) => First(Order().Match(Fold.Text(text)));

    /// <summary>A mainland mobile number, with blanks, dashes or +86.</summary>
    public static Found? PhoneNo(string text)
    {
        var match = Phone().Match(Fold.Text(text));
        return match.Success ? new Found(match.Index, match.Length, string.Concat(match.Groups[1].Value.Where(char.IsAsciiDigit))) : null;
    }

    private static Found? First(Match match) => match.Success ? new Found(match.Index, match.Length, match.Value) : null;

    [GeneratedRegex(@"(?<![0-9])[0-9]{8,20}(?![0-9])")]
    private static partial Regex Order();

    [GeneratedRegex(@"(?<![0-9])(?:\+?86[ -]?)?(1[3-9][0-9](?:[ -]?[0-9]{4}){2})(?![0-9])")]
    private static partial Regex Phone();
}
