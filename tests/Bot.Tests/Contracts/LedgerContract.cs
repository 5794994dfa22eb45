using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>What every ledger does.</summary>
[Collection(nameof(StoreContracts))]
public sealed class LedgerContract(StoreServers servers)
{
    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task LoadAsync_NeverSeen_IsEmptyWithVersionZero(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;

        var snapshot = await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel);

        Assert.Equal(0, snapshot.Version);
        Assert.Equal(0, snapshot.State.Turns);
        Assert.Empty(snapshot.Member.Conversations);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_ThenReopened_ReadsBackWhole(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var turn = Make.Turn(Make.Group, 0, "a1").Saying("你好", "在吗").Sending("r1");
        turn = turn with
        {
            State = turn.State with
            {
                Name = "护肤群",
                Threads = turn.State.Threads.Add("x|y", new(Misses: 2, AddressedUntil: Make.Noon)),
                Said = [new("k#1", Make.Noon)],
            },
            ProfileChanges = [new ProfileChange.Seen(Make.Group, "爱丽丝"), Make.Stated("age", "28")],
        };

        Assert.Equal(1, await store.KeptAsync(turn));
        await place.CloseAsync(store);
        store = await place.OpenAsync();

        var snapshot = await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel);
        Assert.Equal(1, snapshot.Version);
        Assert.Equal("护肤群", snapshot.State.Name);
        Assert.Equal(2, snapshot.State.Threads["x|y"].Misses);
        Assert.Equal("k#1", Assert.Single(snapshot.State.Said).Section);
        Assert.Equal("爱丽丝", snapshot.Member.Nick);
        Assert.Equal("28", snapshot.Member.Attributes["age"].Value);
        Assert.Equal(["你好", "在吗"], await store.TextsAsync(new()));
        Assert.Equal(1, await store.Outbox.CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_OldVersion_ConflictsAndLeavesNothing(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a1"));

        foreach (var version in (long[])[0, 2, 7])
        {
            var late = Make.Turn(Make.Group, version, "a2").Saying("late").Sending("r") with { ProfileChanges = [Make.Stated("age", "1")], WakeAt = Make.Noon };
            Assert.IsType<CommitResult.Conflict>(await store.Ledger.CommitAsync(late, Cancel));
        }

        var snapshot = await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel);
        Assert.Equal(1, snapshot.Version);
        Assert.Empty(snapshot.Member.Attributes);
        Assert.Empty(await store.ReadAsync(new()));
        Assert.Equal(0, await store.Outbox.CountAsync(Cancel));
        Assert.Empty(await store.Ledger.DueAsync(Make.Noon.AddYears(1), 10, Cancel));
        Assert.Equal(2, await store.KeptAsync(Make.Turn(Make.Group, 1, "a2")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_SomeAnsweredBefore_GivesTheirFirstAnswersAndLeavesNothing(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var first = Make.Turn(Make.Group, 0) with { Answered = [new("a1", "{\"first\":1}"u8.ToArray()), new("a2"), new("a3", Array.Empty<byte>())] };
        await store.KeptAsync(first);

        var again = Make.Turn(Make.Group, 1, "a0", "a2", "a1", "a3").Saying("twice").Sending("r");
        var duplicate = Assert.IsType<CommitResult.Duplicate>(await store.Ledger.CommitAsync(again, Cancel));

        Assert.Equal(["a2", "a1", "a3"], duplicate.Earlier.Select(one => one.ActivityId));
        Assert.Null(duplicate.Earlier[0].Answer);
        Assert.Equal("{\"first\":1}"u8.ToArray(), duplicate.Earlier[1].Answer!.Value.ToArray());
        Assert.Equal(0, duplicate.Earlier[2].Answer!.Value.Length);
        Assert.Empty(await store.ReadAsync(new()));
        Assert.Equal(0, await store.Outbox.CountAsync(Cancel));
        // a0 was not taken by the refused commit.
        await store.KeptAsync(Make.Turn(Make.Group, 1, "a0"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_RepeatWithOldVersion_IsDuplicateNotConflict(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a1"));

        Assert.IsType<CommitResult.Duplicate>(await store.Ledger.CommitAsync(Make.Turn(Make.Group, 0, "a1"), Cancel));
        // The same id elsewhere is another activity.
        await store.KeptAsync(Make.Turn(Make.Group with { Id = "other" }, 0, "a1"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_ManyTurnsInOneBatch_KeepsGoodOnesAndRefusesBadOnes(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            store.Ledger.CommitAsync(Make.Turn(Make.Group with { Id = $"g{i / 2}" }, 0, $"a{i}").Saying($"t{i}"), Cancel).AsTask()));

        Assert.Equal(100, results.OfType<CommitResult.Kept>().Count());
        Assert.Equal(100, results.OfType<CommitResult.Conflict>().Count());
        Assert.Equal(100, (await store.ReadAsync(new())).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_FiftyAtOnceOnOneConversation_LosesNoUpdate(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => AddOneAsync(store, $"a{i}")));

        Assert.Equal(50, (await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel)).State.Turns);
        Assert.Equal(50, (await store.ReadAsync(new())).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_FiftyAtOnceFromTwoStores_LosesNoUpdate(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var other = await place.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => AddOneAsync(i % 2 == 0 ? store : other, $"a{i}")));

        Assert.Equal(50, (await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel)).State.Turns);
        Assert.Equal(50, (await other.ReadAsync(new())).Select(one => one.Interaction.Text).Distinct().Count());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_ProfileChangesFromTwoConversations_AllStay(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var other = await place.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var conversation = Make.Group with { Id = $"g{i}" };
            await (i % 2 == 0 ? store : other).KeptAsync(Make.Turn(conversation, 0, "a") with
            {
                ProfileChanges = [new ProfileChange.Seen(conversation, $"nick{i}"), Make.Stated($"n{i}", "v")],
            });
        }));
        await store.Ledger.ChangeProfileAsync(Make.Alice, [new ProfileChange.Segmented(["vip"])], Cancel);

        var profile = await other.Record.ProfileAsync(Make.Alice, Cancel);
        Assert.Equal(40, profile.Conversations.Count);
        Assert.Equal(40, profile.Attributes.Count);
        Assert.Equal(["vip"], profile.Segments);
        Assert.Empty((await store.Record.ProfileAsync(Make.Bob, Cancel)).Conversations);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_OddIdsAndLargeTexts_ComeBackAsTheyWere(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        string[] odd = ["/", ";", "|", ":", "{}", "}{", "{a}", "a b", "\u0000", "a\u0000b", "👍🏽", "中文", "'", "\"", "%00", "\\", "\r\n", "*", "1:a", new('x', 1000)];
        var large = string.Concat(Enumerable.Repeat("长文本🙂 text ", 1 << 16));
        foreach (var id in odd)
        {
            var key = new ConversationKey("c" + id, id);
            var turn = Make.Turn(key, 0, id) with { Member = new(id, id) };
            await store.KeptAsync(turn.Saying(id).Sending(id) with { ProfileChanges = [new ProfileChange.Seen(key, id)] });
        }

        await store.KeptAsync(Make.Turn(Make.Group, 0, "big").Saying(large));

        foreach (var id in odd)
        {
            var key = new ConversationKey("c" + id, id);
            var snapshot = await store.Ledger.LoadAsync(key, new(id, id), Cancel);
            Assert.Equal((1, id), (snapshot.Version, snapshot.Member.Nick));
            Assert.Equal(id, Assert.Single(await store.TextsAsync(new(Conversation: key))));
            Assert.Equal(id, Assert.Single(await store.TextsAsync(new(Member: new(id, id)))));
            Assert.Equal(id, Assert.Single(await store.Outbox.TakeAsync(key, place.Clock.GetUtcNow(), 9, Cancel)).Id);
            Assert.IsType<CommitResult.Duplicate>(await store.Ledger.CommitAsync(Make.Turn(key, 1, id), Cancel));
        }

        Assert.Equal(large, Assert.Single(await store.TextsAsync(new(Conversation: Make.Group))));
        Assert.Equal(odd.Length + 1, (await store.ReadAsync(new())).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task HandedOffAsync_SomeReleased_ListsTheRestOldestFirst(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        for (var i = 0; i < 6; i++)
        {
            var turn = Make.Turn(Make.Group with { Id = $"g{i}" }, 0, "a");
            await store.KeptAsync(turn with { State = turn.State with { HandOff = new(HandOffStatus.Waiting, "客服", "退款", "29:alice", Make.Noon.AddMinutes(-i)) } });
        }

        await store.KeptAsync(Make.Turn(Make.Group with { Id = "g2" }, 1, "b"));
        await store.KeptAsync(Make.Turn(Make.Group with { Id = "never" }, 0, "b"));

        var listed = new List<string>();
        await foreach (var (conversation, state) in store.Ledger.HandedOffAsync(Cancel))
        {
            Assert.Equal("客服", state.HandOff!.To);
            listed.Add(conversation.Id);
        }

        Assert.Equal(["g5", "g4", "g3", "g1", "g0"], listed);
    }

    private static async Task AddOneAsync(Store store, string activity)
    {
        while (true)
        {
            var snapshot = await store.Ledger.LoadAsync(Make.Group, Make.Alice, Cancel);
            var turn = Make.Turn(Make.Group, snapshot.Version, activity).Saying(activity);
            var result = await store.Ledger.CommitAsync(turn with { State = snapshot.State with { Turns = snapshot.State.Turns + 1 } }, Cancel);
            if (result is CommitResult.Kept)
            {
                return;
            }

            Assert.IsType<CommitResult.Conflict>(result);
        }
    }
}
