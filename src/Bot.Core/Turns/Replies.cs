using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Templates;

namespace Bot.Core.Turns;

/// <summary>Ways to say something that hold the privacy wall: what is private never goes to a group (requirements A5, G5).</summary>
internal static class Replies
{
    /// <summary>No values.</summary>
    public static ImmutableDictionary<string, object?> None { get; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>Says a template where the member spoke. A private one goes to the direct message with one public line here. False when nothing could be said.</summary>
    public static bool Say(TurnDraft draft, string key, IReadOnlyDictionary<string, object?> values, Say say)
    {
        switch (draft.Render(key, values, draft.IsGroup))
        {
            case RenderResult.Words { Private: true } when draft.IsGroup:
            case RenderResult.Nothing { Reason: "private_in_group" }:
                return MovePrivate(draft, say, target => SayDirect(draft, target, key, values, say));
            case RenderResult.Words words:
                draft.Send(words, null, say);
                return true;
            case RenderResult.Nothing nothing:
                draft.Record(InteractionKind.Noticed, draft.Last, $"not_said:{key}:{nothing.Reason}");
                return false;
            default:
                return false;
        }
    }

    /// <summary>Says a template in the member's direct message.</summary>
    public static bool SayDirect(TurnDraft draft, DirectTarget target, string key, IReadOnlyDictionary<string, object?> values, Say say)
    {
        if (draft.Render(key, values, toGroup: false) is not RenderResult.Words words)
        {
            return false;
        }

        draft.Send(words, target, say);
        return true;
    }

    /// <summary>One public line in the group, the rest in the direct message where the channel allows; else the line asks the member to write to us.</summary>
    public static bool MovePrivate(TurnDraft draft, Say say, Func<DirectTarget, bool> rest, string publicLine = SystemReplies.PrivateMoved)
    {
        var target = Direct(draft);
        var line = target is null ? SystemReplies.PrivateAskDirect : publicLine;
        if (draft.Render(line, None, toGroup: true) is RenderResult.Words { Private: false } words)
        {
            draft.Send(words, null, say with { Choices = [] });
        }

        return target is null || rest(target);
    }

    /// <summary>The member's direct conversation, or how to open one; null where neither is possible.</summary>
    public static DirectTarget? Direct(TurnDraft draft)
    {
        if (draft.Member is { Direct: { } known, DirectRoute: { } route })
        {
            return new DirectTarget(known, route, null);
        }

        return draft.Input.Capabilities.CanOpenDirect && draft.Route is { } here
            ? new DirectTarget(new ConversationKey(draft.First.Conversation.Channel, ""), here, draft.First.From)
            : null;
    }
}
