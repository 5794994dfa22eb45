using System.Collections.Immutable;
using System.Text;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Turns;
using Bot.Host.Content;
using Bot.Host.Delivery;
using Bot.Host.Runtime;

namespace Bot.Host.Pushes;

/// <summary>What a <see cref="PushPlatform"/> works with.</summary>
public sealed record PlatformParts(ChannelTable Channels, IRecord Record, ILedger Ledger, IPushLedger Pushes, LiveCatalog Catalog, Lanes Lanes, TurnRunner Turns, TimeProvider Clock);

/// <summary>
/// The only way out for what the merchant starts: words, delivery, and the note on record. Called for a push whose slots
/// are taken; <see cref="CallAsync"/> is a <see cref="CallPlatform"/>.
/// </summary>
public sealed partial class PushPlatform(PlatformParts parts, TurnSettings settings, ILogger<PushPlatform> log)
{
    // Our own Direct Line server appends one message for one id.
    private const string OwnServer = "directline";
    private const int Notes = 5;

    /// <summary>Makes the call.</summary>
    public async ValueTask<CallResult> CallAsync(PushRow row, CancellationToken cancel)
    {
        OutboundMessage? message;
        PushText.Words? words;
        string refusal;
        try
        {
            (message, words, refusal) = await WriteAsync(row, cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nothing went out: it is tried again, with its slots.
            LogNotWritten(exception);
            return new CallResult.Throttled(null, "not_written");
        }

        if (message is null)
        {
            return new CallResult.Refused(refusal);
        }

        switch (await TryDeliverAsync(row, message, cancel).ConfigureAwait(false))
        {
            case DeliveryResult.Sent sent:
                await NoteAsync(row, message, words, sent).ConfigureAwait(false);
                return new CallResult.Sent(sent.ActivityId);
            case DeliveryResult.Retry retry:
                return new CallResult.Throttled(retry.After, retry.Reason);
            case DeliveryResult.Refused refused:
                return new CallResult.Refused(refused.Reason);
            case DeliveryResult.Unknown unknown:
                return new CallResult.Unknown(unknown.Reason, KnowsId: message.Route.Adapter == OwnServer);
            default:
                throw new InvalidOperationException("a platform's answer that nobody knows");
        }
    }

    private async ValueTask<(OutboundMessage? Message, PushText.Words? Words, string Refusal)> WriteAsync(PushRow row, CancellationToken cancel)
    {
        if (row.Content?.Message is { } whole)
        {
            return (StateJson.Read<OutboundMessage>(Encoding.UTF8.GetBytes(whole)) with { Initiator = Initiator.Merchant }, null, "");
        }

        if (await TargetAsync(row, cancel).ConfigureAwait(false) is not { } target)
        {
            return (null, null, "no_route");
        }

        var reader = new PushReader(
            target.Conversation,
            target.State.IsGroup,
            row.Push.Member,
            target.Profile,
            parts.Channels.CapabilitiesOf(target.Route.Adapter, target.Conversation.Channel).MaxText,
            Lately(target.State));
        var contents = await ContentsAsync(row, cancel).ConfigureAwait(false);
        return PushWords.Render(parts.Catalog.Current, row.Push, contents, reader, parts.Clock.GetUtcNow()) switch
        {
            PushText.Words words => (Message(row, target, words), words, ""),
            PushText.Nothing nothing => (null, null, nothing.Reason),
            _ => (null, null, "no_content"),
        };
    }

    private static OutboundMessage Message(PushRow row, Target target, PushText.Words words) => new()
    {
        Conversation = target.Conversation,
        Route = target.Route,
        OpenWith = target.OpenWith,
        IsGroup = target.State.IsGroup,
        Text = words.Text,
        Cards = words.Cards,
        Locale = words.Locale,
        Initiator = Initiator.Merchant,
        Member = row.Push.Member,
    };

    private async ValueTask<ImmutableArray<PushContent>> ContentsAsync(PushRow row, CancellationToken cancel)
    {
        var contents = ImmutableArray.CreateBuilder<PushContent>();
        foreach (var item in row.Items)
        {
            if (await parts.Pushes.FindAsync(item, cancel).ConfigureAwait(false) is { Content: { Message: null } content } kept && kept.Within == row.Push.Id)
            {
                contents.Add(content);
            }
        }

        return contents.Count > 0 ? contents.DrainToImmutable() : row is { Items.IsEmpty: true, Content: { } own } ? [own] : [];
    }

    // The group; else the member's direct conversation; else one that the channel lets us open.
    private async ValueTask<Target?> TargetAsync(PushRow row, CancellationToken cancel)
    {
        var nobody = new MemberKey((row.Push.Group?.Channel ?? row.Push.Member?.Channel)!, "");
        var profile = row.Push.Member is { } member ? await parts.Record.ProfileAsync(member, cancel).ConfigureAwait(false) : Profile.Empty;
        if (row.Push.Group is { } group)
        {
            var state = await StateAsync(group, row.Push.Member ?? nobody, cancel).ConfigureAwait(false);
            return state.Route is { } route ? new Target(group, route, null, profile, state) : null;
        }

        if (row.Push.Member is not { } reader)
        {
            return null;
        }

        if (profile is { Direct: { } direct, DirectRoute: { } known })
        {
            return new Target(direct, known, null, profile, await StateAsync(direct, reader, cancel).ConfigureAwait(false));
        }

        foreach (var place in profile.Conversations.Except(profile.Away).OrderBy(place => place.Id, StringComparer.Ordinal))
        {
            if ((await StateAsync(place, reader, cancel).ConfigureAwait(false)).Route is { } route && parts.Channels.CapabilitiesOf(route.Adapter, place.Channel).CanOpenDirect)
            {
                return new Target(new ConversationKey(reader.Channel, ""), route, new Account(reader.Id, profile.Nick), profile, ConversationState.New);
            }
        }

        return null;
    }

    private async ValueTask<ConversationState> StateAsync(ConversationKey conversation, MemberKey member, CancellationToken cancel) =>
        (await parts.Ledger.LoadAsync(conversation, member, cancel).ConfigureAwait(false)).State;

    private ImmutableHashSet<string> Lately(ConversationState state)
    {
        var oldest = parts.Clock.GetUtcNow() - settings.RotationWindow;
        return [.. state.Said.Where(said => said.At >= oldest).Select(said => said.Section)];
    }

    private async ValueTask<DeliveryResult> TryDeliverAsync(PushRow row, OutboundMessage message, CancellationToken cancel)
    {
        try
        {
            return await parts.Channels.DeliverAsync(new OutboxRow(row.Push.Id, message, row.Calls - 1, row.Push.CreatedAt), cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An adapter must not throw; one that does has left us not knowing what the platform has.
            LogAdapterThrew(exception, message.Route.Adapter);
            return new DeliveryResult.Unknown("adapter_failed");
        }
    }

    // On record through the conversation's own lane. What fails here is told, but the message is out: that stands.
    private async ValueTask NoteAsync(PushRow row, OutboundMessage message, PushText.Words? words, DeliveryResult.Sent sent)
    {
        try
        {
            var conversation = sent.Conversation ?? message.Conversation;
            if (sent.Conversation is { } opened && message.OpenWith is { } whom)
            {
                var (key, known) = (new MemberKey(opened.Channel, whom.Id), new ProfileChange.DirectKnown(opened, message.Route));
                await parts.Ledger.ChangeProfileAsync(key, [known], CancellationToken.None).ConfigureAwait(false);
                parts.Turns.Opened(key, known);
            }

            var now = parts.Clock.GetUtcNow();
            var act = new Activity
            {
                Type = ActivityType.Event,
                Id = $"push:{row.Push.Id}",
                Conversation = conversation,
                IsGroup = message.IsGroup,
                From = new Account((row.Push.Member ?? message.Member)?.Id ?? ""),
                At = now,
                Route = message.Route,
            };
            var note = new PushNote(
                row.Push.Id, row.Push.Class.ToString().ToLowerInvariant(), row.Push.Campaign, words?.Text, words?.Template,
                words?.Kind?.ToString().ToLowerInvariant(), words?.Persona, sent.ActivityId);
            for (var tries = 0; tries < Notes; tries++)
            {
                if (await parts.Lanes.OperateAsync(act, state => OperatorTurn.Pushed(state, act, note, now), CancellationToken.None).ConfigureAwait(false) is not Receipt.Busy)
                {
                    return;
                }

                await Task.Yield();
            }

            LogNotNoted(null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogNotNoted(exception);
        }
    }

    private sealed record Target(ConversationKey Conversation, Bot.Core.Activities.Route Route, Account? OpenWith, Profile Profile, ConversationState State);

    [LoggerMessage(EventId = 1501, Level = LogLevel.Error, Message = "The {Adapter} adapter threw instead of answering a push; whether the platform has it is unknown")]
    private partial void LogAdapterThrew(Exception exception, string adapter);

    [LoggerMessage(EventId = 1507, Level = LogLevel.Error, Message = "A push could not be written; it is tried again")]
    private partial void LogNotWritten(Exception exception);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "A push went out but could not be put on the conversation's record; the push itself is kept")]
    private partial void LogNotNoted(Exception? exception);
}
