using System.Collections.Immutable;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>Takes in one message of a member in the middle of a dialog.</summary>
internal sealed class DialogListen(DialogRun run)
{
    private readonly string _text = run.Input.Text;
    private readonly Step? _waiting = run.Dialog.FindStep(run.State.Waiting);
    private readonly Slot? _asked = run.State.Asked is { } asked ? run.Dialog.Slots.GetValueOrDefault(asked) : null;

    private bool IsFreeText => _asked is { IsFreeText: true };

    /// <summary>Takes it in.</summary>
    public void Go()
    {
        if (run.State.SwitchTo is { } other)
        {
            run.State = run.State with { SwitchTo = null };
            if (YesNoReader.Read(_text) is { } leave)
            {
                AfterSwitchQuestion(other, leave);
                return;
            }
        }

        if (Hearing.Says(_text, run.Rules.HandOffWords, IsFreeText))
        {
            run.HandOff("asked");
        }
        else if (IsCancel())
        {
            run.Speak(run.Rules.CancelReply);
            run.Finish("cancelled");
        }
        else
        {
            Answer();
        }
    }

    private void AfterSwitchQuestion(string other, bool leave)
    {
        if (leave)
        {
            Switch(other);
        }
        else
        {
            Repeat();
        }
    }

    // 不用了 answers a plain yes-or-no question; everywhere else it means: leave it.
    private bool IsCancel() => Hearing.Says(_text, run.Rules.CancelWords, IsFreeText)
        && !(_waiting is Step.Ask && _asked is { Type: SlotType.YesNo } && YesNoReader.Read(_text) == false);

    private void Answer()
    {
        var confirming = _waiting is Step.Confirm;
        var fills = SlotFilling.Read(run.Dialog, run.State, run.Input, confirming ? null : _asked, confirming);
        var understood = fills.Length > 0 || (confirming && YesNoReader.Read(_text) is not null);
        if (Digress(understood))
        {
            return;
        }

        if (_waiting is Step.Confirm confirm)
        {
            new DialogConfirm(run, confirm).Go(fills);
            return;
        }

        var before = run.State.Slots.ContainsKey(run.State.Asked ?? "");
        if (fills.IsEmpty)
        {
            new DialogAnswers(run).NotUnderstood(_waiting, _asked);
        }
        else if (new DialogAnswers(run).Accept(fills) && !before)
        {
            new DialogWalk(run).Go();
        }
    }

    private bool Digress(bool understood)
    {
        var question = Hearing.IsQuestion(_text);
        if (run.Input.Faq is { } faq && run.Rules.Faq == OnFaq.AnswerAndResume && (question || !understood))
        {
            run.Answer(faq);
            Repeat();
            return true;
        }

        if (run.Input.OtherDialog is not { } other || run.Rules.OtherDialog == OnOtherDialog.Never || IsRunning(other)
            || run.Set.Find(other) is not { Start: { } start } target || (understood && !(IsFreeText && Hearing.Says(_text, start.Say, freeText: true))))
        {
            return false;
        }

        if (run.Rules.OtherDialog == OnOtherDialog.Switch || run.Rules.AskSwitch is null)
        {
            Switch(other);
        }
        else
        {
            run.State = run.State with { SwitchTo = other };
            run.Question(run.Rules.AskSwitch, null, target.Name);
        }

        return true;
    }

    private bool IsRunning(string id)
    {
        for (var state = run.State; state is not null; state = state.Caller)
        {
            if (state.Dialog == id)
            {
                return true;
            }
        }

        return false;
    }

    private void Switch(string other)
    {
        run.Finish("switched");
        run.Add(new DialogEffect.Switch(other));
    }

    private void Repeat()
    {
        if (_waiting is Step.Confirm { Change: { } change } && run.State.Changing)
        {
            run.Question(change, null);
        }
        else if (_asked is not null)
        {
            run.Question(_asked.Ask, _asked);
        }
        else
        {
            new DialogWalk(run).Go();
        }
    }
}
