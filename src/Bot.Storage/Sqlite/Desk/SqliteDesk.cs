using System.Collections.Immutable;
using System.Text;
using Bot.Core.Ports;

namespace Bot.Storage.Sqlite.Desk;

/// <summary>The operators' desk in a SQLite file. A commit is one job of the writer: it looks at every version before it writes.</summary>
internal sealed class SqliteDesk(Writer writer, Readers readers) : IDesk
{
    public ValueTask<DeskDocument?> FindAsync(string kind, string key, CancellationToken cancel)
    {
        DeskRules.Check(kind, key);
        return new(readers.Read(reader =>
        {
            var read = reader["SELECT version, json FROM desk_documents WHERE kind = ?1 AND name = ?2"].Bind(1, kind).Bind(2, key);
            if (!read.Next())
            {
                return null;
            }

            var document = new DeskDocument(kind, key, read.Text(1), read.Long(0));
            read.Reset();
            return document;
        }));
    }

    public ValueTask<ImmutableArray<DeskDocument>> ListAsync(string kind, string? after, int limit, CancellationToken cancel)
    {
        DeskRules.CheckKind(kind);
        DeskRules.CheckLimit(limit);
        return new(readers.Read(reader =>
        {
            // Every key sorts after the empty text.
            var read = reader["SELECT name, version, json FROM desk_documents WHERE kind = ?1 AND name > ?2 ORDER BY name LIMIT ?3"].Bind(1, kind).Bind(2, after ?? "").Bind(3, limit);
            return Reader.List(read, row => new DeskDocument(kind, row.Text(0), row.Text(2), row.Long(1))).ToImmutableArray();
        }));
    }

    public async ValueTask<DeskOutcome> CommitAsync(ImmutableArray<DeskChange> changes, CancellationToken cancel)
    {
        DeskRules.Check(changes);
        return await writer.Write(new DeskJob(changes)).ConfigureAwait(false);
    }

    public ValueTask<ImmutableArray<DeskEntry>> ReadAsync(string log, long? before, int limit, CancellationToken cancel)
    {
        DeskRules.CheckLog(log);
        DeskRules.CheckLimit(limit);
        return new(readers.Read(reader =>
        {
            var read = reader["SELECT number, json FROM desk_logs WHERE log = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3"].Bind(1, log).Bind(2, before ?? long.MaxValue).Bind(3, limit);
            return Reader.List(read, row => new DeskEntry(row.Long(0), row.Text(1))).ToImmutableArray();
        }));
    }

    public ValueTask<long> RevisionAsync(string kind, CancellationToken cancel)
    {
        DeskRules.CheckKind(kind);
        return new(readers.Read(reader =>
        {
            var read = reader["SELECT revision FROM desk_revisions WHERE kind = ?1"].Bind(1, kind);
            if (!read.Next())
            {
                return 0L;
            }

            var revision = read.Long(0);
            read.Reset();
            return revision;
        }));
    }

    private sealed class DeskJob(ImmutableArray<DeskChange> changes) : WriteJob<DeskOutcome>
    {
        protected override DeskOutcome Write(WriteStatements statements, long now)
        {
            foreach (var change in changes)
            {
                if (Expectation(change) is var (kind, key, expected) && statements.Desk.Version(kind, key) is var version && version != expected)
                {
                    return new DeskOutcome.Stale(kind, key, version);
                }
            }

            var numbers = ImmutableArray.CreateBuilder<long>(changes.Length);
            foreach (var change in changes)
            {
                numbers.Add(change switch
                {
                    DeskChange.Put put => statements.Desk.Put(put.Kind, put.Key, put.Expected + 1, put.Json),
                    DeskChange.Remove remove => statements.Desk.Remove(remove.Kind, remove.Key),
                    DeskChange.Append append => statements.Desk.Append(append.Log, append.Json),
                    _ => 0,
                });
            }

            foreach (var kind in changes.Select(change => Expectation(change)?.Kind).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                statements.Desk.Changed(kind);
            }

            return new DeskOutcome.Kept(numbers.MoveToImmutable());
        }

        private static (string Kind, string Key, long Expected)? Expectation(DeskChange change) => change switch
        {
            DeskChange.Put put => (put.Kind, put.Key, put.Expected),
            DeskChange.Remove remove => (remove.Kind, remove.Key, remove.Expected),
            _ => null,
        };
    }
}

/// <summary>The writer's statements for the desk.</summary>
internal sealed class DeskRows(SQLitePCL.sqlite3 db) : IDisposable
{
    private readonly Statement _version = new(db, "SELECT version FROM desk_documents WHERE kind = ?1 AND name = ?2");
    private readonly Statement _put = new(db, "INSERT INTO desk_documents (kind, name, version, json) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kind, name) DO UPDATE SET version = ?3, json = ?4");
    private readonly Statement _remove = new(db, "DELETE FROM desk_documents WHERE kind = ?1 AND name = ?2");
    private readonly Statement _last = new(db, "SELECT coalesce(max(number), 0) FROM desk_logs WHERE log = ?1");
    private readonly Statement _append = new(db, "INSERT INTO desk_logs (log, number, json) VALUES (?1, ?2, ?3)");
    private readonly Statement _changed = new(db, "INSERT INTO desk_revisions (kind, revision) VALUES (?1, 1) ON CONFLICT (kind) DO UPDATE SET revision = revision + 1");

    public long Version(string kind, string key)
    {
        _version.Bind(1, kind).Bind(2, key);
        if (!_version.Next())
        {
            return 0;
        }

        var version = _version.Long(0);
        _version.Reset();
        return version;
    }

    public long Put(string kind, string key, long version, string json)
    {
        _put.Bind(1, kind).Bind(2, key).Bind(3, version).Bind(4, Encoding.UTF8.GetBytes(json).AsSpan()).Run();
        return version;
    }

    public long Remove(string kind, string key)
    {
        _remove.Bind(1, kind).Bind(2, key).Run();
        return 0;
    }

    public long Append(string log, string json)
    {
        _last.Bind(1, log).Next();
        var number = _last.Long(0) + 1;
        _last.Reset();
        _append.Bind(1, log).Bind(2, number).Bind(3, Encoding.UTF8.GetBytes(json).AsSpan()).Run();
        return number;
    }

    public void Changed(string kind) => _changed.Bind(1, kind).Run();

    public void Dispose()
    {
        _version.Dispose();
        _put.Dispose();
        _remove.Dispose();
        _last.Dispose();
        _append.Dispose();
        _changed.Dispose();
    }
}
