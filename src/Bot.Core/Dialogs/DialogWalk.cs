using System.Collections.Immutable;

namespace Bot.Core.Dialogs;

/// <summary>
/// Goes through the steps from the top, past all that is done, to the first that has to wait. There are no loops in a
/// dialog and calls do not lead back, so a walk ends; the budget is for files that slipped past the checks.
/// </summary>
internal sealed class DialogWalk(DialogRun run)
{
    private const int Budget = 400;
    private const int DeepestCall = 5;

    private int _steps;

    private enum Flow
    {
        Next,
        Stop,
        Again,
    }

    /// <summary>Walks until it waits or ends.</summary>
    public void Go()
    {
        Flow flow;
        do
        {
            flow = Through(run.Dialog.Steps);
            flow = flow == Flow.Next ? End("done") : flow;
        }
        while (flow == Flow.Again && _steps < Budget);

        if (flow == Flow.Again)
        {
            run.GiveUp("too_many_steps", run.Rules.OnFail, run.Rules.FailReply);
        }
    }

    private Flow Through(ImmutableArray<Step> steps)
    {
        foreach (var step in steps)
        {
            _steps++;
            var flow = _steps > Budget ? Flow.Again : One(step);
            if (flow != Flow.Next || run.HasEnded)
            {
                return run.HasEnded ? Flow.Stop : flow;
            }
        }

        return Flow.Next;
    }

    private Flow One(Step step) => step switch
    {
        Step.Ask ask => Ask(ask),
        Step.Say say => Once(say, () => run.Speak(say.Template)),
        Step.Do action => Do(action),
        Step.If branch => If(branch),
        Step.Confirm confirm => Confirm(confirm),
        Step.Call call => IsDone(call.Id) ? Flow.Next : Call(call),
        Step.HandOff handOff => HandOff(handOff),
        Step.End end => End(end.Outcome),
        Step.MoveTo move => Once(move, () => Move(move)),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private Flow Ask(Step.Ask ask)
    {
        if (run.State.Slots.ContainsKey(ask.Slot))
        {
            return Flow.Next;
        }

        var slot = run.Dialog.Slots[ask.Slot];
        run.Wait(ask, slot);
        run.Question(slot.Ask, slot);
        return Flow.Stop;
    }

    private Flow Do(Step.Do action)
    {
        if (!IsDone(action.Id) && !new DialogActions(run).Do(action))
        {
            return Flow.Stop;
        }

        Mark(action.Id);
        return Flow.Next;
    }

    // The branch taken once stays taken, until a correction touches what it was chosen by.
    private Flow If(Step.If branch)
    {
        var taken = IsDone(branch.Id + "=then") || (!IsDone(branch.Id + "=else") && ConditionTest.Holds(branch.Condition, run.State));
        Mark(branch.Id + (taken ? "=then" : "=else"));
        return Through(taken ? branch.Then : branch.Else);
    }

    private Flow Confirm(Step.Confirm confirm)
    {
        if (IsDone(confirm.Id + "=yes"))
        {
            return Flow.Next;
        }

        if (IsDone(confirm.Id + "=no"))
        {
            return Through(confirm.No);
        }

        var slot = run.Dialog.Slots[confirm.Slot];
        run.Wait(confirm, slot);
        run.Question(slot.Ask, slot);
        return Flow.Stop;
    }

    private Flow Call(Step.Call call)
    {
        var depth = 0;
        for (var caller = run.State.Caller; caller is not null; caller = caller.Caller)
        {
            depth++;
        }

        if (depth >= DeepestCall || run.Set.Find(call.Dialog) is not { } called)
        {
            Mark(call.Id);
            return Flow.Next;
        }

        run.Enter(called);
        return Flow.Again;
    }

    private Flow HandOff(Step.HandOff step)
    {
        run.HandOff(step.Reason);
        return Flow.Stop;
    }

    private Flow End(string outcome)
    {
        if (run.Return(outcome))
        {
            return Flow.Again;
        }

        run.Finish(outcome);
        return Flow.Stop;
    }

    private void Move(Step.MoveTo move)
    {
        if ((move.Reply ?? run.Rules.MoveReply) is { } line)
        {
            run.Move(line);
        }
    }

    private Flow Once(Step step, Action act)
    {
        if (!IsDone(step.Id))
        {
            Mark(step.Id);
            act();
        }

        return Flow.Next;
    }

    private bool IsDone(string id) => run.State.Done.Contains(id);

    private void Mark(string id) => run.State = IsDone(id) ? run.State : run.State with { Done = run.State.Done.Add(id) };
}
