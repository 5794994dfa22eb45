namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Words before and behind an amount that bound it. Each look goes over a few characters only.</summary>
internal static class BoundWords
{
    private static readonly WordTable<Bound> Before = WordTable<Bound>.Ends(Words(
        (Bound.AtMost, "不超过 不能超过 别超过 不要超过 不会超过 不超 别超 不高于 不大于 不多于 不能高于 不能多于 最多 最高 至多 顶多 最贵 上限 封顶 ≤ <= 不贵于|up to|at most|no more than|within|not more than|max|maximum"),
        (Bound.Under, "不到 低于 少于 小于 不足 未满 不满 没到 没超过 < 便宜过|under|below|less than|cheaper than"),
        (Bound.AtLeast, "不低于 不少于 不小于 不能低于 不能少于 最少 最低 至少 起码 最起码 ≥ >= 下限|at least|from|no less than|min|minimum"),
        (Bound.Over, "高于 大于 超过 多于 超出 不止 贵过 >|over|above|more than"),
        (Bound.About, "大概 大约 约 差不多 大致 约莫 估计 接近 将近 近 差不多在|around|about|roughly|approx|approximately|~"),
        (Bound.Between, "从|between")));

    private static readonly WordTable<Bound> Behind = WordTable<Bound>.Starts(Words(
        (Bound.AtMost, "以内 之内 以里 之下 以下 以下的 往下 封顶 及以下 或以下 和以下|or less|max|or under|at most"),
        (Bound.Under, "不到"),
        (Bound.AtLeast, "以上 之上 及以上 或以上 和以上 往上 朝上 起步 起售 起拍 起批 起订 起卖 打底 开始 起 +|or more|and up|and above|at least"),
        (Bound.Over, "不止 开外"),
        (Bound.About, "左右 上下 前后 的样子 差不多 附近 出头 不等|or so|ish"),
        (Bound.Between, "之间 中间")));

    private const string Fillers = "在于是为要能可以就也都 :也得";

    /// <summary>Words before a place, and where they begin.</summary>
    /// <remarks>从 and between count before a range only.</remarks>
    public static Bound Find(ReadOnlySpan<char> text, int start, bool range, out int from)
    {
        var bound = Bound.None;
        from = start;
        for (var round = 0; round < 2; round++)
        {
            var at = from;
            for (var fill = 0; fill < 3 && at > 0; fill++)
            {
                if (One(text[..at]) is { } found && (range || found.Bound != Bound.Between))
                {
                    bound |= found.Bound;
                    from = at - found.Word.Length;
                    break;
                }

                if (!Fillers.Contains(text[at - 1], StringComparison.Ordinal))
                {
                    return bound;
                }

                at--;
            }

            if (from == start)
            {
                return bound;
            }
        }

        return bound;
    }

    /// <summary>Words behind a place, and where they end.</summary>
    public static Bound After(ReadOnlySpan<char> text, int end, bool unit, out int to)
    {
        var bound = Bound.None;
        to = end;
        for (var round = 0; round < 2 && to < text.Length; round++)
        {
            var at = text[to] is ' ' && to + 1 < text.Length ? to + 1 : to;
            var found = Next(text[at..], unit);
            if (found.Word is null)
            {
                break;
            }

            bound |= found.Bound | Bound.Behind;
            to = at + found.Word.Length;
        }

        return bound;
    }

    private static (string Word, Bound Bound)? One(ReadOnlySpan<char> text) =>
        Before.TryFind(text, out var word, out var bound) && !(word is "近" or "约" or "从" && text.Length > 1 && IsOther(text[^2], word[0]))
            && !(word == "不满" && text is [.., '满', _, _]) ? (word, bound) : null;

    // 最近, 附近, 预约; 大约 is longer.
    private static bool IsOther(char before, char word) => word switch
    {
        '近' => before is '最' or '附' or '靠' or '就' or '远',
        '约' => before is '预' or '节' or '有' or '合',
        '从' => before is '听' or '自',
        _ => false,
    };

    private static (string? Word, Bound Bound) Next(ReadOnlySpan<char> rest, bool unit)
    {
        if (Behind.TryFind(rest, out var word, out var bound) && Fits(word, rest[word.Length..], unit))
        {
            return (word, bound);
        }

        // 50元内, and 50元一下 where 以下 was meant.
        return rest[0] == '内' && !(rest.Length > 1 && "容部存外衣裤地蒙卷置涵".Contains(rest[1], StringComparison.Ordinal)) ? ("内", Bound.AtMost)
            : unit && rest.StartsWith("一下") && (rest.Length == 2 || rest[2] is '的' or ',' or '，' or '。') ? ("一下", Bound.AtMost)
            : (null, Bound.None);
    }

    private static bool Fits(string word, ReadOnlySpan<char> rest, bool unit) => word switch
    {
        "起" => rest.IsEmpty || !"来床飞源点跳码因诉初名重伏事火案".Contains(rest[0], StringComparison.Ordinal),
        "开始" => unit,
        "+" => rest.IsEmpty || !char.IsAsciiLetterOrDigit(rest[0]),
        _ => true,
    };

    // Han words are set apart by blanks, English ones by bars, so that they may hold blanks.
    private static List<(string Word, Bound Bound)> Words(params ReadOnlySpan<(Bound Bound, string Words)> groups)
    {
        var words = new List<(string Word, Bound Bound)>();
        foreach (var (bound, all) in groups)
        {
            var parts = all.Split('|');
            foreach (var part in parts)
            {
                words.AddRange((part[0] > '\u007f' ? part.Split(' ') : [part]).Select(word => (word, bound)));
            }
        }

        return words;
    }
}
