using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Throttling;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>Somebody said something: record it, decide whether it is for us, and answer or stay silent with a reason.</summary>
internal static class MessageTurn
{
    private static readonly TimeSpan OneSign = TimeSpan.FromMinutes(1);

    public static void Decide(TurnDraft draft)
    {
        var persona = draft.Choice.Persona;
        var read = draft.Input.Activities
            .Select(activity => (Activity: activity, To: Addressing.Of(activity, RepliesToUs(draft, activity), persona.Name, persona.Wake, draft.Thread, draft.Input.Now)))
            .ToImmutableArray();
        var chosen = read.Select(one => one.To).Aggregate(Stronger);
        var after = chosen.ToUs ? Answered(draft) : null;
        foreach (var (activity, _) in read)
        {
            draft.Record(InteractionKind.Said, activity, null, activity.Text, fact => Facts(fact, activity, after));
            after = null;
        }

        draft.State = draft.State with { Turns = draft.State.Turns + draft.Input.Activities.Length };
        var forUs = chosen.ToUs ? read.RemoveAll(one => IsForOthers(one.To)) : read;
        var texts = forUs.Select(one => one.To.Text).ToImmutableArray();
        var text = string.Join('\n', texts.Where(part => part.Length > 0));
        draft.Answered = forUs[^1].Activity;
        if (!draft.First.From.IsBot)
        {
            NoteInterest(draft, chosen.ToUs, texts);
        }

        AmbientTurn.Hear(draft, chosen.ToUs, texts);
        var silence = SilenceReason(draft, chosen);
        if (QuietTurn.Heed(draft, chosen, texts, withheld: silence == "handed_off"))
        {
            return;
        }

        if (silence is { } reason)
        {
            // A wish about pushes holds whoever has the conversation.
            if (reason == "handed_off" && Wish(draft, texts) is { } wished)
            {
                ConsentTurn.Keep(draft, wished);
            }

            var aside = read.All(one => one.To is { ToUs: false, Reason: "not_addressed" }) && reason == "not_addressed" ? AmbientTurn.Consider(draft, text) : null;
            draft.Record(InteractionKind.Silent, draft.Last, reason, null, aside);
            return;
        }

        draft.Thread = draft.Thread with { AddressedUntil = null };
        Answer(draft, chosen with { Text = text }, text, texts);
        if (!draft.Spoke && draft.Last.Type == ActivityType.Message && !draft.Silenced)
        {
            draft.Record(InteractionKind.Silent, draft.Last, "nothing_to_say");
        }
    }

    private static void Answer(TurnDraft draft, Addressing addressing, string text, ImmutableArray<string> parts)
    {
        if (text.Length == 0)
        {
            AnswerWithoutWords(draft, addressing);
            return;
        }

        if (addressing.Reason != "dialog" && Wish(draft, parts) is { } wish)
        {
            ConsentTurn.Apply(draft, wish);
            return;
        }

        if (Ratings.TryTake(draft, text))
        {
            return;
        }

        var stated = NoteStatements(draft, text);
        if (DialogTurns.TryContinue(draft, addressing, text))
        {
            return;
        }

        Knowledge.Answer(draft, addressing, text, parts, stated);
    }

    private static void AnswerWithoutWords(TurnDraft draft, Addressing addressing)
    {
        if (!draft.Last.Attachments.IsEmpty)
        {
            if (!DialogTurns.TryContinue(draft, addressing, ""))
            {
                Replies.Say(draft, SystemReplies.AttachmentSeen, Replies.None, Say.Because($"{addressing.Reason}:attachment"));
            }

            return;
        }

        // A bare mention: greet, and listen to what this member says next.
        if (draft.IsGroup)
        {
            draft.Thread = draft.Thread with { AddressedUntil = draft.Input.Now + draft.Input.Settings.AddressWindow };
        }

        Replies.Say(draft, SystemReplies.Greeting, Replies.None, Say.Because($"{addressing.Reason}:bare"));
    }

