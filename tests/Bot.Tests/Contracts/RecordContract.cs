using System.Text;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>What every record of interactions does.</summary>
[Collection(nameof(StoreContracts))]
public sealed class RecordContract(StoreServers servers)
{
    private static readonly ConversationKey Other = new("msteams", "19:other");
    private static readonly ConversationKey Direct = new("msteams", "a:alice");

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_PageByPage_GivesEveryFactOnceInOrder(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        for (var i = 0; i < 60; i++)
        {
            await store.KeptAsync(Make.Turn(Make.Group with { Id = $"g{i % 7}" }, i / 7, $"a{i}").Saying($"t{i:D3}-0", $"t{i:D3}-1", $"t{i:D3}-2"));
        }

        foreach (var size in (int[])[1, 7, 1000])
        {
            var read = new List<RecordedInteraction>();
            string? cursor = null;
            while (await store.ReadAsync(new(Limit: size, After: cursor)) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= size);
                read.AddRange(page);
                cursor = page[^1].Cursor;
            }

            Assert.Equal(180, read.Select(one => one.Interaction.Id).Distinct().Count());
            Assert.Equal(180, read.Count);
            Assert.All(read.GroupBy(one => one.Interaction.Conversation), some => Assert.Equal(some.Select(one => one.Interaction.Text).Order(StringComparer.Ordinal), some.Select(one => one.Interaction.Text)));
        }

