using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Storage;
using Bot.Storage.Sqlite;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Storage;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qunzhu-sqlite-").FullName;
    private readonly ManualClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Connection => $"Data Source={_folder}/bot.db";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_FileOfANewerRelease_IsRefusedInWords()
    {
        await Open().DisposeAsync();
        Execute("PRAGMA user_version = 99");

        var error = Assert.Throws<StoreException>(() => Open());

        Assert.Contains("newer release", error.Message, StringComparison.Ordinal);
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "")]
    [InlineData(7, "CREATE TABLE said (day INTEGER NOT NULL, template TEXT NOT NULL, place INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, template, place)) STRICT, WITHOUT ROWID")]
    public async Task Open_FileFromBeforeTheCounts_CountsWhatIsOnRecord(int step, string sql)
    {
        await using (var before = Open())
        {
            Interaction[] facts = [.. Enumerable.Range(0, 4).Select(i => Make.Fact(Make.Group, Make.Alice, "x", i, Make.Noon.AddDays(-i / 2)) with { Kind = i < 2 ? InteractionKind.Said : InteractionKind.Replied, Template = "a.b@0123abcd#zh-CN", IsGroup = i < 3 })];
            await before.KeptAsync(Make.Turn(Make.Group, 0, "a1") with { Interactions = [.. facts] });
            await before.KeptAsync(Make.Turn(Make.Group, 1, "a2") with { Interactions = [facts[1] with { Id = "one", At = Make.Noon.AddHours(4) }] });
        }

        Execute("DROP TABLE tallies; DROP TABLE tally_names; DROP TABLE active_days; DROP TABLE tally_writes;" + sql);
        Execute($"PRAGMA user_version = {step}");
        await using var after = Open();

        Assert.NotEmpty(await TallyRecount.KeptAsync(after, new(2026, 11, 1), new(2026, 11, 30)));
        await TallyRecount.EqualAsync(after, new(2026, 11, 1), new(2026, 11, 30));
    }

    [Fact]
    public async Task CommitAsync_BatchThatFailed_LeavesNoNameBehind()
    {
        await using var store = Open();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Saying("first"));
        using (var second = new SqliteConnection(Connection))
        {
            second.Open();
            Execute(second, "PRAGMA locking_mode = NORMAL; CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no space'); END");
            await Assert.ThrowsAsync<StoreException>(async () => await store.Ledger.CommitAsync(Make.Turn(Make.Group, 1, "b").Sending("r") with { Interactions = [Make.Fact(Make.Group, Make.Alice, "x") with { Kind = InteractionKind.Silent, Reason = "new_reason" }] }, Cancel));
            Execute(second, "DROP TRIGGER full");
        }

        await store.KeptAsync(Make.Turn(Make.Group, 1, "b") with { Interactions = [Make.Fact(Make.Group, Make.Alice, "x") with { Kind = InteractionKind.Silent, Reason = "another" }, Make.Fact(Make.Group, Make.Alice, "y") with { Kind = InteractionKind.Silent, Reason = "new_reason" }] });

        await TallyRecount.EqualAsync(store, new(2026, 11, 1), new(2026, 11, 30));
    }

    [Fact]
    public void Open_NoSqliteFile_IsRefusedInWords()
    {
        File.WriteAllText($"{_folder}/bot.db", new string('x', 9000));

        Assert.Throws<StoreException>(() => Open());
    }

    [Theory]
    [InlineData("Data Source=:memory:", "must name a file")]
    [InlineData("", "must name a file")]
    [InlineData("Sausage=1", "cannot be read")]
    [InlineData("Data Source=/proc/none/bot.db", "cannot be created")]
    public void Open_UnusableConnection_SaysHowToMendIt(string connection, string words)
    {
        var error = Assert.Throws<StoreException>(() => SqliteStore.Open(connection, new(), _clock));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Sqlite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterACrash_SendsWhatTheDeadProcessHeldAtOnce()
    {
        await using (var dead = Open())
        {
            await dead.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1"));
            Assert.Empty(await dead.Outbox.WaitingAsync(_clock.GetUtcNow(), 9, Cancel));
        }

        await using var store = Open();

        Assert.Equal([Make.Group], await store.Outbox.WaitingAsync(_clock.GetUtcNow(), 9, Cancel));
        Assert.Single(await store.Outbox.TakeAsync(Make.Group, _clock.GetUtcNow(), 9, Cancel));
    }

    [Fact]
    public async Task ReadAsync_CursorWithinATurnsRow_GoesOnBehindItForEveryQuery()
    {
        // A row of one fact is as every release wrote it, a row of several as none before.
        await using var store = Open();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Saying("one"));
        await store.KeptAsync(Make.Turn(Make.Group, 1, "b").Saying("two", "three"));
        await store.KeptAsync(Make.Turn(Make.Group with { Id = "elsewhere" }, 0, "c").Saying("four", "five"));

        var second = (await store.ReadAsync(new(Limit: 2)))[^1];

        Assert.Equal("two", second.Interaction.Text);
        Assert.Equal(["three", "four", "five"], (await store.ReadAsync(new(After: second.Cursor))).Select(one => one.Interaction.Text));
        Assert.Equal(["four", "five"], (await store.ReadAsync(new(Make.Group with { Id = "elsewhere" }, After: second.Cursor))).Select(one => one.Interaction.Text));
    }

    [Fact]
    public async Task Open_BesideAnother_LeavesTheOthersLeases()
    {
        await using var one = Open();
        await one.KeptAsync(Make.Turn(Make.Group, 0, "a").Sending("r1"));

        await using var two = Open();

        Assert.Empty(await two.Outbox.TakeAsync(Make.Group, _clock.GetUtcNow(), 9, Cancel));
    }

    [Fact]
    public async Task CommitAsync_AnsweredLongAgo_IsForgottenButNotWithinADay()
    {
        await using var store = Open();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "old").Sending("r"));
        await store.Outbox.SettleAsync(Make.Group, "r", new DeliveryResult.Sent("mine"), null, _clock.GetUtcNow(), Cancel);

        _clock.Advance(TimeSpan.FromHours(25));
        await store.KeptAsync(Make.Turn(Make.Group, 1, "b"));
        Assert.IsType<CommitResult.Duplicate>(await store.Ledger.CommitAsync(Make.Turn(Make.Group, 2, "old"), Cancel));

        _clock.Advance(TimeSpan.FromHours(25));
        await store.KeptAsync(Make.Turn(Make.Group, 2, "c"));
        await store.KeptAsync(Make.Turn(Make.Group, 3, "old"));
        Assert.True(await store.Ledger.IsOwnMessageAsync(Make.Group, "mine", Cancel));

        _clock.Advance(TimeSpan.FromDays(31));
        await store.KeptAsync(Make.Turn(Make.Group, 4, "d"));
        Assert.False(await store.Ledger.IsOwnMessageAsync(Make.Group, "mine", Cancel));
    }

    [Fact]
    public async Task CommitAsync_FileLockedTooLong_KeepsNothingAndRecoversWhenFree()
    {
        await using var store = Open();
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Saying("first"));
        using var second = new SqliteConnection(Connection);
        second.Open();
        // A write lock held elsewhere for longer than the store waits fails a batch as a full disk does.
        Execute(second, "PRAGMA locking_mode = NORMAL; BEGIN IMMEDIATE");
        var blocked = store.Ledger.CommitAsync(Make.Turn(Make.Group, 1, "b").Saying("second"), Cancel).AsTask();

        Assert.Contains("nothing was kept", (await Assert.ThrowsAsync<StoreException>(() => blocked)).Message, StringComparison.Ordinal);
        Assert.Equal(["first"], await store.TextsAsync(new()));
        Execute(second, "ROLLBACK");
        Assert.Equal(2, await store.KeptAsync(Make.Turn(Make.Group, 1, "b").Saying("second")));
    }

    [Fact]
    public async Task DisposeAsync_WritesWaiting_KeepsThemFirst()
    {
        var store = Open();
        var commits = Enumerable.Range(0, 100).Select(i => store.Ledger.CommitAsync(Make.Turn(Make.Group with { Id = $"g{i}" }, 0, "a").Saying($"t{i}"), Cancel).AsTask()).ToList();

        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(commits), result => Assert.IsType<CommitResult.Kept>(result));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.Ledger.CommitAsync(Make.Turn(Make.Group, 0, "late"), Cancel));
        await using var again = Open();
        Assert.Equal(100, (await again.ReadAsync(new())).Count);
    }

    [Fact]
    public async Task ProbeAsync_OpenThenClosed_TellsTheDifference()
    {
        var store = Open();
        Assert.Null(await store.ProbeAsync(Cancel));

        await store.DisposeAsync();

        Assert.NotNull(await store.ProbeAsync(Cancel));
    }

    private SqliteStore Open() => SqliteStore.Open(Connection, new(), _clock);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(Connection + ";Pooling=False");
        connection.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
