using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Personas;
using Bot.Core.Templates;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>Answers what was asked of us from what operators wrote; never silent in a direct message, polite and short in a group.</summary>
internal static class Knowledge
{
    private const double SureClause = 0.85;
    private const double SureInterruption = 0.74;
    private const double VeryWords = 1;
    private const double Near = 0.03;
    private const int MostClauses = 8;
    private const int ShortestClause = 4;
    private static readonly char[] ClauseEnds = ['，', ',', '。', '？', '?', '！', '!', '；', ';', '\n'];

    public static void Answer(TurnDraft draft, Addressing addressing, string text, ImmutableArray<string> parts, bool stated)
    {
        if (parts.Any(HandOffWords.In))
        {
            HandOffs.Begin(draft, draft.Choice.Persona.HandOffTo, "asked");
            return;
        }

        var recognition = Understand(draft, text, parts);
        var settings = draft.Input.Settings;
        var best = recognition.Best(settings.AnswerThreshold);
        if (draft.IsGroup && PrivateMatter.Find(text) is { } matter && !StartsPrivateDialog(draft, best))
        {
            MovePrivateMatter(draft, addressing, matter, best);
            return;
        }

        if (best is not null && !IsDoubtful(draft, recognition) && TrySay(draft, addressing, best))
        {
            draft.Thread = draft.Thread with { Misses = 0 };
            return;
        }

        if (stated && best is null)
        {
            Replies.Say(draft, SystemReplies.Noted, Replies.None, Say.Because($"{addressing.Reason}:stated"));
            return;
        }

        Miss(draft, addressing, recognition);
    }

    // Two meanings that are about as likely: in a direct message it costs little to ask which.
    private static bool IsDoubtful(TurnDraft draft, Recognition recognition) =>
        !draft.IsGroup && draft.Choice.Persona.Topics.IsEmpty && recognition.Candidates is [{ Score: < SureClause } first, var second, ..] && first.Score - second.Score < Near && first.Key != second.Key;

    /// <summary>The surest meaning of a text, for a dialog that is interrupted: a template to answer with, and another dialog to start.</summary>
    public static (string? Faq, string? Dialog) Interruption(TurnDraft draft, string text)
    {
        var best = Understand(draft, text, [text]).Best(Math.Max(SureInterruption, draft.Input.Settings.AnswerThreshold));
        return best is null ? (null, null)
            : DialogOf(best.Key) is { } dialog ? (null, dialog)
            : (best.Key, null);
    }

    public static string? DialogOf(string key) =>
        key.StartsWith(Matcher.DialogPrefix, StringComparison.Ordinal) ? key[Matcher.DialogPrefix.Length..] : null;

    private static Recognition Understand(TurnDraft draft, string text, ImmutableArray<string> parts)
    {
        var matcher = draft.Input.Catalog.Matcher;
        var whole = matcher.Recognise(text, Allowed);
        if (whole.Best(0.9) is not null)
        {
            return whole;
        }

        // Several messages read together: the whole, or the one of them that says it best; the later wins a tie.
        var best = parts.Length < 2 ? whole : Best(parts.Where(part => part.Length > 0).Select(part => matcher.Recognise(part, Allowed)).Append(whole));
        // A sentence that says more than it asks: one of its clauses may be a question that we know well, or word by word.
        var clauses = text.Split(ClauseEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var sure = clauses is { Length: > 1 and <= MostClauses }
            ? Best(clauses.Where(clause => clause.Length >= ShortestClause).Select(clause => matcher.Recognise(clause, Allowed)).Append(best))
            : best;
        return sure.Best(best.Best(draft.Input.Settings.AnswerThreshold) is null ? SureClause : VeryWords) is null ? best : sure;

        Recognition Best(IEnumerable<Recognition> all) => all.Aggregate(whole, (best, next) => (next.Best(0)?.Score ?? 0) >= (best.Best(0)?.Score ?? 0) ? next : best);

        bool Allowed(string key) => DialogOf(key) is { } dialog
            ? draft.Input.Catalog.Dialogs.Find(dialog)?.Start is { } start && (draft.IsGroup ? start.InGroup : start.InDirect)
            : draft.Input.Catalog.Templates.Find(key) is { } template && Fits(draft, template);
    }

    private static bool Fits(TurnDraft draft, Template template) =>
        (template.Personas.IsEmpty || template.Personas.Contains(draft.Choice.Persona.Id, StringComparer.Ordinal))
        && (draft.IsGroup ? template.InGroup || template.Private : template.InDirect);

    private static bool TrySay(TurnDraft draft, Addressing addressing, Candidate best)
    {
        if (OutsideTopic(draft.Choice.Persona, best.Key))
        {
            return Replies.Say(draft, SystemReplies.NotMyTopic, Replies.None, Say.Because($"{addressing.Reason}:topic:{best.Key}", best.Score));
        }

        if (DialogOf(best.Key) is { } dialog)
        {
            return DialogTurns.Start(draft, dialog, addressing, best);
        }

        return Replies.Say(draft, best.Key, Replies.None, Say.Because($"{addressing.Reason}:match:{best.Matched}", best.Score));
    }

    private static bool OutsideTopic(Persona persona, string key) =>
        !persona.IsOnTopic(key)
        && !key.StartsWith("system.", StringComparison.Ordinal)
        && !key.StartsWith("persona.", StringComparison.Ordinal)
        && !key.StartsWith("chat.", StringComparison.Ordinal);

    private static bool StartsPrivateDialog(TurnDraft draft, Candidate? best) =>
        best is not null && DialogOf(best.Key) is { } dialog && draft.Input.Catalog.Dialogs.Find(dialog) is { Rules.Private: true };

    private static void MovePrivateMatter(TurnDraft draft, Addressing addressing, string matter, Candidate? best)
    {
        var say = new Say($"{addressing.Reason}:private:{matter}", [], best?.Score);
        var key = best is not null && DialogOf(best.Key) is null ? best.Key : SystemReplies.Greeting;
        Replies.MovePrivate(draft, say, target => Replies.SayDirect(draft, target, key, Replies.None, say));
    }

    private static void Miss(TurnDraft draft, Addressing addressing, Recognition recognition)
    {
        var now = draft.Input.Now;
        if (draft.IsGroup && draft.Thread.LastMissReply is { } last && now - last < draft.Input.Settings.MissRepeat)
        {
            draft.Silence("miss_repeated");
            return;
        }

        draft.Thread = draft.Thread with { Misses = draft.Thread.Misses + 1, LastMissReply = now };
        var score = recognition.Best(0)?.Score;
        if (!draft.Choice.Persona.Topics.IsEmpty)
        {
            Replies.Say(draft, SystemReplies.NotMyTopic, Replies.None, Say.Because($"{addressing.Reason}:topic", score));
            return;
        }

        if (!draft.IsGroup && recognition.Best(draft.Input.Settings.AskThreshold) is not null)
        {
            var questions = recognition.Candidates
                .Where(candidate => candidate.Score >= draft.Input.Settings.AskThreshold)
                .Take(3)
                .Select(candidate => candidate.Matched)
                .ToImmutableArray();
            var values = Replies.None.Add("questions", questions.Cast<object?>().ToArray());
            if (Replies.Say(draft, SystemReplies.DidYouMean, values, new Say($"{addressing.Reason}:unsure", questions, score)))
            {
                return;
            }
        }

        Replies.Say(draft, SystemReplies.NotFound, Replies.None, Say.Because($"{addressing.Reason}:no_match", score));
    }
}
