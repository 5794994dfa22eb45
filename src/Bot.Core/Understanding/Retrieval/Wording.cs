using System.Buffers;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// Makes sentences comparable for retrieval: folded and simplified, punctuation and emoji gone, a blank between words that
/// are written with letters. <c>ＶＩＣ 精華多少錢？</c> becomes <c>vic精华多少钱</c>.
/// </summary>
internal static class Wording
{
    /// <summary>Longest text that is read, in characters kept; what follows is ignored, so that no message costs more than its due.</summary>
    public const int MaxLength = 256;

    // Of a text of ten thousand signs and blanks not all is looked through either.
    private const int MaxRead = 4 * MaxLength;

    private const int LongestFace = 4;

    /// <summary>The text folded; empty when it holds no letter and no digit. Folding twice changes nothing more.</summary>
    public static string Fold(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(MaxLength);
        var length = 0;
        var gap = false;
        for (var i = 0; i < text.Length && i < MaxRead && length < MaxLength - 1; i++)
        {
            var c = TextFold.HalfWidth(text[i]);
            if (c == '[' && Face(text, i) is > 0 and var end)
            {
                (i, gap) = (end, true);
                continue;
            }

            if (!char.IsLetterOrDigit(c))
            {
                // don't and o'clock are one word.
                gap |= c is not ('\'' or '\u2019');
                continue;
            }

            c = char.ToLowerInvariant(Simplified.Char(c));
            if (gap && length > 0 && IsWord(c) && IsWord(buffer[length - 1]))
            {
                buffer[length++] = ' ';
            }

            buffer[length++] = c;
            gap = false;
        }

        var folded = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return folded;
    }

    // Where a face that a chat program spells out ends, [捂脸] say; 0 when none begins here.
    private static int Face(string text, int start)
    {
        for (var i = start + 1; i < text.Length && i <= start + LongestFace + 1; i++)
        {
            if (text[i] == ']')
            {
                return i > start + 1 ? i : 0;
            }

            if (!char.IsLetter(text[i]))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>A folded text without the particles that close it and change nothing: 谢谢啊 is 谢谢. One character at least stays.</summary>
    public static ReadOnlySpan<char> WithoutClosing(string folded)
    {
        var kept = folded.AsSpan();
        while (kept.Length > 1 && "啊呀啦呢哦哈嘛噢呗哟咯喔哒滴嘞".Contains(kept[^1], StringComparison.Ordinal))
        {
            kept = kept[..^1];
        }

        return kept;
    }

    /// <summary>True for letters that make words with blanks between them, and for digits; false for Chinese, where each character counts.</summary>
    public static bool IsWord(char c) => c < '\u2E80';
}
