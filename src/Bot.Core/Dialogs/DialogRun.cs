using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Dialogs;

/// <summary>One turn of a dialog in the making: the state as it changes, the effects as they come.</summary>
internal sealed class DialogRun(DialogSet set, Dialog dialog, DialogState state, DialogInput input)
{
    private readonly List<DialogEffect> _effects = [];
    private bool _ended;

    /// <summary>All dialogs.</summary>
    public DialogSet Set => set;

    /// <summary>The dialog that is running.</summary>
    public Dialog Dialog { get; private set; } = dialog;

    /// <summary>Where it stands.</summary>
    public DialogState State { get; set; } = state;

    /// <summary>What was said.</summary>
    public DialogInput Input => input;

    /// <summary>True while what we say is read by a group.</summary>
    public bool InGroup { get; private set; } = input.IsGroup;

    /// <summary>The rules in force.</summary>
    public Rules Rules => Dialog.Rules;

    /// <summary>The turn so far.</summary>
    public DialogTurn Turn => new(_ended ? null : State, [.. _effects]);

    /// <summary>Adds an effect that is no speech.</summary>
    public void Add(DialogEffect effect) => _effects.Add(effect);

    /// <summary>Says a template, when there is one.</summary>
    public void Speak(string? template, Slot? asked = null, Initiator initiator = Initiator.User, string? other = null)
    {
        if (template is null or "")
        {
            return;
        }

        Count();
        var choices = asked is { Type: SlotType.Choice } ? asked.Options.Select(static option => option.Name).ToImmutableArray() : [];
        _effects.Add(new DialogEffect.Say(template, DialogValues.For(Dialog, State, asked, other), choices, initiator));
    }

    /// <summary>Answers a question in between.</summary>
    public void Answer(string template)
    {
        Count();
        _effects.Add(new DialogEffect.Answer(template));
    }

    /// <summary>Asks, after a move to the direct message when the group has heard enough.</summary>
    public void Question(string? template, Slot? asked, string? other = null)
    {
        if (InGroup && Rules.MaxGroupTurns > 0 && State.GroupTurns >= Rules.MaxGroupTurns)
        {
            if (Rules.MoveReply is null)
            {
                GiveUp("group_limit", Rules.OnFail, Rules.FailReply);
                return;
            }

            Move(Rules.MoveReply);
        }

        Speak(template, asked, other: other);
    }

    /// <summary>Goes on in the direct message.</summary>
    public void Move(string publicLine)
    {
        if (InGroup)
        {
            _effects.Add(new DialogEffect.MoveToDirect(publicLine));
            InGroup = false;
        }
    }

    /// <summary>Waits at a step for a slot.</summary>
    public void Wait(Step step, Slot slot)
    {
        var fresh = State.Asked != slot.Id || State.Waiting != step.Id;
        State = State with
        {
            Asked = slot.Id,
            Waiting = step.Id,
            Changing = false,
            NotUnderstood = fresh ? 0 : State.NotUnderstood,
            Invalid = fresh ? 0 : State.Invalid,
        };
    }

    /// <summary>Gives up as the rules say.</summary>
    public void GiveUp(string reason, GiveUp how, string? reply)
    {
        Speak(reply);
        if (how == Dialogs.GiveUp.HandOff)
        {
            HandOff(reason);
        }
        else
        {
            Finish(reason);
        }
    }

    /// <summary>A person takes over.</summary>
    public void HandOff(string reason)
    {
        Speak(Rules.HandOffReply);
        _effects.Add(new DialogEffect.HandOff(Rules.HandOffTo, reason));
        Finish("hand_off");
    }

    /// <summary>Ends it and all that called it.</summary>
    public void Finish(string outcome)
    {
        if (!_ended)
        {
            _ended = true;
            _effects.Add(new DialogEffect.Ended(outcome));
        }
    }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => _ended;

    /// <summary>Steps into a called dialog; slots of the same name are known there.</summary>
    public void Enter(Dialog called)
    {
        State = State with
        {
            Dialog = called.Id,
            Instance = $"{State.Instance}/{called.Id}",
            Slots = State.Slots.RemoveRange(State.Slots.Keys.Where(name => !called.Slots.ContainsKey(name))),
            Saved = ImmutableSortedDictionary<string, string>.Empty,
            Done = [],
            Asked = null,
            Waiting = null,
            Caller = State,
        };
        Dialog = called;
    }

    /// <summary>Comes back from a called dialog; false when this one was not called, or its caller is gone.</summary>
    public bool Return(string outcome)
    {
        if (State.Caller is not { } caller || set.Find(caller.Dialog) is not { } dialog)
        {
            return false;
        }

        var call = dialog.AllSteps.OfType<Step.Call>().FirstOrDefault(step => step.Dialog == State.Dialog && !caller.Done.Contains(step.Id));
        var known = State.Slots.Where(slot => dialog.Slots.ContainsKey(slot.Key) && Dialog.Slots.ContainsKey(slot.Key));
        State = caller with
        {
            Slots = caller.Slots.SetItems(known),
            Saved = caller.Saved.SetItem(State.Dialog, PlainValue.Write(new Dictionary<string, object?> { ["outcome"] = outcome })),
            Done = call is null ? caller.Done : caller.Done.Add(call.Id),
            LastAt = State.LastAt,
            DueAt = State.DueAt,
            GroupTurns = State.GroupTurns,
            Reminded = State.Reminded,
        };
        Dialog = dialog;
        return true;
    }

    private void Count() => State = InGroup ? State with { GroupTurns = State.GroupTurns + 1 } : State;
}
