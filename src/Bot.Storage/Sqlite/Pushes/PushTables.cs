using Bot.Core.Activities;
using Bot.Core.Throttling;
using SQLitePCL;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>All that the writer does to pushes and their logs; keeps the slots of a row, its state and its campaign's funnel in step.</summary>
internal sealed class PushTables : IDisposable
{
    private readonly Dictionary<string, Statement> _reading = [];

    public PushTables(sqlite3 db, PushClock clock)
    {
        Rows = new(db);
        Campaigns = new(db);
        Slots = new(db);
        Counts = new(db);
        Memory = new(db, clock);
        Checks = new(new SlotReads(sql => _reading.TryGetValue(sql, out var known) ? known : _reading[sql] = new(db, sql)));
    }

    public PushRows Rows { get; }

    public CampaignRows Campaigns { get; }

    public SlotRows Slots { get; }

    public PushMemory Memory { get; }

    public CheckCounts Checks { get; }

    private PushCounts Counts { get; }

    /// <summary>Keeps a whole row and its slots. The slots of the earlier row must be out already.</summary>
    public void Keep(WrittenPush push, KeptPush? earlier, int fence, long now)
    {
        var id = Rows.Keep(push, earlier, fence, now);
        Slots.Add(push.Logs, now, id);
        if (earlier is not null)
        {
            Counts.Add(earlier.Campaign, earlier.State, earlier.Rule, -1);
        }

        Counts.Add(push.Row.Push.Campaign, push.Row.State, push.Row.Verdict?.Rule, 1);
    }

    /// <summary>Keeps what changed of a row, and moves its slots where they now belong.</summary>
    public void Change(KeptPush before, KeptPush after)
    {
        if (before.Place != after.Place)
        {
            TakeOut(before);
            if (after.Place is { } place)
            {
                Slots.Add(after.Logs, place, after.Id);
            }
        }

        Rows.Settle(after);
        Counts.Add(before.Campaign, before.State, before.Rule, -1);
        Counts.Add(after.Campaign, after.State, after.Rule, 1);
    }

    /// <summary>Takes its entries out of the logs; the row stays as it is.</summary>
    public void TakeOut(KeptPush push)
    {
        if (push.Place is { } place)
        {
            Slots.Remove(push.Logs, place, push.Id);
        }
    }

    /// <summary>Removes a row and its slots.</summary>
    public void Remove(KeptPush push)
    {
        TakeOut(push);
        Rows.Remove(push.Id);
        Counts.Add(push.Campaign, push.State, push.Rule, -1);
    }

    /// <summary>Removes a member's rows and logs; where others count too, a nameless entry keeps the count. Says how many rows went.</summary>
    public long Erase(MemberKey member)
    {
        LogKey[] own = [LogKey.Of(member), LogKey.Engaged(member), LogKey.Complained(member), LogKey.Wished(member)];
        var gone = 0L;
        foreach (var push in Rows.OfMember(WrittenPush.HashOf(member)))
        {
            if (push.ToRow().Push.Member != member)
            {
                continue;
            }

            foreach (var log in PackedTexts.Read(push.Logs).Where(log => !own.Any(key => IsOf(log, key))))
            {
                Slots.MakeNameless(log, push.Place!.Value, push.SlotAt!.Value, push.Id);
            }

            Remove(push);
            gone++;
        }

        foreach (var key in own)
        {
            Slots.Forget(key);
        }

        return gone;
    }

    /// <summary>Makes the logs anew from rows and signals.</summary>
    public void Rebuild()
    {
        Slots.Clear();
        Rows.ForEachHolding(push => Slots.Add(push.Logs, push.Place!.Value, push.Id));
        Slots.AddSignals();
        Memory.IsWhole = true;
    }

    /// <summary>Removes a few rows and signals that no rule can reach any more; says how many.</summary>
    public int Purge(long nowMicros, int most)
    {
        var before = (nowMicros / 1000) - (long)ThrottlePolicy.Retention.TotalMilliseconds;
        var old = Rows.Old(before, most);
        old.ForEach(Remove);
        return old.Count + Slots.PurgeSignals(before, most);
    }

    /// <summary>The transaction is about to end.</summary>
    public void Flush()
    {
        Counts.Flush();
        Memory.Flush();
    }

    /// <summary>The transaction was rolled back.</summary>
    public void Drop()
    {
        Counts.Drop();
        Memory.Drop();
    }

    public void Dispose()
    {
        Campaigns.Dispose();
        Rows.Dispose();
        Slots.Dispose();
        Counts.Dispose();
        Memory.Dispose();
        foreach (var statement in _reading.Values)
        {
            statement.Dispose();
        }
    }

    private static bool IsOf(string log, LogKey audience) =>
        log.StartsWith(audience.Text, StringComparison.Ordinal) && (log.Length == audience.Text.Length || log[audience.Text.Length] == '|');
}
