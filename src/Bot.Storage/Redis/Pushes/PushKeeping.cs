using Bot.Core.Pushes;
using Bot.Storage.Redis.Pushes.Journal;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Writes through to the journal, where there is one. Who is alone on the way writes by itself; many together share a transaction.</summary>
internal sealed class PushKeeping(PushJournal? journal)
{
    private int _onTheWay;

    public void Begin() => Interlocked.Increment(ref _onTheWay);

    public void End() => Interlocked.Decrement(ref _onTheWay);

    /// <summary>A row that a script kept as it was given.</summary>
    public Task RowAsync(PushRow row, ReadOnlySpan<RedisValue> put, long now, long version, long number)
    {
        if (journal is null)
        {
            return Task.CompletedTask;
        }

        var push = new JournalPush(row.Push.Id, version, number, PackedPush.Pack(put, now, version, number));
        var member = Member(row);
        var final = row.IsFinal;
        return journal.WriteAsync(new(tables => tables.Keep(push, member, final, now), now), IsAlone);
    }

    /// <summary>Rows that a script gave back.</summary>
    public Task RowsAsync(params (byte[] Packed, KeptPush Kept)[] rows)
    {
        if (journal is null)
        {
            return Task.CompletedTask;
        }

        return journal.WriteAsync(
            new(
                tables =>
                {
                    foreach (var (packed, kept) in rows)
                    {
                        tables.Keep(new(kept.Row.Push.Id, kept.Version, kept.Number, packed), Member(kept.Row), kept.Row.IsFinal, kept.Row.ChangedAt.ToUnixTimeMilliseconds());
                    }
                },
                rows[0].Kept.Row.ChangedAt.ToUnixTimeMilliseconds()),
            IsAlone);
    }

    /// <summary>Those of many rows that were new.</summary>
    public Task NewAsync(PushRow[] rows, ReadOnlyMemory<RedisValue> put, long now, ReadOnlyMemory<RedisResult> answers)
    {
        if (journal is null)
        {
            return Task.CompletedTask;
        }

        return journal.WriteAsync(
            new(
                tables =>
                {
                    for (var i = 0; i < rows.Length; i++)
                    {
                        if (IsNew(answers.Span[i]))
                        {
                            var answer = (RedisValue[])answers.Span[i]!;
                            var (version, number) = ((long)answer[0], (long)answer[1]);
                            var packed = PackedPush.Pack(put.Span.Slice(i * PackedPush.Width, PackedPush.Width), now, version, number);
                            tables.Keep(new(rows[i].Push.Id, version, number, packed), Member(rows[i]), rows[i].IsFinal, now);
                        }
                    }
                },
                now),
            IsAlone);
    }

    public Task SignalsAsync(JournalSignal[] signals)
    {
        if (journal is null)
        {
            return Task.CompletedTask;
        }

        return journal.WriteAsync(
            new(tables =>
            {
                foreach (var signal in signals)
                {
                    tables.Keep(signal);
                }
            }),
            IsAlone);
    }

    /// <summary>True for the version and number with which a script says that a row was new.</summary>
    public static bool IsNew(RedisResult answer) => ((RedisValue[])answer!).Length == 2;

    private bool IsAlone => Volatile.Read(ref _onTheWay) <= 1;

    private static long? Member(PushRow row) => row.Push.Member is { } member ? PushErasure.HashOf(member) : null;
}
