using System.Collections.Frozen;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>The words that name times in Chinese, by their first character, the longest first.</summary>
internal static class Lexicon
{
    /// <summary>The seasons' TIMEX3 names, as <see cref="Sign.Season"/> counts them.</summary>
    public static readonly string[] Seasons = ["SP", "SU", "FA", "WI"];

    /// <summary>A word.</summary>
    /// <param name="Text">How it is written.</param>
    /// <param name="Sign">What it is.</param>
    /// <param name="Value">What <see cref="Dates.Sign"/> says for its kind.</param>
    /// <param name="ChatOnly">Only read in chat.</param>
    internal readonly record struct Word(string Text, Sign Sign, int Value, bool ChatOnly);

    private static readonly FrozenDictionary<char, Word[]> ByFirst = Build();

    /// <summary>The longest word at a place; null when there is none.</summary>
    public static Word? At(ReadOnlySpan<char> text, bool chat)
    {
        if (ByFirst.TryGetValue(text[0], out var words))
        {
            foreach (var word in words)
            {
                if (text.StartsWith(word.Text, StringComparison.Ordinal) && (chat || !word.ChatOnly))
                {
                    return word;
                }
            }
        }

        return null;
    }

    private static FrozenDictionary<char, Word[]> Build()
    {
        var words = new List<Word>();
        void Add(Sign sign, int value, string list, bool chat = false)
        {
            foreach (var text in list.Split(' '))
            {
                words.Add(new(text, sign, value, chat));
            }
        }

        Add(Sign.Noise, 0, "时间 时候 时代 时尚 周岁 周年 周边 周到 周围 周期 分之 今日头条 年龄 年级 年货 点赞 点击 点评 点外卖 点菜 点餐 打折 打包 打开 和平 起来 起码的 前提 后面 前面 后来 前后 之中 日用 日常 开始时间 分期 天然 天猫 天气 号码 到货 到账 到期 到底 到家 到手 到店 至于 自己 自动 自然 自提 从来 从不 秒杀 秒发 多少 过期 过来 过敏 差评 差价 月饼 月子 每次 每人 每件");
        Add(Sign.Year, 0, "年");
        Add(Sign.Month, 0, "月");
        Add(Sign.DayMark, 0, "日");
        Add(Sign.DayMark, 1, "号");
        Add(Sign.Unit, 'O', "个月");
        Add(Sign.Unit, 'W', "个星期 星期 个礼拜 礼拜 个周");
        Add(Sign.Unit, 'D', "天");
        Add(Sign.Unit, 'H', "个小时 小时 个钟头 钟头");
        Add(Sign.Unit, 'M', "分钟");
        Add(Sign.Unit, 'S', "秒钟 秒");
        Add(Sign.Unit, 'H', "个钟", chat: true);
        Add(Sign.Week, 0, "周");
        Add(Sign.AndHalf, 0, "个半");
        Add(Sign.Half, 0, "半");
        Add(Sign.Piece, 0, "个");
        Add(Sign.Dian, 0, "点");
        Add(Sign.Dian, 1, "点整 点钟 点正");
        Add(Sign.Shi, 0, "时");
        Add(Sign.Fen, 0, "分");
        Add(Sign.QuarterHour, 0, "刻 刻钟");
        Add(Sign.PastHalf, 0, "过半");
        foreach (var stem in (string[])["周", "星期", "礼拜"])
        {
            for (var i = 0; i < 8; i++)
            {
                Add(Sign.Weekday, Math.Min(i + 1, 7), stem + "一二三四五六日天"[i]);
                Add(Sign.Weekday, Math.Min(i + 1, 7), "个" + stem + "一二三四五六日天"[i]);
            }
        }

        AddDays(Add);
        AddFrames(Add);
        AddReigns(Add);
        for (var i = 0; i < Feasts.All.Length; i++)
        {
            Add(Sign.Feast, i, Feasts.All[i].Names, Feasts.All[i].ChatOnly);
        }

        for (var i = 0; i < DayParts.All.Length; i++)
        {
            Add(Sign.DayPart, i, DayParts.All[i].Names);
        }

        return words.GroupBy(word => word.Text[0]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Text.Length).ToArray());
    }

    private static void AddDays(Action<Sign, int, string, bool> add)
    {
        foreach (var (days, list) in (ReadOnlySpan<(int, string)>)[(0, "今天 今日"), (1, "明天 明日"), (-1, "昨天 昨日"), (2, "后天"), (-2, "前天 前日"), (3, "大后天"), (-3, "大前天")])
        {
            add(Sign.DayWord, days, list, false);
        }

        add(Sign.DayWord, 0, "今儿 今儿个 当天 当日", true);
        add(Sign.DayWord, 1, "明儿 明儿个 次日 隔天 第二天", true);
        add(Sign.DayWord, -1, "昨儿 昨儿个", true);
        add(Sign.DayWord, 2, "后日", true);
        add(Sign.Lately, 0, "最近", false);
        foreach (var (days, day) in (ReadOnlySpan<(int, string)>)[(0, "今"), (1, "明"), (-1, "昨")])
        {
            foreach (var (part, list) in (ReadOnlySpan<(string, string)>)[("晚", "晚 夜"), ("早", "早 晨")])
            {
                foreach (var suffix in list.Split(' '))
                {
                    add(Sign.DayAndPart, 10_000 + (days * 100) + DayParts.IndexOf(part), day + suffix, false);
                }
            }
        }

        add(Sign.DayAndPart, 10_000 + 200 + DayParts.IndexOf("晚"), "后晚", true);
        foreach (var (years, list) in (ReadOnlySpan<(int, string)>)[(0, "今年 本年"), (1, "明年"), (-1, "去年"), (2, "后年"), (-2, "前年"), (3, "大后年"), (-3, "大前年")])
        {
            add(Sign.YearWord, years, list, false);
        }

        for (var i = 0; i < 4; i++)
        {
            var season = "春夏秋冬"[i];
            add(Sign.Season, i, $"{season}天 {season}季", false);
        }

        add(Sign.Weekend, 0, "周末", false);
        add(Sign.QuarterYear, 0, "季度 个季度", false);
        add(Sign.Century, 0, "世纪 个世纪", false);
        add(Sign.Decade, 0, "年代", false);
        add(Sign.Now, 0, "现在 这会儿 当下 此刻", false);
        add(Sign.Now, -1, "刚刚才 刚刚 刚才", false);
        add(Sign.Now, 1, "马上 立刻", false);
        for (var edge = 0; edge < 3; edge++)
        {
            var (month, year) = edge switch { 0 => ("月初", "年初"), 1 => ("月中", "年中"), _ => ("月底 月末", "年底 年末") };
            add(Sign.Edge, edge, month, true);
            add(Sign.Edge, 3 + edge, year, true);
        }
    }

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
        add(Sign.Till, 1, "到 至", false);
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
            (1644, "顺治"), (1662, "康熙"), (1723, "雍正"), (1736, "乾隆"), (1796, "嘉庆"), (1821, "道光"), (1851, "咸丰"), (1862, "同治"), (1875, "光绪"), (1909, "宣统"), (1912, "民国")])
        {
            add(Sign.Reign, year, reign, false);
        }
    }
}
