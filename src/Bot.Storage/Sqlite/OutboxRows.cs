using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Turns;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>Waiting messages, their leases and the dead letters, for writing.</summary>
internal sealed class OutboxRows(sqlite3 db, string node, StoreSettings settings) : IDisposable
{
    private readonly Statement _lease = new(db, "INSERT INTO leases (conversation, owner, until) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET owner = ?2, until = ?3 WHERE owner = ?2 OR until <= ?4");
    private readonly Statement _release = new(db, "DELETE FROM leases WHERE conversation = ?1 AND owner = ?2");
    private readonly Statement _other = new(db, "SELECT 1 FROM leases WHERE conversation = ?1 AND owner <> ?2");
    private readonly Statement _add = new(db, "INSERT INTO outbox (conversation, row, attempts, due, started, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _all = new(db, "SELECT id, row, attempts, due, started, message FROM outbox WHERE conversation = ?1 ORDER BY id LIMIT ?2");
    private readonly Statement _find = new(db, "SELECT id, row, attempts, due, started, message FROM outbox WHERE conversation = ?1 AND row = ?2 ORDER BY id LIMIT 1");
    private readonly Statement _remove = new(db, "DELETE FROM outbox WHERE id = (SELECT id FROM outbox WHERE conversation = ?1 AND row = ?2 ORDER BY id LIMIT 1)");
    private readonly Statement _start = new(db, "UPDATE outbox SET started = 1 WHERE conversation = ?1 AND row = ?2");
    private readonly Statement _again = new(db, "UPDATE outbox SET attempts = attempts + 1, due = ?2, started = 0 WHERE id = ?1");
    private readonly Statement _bury = new(db, "INSERT INTO dead (conversation, at, reason, letter) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _dead = new(db, "SELECT id, letter FROM dead WHERE conversation = ?1");
    private readonly Statement _exhume = new(db, "DELETE FROM dead WHERE id = ?1");

    public void Add(long conversation, OutboxRow row, ReadOnlySpan<byte> message) =>
        _add.Bind(1, conversation).Bind(2, row.Id).Bind(3, row.Attempts).Bind(4, row.NotBefore.Micros()).Bind(5, row.CallStarted ? 1 : 0).Bind(6, message).Run();

    /// <summary>Takes or renews the lease; false when another node holds it.</summary>
    public bool Lease(long conversation, long now) =>
        _lease.Bind(1, conversation).Bind(2, node).Bind(3, now + (long)settings.Lease.TotalMicroseconds).Bind(4, now).Run() > 0;

    public void Release(long conversation) => _release.Bind(1, conversation).Bind(2, node).Run();

    /// <summary>True when another node has, or last had, the lease.</summary>
    public bool IsAnothers(long conversation)
    {
        var found = _other.Bind(1, conversation).Bind(2, node).Next();
        _other.Reset();
        return found;
    }

    public ImmutableArray<OutboxRow> Waiting(long conversation, int max)
    {
        var rows = ImmutableArray.CreateBuilder<OutboxRow>();
        _all.Bind(1, conversation).Bind(2, max);
        while (_all.Next())
        {
            rows.Add(Read(_all));
        }

        return rows.DrainToImmutable();
    }

    public bool Remove(long conversation, string row) => _remove.Bind(1, conversation).Bind(2, row).Run() > 0;

    public void Start(long conversation, string row) => _start.Bind(1, conversation).Bind(2, row).Run();

    public void Settle(long conversation, string id, DeliveryResult result, long? retryAt, long now)
    {
        if (!_find.Bind(1, conversation).Bind(2, id).Next())
        {
            return;
        }

        var row = Read(_find);
        var key = _find.Long(0);
        _find.Reset();
        if (result is not DeliveryResult.Refused && retryAt is { } due)
        {
            _again.Bind(1, key).Bind(2, due).Run();
            return;
        }

        Remove(conversation, id);
        _bury.Bind(1, conversation).Bind(2, now).Bind(3, Letters.Reason(result)).Bind(4, StateJson.Write(Letters.Bury(row))).Run();
    }

    /// <summary>Erasure: takes out what waits, or died, for this member alone.</summary>
    public void Erase(long conversation, MemberKey member, IReadOnlySet<ConversationKey> direct)
    {
        foreach (var row in Waiting(conversation, int.MaxValue).Where(row => Erasure.IsFor(row.Message, member, direct)))
        {
            Remove(conversation, row.Id);
        }

        var dead = new List<long>();
        _dead.Bind(1, conversation);
        while (_dead.Next())
        {
            if (Erasure.IsFor(StateJson.Read<OutboxRow>(_dead.Blob(1)).Message, member, direct))
            {
                dead.Add(_dead.Long(0));
            }
        }

        dead.ForEach(id => _exhume.Bind(1, id).Run());
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_lease, _release, _other, _add, _all, _find, _remove, _start, _again, _bury, _dead, _exhume])
        {
            statement.Dispose();
        }
    }

    private static OutboxRow Read(Statement row) =>
        new(row.Text(1), StateJson.Read<OutboundMessage>(row.Blob(5)), (int)row.Long(2), Moments.At(row.Long(3)), row.Long(4) != 0);
}
