using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Contracts;

/// <summary>What every push ledger does with rows that wait, and how they are read.</summary>
[Collection(nameof(StoreContracts))]
public sealed class PushQueueContract(StoreServers servers)
{
    public static TheoryData<StoreKind> Kinds => PushPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task AddAsync_SomeKnown_KeepsTheNewAndTellsTheOthers(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var due = await place.NowAsync() + Day;
        Assert.Empty(await place.Ledger.AddAsync([], Cancel));
        Assert.Equal([null, null], await place.Ledger.AddAsync([Row("a", PushState.Held, due, rule: "member-day"), Row("b", PushState.InDigest, due)], Cancel));

        var again = await place.Ledger.AddAsync([Row("c", PushState.Planned, due), Row("a", PushState.Planned), Row("c", PushState.Held)], Cancel);

        Assert.Null(again[0]);
        Assert.Equal((PushState.Held, "member-day", due), (again[1]!.State, again[1]!.Verdict!.Rule, again[1]!.Due));
        Assert.Equal(PushState.Planned, again[2]!.State);
        Assert.Equal(Row("a", PushState.Held, due, rule: "member-day").Text(), (await place.Ledger.FoundAsync("a")).Text());
        Assert.Null(await place.Ledger.FindAsync("A", Cancel));
        var at = await place.Ledger.AskAsync(Wish("d", Cap(1, Day)));
        Assert.IsType<ReserveAnswer.Admitted>(at);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task TakeDueAsync_ManyDue_GivesThemByClassThenDueThenArrival(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AddAsync(
        [
            Row("p2", due: now - Tick, one: PushClass.Promo), Row("p1", due: now - Day, one: PushClass.Promo), Row("v2", due: now), Row("v3", due: now), Row("v1", due: now - Tick),
            Row("s1", due: now, one: PushClass.Service), Row("late", due: now + Tick, one: PushClass.Transactional), Row("t1", due: now, one: PushClass.Transactional), Row("r1", due: now, one: PushClass.Reply),
        ], Cancel);

        Assert.Equal(["t1", "r1", "s1", "v1"], (await place.Ledger.TakeDueAsync(4, Claim, Cancel)).Ids());
        Assert.Equal(["v2", "v3", "p1", "p2"], (await place.Ledger.TakeDueAsync(99, Claim, Cancel)).Ids());
        Assert.Empty(await place.Ledger.TakeDueAsync(99, Claim, Cancel));
        Assert.Equal(now + Tick, await place.Ledger.NextDueAsync(Cancel));
        place.Advance(Tick);
        Assert.Equal(["late"], (await place.Ledger.TakeDueAsync(99, Claim, Cancel)).Ids());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task TakeDueAsync_ClaimExpires_ComesBackWithAGreaterFence(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var other = await place.OtherAsync();
        var now = await place.NowAsync();
        await place.Ledger.AddAsync([Row("a", PushState.Held, now, rule: "quiet")], Cancel);

        var first = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.Equal((PushState.Held, 1, now + Claim, "quiet"), (first.State, first.Fence, first.Due, first.Verdict!.Rule));
        place.Advance(Claim - Tick);
        Assert.Empty(await other.TakeDueAsync(9, Claim, Cancel));
        place.Advance(Tick);
        Assert.Equal(2, Assert.Single(await other.TakeDueAsync(9, Claim, Cancel)).Fence);
        Assert.False(await place.Ledger.PlaceAsync(Row("a", PushState.Expired), first.Fence, Cancel));
        Assert.True(await other.PlaceAsync(Row("a", PushState.Expired), 2, Cancel));
        place.Advance(Day);
        Assert.Empty(await other.TakeDueAsync(9, Claim, Cancel));
        Assert.Null(await other.NextDueAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task TakeDueAsync_ManyAtOnce_GivesEachRowToOne(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var other = await place.OtherAsync();
        var now = await place.NowAsync();
        await place.Ledger.AddAsync([.. Enumerable.Range(0, 100).Select(i => Row($"p{i:00}", due: now))], Cancel);

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await (i % 2 == 0 ? place.Ledger : other).TakeDueAsync(9, Claim, Cancel))));

        Assert.Equal(100, taken.Sum(some => some.Length));
        Assert.Equal(100, taken.SelectMany(some => some.Ids()).Distinct().Count());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task NextDueAsync_Rows_IsTheEarliestThatIsNotFinal(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        Assert.Null(await place.Ledger.NextDueAsync(Cancel));
        await place.Ledger.AddAsync([Row("a", PushState.Held, now + Day), Row("b", PushState.InDigest, now + Claim, PushClass.Promo)], Cancel);
        Assert.Equal(now + Claim, await place.Ledger.NextDueAsync(Cancel));
        await place.Ledger.AdmittedAsync(Wish("c") with { Row = Wish("c").Row with { Due = now + Tick } });
        Assert.Equal(now + Tick, await place.Ledger.NextDueAsync(Cancel));
        await place.Ledger.SettledAsync("c", new Settlement.Sent("m"));
        Assert.Equal(now + Claim, await place.Ledger.NextDueAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task PlaceAsync_NewOrHeldRow_KeepsItWithoutSlots(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        Assert.True(await place.Ledger.PlaceAsync(Row("a", PushState.Held, now, rule: "quiet"), null, Cancel));
        Assert.False(await place.Ledger.PlaceAsync(Row("a", PushState.Dropped), null, Cancel));
        Assert.False(await place.Ledger.PlaceAsync(Row("none", PushState.Dropped), 0, Cancel));
        Assert.Null(await place.Ledger.FindAsync("none", Cancel));
        Assert.Equal(PushState.Held, (await place.Ledger.FoundAsync("a")).State);

        place.Advance(Tick);
        var taken = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.True(await place.Ledger.PlaceAsync(taken with { State = PushState.InDigest, Due = now + Day, Verdict = Says(Decision.Digest, "member-day") }, taken.Fence, Cancel));
        var kept = await place.Ledger.FoundAsync("a");
        Assert.Equal((PushState.InDigest, now + Day, "member-day", taken.Fence), (kept.State, kept.Due, kept.Verdict!.Rule, kept.Fence));
        Assert.Equal(now + Tick, kept.ChangedAt);
        Assert.True(await place.Ledger.PlaceAsync(kept with { State = PushState.Bundled, Within = "d1" }, kept.Fence, Cancel));
        Assert.Equal("d1", (await place.Ledger.FoundAsync("a")).Within);
        // A final row stays as it is.
        Assert.False(await place.Ledger.PlaceAsync(kept, kept.Fence, Cancel));

        // One that held slots loses them.
        await place.Ledger.AdmittedAsync(Wish("b").Into(OfMei, OfGroup));
        Assert.True(await place.Ledger.PlaceAsync((await place.Ledger.FoundAsync("b")) with { State = PushState.Expired }, 0, Cancel));
        Assert.Equal([0, 0], await place.SizesAsync(OfMei, OfGroup));
        Assert.Equal((0, null), ((await place.Ledger.FoundAsync("b")).Slots.Length, (await place.Ledger.FoundAsync("b")).SlotAt));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ListAsync_Queries_GiveRowsInTheOrderOfTheirArrival(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var bo = new Bot.Core.Activities.MemberKey("wecom", "bo");
        string[] ids = ["z", "a|1", "m", "😀", "b"];
        await place.Ledger.AddAsync([.. ids.Select((id, i) => new PushRow
        {
            Push = Push(id, member: i % 2 == 0 ? Mei : bo, group: i < 3 ? Group : null, campaign: i == 4 ? null : "c|1"),
            State = i == 1 ? PushState.Held : PushState.Planned,
            Due = Make.Noon - TimeSpan.FromHours(i),
        })], Cancel);
        async Task<string[]> ListAsync(PushQuery query) => [.. (await place.Ledger.ListAsync(query, Cancel)).Ids()];

        Assert.Equal(ids, await ListAsync(new()));
        Assert.Equal(["z", "a|1", "m", "😀"], await ListAsync(new(Campaign: "c|1")));
        Assert.Equal(["z", "m", "b"], await ListAsync(new(Member: Mei)));
        Assert.Equal(["z", "a|1", "m"], await ListAsync(new(Group: Group)));
        Assert.Equal(["a|1"], await ListAsync(new(State: PushState.Held)));
        Assert.Equal(["z", "m"], await ListAsync(new(Campaign: "c|1", Member: Mei, Group: Group, State: PushState.Planned)));
        Assert.Empty(await ListAsync(new(Campaign: "c")));
        Assert.Empty(await ListAsync(new(Member: new("dingtalk", "mei"))));
        // A change does not move a row.
        await place.Ledger.PlaceAsync((await place.Ledger.FoundAsync("z")) with { State = PushState.Dropped }, 0, Cancel);
        Assert.Equal(["z", "a|1"], await ListAsync(new(Max: 2)));
        Assert.Equal(["m", "😀"], await ListAsync(new(Max: 2, After: "a|1")));
        Assert.Equal(["b"], await ListAsync(new(Max: 2, After: "😀")));
        Assert.Empty(await ListAsync(new(After: "b")));
        Assert.Equal(["b"], await ListAsync(new(Member: Mei, After: "m")));
        Assert.Equal(["m"], await ListAsync(new(Campaign: "c|1", Max: 1, After: "a|1")));
        Assert.Equal(ids.Reverse(), await ListAsync(new(Newest: true)));
        Assert.Equal(["m", "a|1"], await ListAsync(new(Max: 2, After: "😀", Newest: true)));
        Assert.Empty(await ListAsync(new(After: ids[0], Newest: true)));
        Assert.Empty(await ListAsync(new(After: "none", Newest: true)));
        Assert.Equal(["m", "a|1", "z"], await ListAsync(new(Campaign: "c|1", After: "😀", Newest: true)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ListAsync_ManyRows_PagesThroughAllOnce(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AddAsync([.. Enumerable.Range(0, 700).Select(i => Row($"p{i}", campaign: i % 7 == 0 ? "other" : "c"))], Cancel);
        var all = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await place.Ledger.ListAsync(new(Campaign: "c", Max: 97, After: after), Cancel)).Ids().ToArray();
            all.AddRange(page);
            if (page.Length == 0)
            {
                break;
            }

            after = page[^1];
        }

        Assert.Equal(Enumerable.Range(0, 700).Where(i => i % 7 != 0).Select(i => $"p{i}"), all);
        Assert.Equal(600, (await place.Ledger.ListAsync(new(Campaign: "c", Max: 10_000), Cancel)).Length);
        Assert.Equal(Enumerable.Range(0, 700).Select(i => $"p{699 - i}"), (await place.Ledger.ListAsync(new(Max: 10_000, Newest: true), Cancel)).Ids());
        Assert.Equal(all.AsEnumerable().Reverse(), (await place.Ledger.ListAsync(new(Campaign: "c", Max: 10_000, Newest: true), Cancel)).Ids());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task WakeAsync_WhatWaits_IsDueNow_AndAClaimOnItIsLost(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AddAsync([Row("a", PushState.Held, due: now + Day)], Cancel);

        Assert.Empty(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.True(await place.Ledger.WakeAsync("a", Cancel));
        var first = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.True(await place.Ledger.WakeAsync("a", Cancel));
        var second = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));

        Assert.False(await place.Ledger.PlaceAsync(first with { State = PushState.Dropped }, first.Fence, Cancel));
        await place.Ledger.AdmittedAsync(Wish("a").Under(second.Fence));
        Assert.False(await place.Ledger.WakeAsync("a", Cancel));
        Assert.False(await place.Ledger.WakeAsync("nobody", Cancel));
        Assert.Equal(PushState.Calling, (await place.Ledger.FindAsync("a", Cancel))!.State);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ClaimAsync_WhatWaits_IsTheClaimants_AndAnEarlierClaimIsLost(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AddAsync([Row("a", PushState.Held, now, rule: "quiet"), Row("later", PushState.InDigest, now + Day)], Cancel);
        var first = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));

        var second = (await place.Ledger.ClaimAsync("a", Claim, Cancel))!;

        Assert.Equal((PushState.Held, 2, now + Claim, "quiet"), (second.State, second.Fence, second.Due, second.Verdict!.Rule));
        Assert.False(await place.Ledger.PlaceAsync(first with { State = PushState.Dropped }, first.Fence, Cancel));
        Assert.Equal((PushState.InDigest, 1), ((await place.Ledger.ClaimAsync("later", Claim, Cancel))!.State, (await place.Ledger.FindAsync("later", Cancel))!.Fence));
        await place.Ledger.AdmittedAsync(Wish("a").Under(second.Fence));
        Assert.Null(await place.Ledger.ClaimAsync("a", Claim, Cancel));
        Assert.Null(await place.Ledger.ClaimAsync("nobody", Claim, Cancel));
        Assert.Empty(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        place.Advance(Claim);
        Assert.Contains("later", (await place.Ledger.TakeDueAsync(9, Claim, Cancel)).Ids());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task CountsAsync_Funnel_IsExactThroughEveryChange(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        async Task<string> CountsAsync() => string.Join(' ', (await place.Ledger.CountsAsync("c", Cancel)).OrderBy(one => one.State).ThenBy(one => one.Rule, StringComparer.Ordinal).Select(one => $"{one.State}/{one.Rule}={one.Count}"));
        Reservation Offer(string id) => Wish(id) with { Row = Row(id, PushState.Calling, campaign: "c") with { Slots = [OfMei], Verdict = Says(Decision.Send) } };

        Assert.Equal("", await CountsAsync());
        await place.Ledger.AddAsync([Row("a", due: now, campaign: "c"), Row("b", due: now, campaign: "c"), Row("x", due: now, campaign: "other"), Row("y", due: now)], Cancel);
        Assert.Equal("Planned/=2", await CountsAsync());
        var taken = await place.Ledger.TakeDueAsync(9, Claim, Cancel);
        Assert.Equal("Planned/=2", await CountsAsync());
        await place.Ledger.PlaceAsync(taken[0] with { State = PushState.Held, Verdict = Says(Decision.Hold, "quiet") }, 1, Cancel);
        await place.Ledger.PlaceAsync(taken[1] with { State = PushState.Dropped, Verdict = Says(Decision.Drop, "optout") }, 1, Cancel);
        await place.Ledger.AdmittedAsync(Offer("d"));
        await place.Ledger.AdmittedAsync(Offer("e"));
        await place.Ledger.AskAsync(Offer("e"));
        Assert.Equal("Held/quiet=1 Calling/=2 Dropped/optout=1", await CountsAsync());
        await place.Ledger.SettledAsync("d", new Settlement.Sent("m"));
        await place.Ledger.SettledAsync("d", new Settlement.Sent("m"));
        await place.Ledger.SettledAsync("e", new Settlement.Failed("400"));
        await place.Ledger.AdmittedAsync(Offer("a").Under(1));
        Assert.Equal("Calling/=1 Sent/=1 Failed/=1 Dropped/optout=1", await CountsAsync());
        Assert.Equal(4, (await place.Ledger.CountsAsync("c", Cancel)).Sum(one => one.Count));
        await place.ReopenAsync();
        Assert.Equal("Calling/=1 Sent/=1 Failed/=1 Dropped/optout=1", await CountsAsync());
        Assert.Equal([new PushCount(PushState.Planned, null, 1)], await place.Ledger.CountsAsync("other", Cancel));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WaitingAsync_GivesHeldRowsInTheirOrder_PageByPageWhileTheyMove(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var due = await place.NowAsync() + Day;
        await place.Ledger.AddAsync(
            [
                .. Enumerable.Range(0, 300).Select(i => Row($"v{i:000}", PushState.Held, due, rule: "cap")),
                Row("promo", PushState.Held, due - Day, PushClass.Promo, rule: "cap"), Row("service", PushState.Held, due + Day, PushClass.Service, rule: "cap"),
                Row("early", PushState.Held, due - Tick, rule: "cap"), Row("digest", PushState.InDigest, due), Row("planned", PushState.Planned, due),
            ],
            Cancel);
        var seen = new List<string>();
        WaitingCursor? at = null;
        do
        {
            var page = await place.Ledger.WaitingAsync(at, 7, Cancel);
            seen.AddRange(page.Rows.Ids());
            if (page.Rows is [.., var last])
            {
                // Whoever was looked at may go, or wait less: nobody is missed for it.
                Assert.True(await place.Ledger.WakeAsync(last.Push.Id, Cancel));
            }

            at = page.Next;
        }
        while (at is not null);

        Assert.Equal(["service", "early", .. Enumerable.Range(0, 300).Select(i => $"v{i:000}"), "promo"], seen);
        var all = await place.Ledger.WaitingAsync(null, 1000, Cancel);
        Assert.Equal((303, null), (all.Rows.Length, all.Next));
    }
}
