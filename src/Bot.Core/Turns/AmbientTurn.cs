using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Templates;
using Bot.Core.Throttling;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Speaking;

namespace Bot.Core.Turns;

/// <summary>
/// Speaks unasked in a group, or says on record why not (language.md, 5.4). Only where a message is to nobody in
/// particular, asks for something that we surely know, the group's operators have taught the gate what is welcome, no
/// human answers for a while, and we did not speak much of late.
/// </summary>
internal static class AmbientTurn
{
    private const int MaxRead = 120;
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Sulk = TimeSpan.FromHours(1);

    /// <summary>A message came: what waits is dropped when somebody else may have answered, or the matter is settled.</summary>
    public static void Hear(TurnDraft draft, bool toUs, ImmutableArray<string> texts)
    {
        if (draft.State.Ambient is not { } ambient || draft.First.From.IsBot)
        {
            return;
        }

        // Spoken unasked, and somebody is annoyed: quiet for a while, without another word.
        if (ambient.Said.LastOrDefault() is { } last && draft.Input.Now - last.At < Fresh && !(ambient.QuietUntil > draft.Input.Now) && texts.Any(Annoyance.IsIn))
        {
            ambient = ambient with { QuietUntil = draft.Input.Now + Sulk };
            draft.State = draft.State with { Ambient = ambient };
            draft.Record(InteractionKind.Noticed, draft.Last, "quieted:annoyed");
        }

        if (ambient.Pending is not { } pending)
        {
            return;
        }

        var because = pending.Member != draft.First.From.Id ? "human_answered"
            : toUs ? "addressed"
            : texts.Any(text => SpeakCues.Of(text).Settled) ? "settled"
            : null;
        if (because is not null)
        {
            draft.State = draft.State with { Ambient = ambient with { Pending = null } };
            Drop(draft, pending, because);
        }
    }

    /// <summary>A message to nobody in particular: facts for the record of its silence, null for none; an answer may wait afterwards.</summary>
    public static Func<Interaction, Interaction>? Consider(TurnDraft draft, string text)
    {
        var (input, ambient) = (draft.Input, draft.State.Ambient ?? AmbientState.Empty);
        var settings = input.Speak;
        if (!draft.IsGroup || !settings.Enabled || ambient.Mode == AmbientMode.Off || text.Length > MaxRead || draft.First.From.IsBot
            || draft.Input.Activities.Any(activity => !activity.Attachments.IsEmpty))
        {
            return null;
        }

        var cues = SpeakCues.Of(text);
        if (cues.Letters < 2)
        {
            return null;
        }

        var recognition = AmbientEntries.Recognise(input.Catalog, text, draft.Choice.Persona.Id);
        if (recognition.Best(settings.NameFrom) is not { } best)
        {
            return null;
        }

        var features = SpeakFeatures.Of(text, cues, recognition);
        var likely = input.Gate.Probability(features);
        var because = Unfit(draft, text, cues, best)
            ?? (input.Gate.IsTrained && likely < input.Gate.Threshold ? "gate" : null)
            ?? Kept(draft, ambient, best.Key)
            ?? (!input.Gate.IsTrained ? "untrained" : ambient.Mode == AmbientMode.Shadow || !input.Gate.IsOn ? "shadow" : null);
        if (because is null)
        {
            var range = (ulong)Math.Max(1, (settings.WaitTo - settings.WaitFrom).TotalMilliseconds + 1);
            var due = input.Now + settings.WaitFrom + TimeSpan.FromMilliseconds(draft.Ids.Seed % range);
            draft.State = draft.State with
            {
                Ambient = ambient with { Pending = new AmbientPending(draft.First.From.Id, draft.Last.Id, best.Key, best.Matched, best.Score, likely, due, draft.Locale) },
            };
        }

        return fact => Facts(fact with { Score = best.Score }, best.Key, because ?? "waiting", likely);
    }

