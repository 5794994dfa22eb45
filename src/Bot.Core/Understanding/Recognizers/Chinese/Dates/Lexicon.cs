using System.Collections.Frozen;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>The words that name times in Chinese, by their first character, the longest first.</summary>
internal static partial class Lexicon
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

    // One bit for each character that may begin a piece: most characters of a message do not.
    private static readonly ulong[] Starters = Begin();

    /// <summary>Whether a word or a number may begin with a character.</summary>
    public static bool MayBegin(char c) => (Starters[c >> 6] & (1UL << (c & 63))) != 0;

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

    private static ulong[] Begin()
    {
        var bits = new ulong[1024];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            bits[i >> 6] |= ByFirst.ContainsKey(c) || HanNumber.Is(c) || char.IsAsciiDigit(c) || c == 't' ? 1UL << (i & 63) : 0;
        }

        return bits;
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
            add(Sign.Edge, edge, month + " " + "上中下"[edge] + "旬", true);
            add(Sign.Edge, 3 + edge, year, true);
        }
    }
}
