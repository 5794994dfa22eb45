using System.Collections.Frozen;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads yes and no. A question is neither.</summary>
public static class YesNoReader
{
    private static readonly FrozenSet<string> Yes = Set(
        "可以 行 好 嗯 恩 对 是 要 确认 确定 没错 不错 没问题 同意 正确 需要 要的 当然 愿意 成 中 妥 就这样 就这么办 好滴 好嘞 好吧 可 对头 提交 下单 搞定 "
        + "yes y yeah yep yup ok okay sure right correct confirm confirmed fine agreed agree please yesplease");

    private static readonly FrozenSet<string> No = Set(
        "不 不用 不要 不对 不行 不是 不可以 不好 不同意 不需要 不想 不愿意 不了 没有 没 错 错误 不正确 别 算 算了 有误 有问题 不确认 否 改一下 不太对 不是这样 再想想 再看看 "
        + "no n nope nah wrong incorrect not notright nothanks");

    private static readonly string[] YesStarts = ["可以", "没问题", "没错", "好的", "好呀", "好啊", "确认", "同意", "对的", "是的", "嗯嗯", "行的"];
    private static readonly string[] NoStarts = ["不对", "不是", "不行", "不用", "不要", "不可以", "不同意", "错了", "不好"];
    private static readonly string[] Asking = ["吗", "么", "什么", "怎么", "多少", "多久", "哪", "几", "为何", "能不能", "可不可以", "是不是", "行不行", "how", "what", "when", "which", "why"];

    /// <summary>True for yes, false for no, null when it is neither.</summary>
    public static bool? Read(string text)
    {
        var folded = Fold.Text(text);
        if (folded.Contains('?', StringComparison.Ordinal) || Asking.Any(word => HasWord(folded, word)))
        {
            return null;
        }

        var clause = Fold.Words(FirstClause(folded));
        var whole = Fold.Words(folded);
        return Exact(whole) ?? Exact(clause) ?? Start(clause);
    }

    private static bool? Exact(string words)
    {
        var once = words.Length > 1 && words.All(c => c == words[0]) ? words[..1] : words;
        return No.Contains(once) ? false : Yes.Contains(once) ? true : null;
    }

    private static bool? Start(string clause) =>
        NoStarts.Any(word => clause.StartsWith(word, StringComparison.Ordinal) && clause.Length <= word.Length + 8) ? false
        : YesStarts.Any(word => clause.StartsWith(word, StringComparison.Ordinal) && clause.Length <= word.Length + 6) ? true
        : null;

    private static string FirstClause(string folded)
    {
        var end = folded.Trim().IndexOfAny([',', '，', '。', '.', '!', '！', ';', '；', '、', ' ', '~', '～', '\n']);
        return end > 0 ? folded.Trim()[..end] : folded;
    }

    private static bool HasWord(string folded, string word)
    {
        var at = folded.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && (!char.IsAsciiLetter(word[0]) || ((at == 0 || !char.IsAsciiLetter(folded[at - 1])) && (at + word.Length >= folded.Length || !char.IsAsciiLetter(folded[at + word.Length]))));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').Select(Fold.Words).ToFrozenSet(StringComparer.Ordinal);
}
