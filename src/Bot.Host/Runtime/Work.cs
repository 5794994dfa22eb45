using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Host.Runtime;

/// <summary>Something that waits in a lane: an activity, or an operator's act.</summary>
internal sealed class Work(Activity activity, Func<ConversationState, Outcome>? operation = null)
{
    // Continues on the lane's thread: what waits is the writing of an acknowledgement, and a hop costs more than that.
    private readonly TaskCompletionSource<Receipt> _done = new();

    public Activity Activity { get; } = activity;

    public Func<ConversationState, Outcome>? Operation { get; } = operation;

    /// <summary>When it came in, by the runner's clock.</summary>
    public required long Received { get; init; }

    public Task<Receipt> Receipt => _done.Task;

    public void Done(Receipt receipt) => _done.TrySetResult(receipt);

    public void Failed(Exception exception) => _done.TrySetException(exception);

    /// <summary>True when <paramref name="next"/> may be read together with this one: both plain messages of one member.</summary>
    public bool JoinsWith(Work next) =>
        Operation is null && next.Operation is null
        && Activity.Type == ActivityType.Message && next.Activity.Type == ActivityType.Message
        && Activity.DeliveryMode == DeliveryMode.Normal && next.Activity.DeliveryMode == DeliveryMode.Normal
        && string.Equals(Activity.From.Id, next.Activity.From.Id, StringComparison.Ordinal);
}