    /// <summary>The wait is over, and nobody answered.</summary>
    public static void Wake(TurnDraft draft)
    {
        if (draft.State.Ambient is not { Pending: { } pending } ambient || pending.DueAt > draft.Input.Now || pending.Member != draft.First.From.Id)
        {
            return;
        }

        draft.State = draft.State with { Ambient = ambient with { Pending = null } };
        var (input, key) = (draft.Input, pending.Key);
        var because = !input.Speak.Enabled || ambient.Mode == AmbientMode.Off ? "off"
            : draft.State.HandOff is not null ? "handed_off"
            : ambient.Mode == AmbientMode.Shadow || !input.Gate.IsOn ? "shadow"
            : input.Now - pending.DueAt > Stale ? "late"
            : !IsAllowed(draft, key) ? "entry"
            : Kept(draft, ambient, key);
        if (because is null && draft.Route is not null && draft.Render(key, Replies.None, toGroup: true) is RenderResult.Words { Private: false } words)
        {
            draft.Answered = Asked(draft, pending);
            draft.Send(words, null, Say.Because($"ambient:match:{pending.Matched}", pending.Score) with { Facts = Named(key, "said", pending.Gate) });
            draft.State = draft.State with { Ambient = draft.State.Ambient!.WithSaid(key, input.Now) };
            return;
        }

        Drop(draft, pending, because ?? "not_said");
    }

    // What the message itself lacks.
    private static string? Unfit(TurnDraft draft, string text, SpeakCues cues, Candidate best) =>
        PrivateMatter.Find(text) is not null ? "private"
        : !IsAllowed(draft, best.Key) ? "entry"
        : !cues.Question && !cues.Shop ? "no_cue"
        : best.Score < draft.Input.Speak.Score ? "score"
        : null;

    // What keeps us, whatever was asked: quiet, and that we spoke enough.
    private static string? Kept(TurnDraft draft, AmbientState ambient, string key)
    {
        var (now, settings) = (draft.Input.Now, draft.Input.Speak);
        return ambient.QuietUntil > now ? "quieted"
            : IsQuiet(draft.Input.Catalog.Policy, now) ? "quiet"
            : ambient.Said.Any(said => said.Key == key && now - said.At < settings.EntryCooldown) ? "cooldown_entry"
            : ambient.Said.Any(said => now - said.At < settings.GroupCooldown) ? "cooldown_group"
            : ambient.OursLately(draft.State.Turns) + 1 > settings.Share * AmbientState.Window ? "share"
            : ambient.Said.Count(said => now - said.At < TimeSpan.FromDays(1)) >= settings.DailyCap ? "cap"
            : null;
    }

    private static bool IsAllowed(TurnDraft draft, string key) =>
        AmbientEntries.Allows(draft.Input.Catalog, key) && draft.Choice.Persona.IsOnTopic(key);

    private static bool IsQuiet(ThrottlePolicy policy, DateTimeOffset now) =>
        LocalTime.Of(policy.Zone.Tenant) is { } local
        && policy.Quiet.Any(rule => rule.Channel is null && rule.Hours.Any(hours => local.Quiet(hours, now) is not null));

    private static void Drop(TurnDraft draft, AmbientPending pending, string because) =>
        draft.Record(InteractionKind.Silent, Asked(draft, pending), "not_addressed", null, fact => Facts(fact with { Score = pending.Score }, pending.Key, because, pending.Gate));

    private static Activity Asked(TurnDraft draft, AmbientPending pending) =>
        draft.First with { Type = ActivityType.Message, Id = pending.ActivityId, From = new Account(pending.Member) };

    private static Interaction Facts(Interaction fact, string key, string because, double likely) => fact with { Data = fact.Data.SetItems(Named(key, because, likely)) };

    private static ImmutableSortedDictionary<string, string> Named(string key, string because, double likely) => ImmutableSortedDictionary<string, string>.Empty
        .Add("would", key)
        .Add("because", because)
        .Add("gate", likely.ToString("0.###", CultureInfo.InvariantCulture));
}
