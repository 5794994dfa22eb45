using System.Collections.Concurrent;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Tests.Kit.Chat;

/// <summary>A platform in memory: takes messages, or refuses them as told. Beside the real connector of the HTTP kit, for speed.</summary>
public sealed class Connector : IChannel
{
    private readonly ConcurrentQueue<OutboundMessage> _delivered = new();
    private readonly ConcurrentQueue<DeliveryResult> _answers = new();
    private int _ids;

    public string Adapter => "kit";

    public bool CanOpenDirect { get; set; } = true;

    public IReadOnlyCollection<OutboundMessage> Delivered => _delivered;

    /// <summary>Ids given to what was delivered, in order.</summary>
    public ConcurrentQueue<string> Ids { get; } = new();

    /// <summary>The next calls are refused with Retry-After.</summary>
    public void Throttle(int times, TimeSpan after)
    {
        for (var i = 0; i < times; i++)
        {
            _answers.Enqueue(new DeliveryResult.Retry(after, "429"));
        }
    }

    /// <summary>The next call gets this answer.</summary>
    public void AnswerNext(DeliveryResult result) => _answers.Enqueue(result);

    public ChannelCapabilities CapabilitiesOf(string channel) => new(4000, true, true, CanOpenDirect, true);

    public ValueTask<DeliveryResult> DeliverAsync(OutboxRow row, CancellationToken cancel)
    {
        if (_answers.TryDequeue(out var answer) && answer is not DeliveryResult.Sent)
        {
            return new(answer);
        }

        var message = row.Message;
        ConversationKey? opened = null;
        if (message.OpenWith is { } member)
        {
            opened = new ConversationKey(message.Conversation.Channel, $"dm-{member.Id}");
            message = message with { Conversation = opened };
        }

        _delivered.Enqueue(message);
        var id = $"sent-{Interlocked.Increment(ref _ids)}";
        Ids.Enqueue(id);
        return new(new DeliveryResult.Sent(id, opened));
    }
}
