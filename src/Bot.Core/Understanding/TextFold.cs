using System.Text;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding;

/// <summary>Makes texts comparable: half width, lower case, simplified Chinese, without punctuation, spaces and emoji. Never throws, whatever the text holds.</summary>
public static class TextFold
{
    /// <summary>Longest text that is read; what follows is ignored, so that no message costs more than its due.</summary>
    public const int MaxLength = 512;

    /// <summary>Letters and digits of the text, folded; at most <see cref="MaxLength"/>.</summary>
    public static string Letters(string text)
    {
        var folded = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var raw in text)
        {
            var c = HalfWidth(raw);
            if (!char.IsLetterOrDigit(c))
            {
                continue;
            }

            folded.Append(char.ToLowerInvariant(Simplified.Char(c)));
            if (folded.Length == MaxLength)
            {
                break;
            }
        }

        return folded.ToString();
    }

    /// <summary>The half-width form of a full-width character; others as they are.</summary>
    public static char HalfWidth(char c) => c switch
    {
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    /// <summary>True when the text holds a Chinese character.</summary>
    public static bool HasChinese(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '\u3400' and <= '\u9FFF')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the text holds a Latin letter.</summary>
    public static bool HasLatin(string text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(HalfWidth(c)))
            {
                return true;
            }
        }

        return false;
    }
}
