using Bot.Core.Pushes;
using Bot.Storage.Redis.Pushes.Journal;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Writes through to the journal, where there is one. Who is alone on the way writes by itself; many together share a transaction.</summary>
internal sealed class PushKeeping(PushJournal? journal)
{
    private int _onTheWay;

    /// <summary>How many reservations wait for their answer.</summary>
    public int OnTheWay => Volatile.Read(ref _onTheWay);

    public void Begin() => Interlocked.Increment(ref _onTheWay);

    public void End() => Interlocked.Decrement(ref _onTheWay);

    /// <summary>A row that a script kept as it was given.</summary>
    public Task RowAsync(PushRow row, byte[] behind, long now, long version, long number)
    {
        if (journal is null)
        {
            return Task.CompletedTask;
        }

        var push = new JournalPush(row.Push.Id, version, number, PackedPush.Whole(behind, row.Slots is { IsDefaultOrEmpty: false }, now, version, number));
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
    public Task NewAsync(PushRow[] rows, byte[][] behind, RedisValue[][] answers)
    {
        if (journal is null)
        {
            return Task.CompletedTask;
        }

        return journal.WriteAsync(
            new(tables =>
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    if (IsNew(answers[i]))
                    {
                        var (now, version, number) = ((long)answers[i][0], (long)answers[i][1], (long)answers[i][2]);
                        tables.Keep(new(rows[i].Push.Id, version, number, PackedPush.Whole(behind[i], false, now, version, number)), Member(rows[i]), rows[i].IsFinal, now);
                    }
                }
            }),
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

    /// <summary>True for the time, version and number with which a script says that a row was new.</summary>
    public static bool IsNew(RedisValue[] answer) => answer.Length == 3;

    private bool IsAlone => OnTheWay <= 1;

    private static long? Member(PushRow row) => row.Push.Member is { } member ? PushErasure.HashOf(member) : null;
}
