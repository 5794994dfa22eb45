using System.Collections.Immutable;

namespace Bot.Core.Dialogs;

/// <summary>Keeps values, or says what is wrong with them; counts what was not understood apart from what broke a check.</summary>
internal sealed class DialogAnswers(DialogRun run)
{
    /// <summary>Keeps what is valid. False when one value is not: then that has been said, and we wait for it.</summary>
    public bool Accept(ImmutableArray<Fill> fills)
    {
        var changed = fills.Where(static fill => fill.IsValid)
            .Where(fill => run.State.Slots.GetValueOrDefault(fill.Slot.Id)?.Value != fill.Value.Value).ToArray();
        var known = changed.Where(fill => run.State.Slots.ContainsKey(fill.Slot.Id)).Select(static fill => fill.Slot.Id).ToArray();
        run.State = run.State with { Slots = run.State.Slots.SetItems(changed.Select(static fill => KeyValuePair.Create(fill.Slot.Id, fill.Value))) };
        Forget(known);
        if (fills.FirstOrDefault(static fill => !fill.IsValid) is not { } wrong)
        {
            return true;
        }

        Invalid(wrong.Slot);
        return false;
    }

    /// <summary>Asks again, or gives up after the last retry; a slot that may be left out is left out then.</summary>
    public void NotUnderstood(Step? waiting, Slot? asked)
    {
        if (run.Input.IsGroup && !run.Input.Addressed && run.Input.Member != run.State.Starter)
        {
            run.Add(new DialogEffect.Silent("not_an_answer"));
            return;
        }

        if (waiting is null || asked is null)
        {
            new DialogWalk(run).Go();
        }
        else if (run.State.NotUnderstood >= run.Rules.Retries)
        {
            GiveUp(asked, "not_understood");
        }
        else
        {
            run.State = run.State with { NotUnderstood = run.State.NotUnderstood + 1 };
            var question = waiting is Step.Confirm { Change: { } change } && run.State.Changing ? change : asked.Retry ?? asked.Ask;
            run.Question(question, asked);
        }
    }

    /// <summary>Forgets what followed from values that changed: actions that used them run again, branches are chosen anew.</summary>
    public void Forget(IReadOnlyCollection<string> slots)
    {
        if (slots.Count == 0)
        {
            return;
        }

        var stale = new HashSet<string>(slots, StringComparer.Ordinal);
        var (done, saved, redo) = (run.State.Done, run.State.Saved, false);
        foreach (var step in run.Dialog.AllSteps)
        {
            switch (step)
            {
                case Step.Do action when done.Contains(action.Id) && action.With.Values.Any(with => stale.Contains(Root(with.Path))):
                    redo = true;
                    done = done.Remove(action.Id);
                    saved = action.Save is null ? saved : saved.Remove(action.Save);
                    stale.Add(action.Save ?? "");
                    break;
                case Step.If branch when branch.Condition.Tests.Any(test => stale.Contains(test.Root)):
                    done = done.Remove(branch.Id + "=then").Remove(branch.Id + "=else");
                    break;
                case Step.Confirm confirm:
                    done = done.Remove(confirm.Id + "=yes").Remove(confirm.Id + "=no");
                    break;
                case Step.Say say when redo:
                    done = done.Remove(say.Id);
                    break;
                default:
                    break;
            }
        }

        run.State = run.State with { Done = done, Saved = saved, Revision = run.State.Revision + (redo ? 1 : 0) };
    }

    private static string Root(string? path) => path?.Split('.')[0] ?? "\0";

    private void Invalid(Slot slot)
    {
        var ask = run.Dialog.AllSteps.FirstOrDefault(step => step is Step.Ask { Slot: var asked } && asked == slot.Id);
        if (ask is null)
        {
            new DialogWalk(run).Go();
            return;
        }

        run.State = run.State with { Slots = run.State.Slots.Remove(slot.Id) };
        run.Wait(ask, slot);
        if (run.State.Invalid >= run.Rules.Retries)
        {
            GiveUp(slot, "invalid");
            return;
        }

        run.State = run.State with { Invalid = run.State.Invalid + 1 };
        run.Question(slot.Check?.Else ?? slot.Retry ?? slot.Ask, slot);
    }

    private void GiveUp(Slot slot, string reason)
    {
        if (slot.Optional)
        {
            run.State = run.State with { Slots = run.State.Slots.SetItem(slot.Id, new SlotValue("", "")) };
            new DialogWalk(run).Go();
            return;
        }

        run.GiveUp(reason, run.Rules.OnFail, run.Rules.FailReply);
    }
}
