using System.Globalization;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>What to do with what was found.</summary>
public enum Decision
{
    /// <summary>Say the best answer.</summary>
    Answer,

    /// <summary>Ask “您是想问…？” with the best candidates.</summary>
    Ask,

    /// <summary>Say nothing of it.</summary>
    Silent,
}

/// <summary>A decision and why.</summary>
/// <param name="Decision">What to do.</param>
/// <param name="Score">How sure it is that anything was asked that can be answered, 0 to 1, comparable between texts: <see cref="Retrieved.Certainty"/>.</param>
/// <param name="Reason">Why, for logs and operators: a word, then the figures.</param>
public sealed record Decided(Decision Decision, double Score, string Reason);

/// <summary>From which scores on something is said.</summary>
/// <param name="Answer">From here on an addressed text is answered, 0 to 1.</param>
/// <param name="Ask">From here on an addressed text is answered with a question, 0 to <paramref name="Answer"/>.</param>
/// <param name="Unasked">From here on a text that was said to nobody in particular is answered; stricter than <paramref name="Answer"/>.</param>
public sealed record DecisionRule(double Answer = 0.60, double Ask = 0.48, double Unasked = 0.85)
{
    // Two answers this near to each other are not told apart by their scores.
    private const double Near = 0.02;

    /// <summary>Decides. What is said to nobody in particular is answered when it is clear, and never asked back.</summary>
    public Decided Decide(Retrieved found, bool addressed)
    {
        if (found.Text.Length == 0)
        {
            return new Decided(Decision.Silent, 0, "empty: no letter and no digit");
        }

        if (found.Candidates.IsEmpty)
        {
            return new Decided(Decision.Silent, 0, "no_match: shares nothing with any question");
        }

        var best = found.Candidates[0];
        var doubtful = Ambiguous(found);
        if (best.Score >= 1)
        {
            // The very words are an answer for whoever asked; overheard, they must also be this shop's matter.
            return addressed || found.Domain >= 0.5 ? Of(Decision.Answer, "same_words") : Of(Decision.Silent, "small_talk");
        }

        if (!addressed)
        {
            return best.Score >= Unasked && !doubtful ? Of(Decision.Answer, "clear") : Of(Decision.Silent, best.Score >= Unasked ? "ambiguous" : "not_addressed");
        }

        return best.Score >= Answer ? (doubtful && best.Score < Unasked ? Of(Decision.Ask, "ambiguous") : Of(Decision.Answer, "match"))
            : best.Score >= Ask ? Of(Decision.Ask, "unsure")
            : Of(Decision.Silent, found.Domain < 0.5 ? "other_matter" : "no_match");

        Decided Of(Decision decision, string word) => new(decision, found.Certainty, string.Create(
            CultureInfo.InvariantCulture, $"{word}: likeness {found.Likeness:0.00}, anyway {found.Anyway:0.00}, domain {found.Domain:0.00}{(found.BySound ? ", by sound" : "")}, “{best.Matched}”"));
    }

    private static bool Ambiguous(Retrieved found) =>
        found.Candidates.Length > 1 && found.Candidates[0].Key != found.Candidates[1].Key && found.Candidates[0].Score - found.Candidates[1].Score is > -Near and < Near;
}
