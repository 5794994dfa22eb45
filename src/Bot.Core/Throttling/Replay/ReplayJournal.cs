using System.Collections.Immutable;

namespace Bot.Core.Throttling.Replay;

/// <summary>The throttle's logs in memory, counted as the stores count them. Entries later than the moment asked about do not count.</summary>
internal sealed class ReplayJournal
{
    private readonly Dictionary<LogKey, Log> _logs = [];

    public ReplayJournal(IReadOnlyDictionary<LogKey, ImmutableArray<LogEntry>> known)
    {
        foreach (var (key, entries) in known.Where(pair => pair.Value.Length > 0))
        {
            _logs[key] = new Log([.. entries.OrderBy(entry => entry.At)]);
        }
    }

    /// <summary>Takes slots.</summary>
    public void Take(IEnumerable<LogKey> keys, LogEntry entry)
    {
        foreach (var key in keys.Distinct())
        {
            (_logs.TryGetValue(key, out var known) ? known : _logs[key] = new Log([])).Add(entry);
        }
    }

    /// <summary>The checks that do not pass.</summary>
    public ImmutableArray<CheckResult> Failing(ImmutableArray<Check> checks, DateTimeOffset now) =>
        [.. checks.Select((check, index) => Of(index, check, now)).OfType<CheckResult>()];

    /// <summary>The entries of some logs in [since, now], oldest first.</summary>
    public ImmutableArray<LogEntry> Read(IEnumerable<LogKey> keys, DateTimeOffset since, DateTimeOffset now) =>
        keys.Select(key => Span(key, since, now)).Where(span => span.Count > 0).ToArray() switch
        {
            [] => [],
            [var only] => [.. only],
            var some => [.. some.SelectMany(span => span).OrderBy(entry => entry.At)],
        };

    /// <summary>True when a log has an entry of another than <paramref name="own"/> in [since, now].</summary>
    public bool Has(LogKey key, DateTimeOffset since, DateTimeOffset now, string own) => Span(key, since, now).Any(entry => entry.Id != own);

    private CheckResult? Of(int index, Check check, DateTimeOffset now)
    {
        switch (check)
        {
            case Check.Cap cap:
                if (cap.Keys.Sum(key => Span(key, cap.Window.Since(now), now).Count) < cap.Limit)
                {
                    return null;
                }

                var inWindow = Read(cap.Keys, cap.Window.Since(now), now);
                return new CheckResult(index, inWindow.Length, Newest(inWindow), [], Pivot(cap, inWindow));
            case Check.Earned earned:
                var spent = Read(earned.Spending, DateTimeOffset.MinValue, now);
                var since = earned.Within is { } within ? Window.Rolling(within).Since(now) : DateTimeOffset.MinValue;
                since = spent is [.., var last] && last.At >= since ? last.At.AddMilliseconds(1) : since;
                var have = Read(earned.Earning, since, now);
                return have.Length >= earned.Needed ? null : new CheckResult(index, have.Length, Newest(have), spent is [.., var shown] ? [shown] : []);
            case Check.Share share:
                var from = Window.Rolling(share.Within).Since(now);
                var (part, whole) = (Read(share.Part, from, now), Read(share.Whole, from, now));
                return (part.Length + 1L) * 1000 <= share.PerMille * (whole.Length + 1L) ? null : new CheckResult(index, part.Length, Newest(part), Newest(whole));
            default:
                throw new ArgumentOutOfRangeException(nameof(check));
        }
    }

    private static DateTimeOffset? Pivot(Check.Cap cap, ImmutableArray<LogEntry> inWindow) =>
        cap.Limit > CheckResult.MostEntries ? inWindow[^cap.Limit].At : null;

    private static ImmutableArray<LogEntry> Newest(ImmutableArray<LogEntry> entries) => [.. entries.Reverse().Take(CheckResult.MostEntries)];

    private ArraySegment<LogEntry> Span(LogKey key, DateTimeOffset since, DateTimeOffset now)
    {
        if (!_logs.TryGetValue(key, out var log))
        {
            return ArraySegment<LogEntry>.Empty;
        }

        var from = since == DateTimeOffset.MinValue ? 0 : log.Behind(since.AddTicks(-1));
        return log.Between(from, Math.Max(from, log.Behind(now)));
    }

    /// <summary>Entries in the order of their times.</summary>
    private sealed class Log(LogEntry[] entries)
    {
        private LogEntry[] _entries = entries;
        private int _count = entries.Length;

        public void Add(LogEntry entry)
        {
            if (_count == _entries.Length)
            {
                Array.Resize(ref _entries, Math.Max(4, 2 * _count));
            }

            var place = Behind(entry.At);
            Array.Copy(_entries, place, _entries, place + 1, _count - place);
            _entries[place] = entry;
            _count++;
        }

        public ArraySegment<LogEntry> Between(int from, int to) => new(_entries, from, to - from);

        // The first place whose entry is later.
        public int Behind(DateTimeOffset at)
        {
            var (low, high) = (0, _count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _entries[middle].At <= at ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
