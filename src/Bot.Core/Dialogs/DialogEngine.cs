using System.Text;
using Bot.Core.Activities;

namespace Bot.Core.Dialogs;

/// <summary>Runs dialogs: pure functions of the content, the state, what was said and the time.</summary>
public static class DialogEngine
{
    /// <summary>Begins a dialog. The sentence that began it may already fill slots.</summary>
    public static DialogTurn Start(DialogSet set, string dialog, DialogInput input, string instance)
    {
        if (set.Find(dialog) is not { } found)
        {
            return new DialogTurn(null, [new DialogEffect.Ended("unknown")]);
        }

        var state = new DialogState
        {
            Dialog = dialog,
            Instance = instance,
            Starter = input.Member,
            StartedAt = input.Now,
            LastAt = input.Now,
            DueAt = input.Now + found.Rules.TimeoutAfter,
        };
        input = Clean(input);
        var run = new DialogRun(set, found, state, input);
        if (input.IsGroup && (found.Rules.Private || found.Start is { InGroup: false }))
        {
            if (found.Rules.MoveReply is null)
            {
                return new DialogTurn(null, [new DialogEffect.Ended("not_here")]);
            }

            run.Move(found.Rules.MoveReply);
        }

        var fills = SlotFilling.Read(found, state, input, asked: null, correcting: false);
        if (new DialogAnswers(run).Accept(fills))
        {
            new DialogWalk(run).Go();
        }

        return run.Turn;
    }

    /// <summary>Takes in one message of the conversation while the dialog is in progress.</summary>
    public static DialogTurn Advance(DialogSet set, DialogState state, DialogInput input)
    {
        if (set.Find(state.Dialog) is not { } dialog)
        {
            return new DialogTurn(null, [new DialogEffect.Ended("removed")]);
        }

        if (input.IsGroup && !dialog.Rules.Anyone && input.Member != state.Starter)
        {
            return new DialogTurn(state, [new DialogEffect.Silent("not_the_starter")]);
        }

        var run = new DialogRun(set, dialog, state with { LastAt = input.Now, DueAt = input.Now + dialog.Rules.TimeoutAfter }, Clean(input));
        new DialogListen(run).Go();
        return run.Turn;
    }

    /// <summary>Takes in that time has passed: reminds once, then ends or hands over. Too early: nothing.</summary>
    public static DialogTurn Wake(DialogSet set, DialogState state, DialogInput input)
    {
        if (set.Find(state.Dialog) is not { } dialog)
        {
            return new DialogTurn(null, [new DialogEffect.Ended("removed")]);
        }

        if (state.DueAt is { } due && input.Now < due)
        {
            return new DialogTurn(state, []);
        }

        var run = new DialogRun(set, dialog, state, input);
        if (!state.Reminded && dialog.Rules.Remind is { } remind)
        {
            run.State = state with { Reminded = true, DueAt = input.Now + dialog.Rules.TimeoutAfter };
            run.Speak(remind, initiator: Initiator.Merchant);
            return run.Turn;
        }

        run.Speak(dialog.Rules.TimeoutReply, initiator: Initiator.Merchant);
        if (dialog.Rules.TimeoutThen == GiveUp.HandOff)
        {
            run.HandOff("timeout");
        }
        else
        {
            run.Finish("timeout");
        }

        return run.Turn;
    }

    // Half a surrogate pair cannot be kept as JSON; control characters are nobody's words.
    private static DialogInput Clean(DialogInput input) => input.Text.EnumerateRunes().Any(static rune => rune == Rune.ReplacementChar || Rune.IsControl(rune))
        ? input with { Text = string.Concat(input.Text.EnumerateRunes().Where(static rune => rune.Value == '\n' || !Rune.IsControl(rune)).Select(static rune => rune.ToString())) }
        : input;
}
