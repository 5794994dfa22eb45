using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Turns;
using Bot.Host.Console.People;

namespace Bot.Host.Console.Inbox;

/// <summary>Last words.</summary>
/// <param name="Text">What was said.</param>
/// <param name="At">When.</param>
public sealed record LastWords(string Text, DateTimeOffset At);

/// <summary>A conversation that a person has, or that waits for one.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Name">Its name; null where none is known.</param>
/// <param name="IsGroup">True for a group.</param>
/// <param name="Summary">Why it was handed over, in words, and what was asked.</param>
/// <param name="HandOff">Status, for whom, reason, and since when.</param>
/// <param name="TakenBy">Who has it; null while it waits.</param>
/// <param name="WaitingSince">Since when somebody waits for a person's answer; null when they have it.</param>
/// <param name="WaitedSeconds">The same until now.</param>
/// <param name="SlaUntil">When a person should have answered at the latest; null when nobody waits.</param>
/// <param name="Last">The last words since the hand-off; null where nothing was said since.</param>
public sealed record WaitingView(
    ConversationKey Conversation, string? Name, bool IsGroup, string? Summary, HandOff HandOff, string? TakenBy, DateTimeOffset? WaitingSince, long? WaitedSeconds, DateTimeOffset? SlaUntil, LastWords? Last)
{
    /// <summary>Shows one.</summary>
    public static WaitingView Of(ConversationKey conversation, ConversationState state, IReadOnlyList<Interaction> facts, bool english, DateTimeOffset now, InboxOptions options)
    {
        var handOff = state.HandOff!;
        var since = TalkReader.WaitsSince(handOff, state.IsGroup, facts);
        return new(
            conversation, state.Name, state.IsGroup, HandOffSummary.Of(handOff, facts, english), handOff, Holder.Of(handOff), since,
            since is { } began ? Math.Max(0, (long)(now - began).TotalSeconds) : null, options.Until(since),
            facts.Count > 0 ? new LastWords(facts[^1].Text!, facts[^1].At) : null);
    }
}

/// <summary>Something said.</summary>
/// <param name="Id">The interaction's id.</param>
/// <param name="At">When.</param>
/// <param name="Who"><c>member</c>, <c>assistant</c> or <c>operator</c>.</param>
/// <param name="Name">The member's id, or the operator's name.</param>
/// <param name="Text">What.</param>
public sealed record MessageView(string Id, DateTimeOffset At, string Who, string? Name, string Text)
{
    /// <summary>Shows one that <see cref="TalkReader.WhoOf"/> knows.</summary>
    public static MessageView Of(Interaction fact) => new(
        fact.Id, fact.At, TalkReader.WhoOf(fact)!, fact.Kind switch
        {
            InteractionKind.Said => fact.Member.Id,
            InteractionKind.OperatorSaid => fact.Data.GetValueOrDefault("operator"),
            _ => fact.Persona,
        },
        fact.Text!);
}

/// <summary>One conversation, whole.</summary>
public sealed record TalkView(
    ConversationKey Conversation, string? Name, bool IsGroup, string? Summary, MemberKey? Member, PersonFacts? Profile, IEnumerable<MessageView> Messages, IReadOnlyList<SuggestedReply> Suggestions,
    HandOff? HandOff, string? TakenBy, DateTimeOffset? WaitingSince, DateTimeOffset? SlaUntil);

/// <summary>Why a conversation was handed over, in words: from the hand-off itself and the words that led to it; nothing is made up.</summary>
internal static class HandOffSummary
{
    private const int Longest = 120;

    public static string? Of(HandOff? handOff, IReadOnlyList<Interaction> facts, bool english)
    {
        if (handOff is null)
        {
            return null;
        }

        var reason = (handOff.Reason, english) switch
        {
            ("asked", false) => "对方要找人工",
            ("asked", true) => "They asked for a person",
            ("operator", false) => "由人主动接手",
            ("operator", true) => "Taken by a person unasked",
            (var other, _) => other,
        };
        var words = facts.LastOrDefault(fact => fact.Kind == InteractionKind.Said && fact.At <= handOff.Since && (handOff.Member.Length == 0 || fact.Member.Id == handOff.Member))?.Text;
        return words is null ? reason : english ? $"{reason}: “{Cut(words)}”" : $"{reason}：“{Cut(words)}”";
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…";
}
