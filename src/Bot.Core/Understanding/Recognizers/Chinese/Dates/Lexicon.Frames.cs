namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>The words around times (上, 之前, 从, 到, 每, 第, 大约), and the years of emperors and of the lunar calendar.</summary>
internal static partial class Lexicon
{
    private static void AddFrames(Action<Sign, int, string, bool> add)
    {
        foreach (var (by, list) in (ReadOnlySpan<(int, string)>)[(0, "这 这个 这一 这一个 本"), (-1, "上 上个 上一 上一个"), (1, "下 下个 下一 下一个"), (-2, "上上 上上个 上上一 上上一个"), (2, "下下 下下个 下下一 下下一个"), (-3, "上上上 上上上个"), (3, "下下下 下下下个")])
        {
            add(Sign.Relative, by, list, false);
        }

        add(Sign.Qian, 0, "前", false);
        add(Sign.Hou, 0, "后", false);
        add(Sign.Before, 0, "之前 以前", false);
        add(Sign.After, 0, "之后 以后", false);
        foreach (var and in "和或及")
        {
            add(Sign.Before, 1, $"{and}之前 {and}以前", false);
            add(Sign.After, 1, $"{and}之后 {and}以后", false);
        }

        add(Sign.SinceSuffix, 0, "以来 开始 起", false);
        add(Sign.From, 0, "从", false);
        add(Sign.From, 1, "自 自从", false);
        add(Sign.From, 2, "打 自打", false);
        add(Sign.Until, 0, "直到 直至 截至 截止 截止到 截至到", false);
        add(Sign.Past, 0, "过去 近", false);
        add(Sign.Past, 0, "过去的 最近的", true);
        add(Sign.Coming, 0, "未来 未来的 还剩 接下来 接下来的 今后", false);
        add(Sign.Till, 0, "- -- — —— ~ – ―", false);
        add(Sign.Till, 1, "到 至 一直到", false);
        add(Sign.And, 0, "和 与", false);
        add(Sign.Between, 0, "之间 之内 期间 中间 间", false);
        add(Sign.Every, 0, "每 每个 每一 每一个 每隔", false);
        add(Sign.Nth, 0, "第", false);
        add(Sign.Last, 0, "最后", false);
        add(Sign.De, 0, "的", false);
        add(Sign.At, 0, "在", false);
        add(Sign.To, 0, "差", false);
        add(Sign.Link, 0, "过 又", false);
        add(Sign.Link, 1, "多 余", false);
        add(Sign.About, 0, "大约 大概 差不多 可能 也许 约 不超过 不多于 不多过 最多 最长 最少 少于 超过 短过 长过 多过 几乎要 将近 差点 快要 接近 至少 起码 超出 不到", false);
        add(Sign.Around, 0, "左右", false);
        add(Sign.AmPm, 0, "am a.m. a.m", false);
        add(Sign.AmPm, 1, "pm p.m. p.m", false);
        add(Sign.Slash, 0, "/ \\", false);
        add(Sign.Dot, 0, ".", false);
        add(Sign.Colon, 0, ":", false);
        add(Sign.Comma, 0, ", 、", false);
    }

    private static void AddReigns(Action<Sign, int, string, bool> add)
    {
        add(Sign.LunarWord, 0, "农历 阴历", false);
        add(Sign.LunarMonth, 1, "正月 大年", false);
        add(Sign.LunarMonth, 11, "冬月", false);
        add(Sign.LunarMonth, 12, "腊月", false);
        for (var day = 1; day <= 10; day++)
        {
            add(Sign.LunarDay, day, "初" + "一二三四五六七八九十"[day - 1], false);
        }

        add(Sign.First, 1, "元", false);
        foreach (var (year, reign) in (ReadOnlySpan<(int, string)>)[
            (627, "贞观"), (650, "永徽"), (705, "神龙"), (713, "开元"), (742, "天宝"), (1368, "洪武"), (1399, "建文"), (1403, "永乐"), (1425, "洪熙"), (1426, "宣德"), (1436, "正统"),
            (1450, "景泰"), (1457, "天顺"), (1465, "成化"), (1488, "弘治"), (1506, "正德"), (1522, "嘉靖"), (1567, "隆庆"), (1573, "万历"), (1621, "天启"), (1628, "崇祯"),
            (1644, "顺治"), (1662, "康熙"), (1723, "雍正"), (1736, "乾隆"), (1736, "干隆"), (1796, "嘉庆"), (1821, "道光"), (1851, "咸丰"), (1862, "同治"), (1875, "光绪"), (1909, "宣统"), (1912, "民国")])
        {
            add(Sign.Reign, year, reign, false);
        }
    }
}
