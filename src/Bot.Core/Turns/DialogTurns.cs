using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bot.Core.Audience;
using Bot.Core.Dialogs;
using Bot.Core.Interactions;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>Runs dialogs within turns: starts them, feeds them, carries out what they want.</summary>
internal static class DialogTurns
{
    private const int MaxSwitches = 3;

    /// <summary>Gives the message to the member's dialog; false when there is none, or when it is not for the dialog and somebody else may answer.</summary>
    public static bool TryContinue(TurnDraft draft, Addressing addressing, string text)
    {
        if (Current(draft) is not { } state)
        {
            return false;
        }

        var (faq, other) = Knowledge.Interruption(draft, text);
        var input = InputOf(draft, text, addressing) with { Faq = faq, OtherDialog = other == state.Dialog ? null : other };
        var turn = DialogEngine.Advance(draft.Input.Catalog.Dialogs, state, input);
        if (addressing.Reason == "dialog" && !WithinAttention(draft, state) && turn.State is { } after && after.NotUnderstood > state.NotUnderstood)
        {
            draft.Silence("not_addressed");
            return true;
        }

        Apply(draft, new Run(state.Dialog, state, turn), $"{addressing.Reason}:dialog:{state.Dialog}", 0);
        return true;
    }

    /// <summary>Starts a dialog with the sentence that asked for it.</summary>
    public static bool Start(TurnDraft draft, string dialog, Addressing addressing, Candidate match)
    {
        var turn = DialogEngine.Start(draft.Input.Catalog.Dialogs, dialog, InputOf(draft, addressing.Text, addressing), draft.Ids.Next('d', 0));
        draft.Record(InteractionKind.Dialog, draft.Last, "started", null, fact => fact with { Data = fact.Data.Add("dialog", dialog), Score = match.Score });
        Apply(draft, new Run(dialog, null, turn), $"{addressing.Reason}:match:{match.Matched}", 0);
        return true;
    }

    /// <summary>A reminder or a time-out is due.</summary>
    public static void Wake(TurnDraft draft)
    {
        if (draft.Thread.Dialog is not { } state || state.DueAt > draft.Input.Now
            || draft.State.HandOff?.Withholds(draft.IsGroup, draft.First.From.Id) == true)
        {
            return;
        }

        var turn = DialogEngine.Wake(draft.Input.Catalog.Dialogs, state, InputOf(draft, "", new Addressing(true, "wake_up", "")));
        Apply(draft, new Run(state.Dialog, state, turn), $"due:{state.Dialog}", 0);
    }

    private static DialogState? Current(TurnDraft draft)
    {
        if (draft.Thread.Dialog is { } running)
        {
            return running;
        }

        if (draft.IsGroup || draft.Member.Parked is not { } parked)
        {
            return null;
        }

        draft.Change(new ProfileChange.Park(null));
        try
        {
            var state = StateJson.Read<DialogState>(Encoding.UTF8.GetBytes(parked));
            return state.DueAt < draft.Input.Now ? null : state;
        }
        catch (JsonException)
        {
            // Written by a version that we no longer read: the member simply starts again.
            return null;
        }
    }

    private static bool WithinAttention(TurnDraft draft, DialogState state) =>
        state.Asked is not null && draft.Input.Now - state.LastAt <= draft.Input.Settings.DialogAttention;

    private static DialogInput InputOf(TurnDraft draft, string text, Addressing addressing) => new()
    {
        Text = text,
        Member = draft.First.From.Id,
        Now = draft.Input.Now,
        Zone = draft.Input.Catalog.Shop.Zone,
        IsGroup = draft.IsGroup,
        Addressed = addressing.Reason != "dialog" || (draft.Thread.Dialog is { } state && WithinAttention(draft, state)),
        Attachments = draft.Last.Attachments,
        Shop = draft.Input.Catalog.Shop,
        Seed = draft.Ids.Seed,
        Act = draft.Input.Act ?? (call => ShopActions.Run(draft.Input.Catalog.Shop, call, draft.Input.Now)),
    };

    // One step of one dialog: where it stood, and what comes of it.
    private sealed record Run(string Dialog, DialogState? Before, DialogTurn Turn)
    {
        public ImmutableSortedDictionary<string, string> Facts { get; } = ImmutableSortedDictionary<string, string>.Empty.Add("dialog", Dialog);

