namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>Which side of a number is meant, and whether the number itself is in it.</summary>
internal enum RangeSide
{
    /// <summary>No bound.</summary>
    None,

    /// <summary>Above the number.</summary>
    More,

    /// <summary>Below the number.</summary>
    Less,

    /// <summary>The number itself.</summary>
    Equal,

    /// <summary>From one number to another.</summary>
    Both,
}

/// <summary>The words of number ranges. All readers work on simplified text and give the place after the words, or the place itself.</summary>
internal static class RangeWords
{
    private static readonly string[] More = ["大于", "多于", "高于", "超过", "超出", "大过", "多过", "高过", "＞", ">"];
    private static readonly string[] Less = ["小于", "少于", "低于", "不到", "不足", "小过", "少过", "低过", "未满", "不满", "＜", "<"];
    private static readonly string[] AtLeast = ["至少", "最少", "起码"];
    private static readonly string[] AtMost = ["至多", "最多", "顶多"];
    private static readonly string[] Joints = ["并且", "而且", "的同时", "同时", "并", "且"];
    private static readonly string[] Tills = ["--", "——", "到", "至", "-", "—", "~", "–", "−", "～"];

    /// <summary>Reads 大于, 不超过, 至少有, 小于或等于 before a number, with the blanks behind them.</summary>
    public static int Before(ReadOnlySpan<char> text, int position, out RangeSide side, out bool closed)
    {
        (side, closed) = (RangeSide.None, false);
        switch (text[position])
        {
            case '=' or '≥' or '≤':
                (side, closed) = (text[position] switch { '=' => RangeSide.Equal, '≥' => RangeSide.More, _ => RangeSide.Less }, true);
                return ChineseDigits.SkipBlanks(text, position + 1);
            case '等':
                (side, closed) = (RangeSide.Equal, true);
                return One(text, position, "等于") is var end && end > position ? ChineseDigits.SkipBlanks(text, end) : position;
            case '至' or '最' or '起' or '顶':
                return Least(text, position, ref side, ref closed);
            case '不' or '未' or '没' or '大' or '多' or '高' or '超' or '小' or '少' or '低' or '>' or '<':
                return Compared(text, position, ref side, ref closed);
            default:
                return position;
        }
    }

    /// <summary>Reads 以上, 或者以下, 更大, 多 behind a number.</summary>
    public static int Behind(ReadOnlySpan<char> text, int position, out RangeSide side, out bool closed)
    {
        (side, closed) = (RangeSide.None, false);
        var at = ChineseDigits.SkipBlanks(text, position);
        if (at >= text.Length)
        {
            return position;
        }

        var or = One(text, at, "或者") is var longer && longer > at ? longer : One(text, at, "或");
        closed = or > at;
        at = ChineseDigits.SkipBlanks(text, or);
        if (at >= text.Length)
        {
            return position;
        }

        if (ChineseDigits.IsApproximate(text[at]))
        {
            side = RangeSide.More;
            return closed || (at + 1 < text.Length && ChineseDigits.Unit(text[at + 1]) >= 1e4) ? position : at + 1;
        }

        if (at + 1 >= text.Length)
        {
            return position;
        }

        side = (text[at], text[at + 1]) switch
        {
            ('以' or '之', '上') or ('更', '大' or '多' or '高') => RangeSide.More,
            ('以' or '之', '下') or ('更', '小' or '少' or '低') => RangeSide.Less,
            _ => RangeSide.None,
        };
        return side == RangeSide.None ? position : at + 2;
    }

    /// <summary>Reads 大, 更小 behind the number of 比三十大.</summary>
    public static int Than(ReadOnlySpan<char> text, int position, out RangeSide side)
    {
        var at = ChineseDigits.SkipBlanks(text, position);
        at = at < text.Length && text[at] == '更' ? at + 1 : at;
        side = at >= text.Length ? RangeSide.None : text[at] switch
        {
            '大' or '多' or '高' => RangeSide.More,
            '小' or '少' or '低' => RangeSide.Less,
            _ => RangeSide.None,
        };
        return side == RangeSide.None ? position : at + 1;
    }

