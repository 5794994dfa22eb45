using System.Text;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>What every activity log does.</summary>
[Collection(nameof(StoreContracts))]
public sealed class ActivityLogContract(StoreServers servers)
{
    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task AppendAsync_SameOnceKey_GivesTheFirstEntry(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;

        var (first, appended) = await AppendAsync(store, Make.Group, "once", "你|好");
        var (second, again) = await AppendAsync(store, Make.Group, "once", "other words");
        var (elsewhere, apart) = await AppendAsync(store, Make.Group with { Id = "x" }, "once", "x");

        Assert.True(appended && !again && apart);
        Assert.Equal((0, "id|0", "m:1"), (first.Sequence, first.Id, first.MemberId));
        Assert.Equal((first.Sequence, first.Id, "你|好"), (second.Sequence, second.Id, Encoding.UTF8.GetString(second.Json.Span)));
        Assert.Equal(0, elsewhere.Sequence);
        Assert.Equal(1, await store.Log.LengthAsync(Make.Group, Cancel));
        // The log alone makes no turn.
        Assert.Equal(0, (await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel)).Version);
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task AppendAsync_SixtyFourAtOnceFromTwoStores_NumbersWithoutHoles(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var other = await place.OpenAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => AppendAsync(i % 2 == 0 ? store : other, Make.Group, $"k{i}", $"t{i}")));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => (long)i), made.Select(one => one.Entry.Sequence).Order());
        var read = await other.Log.ReadAsync(Make.Group, 0, 100, Cancel);
        Assert.Equal(Enumerable.Range(0, 64).Select(i => ((long)i, $"id|{i}")), read.Select(entry => (entry.Sequence, entry.Id)));
        Assert.Equal(made.OrderBy(one => one.Entry.Sequence).Select(one => Encoding.UTF8.GetString(one.Entry.Json.Span)), read.Select(entry => Encoding.UTF8.GetString(entry.Json.Span)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_FromAWatermark_GivesAtMostSoMany(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        for (var i = 0; i < 10; i++)
        {
            await AppendAsync(store, Make.Group, $"k{i}", $"t{i}");
        }

        Assert.Equal([7, 8], (await store.Log.ReadAsync(Make.Group, 7, 2, Cancel)).Select(entry => entry.Sequence));
        Assert.Equal([9], (await store.Log.ReadAsync(Make.Group, 9, 50, Cancel)).Select(entry => entry.Sequence));
        Assert.Empty(await store.Log.ReadAsync(Make.Group, 10, 50, Cancel));
        Assert.Empty(await store.Log.ReadAsync(Make.Group, 0, 0, Cancel));
        Assert.Empty(await store.Log.ReadAsync(Make.Group with { Id = "never" }, 0, 5, Cancel));
        Assert.Equal(0, await store.Log.LengthAsync(Make.Group with { Id = "never" }, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task AppendAsync_CallersFunctionThrows_HarmsNobodyElse(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;

        var good = Enumerable.Range(0, 20).Select(i => AppendAsync(store, Make.Group, $"k{i}", "t")).ToList();
        var bad = store.Log.AppendAsync(Make.Group, "bad", "m", _ => throw new InvalidOperationException("mine"), Cancel).AsTask();
        var turn = store.KeptAsync(Make.Turn(Make.Group, 0, "a").Saying("kept"));

        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal(20, (await Task.WhenAll(good)).Select(one => one.Entry.Sequence).Distinct().Count());
        Assert.Equal(1, await turn);
        Assert.Equal(20, await store.Log.LengthAsync(Make.Group, Cancel));
        Assert.Equal(["kept"], await store.TextsAsync(new()));
    }

    private static Task<(LoggedActivity Entry, bool Appended)> AppendAsync(Store store, ConversationKey conversation, string once, string text) =>
        store.Log.AppendAsync(conversation, once, "m:1", place => ($"id|{place}", Encoding.UTF8.GetBytes(text)), Cancel).AsTask();
}