    private static ConsentRequest? Wish(TurnDraft draft, ImmutableArray<string> parts) =>
        parts.Select(part => Wishes.Read(draft.Input.Catalog.Policy, part)).LastOrDefault(wish => wish is not null);

    private static bool RepliesToUs(TurnDraft draft, Activity activity) => activity.ReplyToId is { } id && draft.Input.RepliesToUs.Contains(id);

    private static bool IsForOthers(Addressing addressing) => addressing is { ToUs: false, Reason: "to_other" or "to_all" or "reply_to_other" };

    private static string? SilenceReason(TurnDraft draft, Addressing addressing)
    {
        if (addressing is { ToUs: false, Reason: "from_bot" })
        {
            return addressing.Reason;
        }

        if (draft.State.HandOff?.Withholds(draft.IsGroup, draft.First.From.Id) == true)
        {
            return "handed_off";
        }

        if (addressing.ToUs)
        {
            return null;
        }

        return addressing.Reason == "not_addressed" && draft.Last is { Text.Length: 0, Attachments.IsEmpty: false } ? "media" : addressing.Reason;
    }

    // The throttle leaves in peace who is annoyed, and tires less of who is interested. At most once a minute, so that a
    // turn rarely writes a profile.
    private static void NoteInterest(TurnDraft draft, bool toUs, ImmutableArray<string> texts)
    {
        var (now, member) = (draft.Input.Now, draft.Member);
        if (toUs)
        {
            draft.State = draft.State with { Heard = new LastHeard(draft.First.From.Id, now) };
        }

        if (texts.Any(Annoyance.IsIn))
        {
            if (IsDue(member.Complained, now))
            {
                draft.Change(new ProfileChange.Complained(now));
            }
        }
        else if (IsDue(member.Engaged, now) && Wish(draft, texts) is null)
        {
            draft.Change(new ProfileChange.Interested(now, draft.Locale));
        }
    }

    private static bool IsDue(ImmutableArray<DateTimeOffset> times, DateTimeOffset now) => times.IsEmpty || now - times[^1] >= OneSign;

    private static bool NoteStatements(TurnDraft draft, string text)
    {
        var statements = Statements.Read(text);
        foreach (var statement in statements)
        {
            draft.Change(new ProfileChange.Stated(statement.Name, new MemberAttribute(statement.Value, AttributeSource.Stated, 1, draft.Input.Now)));
            draft.Record(InteractionKind.Stated, draft.Last, $"{statement.Name}={statement.Value}");
        }

        return !statements.IsEmpty;
    }

    // Read together: one message that is for us makes the burst so; what was said to somebody else is left out of it.
    private static Addressing Stronger(Addressing before, Addressing now) =>
        now.ToUs && (!before.ToUs || before.Reason == "dialog") ? now : before;

    // What this member was last answered, shortly before, when nobody spoke to us in between.
    private static string? Answered(TurnDraft draft) =>
        !draft.First.From.IsBot && draft.State is { Heard: { } heard, Said: [.., var said] } && heard.Member == draft.First.From.Id && said.At >= heard.At && draft.Input.Now - said.At <= FactTally.Soon
            ? said.Section : null;

    private static Interaction Facts(Interaction fact, Activity activity, string? after) => fact with
    {
        Persona = null,
        PersonaBy = null,
        Data = Data(activity, after),
    };

    private static ImmutableSortedDictionary<string, string> Data(Activity activity, string? after)
    {
        var data = ImmutableSortedDictionary<string, string>.Empty;
        if (after is not null)
        {
            data = data.Add("after", after);
        }

        if (activity.From.IsBot)
        {
            data = data.Add("bot", "1");
        }

        return activity.Attachments.IsEmpty ? data : data.Add("attachments", string.Join(' ', activity.Attachments.Select(attachment => attachment.ContentType)));
    }
}