        public DialogEffect? Last { get; } = Turn.Effects.LastOrDefault(effect => effect is DialogEffect.Say);

        /// <summary>What it asks for now and did not before.</summary>
        public string? Step => Of(Turn.State) is { } step && step != Of(Before) ? step : null;

        public ImmutableSortedDictionary<string, string> End => Of(Before) is { } step ? Facts.Add("step", step) : Facts;

        private static string? Of(DialogState? state) => state?.Asked ?? state?.Waiting;
    }

    private static void Apply(TurnDraft draft, Run run, string reason, int switches)
    {
        var (turn, say) = (run.Turn, Say.Because(reason) with { Facts = run.Facts });
        var move = turn.Effects.OfType<DialogEffect.MoveToDirect>().FirstOrDefault();
        if (move is not null && draft.IsGroup)
        {
            Park(draft, run, move, say);
            return;
        }

        draft.Thread = draft.Thread with { Dialog = turn.State };
        foreach (var effect in turn.Effects)
        {
            Carry(draft, run, effect, say, null, switches);
        }
    }

    // What comes after the move is said in the direct message, and the dialog waits there.
    private static void Park(TurnDraft draft, Run run, DialogEffect.MoveToDirect move, Say say)
    {
        var turn = run.Turn;
        draft.Thread = draft.Thread with { Dialog = null };
        var at = turn.Effects.IndexOf(move);
        foreach (var effect in turn.Effects.Take(at))
        {
            Carry(draft, run, effect, say, null, MaxSwitches);
        }

        if (turn.State is { } state)
        {
            draft.Change(new ProfileChange.Park(Encoding.UTF8.GetString(StateJson.Write(state))));
        }

        draft.Record(InteractionKind.Dialog, draft.Last, "moved", null, fact => fact with { Data = run.Facts });
        Replies.MovePrivate(
            draft,
            say,
            target =>
            {
                foreach (var effect in turn.Effects.Skip(at + 1))
                {
                    Carry(draft, run, effect, say, target, MaxSwitches);
                }

                return true;
            },
            move.PublicLine);
    }

    private static void Carry(TurnDraft draft, Run run, DialogEffect effect, Say because, DirectTarget? direct, int switches)
    {
        switch (effect)
        {
            case DialogEffect.Say say:
                var facts = ReferenceEquals(effect, run.Last) && run.Step is { } step ? run.Facts.Add("step", step) : run.Facts;
                Speak(draft, say.Template, say.Values, because with { Choices = say.Choices, Initiator = say.Initiator, Facts = facts }, direct);
                break;
            case DialogEffect.Answer answer:
                Speak(draft, answer.Template, Replies.None, because with { Reason = $"{because.Reason}:faq" }, direct);
                break;
            case DialogEffect.HandOff handOff:
                HandOffs.Mark(draft, handOff.To, handOff.Reason);
                break;
            case DialogEffect.Ticket ticket:
                draft.Record(InteractionKind.Ticket, draft.Last, null, null, fact => fact with { Data = ticket.Facts });
                break;
            case DialogEffect.Silent silent:
                draft.Silence(silent.Reason);
                break;
            case DialogEffect.Ended ended:
                draft.Record(InteractionKind.Dialog, draft.Last, $"ended:{ended.Outcome}", null, fact => fact with { Data = ended.Outcome == "done" ? run.Facts : run.End });
                break;
            case DialogEffect.Switch other when switches < MaxSwitches:
                var next = DialogEngine.Start(draft.Input.Catalog.Dialogs, other.Dialog, InputOf(draft, "", new Addressing(true, "switch", "")), draft.Ids.Next('d', switches + 1));
                draft.Record(InteractionKind.Dialog, draft.Last, "started", null, fact => fact with { Data = fact.Data.Add("dialog", other.Dialog) });
                Apply(draft, new Run(other.Dialog, null, next), because.Reason, switches + 1);
                break;
        }
    }

    private static void Speak(TurnDraft draft, string key, IReadOnlyDictionary<string, object?> values, Say say, DirectTarget? direct)
    {
        if (direct is null)
        {
            Replies.Say(draft, key, values, say);
        }
        else
        {
            Replies.SayDirect(draft, direct, key, values, say);
        }
    }
}