        Assert.Empty(await store.ReadAsync(new(Limit: 0)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_LongConversation_PagesBehindTheCursor(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await store.KeptAsync(Make.Turn(Make.Group, 0, "a").Saying([.. Enumerable.Range(0, 700).Select(i => $"{i:D4}")]));
        await store.KeptAsync(Make.Turn(Other, 0, "a").Saying("elsewhere"));

        var first = await store.ReadAsync(new(Conversation: Make.Group, Limit: 300));
        var rest = await store.ReadAsync(new(Conversation: Make.Group, After: first[^1].Cursor));

        Assert.Equal(Enumerable.Range(0, 700).Select(i => $"{i:D4}"), first.Concat(rest).Select(one => one.Interaction.Text));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReadAsync_ByConversationMemberAndTime_GivesOnlyThose(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var version = 0L;
        foreach (var conversation in (ConversationKey[])[Make.Group, Other])
        {
            version = 0;
            foreach (var member in (MemberKey[])[Make.Alice, Make.Bob])
            {
                var facts = Enumerable.Range(0, 4).Select(i => Make.Fact(conversation, member, $"{conversation.Id[3]}{member.Id[3]}{i}", i, Make.Noon.AddHours(i)));
                await store.KeptAsync(Make.Turn(conversation, version++, member.Id) with { Member = member, Interactions = [.. facts], ProfileChanges = [new ProfileChange.Seen(conversation, null)] });
            }
        }

        Assert.Equal(["ga1", "ga2"], await store.TextsAsync(new(Make.Group, Make.Alice, Make.Noon.AddHours(1), Make.Noon.AddHours(3))));
        Assert.Equal(["gb3", "ob3"], await store.TextsAsync(new(Member: Make.Bob, From: Make.Noon.AddHours(3))));
        Assert.Equal(["oa0", "ob0"], await store.TextsAsync(new(Conversation: Other, To: Make.Noon.AddHours(1))));
        Assert.Equal(["ga0", "ga1", "ga2", "ga3", "oa0", "oa1", "oa2", "oa3"], await store.TextsAsync(new(Member: Make.Alice)));
        Assert.Equal(["ga0", "ga1"], await store.TextsAsync(new(Member: Make.Alice, Limit: 2)));
        Assert.Empty(await store.TextsAsync(new(Conversation: new("msteams", "none"))));
        Assert.Empty(await store.TextsAsync(new(Member: new("other", Make.Alice.Id))));
        var fact = (await store.ReadAsync(new(Limit: 1)))[0].Interaction;
        Assert.Equal("v", fact.Data["k"]);
        await Assert.ThrowsAsync<FormatException>(() => store.ReadAsync(new(After: "nonsense")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CommitAsync_EveryKindOfProfileChange_ReachesTheProfile(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        ProfileChange[] changes =
        [
            new ProfileChange.Seen(Make.Group, "爱丽丝"), new ProfileChange.DirectKnown(Direct, Make.Route), Make.Stated("age", "28"), new ProfileChange.Consented(new Consent(true)),
            new ProfileChange.Park("{}"), new ProfileChange.Segmented(["vip"]), new ProfileChange.Left(Other), new ProfileChange.Zoned("Asia/Tokyo"), new ProfileChange.Tagged(["t"], []),
            new ProfileChange.Met(Make.Noon), new ProfileChange.Interested(Make.Noon, "en"), new ProfileChange.Complained(Make.Noon), new ProfileChange.OfPerson("p"),
        ];
        Assert.Equal(typeof(ProfileChange).GetNestedTypes().Length, changes.Length);

        await store.KeptAsync(Make.Turn(Make.Group, 0, "a") with { ProfileChanges = [.. changes] });

        var wanted = changes.Aggregate(Profile.Empty, (profile, change) => profile.With(change));
        Assert.Equal(Encoding.UTF8.GetString(Bot.Core.Turns.StateJson.Write(wanted)), Encoding.UTF8.GetString(Bot.Core.Turns.StateJson.Write(await store.Record.ProfileAsync(Make.Alice, Cancel))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task MembersAsync_PageByPage_GivesEveryoneOnceUntilErased(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        Assert.Empty(await store.Record.MembersAsync(null, 10, Cancel));
        var all = Enumerable.Range(0, 120).Select(i => new MemberKey(i % 2 == 0 ? "msteams" : "wecom", $"人:{i % 60}|{i}\u00e9")).ToArray();
        foreach (var (i, member) in all.Index())
        {
            await store.Ledger.ChangeProfileAsync(member, [new ProfileChange.Seen(Make.Group, $"n{i}")], Cancel);
        }

        await store.KeptAsync(Make.Turn(Make.Group, 0, "a") with { ProfileChanges = [new ProfileChange.Seen(Make.Group, "爱丽丝")] });
        await store.Record.EraseAsync(all[7], Cancel);

        var wanted = all.Append(Make.Alice).Where(member => member != all[7]).ToHashSet();
        foreach (var size in (int[])[1, 7, 500])
        {
            var read = new List<RecordedMember>();
            while (await store.Record.MembersAsync(read.LastOrDefault()?.Cursor, size, Cancel) is { IsEmpty: false } page)
            {
                Assert.True(page.Length <= size);
                read.AddRange(page);
            }

            Assert.Equal(wanted.Count, read.Count);
            Assert.True(wanted.SetEquals(read.Select(one => one.Member)));
            Assert.All(read.Where(one => one.Member != Make.Alice), one => Assert.Equal($"n{Array.IndexOf(all, one.Member)}", one.Profile.Nick));
        }

        await Assert.ThrowsAsync<FormatException>(async () => await store.Record.MembersAsync("nonsense", 1, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task EraseAsync_Member_RemovesTheirsAndKeepsOthers(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await FillAsync(store);

        Assert.Equal(3, await store.Record.EraseAsync(Make.Alice, Cancel));

        Assert.Equal(["bob says"], await store.TextsAsync(new()));
        Assert.Empty(await store.TextsAsync(new(Member: Make.Alice)));
        Assert.Null((await store.Record.ProfileAsync(Make.Alice, Cancel)).Nick);
        Assert.Equal("鲍勃", (await store.Record.ProfileAsync(Make.Bob, Cancel)).Nick);
        var group = await store.Ledger.LoadAsync(Make.Group, Make.Bob, Cancel);
        Assert.Equal(["29:bob"], group.State.Threads.Keys);
        Assert.Null(group.State.HandOff);
        Assert.Equal(3, group.Version);
        Assert.Equal(["to-bob", "to-group"], (await store.Outbox.TakeAsync(Make.Group, place.Clock.GetUtcNow(), 9, Cancel)).Select(row => row.Id));
        Assert.Empty(await store.Outbox.TakeAsync(Direct, place.Clock.GetUtcNow(), 9, Cancel));
        Assert.Empty(await store.Outbox.DeadLettersAsync(9, Cancel));
        Assert.Null((await store.Ledger.LoadAsync(Direct, Make.Alice, Cancel)).State.Route);
        await foreach (var listed in store.Ledger.HandedOffAsync(Cancel))
        {
            Assert.Fail($"{listed.Conversation} is still handed off.");
        }

        // A repeat of what was erased is still known as one, without words.
        var again = Assert.IsType<CommitResult.Duplicate>(await store.Ledger.CommitAsync(Make.Turn(Direct, 2, "d1"), Cancel));
        Assert.Null(again.Earlier[0].Answer);
        Assert.Equal(0, await store.Record.EraseAsync(Make.Alice, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task EraseAsync_ActivityLog_LosesTheirWordsButKeepsPlaces(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        await FillAsync(store);
        foreach (var conversation in (ConversationKey[])[Make.Group, Direct])
        {
            await LogAsync(store, conversation, Make.Alice.Id, """{"type":"message","text":"我的电话 138"}""");
            await LogAsync(store, conversation, "bot", """{"type":"message","text":"记下 138","replyToId":"0"}""");
            await LogAsync(store, conversation, Make.Bob.Id, """{"type":"message","text":"我是鲍勃"}""");
        }

        await store.Record.EraseAsync(Make.Alice, Cancel);

        var group = await store.Log.ReadAsync(Make.Group, 0, 9, Cancel);
        Assert.Equal(["0", "1", "2"], group.Select(entry => entry.Id));
        Assert.Equal(["", "bot", Make.Bob.Id], group.Select(entry => entry.MemberId));
        var texts = group.Select(entry => Encoding.UTF8.GetString(entry.Json.Span)).ToList();
        Assert.DoesNotContain("138", texts[0] + texts[1], StringComparison.Ordinal);
        Assert.Contains("message", texts[0], StringComparison.Ordinal);
        Assert.Contains("鲍勃", texts[2], StringComparison.Ordinal);
        Assert.All(await store.Log.ReadAsync(Direct, 0, 9, Cancel), entry => Assert.DoesNotContain("text", Encoding.UTF8.GetString(entry.Json.Span), StringComparison.Ordinal));
    }

    private static async Task LogAsync(Store store, ConversationKey conversation, string member, string json) =>
        await store.Log.AppendAsync(conversation, Guid.NewGuid().ToString(), member, place => ($"{place}", Encoding.UTF8.GetBytes(json)), Cancel);

    private static async Task FillAsync(Store store)
    {
        var turn = Make.Turn(Make.Group, 0, "g1").Saying("alice says");
        var toAlice = Make.Row(Make.Group, "to-alice");
        var toBob = Make.Row(Make.Group, "to-bob");
        await store.KeptAsync(turn with
        {
            State = turn.State with
            {
                Threads = turn.State.Threads.Add(Make.Alice.Id, new(Misses: 1)).Add(Make.Bob.Id, new(Misses: 1)),
                HandOff = new(HandOffStatus.Waiting, "客服", "x", Make.Alice.Id, Make.Noon),
            },
            Outbox =
            [
                toAlice with { Message = toAlice.Message with { IsGroup = false, OpenWith = new(Make.Alice.Id) } },
                toBob with { Message = toBob.Message with { IsGroup = false, OpenWith = new(Make.Bob.Id) } },
                Make.Row(Make.Group, "to-group"),
            ],
            ProfileChanges = [new ProfileChange.Seen(Make.Group, "爱丽丝"), new ProfileChange.DirectKnown(Direct, Make.Route)],
        });
        var state = (await store.Ledger.LoadAsync(Make.Group, Make.Bob, Cancel)).State;
        await store.KeptAsync(Make.Turn(Make.Group, 1, "g2") with { State = state, Member = Make.Bob, Interactions = [Make.Fact(Make.Group, Make.Bob, "bob says")], ProfileChanges = [new ProfileChange.Seen(Make.Group, "鲍勃")] });
        var direct = Make.Turn(Direct, 0) with { Answered = [new("d1", "秘密"u8.ToArray())] };
        direct = direct.Saying("in private", "and more").Sending("d-row", "d-dead");
        await store.KeptAsync(direct with
        {
            State = direct.State with { IsGroup = false },
            Interactions = [.. direct.Interactions.Select(fact => fact with { ActivityId = "d1" })],
        });
        await store.Outbox.SettleAsync(Direct, "d-dead", new DeliveryResult.Refused("no"), null, Make.Noon, Cancel);
    }
}
