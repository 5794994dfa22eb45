namespace Bot.Core.Dialogs;

/// <summary>Runs <c>do</c> steps and what their <c>on_error</c> says.</summary>
internal sealed class DialogActions(DialogRun run)
{
    /// <summary>Runs the action and keeps its result. False when it failed: then that has been said, and the dialog waits or has ended.</summary>
    public bool Do(Step.Do action)
    {
        var key = $"{run.State.Instance}/{action.Id}" + (run.State.Revision == 0 ? "" : $"/{run.State.Revision}");
        switch (run.Input.Act(new ActionCall(action.Action, DialogValues.Arguments(run.State, action), key)))
        {
            case ActionResult.Done done:
                run.State = action.Save is null ? run.State : run.State with { Saved = run.State.Saved.SetItem(action.Save, PlainValue.Write(done.Value)) };
                if (done.Ticket is not null)
                {
                    run.Add(new DialogEffect.Ticket(done.Ticket));
                }

                return true;
            case ActionResult.Failed failed:
                Recover(action.OnError, failed.Reason);
                return false;
            default:
                throw new InvalidOperationException($"{action.Action} gave neither a value nor a failure");
        }
    }

    private void Recover(OnError handler, string reason)
    {
        var again = run.Dialog.AllSteps.OfType<Step.Ask>().FirstOrDefault(ask => ask.Slot == handler.Retry);
        if (again is null || run.State.Invalid >= run.Rules.Retries)
        {
            run.GiveUp(reason, handler.Then, handler.Say);
            return;
        }

        var slot = run.Dialog.Slots[again.Slot];
        var tries = run.State.Invalid + 1;
        run.Wait(again, slot);
        run.State = run.State with { Slots = run.State.Slots.Remove(slot.Id), Invalid = tries };
        run.Question(handler.Say ?? slot.Ask, slot);
    }
}
