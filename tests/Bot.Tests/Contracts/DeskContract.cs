using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Storage.Redis;
using Bot.Tests.Kit;

namespace Bot.Tests.Contracts;

/// <summary>What every desk promises.</summary>
[Collection(nameof(StoreContracts))]
public sealed class DeskContract(StoreServers servers)
{
    private const string Text = """{"名":"小美😀","n":1,"bar":"|{}\u0000"}""";

    public static TheoryData<DeskKind> Kinds => DeskPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_PutChangeRemove_VersionsGoUpAndBeginAnew(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var desk = place.Desk;
        Assert.Null(await desk.FindAsync("draft", "templates/a b.tmpl", Cancel));
        Assert.Equal(0, await desk.RevisionAsync("draft", Cancel));

        Assert.Equal([1, 1], await KeptAsync(desk, Put("templates/a b.tmpl", Text, 0), new DeskChange.Append("audit", Text)));
        Assert.Equal(new DeskDocument("draft", "templates/a b.tmpl", Text, 1), await desk.FindAsync("draft", "templates/a b.tmpl", Cancel));
        Assert.Equal([2], await KeptAsync(desk, Put("templates/a b.tmpl", "{}", 1)));
        Assert.Equal(new DeskDocument("draft", "templates/a b.tmpl", "{}", 2), await desk.FindAsync("draft", "templates/a b.tmpl", Cancel));
        Assert.Equal([0], await KeptAsync(desk, new DeskChange.Remove("draft", "templates/a b.tmpl", 2)));
        Assert.Null(await desk.FindAsync("draft", "templates/a b.tmpl", Cancel));
        Assert.Empty(await desk.ListAsync("draft", null, 10, Cancel));
        Assert.Equal([1], await KeptAsync(desk, Put("templates/a b.tmpl", "[]", 0)));

        // The revision is the kind's own, and what only adds to a log leaves it.
        Assert.Equal(4, await desk.RevisionAsync("draft", Cancel));
        await KeptAsync(desk, new DeskChange.Append("audit", "{}"));
        Assert.Equal((4, 0), (await desk.RevisionAsync("draft", Cancel), await desk.RevisionAsync("audit", Cancel)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_OneStale_ChangesNothingAndSaysWhich(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var desk = place.Desk;
        await KeptAsync(desk, Put("a", "1", 0), Put("b", "1", 0));
        var revision = await desk.RevisionAsync("draft", Cancel);

        ImmutableArray<DeskChange>[] stale =
        [
            [new DeskChange.Append("audit", "x"), Put("a", "2", 1), Put("b", "2", 7), Put("c", "2", 0)],
            [Put("a", "2", 1), Put("b", "2", 0)],
            [Put("a", "2", 1), new DeskChange.Remove("draft", "b", 2)],
        ];
        foreach (var changes in stale)
        {
            Assert.Equal(new DeskOutcome.Stale("draft", "b", 1), await desk.CommitAsync(changes, Cancel));
        }

        Assert.Equal(new DeskOutcome.Stale("draft", "none", 0), await desk.CommitAsync([new DeskChange.Remove("draft", "none", 1)], Cancel));
        Assert.Equal(new DeskOutcome.Stale("draft", "none", 0), await desk.CommitAsync([Put("none", "1", 1)], Cancel));
        Assert.Equal([("a", "1"), ("b", "1")], (await desk.ListAsync("draft", null, 10, Cancel)).Select(one => (one.Key, one.Json)));
        Assert.Empty(await desk.ReadAsync("audit", null, 10, Cancel));
        Assert.Equal(revision, await desk.RevisionAsync("draft", Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Commit_ManyAtOnce_LogsHaveNoGapsAndOneOfEachVersionWins(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        IDesk[] desks = [place.Desk, await place.OtherAsync()];
        const int Writers = 60;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(async () =>
            await desks[i % 2].CommitAsync([Put("one", $"{i}", 0), new DeskChange.Append("won", $"{i}")], Cancel), Cancel)));
        var added = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(async () =>
            await desks[i % 2].CommitAsync([new DeskChange.Append("audit", $"{i}"), new DeskChange.Append("audit", $"{i}'")], Cancel), Cancel)));

        Assert.Single(outcomes.OfType<DeskOutcome.Kept>());
        Assert.All(outcomes.OfType<DeskOutcome.Stale>(), stale => Assert.Equal(1, stale.Version));
        Assert.Equal((await desks[1].FindAsync("draft", "one", Cancel))!.Json, Assert.Single(await desks[1].ReadAsync("won", null, 10, Cancel)).Json);
        Assert.Equal(Enumerable.Range(1, 2 * Writers).Select(i => (long)i), added.SelectMany(one => Assert.IsType<DeskOutcome.Kept>(one).Numbers).Order());
        Assert.All(added.Cast<DeskOutcome.Kept>(), one => Assert.Equal(one.Numbers[0] + 1, one.Numbers[1]));
        Assert.Equal(Enumerable.Range(1, 2 * Writers).Select(i => (long)i).Reverse(), (await desks[0].ReadAsync("audit", null, 1000, Cancel)).Select(one => one.Number));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Pages_OfDocumentsAndLogs_HaveEachOnceInOrder(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var desk = place.Desk;
        // Beyond the basic plane: their order by bytes is not that of UTF-16.
        string[] keys = [.. Enumerable.Range(0, 250).Select(i => $"k{i:D3}"), "Z", "a/b", "价格", "\uff01", "😀", new('x', 400)];
        foreach (var some in keys.Reverse().Chunk(100))
        {
            await KeptAsync(desk, [.. some.Select(key => (DeskChange)Put(key, key, 0)), .. some.Select(key => (DeskChange)new DeskChange.Append("log/价格", key))]);
        }

        await KeptAsync(desk, new DeskChange.Put("other", "k", "{}", 0));

        foreach (var size in (int[])[1, 7, 1000])
        {
            var listed = new List<DeskDocument>();
            while (await desk.ListAsync("draft", listed.LastOrDefault()?.Key, size, Cancel) is { IsEmpty: false } page)
            {
                listed.AddRange(page);
            }

            var read = new List<DeskEntry>();
            while (await desk.ReadAsync("log/价格", read.LastOrDefault()?.Number, size, Cancel) is { IsEmpty: false } page)
            {
                read.AddRange(page);
            }

            Assert.Equal(keys.Order(DeskRules.Order), listed.Select(one => one.Key));
            Assert.All(listed, one => Assert.Equal((one.Key, 1), (one.Json, one.Version)));
            Assert.Equal(Enumerable.Range(1, keys.Length).Select(i => (long)i).Reverse(), read.Select(one => one.Number));
            Assert.Equal(keys, read.Select(one => one.Json));
        }

        Assert.Empty(await desk.ReadAsync("log/价格", 1, 10, Cancel));
        Assert.Equal(["k100", "k101"], (await desk.ListAsync("draft", "k099x", 2, Cancel)).Select(one => one.Key));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Reopened_KeepsAll(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var large = new string('好', DeskRules.MaxJson / 3);
        await KeptAsync(place.Desk, Put("a", large, 0), new DeskChange.Append("audit", Text));

        await place.ReopenAsync();

        Assert.Equal((large, 1), ((await place.Desk.FindAsync("draft", "a", Cancel))!.Json, (await place.Desk.FindAsync("draft", "a", Cancel))!.Version));
        Assert.Equal([new DeskEntry(1, Text)], await place.Desk.ReadAsync("audit", null, 10, Cancel));
        Assert.Equal(1, await place.Desk.RevisionAsync("draft", Cancel));
        Assert.Equal([2, 2], await KeptAsync(place.Desk, Put("a", "{}", 1), new DeskChange.Append("audit", "{}")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Wrong_NamesSizesAndLimits_AreRefusedInWords(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var desk = place.Desk;
        (DeskChange[] Changes, string Says)[] wrong =
        [
            ([], "1 to 200 changes, not 0"),
            ([.. Enumerable.Range(0, 201).Select(i => Put($"{i}", "{}", 0))], "not 201"),
            ([Put("", "{}", 0)], "1 to 400 characters, not 0"),
            ([Put(new string('x', 401), "{}", 0)], "not 401"),
            ([Put("a\nb", "{}", 0)], "control characters"),
            ([Put("a\ud83d", "{}", 0)], "half characters"),
            ([new DeskChange.Put(new string('k', 65), "a", "{}", 0)], "1 to 64 characters"),
            ([Put("a", "{}", 0), new DeskChange.Remove("draft", "a", 1)], "twice"),
            ([Put("a", "{}", -1)], "least is 0"),
            ([new DeskChange.Remove("draft", "a", 0)], "least is 1"),
            ([Put("a", new string('好', (DeskRules.MaxJson / 3) + 1), 0)], "longer than 2097152 bytes"),
            ([new DeskChange.Append("", "{}")], "log"),
        ];
        foreach (var (changes, says) in wrong)
        {
            var error = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await desk.CommitAsync([.. changes], Cancel));
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await desk.ListAsync("draft", null, 0, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await desk.ReadAsync("audit", null, 1001, Cancel));
        Assert.Empty(await desk.ListAsync("draft", null, 10, Cancel));
    }

    [Fact]
    public async Task Tenants_OnOneServer_DoNotSeeEachOther()
    {
        var address = await servers.EmptySingleAsync();
        await using var one = await RedisStore.OpenAsync(address, new() { Tenant = "one" }, new ManualClock());
        await using var other = await RedisStore.OpenAsync(address, new() { Tenant = "other" }, new ManualClock());

        Assert.Equal([1, 1], await KeptAsync(one.Desk, Put("a", "1", 0), new DeskChange.Append("audit", "1")));

        Assert.Null(await other.Desk.FindAsync("draft", "a", Cancel));
        Assert.Empty(await other.Desk.ListAsync("draft", null, 10, Cancel));
        Assert.Empty(await other.Desk.ReadAsync("audit", null, 10, Cancel));
        Assert.Equal(0, await other.Desk.RevisionAsync("draft", Cancel));
        Assert.Equal([1, 1], await KeptAsync(other.Desk, Put("a", "2", 0), new DeskChange.Append("audit", "2")));
        Assert.Equal("1", (await one.Desk.FindAsync("draft", "a", Cancel))!.Json);
    }

    private static DeskChange.Put Put(string key, string json, long expected) => new("draft", key, json, expected);

    private static async Task<ImmutableArray<long>> KeptAsync(IDesk desk, params DeskChange[] changes) =>
        Assert.IsType<DeskOutcome.Kept>(await desk.CommitAsync([.. changes], Cancel)).Numbers;
}
