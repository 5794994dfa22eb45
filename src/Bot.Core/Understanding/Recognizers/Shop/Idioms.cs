using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Words that begin as a number does and are none: 万一, 一起, 百度, 三只松鼠.</summary>
internal static class Idioms
{
    private static readonly FrozenDictionary<char, string[]> Words = ShippedTable.Lines("Recognizers.Shop.Idioms.txt")
        .SelectMany(static line => line.Split(' '))
        .GroupBy(static word => word[0])
        .ToFrozenDictionary(static words => words.Key, static words => words.Select(static word => word[1..]).OrderByDescending(static rest => rest.Length).ToArray());

    /// <summary>The length of the word at a place; 0 when there is none.</summary>
    public static int At(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length)
        {
            return 0;
        }

        var rest = text[(position + 1)..];
        if (Words.TryGetValue(text[position], out var words))
        {
            foreach (var word in words)
            {
                if (rest.StartsWith(word))
                {
                    return IsNumber(text, position, word.Length + 1) ? 0 : word.Length + 1;
                }
            }
        }

        return Vague(text[position], rest);
    }

    // 百分之五 is a percentage, 三星期 no phone.
    private static bool IsNumber(ReadOnlySpan<char> text, int position, int length) =>
        (text[position + length - 1] == '星' && position + length < text.Length && text[position + length] == '期')
        || text[position] == '百' && text[position + 1] == '分' && length == 2 && position + 2 < text.Length && text[position + 2] is '之' or '百';

    // 一点 and 十分 are words unless a number or a time goes on: 一点五, 一点半, 十分钟.
    private static int Vague(char first, ReadOnlySpan<char> rest)
    {
        var next = rest.Length > 1 ? rest[1] : ' ';
        return rest.Length == 0 ? 0
            : first == '一' && rest[0] == '点' && HanDigits.Of(next) < 0 && next is not ('半' or '钟' or '十' or '多') ? 2
            : first == '十' && rest[0] == '分' && next is not ('钟' or '之' or '钱') ? 2
            : 0;
    }
}
