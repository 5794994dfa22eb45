namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>The characters of Chinese numbers, simplified, traditional and capital.</summary>
internal static class ChineseDigits
{
    /// <summary>The value of 〇零一 … 九, of 两俩仨 and of the capital digits; -1 for others.</summary>
    public static int Digit(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' or '壹' or '弌' => 1,
        '二' or '两' or '贰' or '兩' or '俩' or '倆' or '貳' or '弍' => 2,
        '三' or '叁' or '仨' or '叄' or '弎' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' or '陸' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>The value of a digit that may stand behind the point or in a row (二零一八): not 两, 俩, 仨. -1 for others.</summary>
    public static int PlainDigit(char c) => c is '两' or '兩' or '俩' or '倆' or '仨' ? -1 : Digit(c);

    /// <summary>10, 100, 1000, 1E4, 1E8, 1E12 for 十百千万亿兆 in any form; 0 for others.</summary>
    public static double Unit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' or '萬' => 1e4,
        '亿' or '億' => 1e8,
        '兆' => 1e12,
        _ => 0,
    };

    /// <summary>多, 余, 几: more than said.</summary>
    public static bool IsApproximate(char c) => c is '多' or '余' or '餘' or '几' or '幾';

    /// <summary>点 in either script, or a dot.</summary>
    public static bool IsPoint(char c) => c is '点' or '點' or '.';

    /// <summary>负 in either script.</summary>
    public static bool IsNegative(char c) => c is '负' or '負';

    /// <summary>
    /// Reads a row of digits (二〇一八, 2018, 一三八) at a place; how many there are, and their value when there are at
    /// most 18. Microsoft reads such rows as no number; years, codes and telephone numbers are written so.
    /// </summary>
    public static int Row(ReadOnlySpan<char> text, int position, out long value)
    {
        value = 0;
        var at = position;
        for (; at < text.Length; at++)
        {
            var digit = char.IsAsciiDigit(text[at]) ? text[at] - '0' : PlainDigit(text[at]);
            if (digit < 0)
            {
                break;
            }

            if (at - position < 18)
            {
                value = (value * 10) + digit;
            }
        }

        return at - position;
    }

    /// <summary>The first place from <paramref name="position"/> on that is no blank.</summary>
    public static int SkipBlanks(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
