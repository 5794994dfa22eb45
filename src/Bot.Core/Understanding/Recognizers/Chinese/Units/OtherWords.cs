namespace Bot.Core.Understanding.Recognizers.Chinese.Units;

/// <summary>Words that begin as a unit of one character does: 分钟, 米饭, 角色, 元旦. Such a character is no unit there.</summary>
internal static class OtherWords
{
    /// <summary>True when a unit's character and what follows it make another word.</summary>
    public static bool Continue(char unit, ReadOnlySpan<char> rest)
    {
        var among = unit switch
        {
            '分' => "钟之手别开析成店享类支红数期布配队组校部散辨子",
            '米' => "饭线粉酒色面其兰奇",
            '里' => "程面边斯拉亚约奥",
            '元' => "旦素宵月气首件宝凶老朝代",
            '块' => "头",
            '毛' => "病衣巾笔利孩发线毯绒主里豆",
            '角' => "色落度形星逐斗膜",
            '圆' => "形圈满桌珠柱心",
            '升' => "级职高学值降温旗天",
            '克' => "服隆制己隆拉",
            '码' => "头农",
            '丈' => "夫母人",
            '尺' => "寸码度子",
            '石' => "头油化材家狮榴墨膏灰",
            '斗' => "争志士篷殴地",
            '毫' => "无不发升",
            '桶' => "装",
            '罐' => "头装",
            '位' => "置于数次移",
            '平' => "均方时台安静面等板常衡凡民米稳日",
            '方' => "法便面向案式块形位程言针糖块正",
            '卡' => "片通车路号丁住拉",
            '瓦' => "斯片特解",
            '伏' => "击特",
            '焦' => "急点虑糖",
            '赫' => "赫",
            '岁' => "月末",
            '度' => "过假数日量",
            '盾' => "牌",
            '仙' => "女人境草",
            '蚊' => "子帐香",
            '天' => "大",
            _ => "",
        };
        return (rest.Length > 0 && among.Contains(rest[0], StringComparison.Ordinal)) || (unit == '角' && rest.StartsWith("大楼"));
    }
}
