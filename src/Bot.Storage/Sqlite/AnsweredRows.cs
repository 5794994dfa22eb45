using System.Collections.Immutable;
using Bot.Core.Ports;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The ids of answered activities and of our own messages, for writing.</summary>
internal sealed class AnsweredRows(sqlite3 db) : IDisposable
{
    private readonly Statement _find = new(db, "SELECT answer FROM answered WHERE conversation = ?1 AND activity = ?2");
    private readonly Statement _add = new(db, "INSERT INTO answered (conversation, activity, at, answer) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _forget = new(db, "UPDATE answered SET answer = NULL WHERE conversation = ?1 AND activity = ?2");
    private readonly Statement _forgetAll = new(db, "UPDATE answered SET answer = NULL WHERE conversation = ?1 AND answer IS NOT NULL");
    private readonly Statement _own = new(db, "INSERT OR IGNORE INTO own (conversation, activity, at) VALUES (?1, ?2, ?3)");

    /// <summary>Those that were answered before, with what was said.</summary>
    public ImmutableArray<Answered> Earlier(long conversation, ImmutableArray<Answered> asked)
    {
        ImmutableArray<Answered> earlier = [];
        foreach (var one in asked)
        {
            if (_find.Bind(1, conversation).Bind(2, one.ActivityId).Next())
            {
                earlier = earlier.Add(new(one.ActivityId, _find.IsNull(0) ? default(ReadOnlyMemory<byte>?) : _find.Blob(0).ToArray()));
                _find.Reset();
            }
        }

        return earlier;
    }

    public void Add(long conversation, Answered one, long now)
    {
        _add.Bind(1, conversation).Bind(2, one.ActivityId).Bind(3, now);
        (one.Answer is { } answer ? _add.Bind(4, answer.Span) : _add.BindNull(4)).Run();
    }

    public void AddOwn(long conversation, string activity, long now) => _own.Bind(1, conversation).Bind(2, activity).Bind(3, now).Run();

    /// <summary>Erasure: a repeat is still known as one, but what was said is gone.</summary>
    public void Forget(long conversation, string activity) => _forget.Bind(1, conversation).Bind(2, activity).Run();

    public void ForgetAll(long conversation) => _forgetAll.Bind(1, conversation).Run();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
        _forget.Dispose();
        _forgetAll.Dispose();
        _own.Dispose();
    }
}
