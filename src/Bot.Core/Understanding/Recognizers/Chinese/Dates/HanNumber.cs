namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Reads the whole Chinese numbers that dates are made of, up to 9,999; longer ones are passed over as one piece.</summary>
internal static class HanNumber
{
    /// <summary>The value of a Chinese digit; -1 for any other character.</summary>
    public static int Digit(char c) => c switch
    {
        '零' or '〇' or '○' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' or '俩' => 2,
        '三' or '叁' or '仨' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>Whether a number can begin or go on with a character.</summary>
    public static bool Is(char c) => Digit(c) >= 0 || Power(c) > 0 || c is '廿' or '卅';

    /// <summary>The number that begins a text: its end and value, -1 when it is none that a date could hold.</summary>
    public static (int End, int Value, bool Sequence) Read(ReadOnlySpan<char> text)
    {
        if (text[0] is '廿' or '卅')
        {
            var tens = text[0] == '廿' ? 20 : 30;
            return text.Length > 1 && Digit(text[1]) > 0 ? (2, tens + Digit(text[1]), false) : (1, tens, false);
        }

        return text.Length > 1 && Digit(text[0]) >= 0 && Digit(text[1]) >= 0 && !(Digit(text[0]) == 0 && text.Length > 2 && Power(text[2]) > 0) ? Sequence(text) : Powers(text);
    }

    private static (int End, int Value, bool Sequence) Sequence(ReadOnlySpan<char> text)
    {
        int end = 0, value = 0;
        while (end < text.Length && Digit(text[end]) >= 0)
        {
            value = end < 4 ? (value * 10) + Digit(text[end]) : -1;
            end++;
        }

        // 二零一六 ends a run, 三十 in 一三十 does not begin within it: what follows with a power is no sequence.
        return end < text.Length && Power(text[end]) > 0 ? Skip(text, end) : (end, value, true);
    }

    private static (int End, int Value, bool Sequence) Powers(ReadOnlySpan<char> text)
    {
        int end = 0, value = 0, pending = -1, last = int.MaxValue;
        for (; end < text.Length; end++)
        {
            var digit = Digit(text[end]);
            if (digit >= 0)
            {
                if (pending > 0)
                {
                    break;
                }

                pending = digit;
                continue;
            }

            var power = Power(text[end]);
            if (power == 0 || power >= last || (power > 10 && pending <= 0 && end > 0))
            {
                break;
            }

            if (power >= 10_000 || (end == 0 && power > 10))
            {
                return Skip(text, end);
            }

            value += (pending <= 0 ? 1 : pending) * power;
            pending = -1;
            last = power;
        }

        return (end, value + Math.Max(pending, 0), false);
    }

    private static (int End, int Value, bool Sequence) Skip(ReadOnlySpan<char> text, int from)
    {
        var end = from;
        while (end < text.Length && Is(text[end]))
        {
            end++;
        }

        return (end, -1, false);
    }

    private static int Power(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };
}
