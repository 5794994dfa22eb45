using System.Buffers;
using System.Collections.Frozen;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>What an answer to an offer says.</summary>
internal enum Answer
{
    /// <summary>None of these.</summary>
    None,

    /// <summary>可以的, 好滴.</summary>
    Yes,

    /// <summary>不用了, 再想想.</summary>
    No,

    /// <summary>算了, 取消.</summary>
    Cancel,
}

/// <summary>Words that answer an offer, when they are all of a clause or its beginning. A question answers nothing.</summary>
internal static class Answers
{
    private static readonly FrozenSet<string> Yes = Set(
        "可以 行 好 嗯 恩 对 是 要 确认 确定 没错 不错 没问题 同意 正确 需要 要的 当然 愿意 成 中 妥 就这样 就这么办 好滴 好嘞 好吧 可 对头 提交 下单 搞定 好呀 好哒 好勒 好咧 好叻 好的好的 可以可以 行行行 行吧 行的 "
        + "嗯呢 嗯啊 嗯好 嗯可以 嗯行 嗯对 嗯要 昂 欧了 ok啊 okk okok 就它 就它了 就这个 就要这个 要这个 安排 走起 必须 必须的 必须滴 妥妥 妥了 没毛病 可行 要得 得嘞 得 得了您 成交 是滴 对滴 对呀 没意见 同意了 我要 想要 我要的 "
        + "可以啊 没事可以 那好 那行 那可以 那就这样 那就好 那就要 那要 好就这样 可以下单 帮我下单 下单吧 就这么定 定了 愿意的 乐意 中不中 阔以 闊以 克以 木问题 没得问题 歪瑞古德 收到 明白 了解 知道了 "
        + "yes y yeah yep yup ok okay sure right correct confirm confirmed fine agreed agree please yesplease good great great okthanks surething ofcourse absolutely alright allright deal kk yea ya");

    private static readonly FrozenSet<string> No = Set(
        "不 不用 不要 不对 不行 不是 不可以 不好 不同意 不需要 不想 不愿意 不了 没有 没 错 错误 不正确 别 算 有误 有问题 不确认 否 改一下 不太对 不是这样 再想想 再看看 "
        + "不用了 不要了 不需要了 不必 不必了 不是的 不对的 不太行 不太好 不合适 没必要 免了 谢谢不用 不用谢谢 不用不用 不要不要 先不 先不要 先不了 先不用 暂时不用 暂时不要 暂时不需要 暂不 下次吧 下次 改天 改天吧 回头再说 以后再说 "
        + "我再想想 我再看看 考虑一下 我考虑一下 再考虑 再考虑一下 考虑考虑 想想再说 再说 再说吧 等等再说 等会再说 先看看 我先看看 先想想 不买 不买了 不想要 不想买 不感兴趣 没兴趣 达咩 婉拒 婉拒了 拒绝 不接受 不可 不中 不成 不得 木有 "
        + "no n nope nah wrong incorrect not notright nothanks notnow later maybelater nothankyou notyet nonono never dont");

    private static readonly FrozenSet<string> Cancels = Set(
        "算了 算了吧 取消 取消吧 取消了 撤销 不弄了 不办了 不搞了 退出 结束 停 停止 打住 不聊了 拉倒 拉倒吧 罢了 那算了 那就算了 还是算了 算了算了 算啦 算咯 我不要了 不下单了 不买了 不订了 不要下单 取消订单 别下单 先算了 当我没说 "
        + "cancel stop quit exit forgetit nevermind abort");

    private static readonly SearchValues<char> Marks = SearchValues.Create(",，。.!！;；、 ~～\n");

    // Two refusals: 不是不可以, 不是不行, 没说不要, 也不是不可以.
    private static readonly string[] Double = ["不是不可以", "不是不行", "不是不要", "没说不要", "没说不行", "不会不要", "不是不能", "不得不", "不是不好"];

    private static readonly string[] YesStarts = ["可以", "没问题", "没错", "好的", "好呀", "好啊", "确认", "同意", "对的", "是的", "嗯嗯", "行的"];
    private static readonly string[] NoStarts = ["不对", "不是", "不行", "不用", "不要", "不可以", "不同意", "错了", "不好"];
    private static readonly string[] Asking = ["吗", "么", "什么", "怎么", "多少", "多久", "哪", "几", "为何", "能不能", "可不可以", "是不是", "行不行", "how", "what", "when", "which", "why"];

    /// <summary>What a text answers.</summary>
    public static Answer Read(string text)
    {
        var folded = Fold.Text(text);
        if (folded.Contains('?', StringComparison.Ordinal) || Asks(folded))
        {
            return Answer.None;
        }

        var whole = Fold.Words(folded);
        var clause = Fold.Words(FirstClause(folded));
        return Exact(whole) is not Answer.None and var said ? said : Exact(clause) is not Answer.None and var first ? first : Start(clause);
    }

    /// <summary>Where the answering clause ends: the place of the first mark, or the text's end.</summary>
    public static int ClauseEnd(string text)
    {
        var lead = text.Length - text.TrimStart().Length;
        var end = text.AsSpan(lead).IndexOfAny(Marks);
        return end > 0 ? lead + end : text.Length;
    }

    private static string FirstClause(string folded)
    {
        var trimmed = folded.Trim();
        return trimmed[..ClauseEnd(trimmed)];
    }

    private static Answer Exact(string words)
    {
        var once = words.Length > 1 && words.AsSpan().IndexOfAnyExcept(words[0]) < 0 ? words[..1] : words;
        once = once.Length > 3 && once.EndsWith("谢谢", StringComparison.Ordinal) ? once[..^2] : once;
        return Cancels.Contains(once) ? Answer.Cancel : No.Contains(once) ? Answer.No : Yes.Contains(once) ? Answer.Yes : Answer.None;
    }

    private static Answer Start(string clause)
    {
        foreach (var word in Double)
        {
            if (clause.Contains(word, StringComparison.Ordinal) && clause.Length <= word.Length + 4)
            {
                return Answer.Yes;
            }
        }

        return Begins(clause, NoStarts, 8) ? Answer.No : Begins(clause, YesStarts, 6) ? Answer.Yes : Answer.None;
    }

    private static bool Begins(string clause, string[] words, int more)
    {
        foreach (var word in words)
        {
            if (clause.StartsWith(word, StringComparison.Ordinal) && clause.Length <= word.Length + more)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Asks(string folded)
    {
        foreach (var word in Asking)
        {
            var at = folded.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && (!char.IsAsciiLetter(word[0]) || ((at == 0 || !char.IsAsciiLetter(folded[at - 1])) && (at + word.Length >= folded.Length || !char.IsAsciiLetter(folded[at + word.Length])))))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').Select(Fold.Words).ToFrozenSet(StringComparer.Ordinal);
}
