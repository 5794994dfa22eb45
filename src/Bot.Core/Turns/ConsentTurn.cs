using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Throttling;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>A member says what pushes they want (requirement E3): kept at once, confirmed once, undone as easily.</summary>
internal static class ConsentTurn
{
    public static void Apply(TurnDraft draft, ConsentRequest request)
    {
        var consent = Keep(draft, request);
        Replies.Say(draft, Reply(request.Wish), Values(consent, request, draft.Input.Now, draft.Input.Catalog.Shop.Zone), Say.Because($"consent:{request.Wish}"));
    }

    /// <summary>Keeps the wish without a word.</summary>
    public static Consent Keep(TurnDraft draft, ConsentRequest request)
    {
        var now = draft.Input.Now;
        var old = draft.Member.Consent;
        var consent = Wishes.After(old, request, now);
        if (consent != old)
        {
            draft.Change(new ProfileChange.Consented(consent));
            draft.Record(InteractionKind.Consent, draft.Last, request.Wish.ToString());
        }

        return consent;
    }

    private static string Reply(ConsentWish wish) => wish switch
    {
        ConsentWish.OptOutPromo => SystemReplies.OptedOutPromo,
        ConsentWish.OptOutAll => SystemReplies.OptedOutAll,
        ConsentWish.Snooze => SystemReplies.Snoozed,
        ConsentWish.ValueOnly => SystemReplies.ValueOnly,
        ConsentWish.Daily => SystemReplies.Daily,
        ConsentWish.OptIn => SystemReplies.OptedIn,
        _ => SystemReplies.Subscriptions,
    };

    private static ImmutableDictionary<string, object?> Values(Consent consent, ConsentRequest request, DateTimeOffset now, string zone)
    {
        var until = consent.SnoozedUntil is { } at && at > now
            ? TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
        return Replies.None
            .Add("days", request.Days)
            .Add("promo", !consent.PromoOptedOut && !consent.AllOptedOut)
            .Add("all", !consent.AllOptedOut)
            .Add("daily", consent.DailyDigest)
            .Add("snoozed", until);
    }
}
