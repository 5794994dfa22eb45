using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Templates;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>The question how a person's help was, in a direct conversation.</summary>
/// <param name="AskedAt">When it was last asked.</param>
/// <param name="Waits">True while an answer would be taken as one.</param>
/// <param name="IsNext">True until the member says anything: a bare number is an answer only right after the question.</param>
public sealed record RatingState(DateTimeOffset AskedAt, bool Waits, bool IsNext);

/// <summary>A question on its way out, with the words as the engine rendered them for this member.</summary>
/// <param name="Words">What is said.</param>
/// <param name="Persona">Who says it.</param>
public sealed record RatingAsk(RenderResult.Words Words, string Persona);

/// <summary>Asks once how a person's help was, and takes the answer (requirement G2). It answers the member's own hand-off: it is no push.</summary>
public static class Ratings
{
    /// <summary>How long an answer is taken as one.</summary>
    public static TimeSpan WaitsFor { get; } = TimeSpan.FromHours(24);

    /// <summary>How long nobody is asked again.</summary>
    public static TimeSpan RestsFor { get; } = TimeSpan.FromDays(7);

    /// <summary>The attribute that keeps the last answer: <c>satisfied</c>, <c>neutral</c> or <c>dissatisfied</c>.</summary>
    public const string Attribute = "satisfaction";

    private static readonly FrozenDictionary<string, string> Answers = new Dictionary<string, string>
    {
        ["满意"] = "satisfied",
        ["很满意"] = "satisfied",
        ["非常满意"] = "satisfied",
        ["挺满意"] = "satisfied",
        ["满意的"] = "satisfied",
        ["satisfied"] = "satisfied",
        ["verysatisfied"] = "satisfied",
        ["一般"] = "neutral",
        ["一般般"] = "neutral",
        ["soso"] = "neutral",
        ["不满意"] = "dissatisfied",
        ["很不满意"] = "dissatisfied",
        ["非常不满意"] = "dissatisfied",
        ["不太满意"] = "dissatisfied",
        ["notsatisfied"] = "dissatisfied",
        ["unsatisfied"] = "dissatisfied",
        ["dissatisfied"] = "dissatisfied",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The three answers as buttons say them.</summary>
    public static ImmutableArray<string> Choices(string locale) => locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? ["满意", "一般", "不满意"] : ["Satisfied", "So-so", "Not satisfied"];

    /// <summary>True where the question may be asked: a direct conversation, handed over at the member's own wish and taken by a person, in which they spoke within a day, and nobody asked within a week.</summary>
    public static bool MayAsk(ConversationState state, DateTimeOffset now) =>
        state is { IsGroup: false, Route: not null, HandOff: { Status: HandOffStatus.Human, Member.Length: > 0, Reason: not "operator" } }
        && state.Heard?.At > now - OperatorTurn.ReplyWindow
        && !(state.Rating?.AskedAt > now - RestsFor);

    /// <summary>Gives the conversation back and asks, where it may be asked; else gives it back alone.</summary>
    public static Outcome Release(ConversationState state, Activity act, RatingAsk ask, DateTimeOffset now)
    {
        var released = OperatorTurn.Release(state, act, now);
        if (!MayAsk(state, now))
        {
            return released;
        }

        var (ids, words) = (TurnIds.Of(act.Conversation, act.Id), ask.Words);
        var message = new OutboundMessage { Conversation = act.Conversation, Route = state.Route!, Text = words.Text, SuggestedActions = Choices(words.Locale), Cards = words.Cards, Locale = words.Locale };
        var fact = new Interaction
        {
            Id = ids.Next('i', 1),
            At = now,
            Conversation = act.Conversation,
            Member = new MemberKey(act.Conversation.Channel, state.HandOff!.Member),
            Kind = InteractionKind.Replied,
            ActivityId = act.Id,
            Text = words.Text,
            Reason = "rating:asked",
            Template = words.Name,
            ContentKind = words.Kind.ToString().ToLowerInvariant(),
            Persona = ask.Persona,
        };
        return released with
        {
            State = released.State with { Rating = new RatingState(now, Waits: true, IsNext: true) },
            Interactions = released.Interactions.Add(fact),
            Outbox = released.Outbox.Add(new OutboxRow(ids.Next('o', 0), message, 0, now)),
        };
    }

    /// <summary>Takes a message as the answer; false when it is none, and then it is answered like any other.</summary>
    internal static bool TryTake(TurnDraft draft, string text)
    {
        if (draft.State.Rating is not { Waits: true } rating)
        {
            return false;
        }

        var now = draft.Input.Now;
        var answer = now < rating.AskedAt + WaitsFor && draft.Thread.Dialog is null ? Read(text, rating.IsNext) : null;
        draft.State = draft.State with { Rating = rating with { Waits = answer is null && now < rating.AskedAt + WaitsFor, IsNext = false } };
        if (answer is null)
        {
            return false;
        }

        draft.Record(InteractionKind.Rated, draft.Last, answer);
        draft.Change(new ProfileChange.Stated(Attribute, new MemberAttribute(answer, AttributeSource.Stated, 1, now)));
        Replies.Say(draft, SystemReplies.Rated, Replies.None.Add("bad", answer == "dissatisfied"), Say.Because("rating"));
        return true;
    }

    private static string? Read(string text, bool isNext)
    {
        var folded = TextFold.Letters(text);
        return Answers.TryGetValue(folded, out var answer) ? answer
            : isNext ? folded switch { "1" => "satisfied", "2" => "neutral", "3" => "dissatisfied", _ => null }
            : null;
    }
}
