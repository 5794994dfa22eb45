using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Interactions;

namespace Bot.Core.Turns;

/// <summary>
/// The one decision: what the assistant does with what arrived. Pure: the same input gives the same outcome, ids
/// included, so that a repeated turn repeats nothing.
/// </summary>
public static class Turn
{
    /// <summary>Decides. The input holds at least one activity; several only when all are messages of one member.</summary>
    public static Outcome Decide(TurnInput input)
    {
        var draft = new TurnDraft(input);
        switch (draft.First.Type)
        {
            case ActivityType.Message:
                NoteMember(draft);
                MessageTurn.Decide(draft);
                break;
            case ActivityType.ConversationUpdate:
            case ActivityType.InstallationUpdate:
                // Who opens a direct conversation can be written to there, before they say a word.
                if (!draft.IsGroup && draft.First.MembersAdded.Any(account => account.Id == draft.First.From.Id))
                {
                    NoteMember(draft);
                }

                MembershipTurn.Decide(draft);
                break;
            case ActivityType.MessageReaction:
                RecordReactions(draft);
                break;
            case ActivityType.Wake:
                DialogTurns.Wake(draft);
                AmbientTurn.Wake(draft);
                break;
            case ActivityType.Invoke:
                draft.Record(InteractionKind.Noticed, draft.First, $"invoke:{draft.First.Name}:not_handled");
                return draft.Finish(handled: false);
            case ActivityType.Typing:
                break;
            default:
                draft.Record(InteractionKind.Noticed, draft.First, Notice(draft.First), draft.First.Text.Length > 0 ? draft.First.Text : null);
                break;
        }

        return draft.Finish();
    }

    /// <summary>What to do when <see cref="Decide"/> failed by a bug of ours: the message is on record, a direct message gets an apology without technical words, a group gets silence.</summary>
    public static Outcome Apologise(TurnInput input)
    {
        var draft = new TurnDraft(input);
        if (draft.First.Type == ActivityType.Wake)
        {
            // Its dialog, or what waits to be said, would fail again at every wake-up: it ends here.
            draft.Thread = draft.Thread with { Dialog = null };
            draft.State = draft.State with { Ambient = draft.State.Ambient is { } ambient ? ambient with { Pending = null } : null };
            draft.Silence("error");
            return draft.Finish();
        }

        foreach (var activity in input.Activities)
        {
            draft.Record(InteractionKind.Said, activity, null, activity.Text);
        }

        draft.State = draft.State with { Turns = draft.State.Turns + input.Activities.Length };
        var mute = draft.IsGroup || draft.First.From.IsBot || draft.Route is null || draft.State.HandOff is not null;
        if (mute || !Replies.Say(draft, SystemReplies.Sorry, Replies.None, Say.Because("error")))
        {
            draft.Silence("error");
        }

        return draft.Finish();
    }

    private static string Notice(Activity activity) =>
        activity.Name is { Length: > 0 } name ? $"{activity.Type}:{name}" : activity.Type.ToString();

    private static void NoteMember(TurnDraft draft)
    {
        var first = draft.First;
        if (first.From.IsBot)
        {
            return;
        }

        if (draft.Member.FirstSeen is null)
        {
            draft.Change(new ProfileChange.Met(draft.Input.Now));
        }

        var renamed = first.From.Name is { Length: > 0 } name && !string.Equals(name, draft.Member.Nick, StringComparison.Ordinal);
        if (renamed || !draft.Member.Conversations.Contains(first.Conversation) || draft.Member.Away.Contains(first.Conversation))
        {
            draft.Change(new ProfileChange.Seen(first.Conversation, first.From.Name));
        }

        if (!draft.IsGroup && draft.Route is { } route && (draft.Member.Direct != first.Conversation || draft.Member.DirectRoute != route))
        {
            draft.Change(new ProfileChange.DirectKnown(first.Conversation, route));
        }
    }

    private static void RecordReactions(TurnDraft draft)
    {
        foreach (var reaction in draft.First.ReactionsAdded)
        {
            draft.Record(InteractionKind.Reacted, draft.First, $"added:{reaction}");
        }

        foreach (var reaction in draft.First.ReactionsRemoved)
        {
            draft.Record(InteractionKind.Reacted, draft.First, $"removed:{reaction}");
        }
    }
}