    /// <summary>Reads 到, 至, a dash between two numbers, with blanks around.</summary>
    public static int Till(ReadOnlySpan<char> text, int position) => Around(text, position, Tills);

    /// <summary>Reads 和, 与 between two numbers, with blanks around.</summary>
    public static int And(ReadOnlySpan<char> text, int position)
    {
        var at = ChineseDigits.SkipBlanks(text, position);
        return at < text.Length && text[at] is '和' or '与' ? ChineseDigits.SkipBlanks(text, at + 1) : position;
    }

    /// <summary>Reads 之间, 间 behind two numbers.</summary>
    public static int Between(ReadOnlySpan<char> text, int position)
    {
        var at = ChineseDigits.SkipBlanks(text, position);
        at = at < text.Length && text[at] == '之' ? at + 1 : at;
        return at < text.Length && text[at] == '间' ? at + 1 : position;
    }

    /// <summary>True when two bounds separated by this text are bounds of one range: nothing, a comma, 并且, 同时.</summary>
    public static bool Joins(ReadOnlySpan<char> between)
    {
        between = between.Trim();
        if (between.Length > 0 && between[0] == ',')
        {
            between = between[1..].TrimStart();
        }

        if (between.IsEmpty)
        {
            return true;
        }

        foreach (var joint in Joints)
        {
            if (between.SequenceEqual(joint))
            {
                return true;
            }
        }

        return false;
    }

    private static int Least(ReadOnlySpan<char> text, int position, ref RangeSide side, ref bool closed)
    {
        var end = First(text, position, AtLeast);
        side = end > position ? RangeSide.More : RangeSide.Less;
        end = end > position ? end : First(text, position, AtMost);
        if (end == position)
        {
            return position;
        }

        closed = true;
        return ChineseDigits.SkipBlanks(text, end < text.Length && text[end] is '有' or '是' or '为' ? end + 1 : end);
    }

    private static int Compared(ReadOnlySpan<char> text, int position, ref RangeSide side, ref bool closed)
    {
        var end = First(text, position, Less);
        if (end > position)
        {
            side = RangeSide.Less;
        }
        else
        {
            // 不大于, 未超过, 没有超过: the other side, with its bound.
            var at = text[position] is '不' or '未' or '没' ? One(text, position, "没有") is var not && not > position ? not : position + 1 : position;
            closed = at > position;
            end = First(text, at, More);
            side = end > at ? closed ? RangeSide.Less : RangeSide.More : RangeSide.None;
            if (side == RangeSide.None)
            {
                end = closed ? First(text, at, Less) : at;
                side = end > at ? RangeSide.More : RangeSide.None;
            }

            if (side == RangeSide.None)
            {
                return position;
            }

            end = end < text.Length && text[end] == '了' ? end + 1 : end;
        }

        // 大于等于, 小于 或 等于, >=.
        var or = ChineseDigits.SkipBlanks(text, end);
        or = One(text, or, "或者") is var longer && longer > or ? longer : One(text, or, "或");
        or = ChineseDigits.SkipBlanks(text, or);
        var equal = One(text, or, "等于") is var word && word > or ? word : One(text, or, "=");
        if (equal > or)
        {
            closed = true;
            end = equal;
        }

        return ChineseDigits.SkipBlanks(text, end);
    }

    private static int Around(ReadOnlySpan<char> text, int position, string[] words)
    {
        var at = ChineseDigits.SkipBlanks(text, position);
        var end = First(text, at, words);
        return end > at ? ChineseDigits.SkipBlanks(text, end) : position;
    }

    private static int First(ReadOnlySpan<char> text, int position, string[] words)
    {
        foreach (var word in words)
        {
            if (One(text, position, word) is var end && end > position)
            {
                return end;
            }
        }

        return position;
    }

    private static int One(ReadOnlySpan<char> text, int position, string word) =>
        position < text.Length && text[position..].StartsWith(word, StringComparison.Ordinal) ? position + word.Length : position;
}
