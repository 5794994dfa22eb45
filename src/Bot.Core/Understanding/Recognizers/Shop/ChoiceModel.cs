namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>
/// The <c>choice</c> model: an answer to an offer or a list, when it is all that is said. <c>kind</c> is yes, no, cancel, index
/// (with <c>index</c>), last, previous or next.
/// </summary>
internal static class ChoiceModel
{
    private const int Longest = 40;

    private static readonly string[] Leads = ["那我要", "那就要", "那就", "我就要", "我要", "我选", "就要", "就选", "就买", "就", "选", "要", "来", "买", "拍", "那", "还是", "给我", "我想要", "想要", "喜欢", "option", "number", "no.", "the", "嗯", "好的", "好"];
    private static readonly string[] Tails = ["吧", "呢", "啊", "呀", "哦", "了", "的", "哈", "嘛", "谢谢", "就行", "就好", "可以", "就可以", "好了", "好看", "不错", "one", "option", "please"];
    private static readonly string[] Measures = ["个", "款", "种", "项", "号", "件", "条", "家", "样", "套", "双", "支", "瓶", "盒", "张", "台", "份", "只", "位", "颜色", "选项", "方案", "."];
    private static readonly string[] English = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly (string Kind, string Words)[] Places =
    [
        ("last", "最后一 最后 最后那 最后这 最后面那 最末 末尾那 最底下那 最下面那 最下面 倒数第一 last final"),
        ("previous", "上面那 上面 上一 前一 前面那 前面 上边那 上边 刚才那 刚刚那 之前那 上 previous above 刚才说的那 上面说的那 上面这"),
        ("next", "下面那 下面 下一 后一 后面那 后面 下边那 下边 next below"),
        ("middle", "中间那 中间 当中那 中间一 中间的那 middle"),
    ];

    /// <summary>Adds the answer.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        if (Find(scan.Text, out var start, out var end) is { } found && (found.Index != 0 || !HasAmount(scan, start, end)))
        {
            into.Add(found.Index == 0
                ? scan.Found(start, end - start, "choice", new Field("kind", found.Kind), new Field("value", found.Kind))
                : scan.Found(start, end - start, "choice", new Field("kind", found.Kind), new Field("value", Amount.Plain(found.Index)), new Field("index", Amount.Plain(found.Index))));
        }
    }

    /// <summary>Adds yes or no as Microsoft's <c>boolean</c> model shows it.</summary>
    public static void ReadBoolean(Scan scan, List<Recognized> into)
    {
        if (Find(scan.Text, out var start, out var end) is { Kind: "yes" or "no" or "cancel" } found && !HasAmount(scan, start, end))
        {
            into.Add(scan.Found(start, end - start, "boolean", new Field("value", found.Kind == "yes"), new Field("score", 1)));
        }
    }

    // 不要超过两百 bounds a price and refuses nothing.
    private static bool HasAmount(Scan scan, int start, int end)
    {
        foreach (var token in scan.Shop.Tokens)
        {
            if (token.Start >= start && token.End <= end && !token.Number.Is(Said.Single | Said.Word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The answer in a folded text: its kind, and the place in the list, from 1; negative from the end, 0 for none.</summary>
    public static (string Kind, int Index)? Find(string text, out int start, out int end)
    {
        var trimmed = text.AsSpan().Trim();
        (start, end) = (0, 0);
        if (trimmed.Length is 0 or > Longest || trimmed.ContainsAny('?', '\n'))
        {
            return null;
        }

        start = text.Length - text.AsSpan().TrimStart().Length;
        end = Answers.ClauseEnd(text);
        if (Place(text, ref start, ref end) is { } place)
        {
            return place;
        }

        start = text.Length - text.AsSpan().TrimStart().Length;
        end = Answers.ClauseEnd(text);
        return Answers.Read(text) switch
        {
            Answer.Yes => ("yes", 0),
            Answer.No => ("no", 0),
            Answer.Cancel => ("cancel", 0),
            _ => null,
        };
    }

    // 要最后一个, 就第三款吧, 2, 选二, the second one.
    private static (string Kind, int Index)? Place(string text, ref int start, ref int end)
    {
        var words = text.AsSpan(start, end - start);
        if (char.IsAsciiLetter(words[0]))
        {
            // English goes on over blanks.
            words = text.AsSpan(start).TrimEnd(" .!~");
            end = start + words.Length;
        }

        for (var cut = 0; cut < 3; cut++)
        {
            start += Cut(ref words, Leads, front: true);
        }

        for (var cut = 0; cut < 3; cut++)
        {
            end -= Cut(ref words, Tails, front: false);
        }

        if (words.IsEmpty)
        {
            return null;
        }

        var core = words;
        var numbered = core.Length > 1 && core[^1] is '号' or '.' || core.EndsWith("选项") || core.EndsWith("方案");
        var measured = Cut(ref core, Measures, front: false) > 0;
        core = core.Trim(' ');
        foreach (var (kind, all) in Places)
        {
            foreach (var word in all.AsSpan().Split(' '))
            {
                var one = all.AsSpan()[word];
                if (core.SequenceEqual(one) && (measured || one.Length > 1) && (measured || one[^1] is not ('一' or '那' or '这')))
                {
                    return (kind, 0);
                }
            }
        }

        for (var i = 0; i < English.Length; i++)
        {
            if (core.SequenceEqual(English[i]))
            {
                return ("index", i + 1);
            }
        }

        // 2 is a choice, 2 boxes is none.
        var goesOn = end < text.Length && text[end] == ' ' && !text.AsSpan(end).Trim(' ').IsEmpty;
        return Index(core, (numbered || !measured) && !goesOn);
    }

    private static (string Kind, int Index)? Index(ReadOnlySpan<char> core, bool bare)
    {
        var back = core.StartsWith("倒数第");
        var ordinal = back || core.StartsWith("第");
        var number = core[(back ? 3 : ordinal ? 1 : 0)..].Trim(' ');
        if (number.Length is 0 or > 3 || !ShopNumberReader.TryRead(number, 0, out var read) || read.End != number.Length || read.Low != read.High || read.Low is < 1 or > 30 || !decimal.IsInteger(read.Low))
        {
            return null;
        }

        // 三个 counts; 第三个, 3号 and a bare 3 choose.
        return ordinal || bare ? ("index", back ? -(int)read.Low : (int)read.Low) : null;
    }

    private static int Cut(ref ReadOnlySpan<char> words, string[] all, bool front)
    {
        foreach (var word in all)
        {
            if (words.Length > word.Length && (front ? words.StartsWith(word) : words.EndsWith(word)))
            {
                words = front ? words[word.Length..] : words[..^word.Length];
                var before = words.Length;
                words = front ? words.TrimStart(' ') : words.TrimEnd(' ');
                return word.Length + before - words.Length;
            }
        }

        return 0;
    }
}
