namespace Bot.Core.Understanding.Recognizers.Shop;

/// <content>Digits that are part of codes, times, dates and versions, and no amounts.</content>
internal static partial class ShopTokens
{
    // Letters, digits and what joins them: p30_pro, v2.1.
    private static int CodeEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (text[at] is '_' or '.' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    // 10:30, 1.2.3, 2026-11-25 and 1/2 are no amounts.
    private static bool IsChain(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end + 1 >= text.Length || !char.IsAsciiDigit(text[end + 1]))
        {
            return false;
        }

        if (text[end] is ':' or '/')
        {
            return true;
        }

        if (text[end] is not ('.' or '-'))
        {
            return false;
        }

        var second = end + 1;
        while (second < text.Length && second < end + 16 && char.IsAsciiDigit(text[second]))
        {
            second++;
        }

        return second + 1 < text.Length && text[second] == text[end] && char.IsAsciiDigit(text[second + 1]);
    }

    private static int ChainEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ':' or '/' or '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return at;
    }
}
