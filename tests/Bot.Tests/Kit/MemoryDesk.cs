using System.Collections.Immutable;
using Bot.Core.Ports;

namespace Bot.Tests.Kit;

/// <summary>A desk in memory, for tests that need no store; it keeps the same contract.</summary>
public sealed class MemoryDesk : IDesk
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, DeskDocument>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _revisions = new(StringComparer.Ordinal);

    public ValueTask<DeskDocument?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        DeskRules.Check(kind, key);
        lock (_gate)
        {
            return new(_documents.GetValueOrDefault(kind)?.GetValueOrDefault(key));
        }
    }

    public ValueTask<ImmutableArray<DeskDocument>> ListAsync(string kind, string? after, int limit, CancellationToken cancel)
    {
        DeskRules.CheckKind(kind);
        DeskRules.CheckLimit(limit);
        lock (_gate)
        {
            return new([.. (_documents.GetValueOrDefault(kind) ?? []).Values.Where(one => after is null || DeskRules.Order.Compare(one.Key, after) > 0).Take(limit)]);
        }
    }

    public ValueTask<DeskOutcome> CommitAsync(ImmutableArray<DeskChange> changes, CancellationToken cancel)
    {
        DeskRules.Check(changes);
        lock (_gate)
        {
            foreach (var (kind, key, expected) in changes.Select(Expectation).OfType<(string, string, long)>())
            {
                var version = Of(kind).GetValueOrDefault(key)?.Version ?? 0;
                if (version != expected)
                {
                    return new(new DeskOutcome.Stale(kind, key, version));
                }
            }

            ImmutableArray<long> numbers = [.. changes.Select(Make)];
            foreach (var kind in changes.Select(Expectation).OfType<(string Kind, string, long)>().Select(one => one.Kind).Distinct())
            {
                _revisions[kind] = _revisions.GetValueOrDefault(kind) + 1;
            }

            return new(new DeskOutcome.Kept(numbers));
        }
    }

    public ValueTask<ImmutableArray<DeskEntry>> ReadAsync(string log, long? before, int limit, CancellationToken cancel)
    {
        DeskRules.CheckLog(log);
        DeskRules.CheckLimit(limit);
        lock (_gate)
        {
            return new([.. (_logs.GetValueOrDefault(log) ?? []).Select((json, i) => new DeskEntry(i + 1, json)).Reverse().Where(one => one.Number < (before ?? long.MaxValue)).Take(limit)]);
        }
    }

    public ValueTask<long> RevisionAsync(string kind, CancellationToken cancel)
    {
        DeskRules.CheckKind(kind);
        lock (_gate)
        {
            return new(_revisions.GetValueOrDefault(kind));
        }
    }

    private static (string Kind, string Key, long Expected)? Expectation(DeskChange change) => change switch
    {
        DeskChange.Put put => (put.Kind, put.Key, put.Expected),
        DeskChange.Remove remove => (remove.Kind, remove.Key, remove.Expected),
        _ => null,
    };

    private SortedDictionary<string, DeskDocument> Of(string kind) =>
        _documents.TryGetValue(kind, out var known) ? known : _documents[kind] = new(DeskRules.Order);

    private long Make(DeskChange change)
    {
        switch (change)
        {
            case DeskChange.Put put:
                Of(put.Kind)[put.Key] = new(put.Kind, put.Key, put.Json, put.Expected + 1);
                return put.Expected + 1;
            case DeskChange.Remove remove:
                Of(remove.Kind).Remove(remove.Key);
                return 0;
            default:
                var append = (DeskChange.Append)change;
                var log = _logs.TryGetValue(append.Log, out var known) ? known : _logs[append.Log] = [];
                log.Add(append.Json);
                return log.Count;
        }
    }
}
