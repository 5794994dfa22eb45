using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Understanding.Speaking;

namespace Bot.Core.Turns;

/// <summary>A member of a group asks us to be quiet, or to speak again: kept at once, confirmed once. Whoever speaks to us is answered all the same.</summary>
internal static class QuietTurn
{
    /// <summary>Heeds a wish said to us, or written as a command (<c>/安静1小时</c>); false when there is none.</summary>
    /// <param name="draft">The turn.</param>
    /// <param name="addressing">Whom the message is to.</param>
    /// <param name="texts">What was said.</param>
    /// <param name="withheld">True while an operator has the member: the wish is kept without a word.</param>
    public static bool Heed(TurnDraft draft, Addressing addressing, ImmutableArray<string> texts, bool withheld)
    {
        if (!draft.IsGroup || draft.First.From.IsBot || !(addressing.ToUs ? addressing.Reason != "dialog" : addressing.Reason == "not_addressed")
            || texts.Select(text => IsSaid(text, addressing.ToUs) ? QuietWords.Read(text) : null).LastOrDefault(wish => wish is not null) is not { } wish)
        {
            return false;
        }

        var until = draft.Input.Now + wish.For;
        draft.State = draft.State with { Ambient = (draft.State.Ambient ?? AmbientState.Empty) with { QuietUntil = until, Pending = null } };
        if (withheld)
        {
            draft.Silence("handed_off");
            return true;
        }

        draft.Record(InteractionKind.Noticed, draft.Last, until is null ? "speak_again" : "quieted");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(draft.Input.Catalog.Shop.Zone);
        Replies.Say(
            draft,
            until is null ? SystemReplies.SpeakAgain : SystemReplies.Quieted,
            until is { } at ? Replies.None.Add("until", TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture)) : Replies.None,
            Say.Because("quiet"));
        return true;
    }

    private static bool IsSaid(string text, bool toUs) => toUs || text.StartsWith('/') || text.StartsWith('／');
}
