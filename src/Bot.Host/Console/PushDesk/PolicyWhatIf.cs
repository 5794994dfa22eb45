using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Throttling.Replay;
using Bot.Host.Pushes;

namespace Bot.Host.Console.PushDesk;

/// <summary>Judges the last days' pushes once more, by the policy in force and by a draft, on logs in memory. Nothing is sent or kept.</summary>
public sealed class PolicyWhatIf(IPushLedger pushes, ILedger ledger, AudienceFacts audience, AudienceDirectory directory)
{
    /// <summary>The most pushes that are judged; the newest, where there are more.</summary>
    public const int Most = 20_000;

    private const int Page = 1000;
    private const int MostLogs = 100_000;
    private const int LogsAtOnce = 500;
    private const int MostEntries = 500;

    private sealed record Past(List<PushRow> Asked, Dictionary<string, ImmutableArray<int>> Likeness, bool Cut);

    /// <summary>Compares.</summary>
    /// <param name="before">The policy in force.</param>
    /// <param name="after">The draft.</param>
    /// <param name="days">How many days to look back.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="most">The most pushes to judge.</param>
    public async Task<WhatIfView> OfAsync(ThrottlePolicy before, ThrottlePolicy after, int days, CancellationToken cancel, int most = Most)
    {
        var now = await pushes.NowAsync(cancel).ConfigureAwait(false);
        var from = now.AddDays(-days);
        var alike = new[] { before.Similar?.Within, after.Similar?.Within }.Max() ?? TimeSpan.Zero;
        var past = await PastAsync(from, now, alike, most, cancel).ConfigureAwait(false);
        var needsGroups = before.Overlap is not null || after.Overlap is not null;
        var asked = await new WhatIfAudience(audience, directory, ledger, needsGroups).ReadAsync(past.Asked, cancel).ConfigureAwait(false);
        var keys = await Task.Run(() => asked.SelectMany(one => PolicyReplay.Reads(one, before).Concat(PolicyReplay.Reads(one, after))).Distinct().Take(MostLogs + 1).ToImmutableArray(), cancel).ConfigureAwait(false);
        var known = await KnownAsync(keys, past.Asked, from, now, cancel).ConfigureAwait(false);
        var input = new ReplayInput(asked, known, past.Likeness, now);
        var old = Task.Run(() => PolicyReplay.Run(before, input), cancel);
        var draft = Task.Run(() => PolicyReplay.Run(after, input), cancel);
        return WhatIfFold.Of(from, now, past.Cut || keys.Length > MostLogs, await old.ConfigureAwait(false), await draft.ConfigureAwait(false));
    }

    // The newest first, until those are reached that nobody compares with any more.
    private async Task<Past> PastAsync(DateTimeOffset from, DateTimeOffset now, TimeSpan alike, int most, CancellationToken cancel)
    {
        var (asked, likeness) = (new List<PushRow>(), new Dictionary<string, ImmutableArray<int>>(StringComparer.Ordinal));
        var (left, after) = (2 * most, default(string));
        while (left > 0)
        {
            var page = await pushes.ListAsync(new PushQuery(Max: Math.Min(Page, left), After: after, Newest: true), cancel).ConfigureAwait(false);
            left -= page.Length;
            foreach (var row in page)
            {
                if (row.Push.CreatedAt < from || asked.Count >= most)
                {
                    likeness[row.Push.Id] = row.Push.Likeness;
                }
                else if (row.Items.IsEmpty && row.Verdict?.Rule != QueueActs.Dropped && row.Push.CreatedAt <= now)
                {
                    asked.Add(row);
                }
            }

            if (page.Length < Page || page.All(row => row.Push.CreatedAt < from - alike))
            {
                break;
            }

            after = page[^1].Push.Id;
        }

        asked.Reverse();
        return new Past(asked, likeness, asked.Count >= most || left <= 0);
    }

    // What others took: not those that are judged anew, nor the digests that carried them.
    private async Task<Dictionary<LogKey, ImmutableArray<LogEntry>>> KnownAsync(ImmutableArray<LogKey> keys, List<PushRow> asked, DateTimeOffset from, DateTimeOffset now, CancellationToken cancel)
    {
        var own = asked.Select(row => row.Push.Id).ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<LogKey, ImmutableArray<LogEntry>>();
        foreach (var some in keys.Take(MostLogs).Chunk(LogsAtOnce))
        {
            var logs = await pushes.ReadLogsAsync([.. some], now - ThrottlePolicy.Retention, MostEntries, cancel).ConfigureAwait(false);
            for (var i = 0; i < some.Length; i++)
            {
                known[some[i]] = logs[i].RemoveAll(entry => own.Contains(entry.Id) || (entry.At >= from && entry.Id.StartsWith("digest:", StringComparison.Ordinal)));
            }
        }

        return known;
    }
}
