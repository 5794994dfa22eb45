using System.Collections.Immutable;

namespace Bot.Core.Throttling.Replay;

/// <summary>
/// Judges the pushes of the past once more by a policy, on logs in memory: what would have gone, what not, and why. Pure. A platform takes all
/// that it is given, nobody pauses a campaign, and audiences react as they did.
/// </summary>
public sealed class PolicyReplay
{
    private const int MostLooks = 200;
    private static readonly TimeSpan Recheck = TimeSpan.FromHours(1);

    private readonly ThrottlePolicy _policy;
    private readonly ReplayInput _input;
    private readonly ReplayJournal _journal;
    private readonly ReplayDigests _digests;
    private readonly Dictionary<string, ImmutableArray<int>> _likeness;
    private readonly ReplayOutcome?[] _outcomes;
    private readonly int[] _looks;
    private readonly DateTimeOffset?[] _waits;
    private readonly PriorityQueue<int, (DateTimeOffset At, PushClass Class, int Order)> _due = new();

    private PolicyReplay(ThrottlePolicy policy, ReplayInput input)
    {
        (_policy, _input, _journal) = (policy, input, new ReplayJournal(input.Known));
        _likeness = input.Pushes.DistinctBy(one => one.Push.Id).ToDictionary(one => one.Push.Id, one => one.Push.Likeness, StringComparer.Ordinal);
        (_outcomes, _looks, _waits) = (new ReplayOutcome?[input.Pushes.Length], new int[input.Pushes.Length], new DateTimeOffset?[input.Pushes.Length]);
        _digests = new ReplayDigests(policy, input, _journal, Facts);
    }

    /// <summary>What becomes of each, in the order of the input.</summary>
    public static ImmutableArray<ReplayOutcome> Run(ThrottlePolicy policy, ReplayInput input)
    {
        var replay = new PolicyReplay(policy, input);
        replay.Run();
        return [.. replay._outcomes.Select(outcome => outcome!)];
    }

    /// <summary>Every log that a policy may ask about one push; what stands there must be in <see cref="ReplayInput.Known"/>.</summary>
    public static IEnumerable<LogKey> Reads(ReplayPush push, ThrottlePolicy policy) => ReplayFacts.Reads(push, policy);

    private void Run()
    {
        for (var i = 0; i < _input.Pushes.Length; i++)
        {
            Wait(i, _input.Pushes[i].Push.CreatedAt);
        }

        while (_due.TryPeek(out var next, out var priority) && (priority.At <= _input.Until || _outcomes[next] is null))
        {
            _due.Dequeue();
            if (_waits[next] != priority.At)
            {
                // A digest took it along meanwhile.
                continue;
            }

            _waits[next] = null;
            _looks[next]++;
            if (_outcomes[next] is { Decision: Decision.Digest })
            {
                Bundle(next, priority.At);
            }
            else
            {
                Judge(next, priority.At);
            }
        }
    }

    private void Judge(int which, DateTimeOffset now)
    {
        var one = _input.Pushes[which];
        var plan = Planner.Plan(_policy, one.Push, Facts(one, now), now);
        var failing = plan.IsOver ? [] : _journal.Failing([.. plan.Checks.Select(planned => planned.Check)], now);
        if (!plan.IsOver && plan.Votes.IsEmpty && failing.IsEmpty)
        {
            _journal.Take(plan.Slots, new LogEntry(now, one.Push.Id));
            _outcomes[which] = new ReplayOutcome(one.Push, Decision.Send, now, false, null, plan.Local.Id);
        }
        else if (!TryOverride(which, plan, failing, now))
        {
            Keep(which, plan, Judgement.Refuse(plan, now, failing), now);
        }
    }

    private bool TryOverride(int which, ThrottlePlan plan, ImmutableArray<CheckResult> failing, DateTimeOffset now)
    {
        if (plan.IsOver || plan.Push.Override is null || Overriding.Refusal(plan, Judgement.AllVotes(plan, now, failing)) is not null)
        {
            return false;
        }

        var (checks, slots) = Overriding.Terms(plan, now);
        if (!_journal.Failing(checks, now).IsEmpty)
        {
            return false;
        }

        _journal.Take(slots, new LogEntry(now, plan.Push.Id));
        _outcomes[which] = new ReplayOutcome(plan.Push, Decision.Send, now, false, null, plan.Local.Id);
        return true;
    }

    private void Keep(int which, ThrottlePlan plan, Verdict verdict, DateTimeOffset now)
    {
        var decision = verdict.Decision == Decision.Digest && _input.Pushes[which].IsWritten ? Decision.Hold : verdict.Decision;
        _outcomes[which] = new ReplayOutcome(plan.Push, decision, now, false, verdict.Failing.FirstOrDefault(finding => finding.Rule == verdict.Rule), verdict.Zone);
        if (decision is not (Decision.Hold or Decision.Digest) || _looks[which] >= MostLooks)
        {
            return;
        }

        var again = verdict.Until is { } until && until > now ? until : now + Recheck;
        again = plan.NotAfter is { } end && end < again ? end : again;
        if (decision == Decision.Digest)
        {
            _digests.Add(which, again);
        }

        Wait(which, again);
    }

    // The first item that is due takes along what waits with it.
    private void Bundle(int first, DateTimeOffset now)
    {
        foreach (var (which, plan, verdict) in _digests.Take(first, now))
        {
            _waits[which] = null;
            if (verdict.Decision == Decision.Send)
            {
                _outcomes[which] = new ReplayOutcome(plan.Push, Decision.Send, now, true, null, plan.Local.Id);
            }
            else
            {
                Keep(which, plan, verdict, now);
            }
        }
    }

    private void Wait(int which, DateTimeOffset at)
    {
        _waits[which] = at;
        _due.Enqueue(which, (at, _input.Pushes[which].Push.Class, which));
    }

    private PushFacts Facts(ReplayPush one, DateTimeOffset now) => ReplayFacts.At(one, _policy, _journal, Likeness, now);

    private ImmutableArray<int> Likeness(string id) =>
        _likeness.TryGetValue(id, out var own) ? own : _input.Likeness.TryGetValue(id, out var other) ? other : [];
}
