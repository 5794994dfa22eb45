using System.Collections.Frozen;

namespace Bot.Core.Understanding;

/// <summary>Hears that a member is annoyed with our messages: the throttle then leaves them in peace.</summary>
public static class Annoyance
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["投诉", "举报", "骚扰", "别烦", "烦死", "太烦", "好烦", "垃圾信息", "垃圾广告", "刷屏", "拉黑", "complain", "complaint", "spam", "spamming", "annoying", "harass"],
        StringComparer.Ordinal);

    /// <summary>True when the text says so.</summary>
    public static bool IsIn(string text)
    {
        var folded = TextFold.Letters(text);
        return Words.Any(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
