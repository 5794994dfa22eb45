using System.Collections.Immutable;

namespace Bot.Core.Understanding;

/// <summary>One sentence that people say, and what it stands for.</summary>
/// <param name="Key">A template's key, or <c>dialog:ID</c>.</param>
/// <param name="Text">What people say.</param>
/// <param name="Note">True for words that only tell what the key is about, its answer say: nobody asks them.</param>
public sealed record Ask(string Key, string Text, bool Note = false);

/// <summary>A possible meaning.</summary>
/// <param name="Key">A template's key, or <c>dialog:ID</c>.</param>
/// <param name="Score">0 to 1; 1 is the same words.</param>
/// <param name="Matched">The <see cref="Ask.Text"/> that matched best.</param>
public sealed record Candidate(string Key, double Score, string Matched);

/// <summary>What a text means, as far as it was understood.</summary>
/// <param name="Text">The text that was read: mentions and wake words taken out, folded and trimmed.</param>
/// <param name="Candidates">Possible meanings, best first; at most five.</param>
public sealed record Recognition(string Text, ImmutableArray<Candidate> Candidates)
{
    /// <summary>Nothing understood.</summary>
    public static Recognition Nothing { get; } = new("", []);

    /// <summary>The best candidate at or above the threshold, if any.</summary>
    public Candidate? Best(double threshold) => Candidates.Length > 0 && Candidates[0].Score >= threshold ? Candidates[0] : null;
}
