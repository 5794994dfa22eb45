using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Interactions;

namespace Bot.Core.Turns;

/// <summary>Who came and went. A direct conversation is welcomed once; a group hears one short line when we are added, and nothing when members come.</summary>
internal static class MembershipTurn
{
    public static void Decide(TurnDraft draft)
    {
        var us = draft.First.Recipient?.Id ?? draft.Route?.Bot.Id;
        var weJoined = draft.First is { Type: ActivityType.InstallationUpdate, Name: "add" or "add-upgrade" };
        var memberJoined = false;
        foreach (var account in draft.First.MembersAdded)
        {
            var isUs = string.Equals(account.Id, us, StringComparison.Ordinal);
            weJoined |= isUs;
            memberJoined |= !isUs && !account.IsBot;
            Record(draft, InteractionKind.Joined, account, isUs);
            if (draft.IsGroup && !isUs && !account.IsBot)
            {
                draft.ChangeOther(account.Id, new ProfileChange.Met(draft.Input.Now), new ProfileChange.Seen(draft.First.Conversation, account.Name));
            }
        }

        foreach (var account in draft.First.MembersRemoved)
        {
            var isUs = string.Equals(account.Id, us, StringComparison.Ordinal);
            Record(draft, InteractionKind.Left, account, isUs);
            if (draft.IsGroup && !isUs && !account.IsBot)
            {
                draft.State = draft.State.WithLeaver(draft.Input.Now);
                draft.ChangeOther(account.Id, new ProfileChange.Left(draft.First.Conversation));
            }
        }

        if (draft.First.MembersAdded.IsEmpty && draft.First.MembersRemoved.IsEmpty)
        {
            draft.Record(InteractionKind.Noticed, draft.First, $"{draft.First.Type}:{draft.First.Name}");
        }

        Greet(draft, weJoined, memberJoined);
    }

    private static void Record(TurnDraft draft, InteractionKind kind, Account account, bool isUs) =>
        draft.Record(kind, draft.First with { From = account }, isUs ? "us" : null, null, fact => account.Name is { } name ? fact with { Data = fact.Data.Add("name", name) } : fact);

    private static void Greet(TurnDraft draft, bool weJoined, bool memberJoined)
    {
        if (draft.Route is null || draft.State.HandOff is not null)
        {
            return;
        }

        var key = draft.IsGroup ? SystemReplies.JoinedGroup : SystemReplies.Welcome;
        var wanted = draft.IsGroup ? weJoined : memberJoined;
        if (wanted && draft.State.Turns == 0 && !draft.State.Said.Any(said => said.Section.StartsWith(key, StringComparison.Ordinal)))
        {
            Replies.Say(draft, key, Replies.None, Say.Because("joined"));
        }
    }
}
