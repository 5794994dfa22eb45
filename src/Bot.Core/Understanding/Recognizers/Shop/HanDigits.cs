namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Digits and units of simplified Chinese numbers.</summary>
internal static class HanDigits
{
    /// <summary>0 to 9, or -1. 俩 and 仨 are none: they count by themselves.</summary>
    public static int Of(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>10, 100, 1,000, 10,000, 100,000,000, or 0.</summary>
    public static int Unit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };

    /// <summary>The value of an Arabic or Chinese digit, or -1.</summary>
    public static int Any(char c) => char.IsAsciiDigit(c) ? c - '0' : Of(c);
}
