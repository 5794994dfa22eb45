using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bot.Core.Understanding.Recognizers.Choices;

/// <summary>
/// Yes or no, in either language: the one word (or sign) of the text that says so. Its score is higher the less else is said:
/// .4 and .6 times its share of the words.
/// </summary>
internal static class BooleanReader
{
    private const string Skins = "🏻🏼🏽🏾🏿";

    private static readonly FrozenDictionary<string, bool> English = Table(
        "true yes yep yup yeah yea yah y sure ok okay agree agreed 👍 👌",
        "false nope nop no n nah disagree 👎 ✋ 🖐");

    private static readonly FrozenDictionary<string, bool> Chinese = Table(
        "是 是的 是呀 是啊 是滴 对 对的 对呀 对啊 对对 对头 没错 不错 没问题 没有问题 没毛病 可以 可以的 可以呀 可以啊 行 行的 行呀 行啊 行吧 好 好的 好呀 好啊 好嘞 好吧 好滴 好哒 好哦 好好 "
        + "同意 我同意 确定 确认 嗯 嗯嗯 恩 当然 当然可以 当然了 肯定 要 要的 要得 中 成 愿意 接受 答应 正确 真 真的 没意见 可 y yes ok okay yeah yep sure true 👍 👌",
        "不 不行 不是 不是的 不对 不可以 不好 不要 不用 不用了 不同意 不确定 不愿意 不接受 不想 不想要 不必 不能 不成 不中 不需要 不可 不了 没 没有 否 否定 否认 拒绝 错 错的 错了 错误 假 假的 别 "
        + "反对 我不同意 算了 n no nope false 👎 ✋ 🖐");

    /// <summary>Reads the one answer.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        var words = scan.Options.Culture == RecognizerCulture.Chinese ? Chinese : English;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var tokens = 0;
        var notEnd = -1;
        var notStart = 0;
        (int Start, int End, int Tokens, bool Value) best = default;
        for (var at = 0; at < text.Length;)
        {
            var length = TokenAt(text, at);
            if (length <= 0)
            {
                at -= length;
                continue;
            }

            tokens++;
            var token = text.AsSpan(at, length);
            var end = at + length;
            if (notEnd >= 0 && token is "ok" or "okay" && text.AsSpan(notEnd, at - notEnd).IsWhiteSpace())
            {
                Better(notStart, end, 2, false);
            }
            else if (lookup.TryGetValue(token, out var value))
            {
                var toned = Skin(text, end);
                Better(at, end + toned, toned > 0 ? 2 : 1, value);
            }

            (notStart, notEnd) = token is "not" ? (at, end) : (0, -1);
            at = end;
        }

        if (best.Tokens > 0)
        {
            var score = .4 + (.6 * best.Tokens / tokens);
            into.Add(scan.Found(best.Start, best.End - best.Start, "boolean", new Field("value", best.Value), new Field("score", score)));
        }

        void Better(int start, int end, int count, bool value)
        {
            if (count > best.Tokens)
            {
                best = (start, end, count, value);
            }
        }
    }

    private static FrozenDictionary<string, bool> Table(string yes, string no) =>
        yes.Split(' ').Select(static word => (word, true)).Concat(no.Split(' ').Select(static word => (word, false)))
            .ToFrozenDictionary(static pair => pair.word, static pair => pair.Item2, StringComparer.Ordinal);

    private static int Skin(string text, int at) =>
        at + 1 < text.Length && Skins.AsSpan().IndexOf(text.AsSpan(at, 2)) is var skin and >= 0 && skin % 2 == 0 ? 2 : 0;

    // How long the token at a place is; as a negative number how much to pass over.
    private static int TokenAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        if (end > at)
        {
            return end - at;
        }

        var length = Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;
        return length == 2 || (rune.Value > 0x2000 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol) ? length : -length;
    }
}
