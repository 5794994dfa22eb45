using System.Collections.Frozen;

namespace Bot.Core.Understanding;

/// <summary>Words by which a member asks for a person (requirement G2). Whole messages, or one of the phrases that mean nothing else.</summary>
public static class HandOffWords
{
    private static readonly FrozenSet<string> Whole = FrozenSet.ToFrozenSet(
        ["人工", "人工客服", "真人", "客服", "找客服", "转人工", "转客服", "human", "agent", "humanplease"], StringComparer.Ordinal);

    private static readonly string[] Inside = ["转人工", "人工客服", "找人工", "找真人", "真人客服", "要人工", "talktoahuman", "talktoaperson", "humanagent"];

    /// <summary>True when the text asks for a person.</summary>
    public static bool In(string text)
    {
        var folded = TextFold.Letters(text);
        return Whole.Contains(folded) || Inside.Any(phrase => folded.Contains(phrase, StringComparison.Ordinal));
    }
}
