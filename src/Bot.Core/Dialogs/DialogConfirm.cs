using System.Collections.Immutable;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>Takes in the answer to a confirmation: yes, no, or a correction that is confirmed anew.</summary>
internal sealed class DialogConfirm(DialogRun run, Step.Confirm confirm)
{
    /// <summary>Takes it in.</summary>
    public void Go(ImmutableArray<Fill> fills)
    {
        var text = run.Input.Text;
        var changing = run.State.Changing;
        fills = fills.IsEmpty && changing ? SlotFilling.Guess(run.Dialog, run.State, run.Input) : fills;
        if (fills.Any(fill => run.State.Slots.GetValueOrDefault(fill.Slot.Id)?.Value != fill.Value.Value))
        {
            Correct(fills);
            return;
        }

        var answer = YesNoReader.Read(text);
        if (SlotFilling.NamedIn(run.Dialog, text) is { } named && answer != true && (changing || answer == false) && CanAsk(named))
        {
            AskAnew(named);
        }
        else if (answer == true || (fills.Length > 0 && !changing && answer is null))
        {
            Decide(text, changing);
        }
        else if (answer == false && !changing)
        {
            Refuse(text);
        }
        else
        {
            new DialogAnswers(run).NotUnderstood(confirm, run.Dialog.Slots[confirm.Slot]);
        }
    }

    private void Correct(ImmutableArray<Fill> fills)
    {
        run.State = run.State with { NotUnderstood = 0, Changing = false };
        if (new DialogAnswers(run).Accept(fills))
        {
            new DialogWalk(run).Go();
        }
    }

    // “可以” to “what shall I change?” means: nothing after all.
    private void Decide(string text, bool changing)
    {
        if (!changing && YesNoReader.Read(text) == true)
        {
            Mark(text, "yes");
        }

        run.State = run.State with { Changing = false };
        new DialogWalk(run).Go();
    }

    private void Refuse(string text)
    {
        if (!confirm.No.IsEmpty)
        {
            Mark(text, "no");
            new DialogWalk(run).Go();
        }
        else if (confirm.Change is not null)
        {
            run.State = run.State with { Changing = true, NotUnderstood = 0 };
            run.Question(confirm.Change, null);
        }
        else
        {
            run.Speak(run.Rules.CancelReply);
            run.Finish("declined");
        }
    }

    private void AskAnew(Slot slot)
    {
        run.State = run.State with { Slots = run.State.Slots.Remove(slot.Id), Changing = false };
        new DialogAnswers(run).Forget([slot.Id]);
        new DialogWalk(run).Go();
    }

    private bool CanAsk(Slot slot) => run.Dialog.AllSteps.Any(step => step is Step.Ask { Slot: var asked } && asked == slot.Id);

    private void Mark(string text, string answer) => run.State = run.State with
    {
        Slots = run.State.Slots.SetItem(confirm.Slot, new SlotValue(text.Trim(), answer)),
        Done = run.State.Done.Add($"{confirm.Id}={answer}"),
    };
}
