using Bot.Core.Audience;
using Bot.Core.Understanding;

namespace Bot.Core.Throttling;

/// <summary>What a member's words mean for the pushes they get (requirement E3): the built-in words, and the merchant's own in the policy.</summary>
public static class Wishes
{
    /// <summary>The wish in a message; null when it is none. The merchant's words come first.</summary>
    public static ConsentRequest? Read(ThrottlePolicy policy, string text) =>
        text.Length <= 40 && policy.OptOutWords.TryGetValue(TextFold.Letters(text), out var mode)
            ? new ConsentRequest(mode == OptOutMode.All ? ConsentWish.OptOutAll : ConsentWish.OptOutPromo)
            : ConsentWords.Read(text);

    /// <summary>The consent after a wish.</summary>
    public static Consent After(Consent old, ConsentRequest request, DateTimeOffset now)
    {
        var consent = request.Wish switch
        {
            ConsentWish.OptOutPromo or ConsentWish.ValueOnly => old with { PromoOptedOut = true },
            ConsentWish.OptOutAll => old with { PromoOptedOut = true, AllOptedOut = true },
            ConsentWish.Snooze => old with { SnoozedUntil = now.AddDays(request.Days) },
            ConsentWish.Daily => old with { DailyDigest = true },
            ConsentWish.OptIn => Consent.Default,
            _ => old,
        };
        // To want it again is noted even where nothing seems refused: the refusal may stand where this profile was lost.
        return consent == old && request.Wish != ConsentWish.OptIn ? old : consent with { ChangedAt = now };
    }
}
