namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Words whose capital digit is no number: 队伍, 大陆, 收拾, 放肆, 十足.</summary>
internal static class NotNumbers
{
    /// <summary>True when the character at a place is part of such a word.</summary>
    public static bool At(ReadOnlySpan<char> text, int position)
    {
        var before = position > 0 ? text[position - 1] : ' ';
        var after = position + 1 < text.Length ? text[position + 1] : ' ';
        return text[position] switch
        {
            '十' => after == '足',
            '伍' => Any("队隊入退行落编編为為配", before) || Any("仁德员長长", after),
            '肆' => Any("放大酒书書茶恣", before) || Any("意无無虐行", after),
            '陆' or '陸' => Any("大登海着著内內水空", before) || Any("地续續军軍路上离離", after),
            '拾' => Any("收捡撿俯摭掇夕", before) || Any("取起到掇荒金遗遺人音级級", after),
            _ => false,
        };
    }

    private static bool Any(string among, char c) => among.Contains(c, StringComparison.Ordinal);
}
