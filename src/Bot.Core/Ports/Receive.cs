using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Ports;

/// <summary>What a door tells its platform after an activity was handed in.</summary>
public abstract record Receipt
{
    private Receipt()
    {
    }

    /// <summary>Kept: state, record and replies are durable. Acknowledge.</summary>
    /// <param name="Replies">The replies themselves, only for <see cref="DeliveryMode.ExpectReplies"/>.</param>
    public sealed record Kept(ImmutableArray<OutboundMessage> Replies) : Receipt;

    /// <summary>Nobody handles this invoke: 501.</summary>
    public sealed record NotHandled : Receipt;

    /// <summary>The lane is full or the service is stopping: 429 or 503, try again.</summary>
    /// <param name="After">When to try again.</param>
    public sealed record Busy(TimeSpan After) : Receipt;
}

/// <summary>Hands an activity to the assistant and returns once it is kept. Implemented once, by the host's lanes; a delegate because it is no port.</summary>
public delegate ValueTask<Receipt> Receive(Activity activity, CancellationToken cancel);
