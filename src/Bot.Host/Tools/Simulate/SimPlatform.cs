using System.Globalization;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Pushes;

namespace Bot.Host.Tools.Simulate;

/// <summary>A platform that answers as the commands say: <c>sent</c>, <c>failed</c>, <c>unknown</c>, <c>throttled:SECONDS</c>, <c>confirm:3h</c>.</summary>
internal sealed class SimPlatform(TimeProvider clock)
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromHours(24);
    private readonly Dictionary<string, Queue<string>> _scripts = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset At, string Id)> _confirms = [];
    private readonly Dictionary<string, DateTimeOffset> _called = new(StringComparer.Ordinal);

    public DateTimeOffset? NextConfirm => _confirms.Count > 0 ? _confirms.Min.At : null;

    /// <summary>When a push was called for last; now where it was not.</summary>
    public DateTimeOffset CalledAt(string id) => _called.GetValueOrDefault(id, clock.GetUtcNow());

    public void Script(string id, IEnumerable<string> outcomes) => _scripts.TryAdd(id, new Queue<string>(outcomes));

    /// <summary>Null when it is a known outcome; else what is wrong.</summary>
    public static string? Wrong(string outcome) => outcome is "sent" or "failed" or "unknown"
        || (Argument(outcome, "throttled:") is { } seconds && double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 31_622_400)
        || (Argument(outcome, "confirm:") is { } span && Durations.Read(span) is not null)
        ? null
        : $"outcome '{outcome}' is none of sent, failed, unknown, throttled:SECONDS, confirm:DURATION";

    public ValueTask<CallResult> CallAsync(PushRow row, CancellationToken cancel)
    {
        var outcome = _scripts.TryGetValue(row.Push.Id, out var script) && script.TryDequeue(out var next) ? next : "sent";
        _called[row.Push.Id] = clock.GetUtcNow();
        return ValueTask.FromResult<CallResult>(outcome switch
        {
            "sent" => new CallResult.Sent($"m:{row.Push.Id}"),
            "failed" => new CallResult.Refused("refused"),
            "unknown" => new CallResult.Unknown("timed_out"),
            _ when Argument(outcome, "throttled:") is { } seconds => new CallResult.Throttled(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), "throttled"),
            _ when Argument(outcome, "confirm:") is { } span => Await(row.Push.Id, Durations.Read(span)!.Value),
            _ => throw new InvalidOperationException(outcome),
        });
    }

    /// <summary>A task waits until its human confirms; one that is stale is taken back.</summary>
    public ValueTask<CallResult> AskAsync(PushRow row, bool isStale, CancellationToken cancel)
    {
        if (!isStale)
        {
            return ValueTask.FromResult<CallResult>(new CallResult.Awaiting(AskAfter));
        }

        _confirms.RemoveWhere(one => one.Id == row.Push.Id);
        return ValueTask.FromResult<CallResult>(new CallResult.Refused("expired"));
    }

    /// <summary>The pushes whose human has confirmed by now.</summary>
    public IEnumerable<string> Confirmed()
    {
        while (_confirms.Count > 0 && _confirms.Min is var first && first.At <= clock.GetUtcNow())
        {
            _confirms.Remove(first);
            yield return first.Id;
        }
    }

    private CallResult.Awaiting Await(string id, TimeSpan after)
    {
        _confirms.Add((clock.GetUtcNow() + after, id));
        return new CallResult.Awaiting(AskAfter);
    }

    private static string? Argument(string outcome, string prefix) => outcome.StartsWith(prefix, StringComparison.Ordinal) ? outcome[prefix.Length..] : null;
}
