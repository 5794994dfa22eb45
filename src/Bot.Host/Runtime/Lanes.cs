using System.Collections.Concurrent;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Host.Runtime;

/// <summary>
/// Takes activities in, one lane per conversation, and answers each caller once its turn is kept. When a lane is full or
/// the service stops, the caller is told to come back: nothing is acknowledged that is not kept.
/// </summary>
public sealed class Lanes(TurnRunner runner, LaneOptions options)
{
    private readonly ConcurrentDictionary<ConversationKey, Lane> _lanes = new();
    private readonly ConcurrentQueue<ConversationKey> _byAge = new();
    private int _running;
    private volatile bool _stopping;

    /// <summary>Conversations in memory.</summary>
    public int Count => _lanes.Count;

    /// <summary>Hands an activity in; completes when it is kept. Matches <see cref="Receive"/>.</summary>
    public ValueTask<Receipt> ReceiveAsync(Activity activity, CancellationToken cancel) => Enter(new Work(activity) { Received = runner.Timestamp() }, cancel);

    /// <summary>Runs an operator's act in its conversation's lane.</summary>
    /// <param name="activity">Stands for the act: its id, conversation and the member it is about.</param>
    /// <param name="operation">State to outcome; pure.</param>
    /// <param name="cancel">Gives up waiting; the act may still happen.</param>
    public ValueTask<Receipt> OperateAsync(Activity activity, Func<ConversationState, Outcome> operation, CancellationToken cancel) =>
        Enter(new Work(activity, operation) { Received = runner.Timestamp() }, cancel);

    /// <summary>Forgets what is remembered, after something else wrote to the store.</summary>
    public void Forget()
    {
        runner.Forget();
        foreach (var (key, lane) in _lanes)
        {
            if (lane.TryRetire())
            {
                _lanes.TryRemove(KeyValuePair.Create(key, lane));
            }
        }
    }

    /// <summary>Refuses new work and waits for what runs.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        _stopping = true;
        while (Volatile.Read(ref _running) > 0 && !cancel.IsCancellationRequested)
        {
            await Task.Delay(20, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private ValueTask<Receipt> Enter(Work work, CancellationToken cancel)
    {
        if (_stopping)
        {
            return new(new Receipt.Busy(options.RetryAfter));
        }

        while (true)
        {
            var lane = LaneOf(work.Activity.Conversation);
            switch (lane.Offer(work, options.Capacity, out var admitted))
            {
                case Lane.Admission.Full:
                    return new(new Receipt.Busy(options.RetryAfter));
                case Lane.Admission.Start:
                    Interlocked.Increment(ref _running);
                    _ = RunAsync(lane);
                    return Wait(admitted, cancel);
                case Lane.Admission.Queued:
                    return Wait(admitted, cancel);
            }
        }
    }

    private static ValueTask<Receipt> Wait(Work work, CancellationToken cancel) =>
        new(cancel.CanBeCanceled ? work.Receipt.WaitAsync(cancel) : work.Receipt);

    private Lane LaneOf(ConversationKey conversation)
    {
        while (true)
        {
            if (_lanes.TryGetValue(conversation, out var known))
            {
                if (!known.Retired)
                {
                    return known;
                }

                _lanes.TryRemove(KeyValuePair.Create(conversation, known));
                continue;
            }

            if (_lanes.TryAdd(conversation, new Lane(conversation)))
            {
                _byAge.Enqueue(conversation);
                RetireOldest();
            }
        }
    }

    private void RetireOldest()
    {
        // Busy lanes go to the back of the queue; a few looks are enough, the next new conversation looks again.
        for (var looks = 0; looks < 4 && _lanes.Count > options.Remembered && _byAge.TryDequeue(out var oldest); looks++)
        {
            if (!_lanes.TryGetValue(oldest, out var lane))
            {
                continue;
            }

            if (lane.TryRetire())
            {
                _lanes.TryRemove(KeyValuePair.Create(oldest, lane));
            }
            else
            {
                _byAge.Enqueue(oldest);
            }
        }
    }

    private async Task RunAsync(Lane lane)
    {
        try
        {
            for (var works = lane.Take(options.MaxTogether); works.Count > 0; works = lane.Take(options.MaxTogether))
            {
                await runner.RunAsync(lane, works).ConfigureAwait(false);
                lane.Finish(works);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
