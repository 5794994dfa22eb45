using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using static Bot.Tests.Contracts.Pushing;

namespace Bot.Tests.Contracts;

/// <summary>What every push ledger does: taking slots, all or none.</summary>
[Collection(nameof(StoreContracts))]
public sealed class PushLedgerContract(StoreServers servers)
{
    public static TheoryData<StoreKind> Kinds => PushPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task NowAsync_Clock_IsWholeMillisecondsAndNeverSmaller(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var first = await place.NowAsync();
        place.Advance(TimeSpan.FromTicks(10_009));

        Assert.Equal(first + Tick, await place.NowAsync());
        Assert.Equal(0, first.Ticks % TimeSpan.TicksPerMillisecond);
        place.Advance(-Day);
        Assert.Equal(first + Tick, await place.NowAsync());
        Assert.Equal(first + Tick, await place.Ledger.AdmittedAsync(Wish("a")));
        await place.ReopenAsync();
        Assert.Equal(first + Tick, await place.NowAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_NewPush_KeepsRowAndSlots(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var wish = Wish("a", Cap(1, Day)).Into(OfMei, OfMei.With(PushClass.Value), OfGroup);
        wish = wish with { Row = wish.Row with { Verdict = Says(Decision.Send), Calls = 1, Items = ["i1", "i2"] } };

        var at = await place.Ledger.AdmittedAsync(wish);

        Assert.Equal(await place.NowAsync(), at);
        var kept = await place.Ledger.FoundAsync("a");
        Assert.Equal((wish.Row with { SlotAt = at }).Text(), kept.Text());
        Assert.Equal(at, kept.ChangedAt);
        Assert.Equal([1, 1, 1, 0], await place.SizesAsync(OfMei, OfMei.With(PushClass.Value), OfGroup, OfMei.With(PushClass.Promo)));
        var logs = await place.Ledger.ReadLogsAsync([OfMei, OfGroup], at, 10, Cancel);
        Assert.All(logs, log => Assert.Equal([new LogEntry(at, "a")], log));
        await place.ReopenAsync();
        Assert.Equal(kept.Text(), (await place.Ledger.FoundAsync("a")).Text());
        Assert.Equal([1, 1, 1], await place.SizesAsync(OfMei, OfMei.With(PushClass.Value), OfGroup));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_OneRuleFails_WritesNothingAndTellsEveryFailingRule(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var first = await place.Ledger.AdmittedAsync(Wish("a").Into(OfMei, OfGroup));
        place.Advance(TimeSpan.FromMinutes(1));
        var before = await place.LogsAsync(OfMei, OfGroup);

        var failing = await place.Ledger.DeniedAsync(Wish("b", Cap(1, Day), Cap(2, Day, OfGroup), Cap(1, Day, OfGroup), Cap(0, Day, LogKey.OfBot("x"))).Into(OfMei, OfGroup));

        Assert.Equal([0, 2, 3], failing.Select(one => one.Index));
        Assert.Equal([1, 1, 0], failing.Select(one => one.Have));
        Assert.Equal([new LogEntry(first, "a")], failing[0].First);
        Assert.Equal([new LogEntry(first, "a")], failing[1].First);
        Assert.All(failing, one => Assert.Empty(one.Second));
        Assert.Equal(before, await place.LogsAsync(OfMei, OfGroup));
        Assert.Null(await place.Ledger.FindAsync("b", Cancel));
        Assert.Equal(await place.NowAsync(), Assert.IsType<ReserveAnswer.Denied>(await place.Ledger.AskAsync(Wish("b", Cap(1, Day)))).At);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_TwoRulesOneTight_SpendsNothingOfTheOther(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var sent = 0;
        for (var i = 0; i < 29; i++)
        {
            var member = LogKey.Of(new MemberKey("wecom", i < 20 ? "s" : $"h{i}"));
            var answer = await place.Ledger.AskAsync(Wish($"p{i}", Cap(1, Day, member), Cap(10, Day, OfGroup)).Into(member, OfGroup));
            sent += answer is ReserveAnswer.Admitted ? 1 : 0;
            Assert.True(answer is ReserveAnswer.Admitted or ReserveAnswer.Denied { Failing: [{ Index: 0, Have: 1, First: [{ Id: "p0" }] }] });
        }

        Assert.Equal(10, sent);
        Assert.Equal([10, 1], await place.SizesAsync(OfGroup, LogKey.Of(new MemberKey("wecom", "s"))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_KnownId_IsDuplicateWithWhatIsKept(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("a"));
        await place.Ledger.AddAsync([Row("held", PushState.Held, rule: "member-day")], Cancel);
        await place.Ledger.SettledAsync("a", new Settlement.Failed("400"));

        var sent = Assert.IsType<ReserveAnswer.Duplicate>(await place.Ledger.AskAsync(Wish("a", Cap(0, Day))));
        var held = Assert.IsType<ReserveAnswer.Duplicate>(await place.Ledger.AskAsync(Wish("held")));

        Assert.Equal((PushState.Failed, "400"), (sent.Earlier.State, sent.Earlier.Note));
        Assert.Equal((PushState.Held, "member-day"), (held.Earlier.State, held.Earlier.Verdict!.Rule));
        Assert.Equal([0], await place.SizesAsync(OfMei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_OneIdFromManyAtOnce_IsAdmittedOnce(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var other = await place.OtherAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => (i % 2 == 0 ? place.Ledger : other).AskAsync(Wish("one", Cap(5, Day))))));

        Assert.Single(answers, answer => answer is ReserveAnswer.Admitted);
        Assert.Equal(63, answers.Count(answer => answer is ReserveAnswer.Duplicate { Earlier.State: PushState.Calling }));
        Assert.Equal([1], await place.SizesAsync(OfMei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_ManyMembersAtOnce_FillTheGroupExactly(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var other = await place.OtherAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 256).Select(i => Task.Run(() =>
        {
            var member = LogKey.Of(new MemberKey("wecom", $"m{i}"));
            return (i % 2 == 0 ? place.Ledger : other).AskAsync(Wish($"p{i}", Cap(1, Day, member), Cap(100, Day, OfGroup)).Into(member, OfGroup));
        })));

        Assert.Equal(100, answers.Count(answer => answer is ReserveAnswer.Admitted));
        Assert.Equal(156, answers.Count(answer => answer is ReserveAnswer.Denied { Failing: [{ Index: 1, Have: 100 }] }));
        Assert.Equal([100], await place.SizesAsync(OfGroup));
        var members = await place.SizesAsync([.. Enumerable.Range(0, 256).Select(i => LogKey.Of(new MemberKey("wecom", $"m{i}")))]);
        Assert.Equal(100, members.Sum());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_FenceGiven_OnlyItsHolderMayReserve(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AddAsync([Row("a", due: await place.NowAsync())], Cancel);
        var taken = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));

        Assert.IsType<ReserveAnswer.Fenced>(await place.Ledger.AskAsync(Wish("a").Under(taken.Fence - 1)));
        Assert.IsType<ReserveAnswer.Fenced>(await place.Ledger.AskAsync(Wish("a").Under(taken.Fence + 1)));
        Assert.IsType<ReserveAnswer.Fenced>(await place.Ledger.AskAsync(Wish("none").Under(1)));
        Assert.Equal(PushState.Planned, (await place.Ledger.FoundAsync("a")).State);
        Assert.Equal([0], await place.SizesAsync(OfMei));

        await place.Ledger.AdmittedAsync(Wish("a").Under(taken.Fence));
        Assert.Equal((PushState.Calling, taken.Fence), ((await place.Ledger.FoundAsync("a")).State, (await place.Ledger.FoundAsync("a")).Fence));
        await place.Ledger.SettledAsync("a", new Settlement.Sent("m"), taken.Fence);
        Assert.IsType<ReserveAnswer.Fenced>(await place.Ledger.AskAsync(Wish("a").Under(taken.Fence)));
        Assert.Equal([1], await place.SizesAsync(OfMei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_Retry_GivesOldSlotsUpForNewOnes(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AdmittedAsync(Wish("a", Cap(1, Day)).Into(OfMei, OfGroup));
        await place.Ledger.SettledAsync("a", new Settlement.Retry(now.AddMinutes(1), "429"));
        Assert.Equal([1, 1], await place.SizesAsync(OfMei, OfGroup));
        place.Advance(TimeSpan.FromMinutes(1));
        var taken = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));
        Assert.Equal((PushState.Retrying, 2), (taken.State, taken.Slots.Length));

        // Its own entry must not stand in its own way.
        var at = await place.Ledger.AdmittedAsync(Wish("a", Cap(1, Day), Cap(1, Day, OfGroup)).Into(OfMei, LogKey.OfBot("b")).Under(taken.Fence));

        Assert.Equal(now.AddMinutes(1), at);
        Assert.Equal([1, 0, 1], await place.SizesAsync(OfMei, OfGroup, LogKey.OfBot("b")));
        Assert.Equal([new LogEntry(at, "a")], (await place.Ledger.ReadLogsAsync([OfMei], now, 9, Cancel))[0]);
        Assert.Equal(at, (await place.Ledger.FoundAsync("a")).SlotAt);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_RetryDenied_HasLostItsSlotsAndCanBeHeld(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        await place.Ledger.AdmittedAsync(Wish("a").Into(OfMei, OfGroup));
        await place.Ledger.SettledAsync("a", new Settlement.Retry(now, "429"));
        var taken = Assert.Single(await place.Ledger.TakeDueAsync(9, Claim, Cancel));

        // Stale and closed ones change nothing at all.
        Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(Wish("a").Under(taken.Fence) with { ValidUntil = now }));
        Assert.Equal([1, 1], await place.SizesAsync(OfMei, OfGroup));
        await place.Ledger.DeniedAsync(Wish("a", Cap(0, Day)).Under(taken.Fence));

        var kept = await place.Ledger.FoundAsync("a");
        Assert.Equal((PushState.Retrying, null, 0), (kept.State, kept.SlotAt, kept.Slots.Length));
        Assert.Equal([0, 0], await place.SizesAsync(OfMei, OfGroup));
        Assert.True(await place.Ledger.PlaceAsync(Row("a", PushState.Held, now.AddHours(1), rule: "cap"), taken.Fence, Cancel));
        Assert.Equal(PushState.Held, (await place.Ledger.FoundAsync("a")).State);
        Assert.Equal([0, 0], await place.SizesAsync(OfMei, OfGroup));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_OutsideItsSpan_IsStale(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var now = await place.NowAsync();
        var wish = Wish("a", Cap(0, Day));

        Assert.Equal(now, Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(wish with { ValidFrom = now + Tick })).Now);
        Assert.Equal(now, Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(wish with { ValidUntil = now })).Now);
        Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(wish with { ValidUntil = now, DryRun = true }));
        Assert.IsType<ReserveAnswer.Denied>(await place.Ledger.AskAsync(wish with { ValidFrom = now, ValidUntil = now + Tick }));
        Assert.Equal(now, await place.Ledger.AdmittedAsync(Wish("a") with { ValidFrom = now, ValidUntil = now + Tick }));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_GuardedLogChanged_IsStale(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        var said = LogKey.Engaged(Mei);
        var now = await place.NowAsync();
        await place.Ledger.SignalAsync(said, [new(now - (Day * 100), "s1")], Cancel);

        Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(Wish("a") with { Guards = [new(said, 0)] }));
        Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(Wish("a") with { Guards = [new(said, 1), new(OfMei, 1)] }));
        Assert.IsType<ReserveAnswer.Stale>(await place.Ledger.AskAsync(Wish("a") with { Guards = [new(said, 2)], DryRun = true }));
        await place.Ledger.AdmittedAsync(Wish("a") with { Guards = [new(said, 1), new(OfMei, 0)] });
        await place.Ledger.SettledAsync("a", new Settlement.Retry(now, "429"));
        var taken = Assert.Single(await place.Ledger.TakeDueAsync(1, Claim, Cancel));
        // A retry read the log with its own entry in it.
        await place.Ledger.AdmittedAsync(Wish("a").Under(taken.Fence) with { Guards = [new(OfMei, 1)] });
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_DryRun_CountsAndWritesNothing(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        await place.Ledger.AdmittedAsync(Wish("a"));
        var before = (await place.Ledger.FoundAsync("a")).Text();

        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Wish("a", Cap(2, Day)) with { DryRun = true }));
        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Wish("b", Cap(2, Day)) with { DryRun = true }));
        Assert.IsType<ReserveAnswer.Admitted>(await place.Ledger.AskAsync(Wish("b", Cap(2, Day)).Under(7) with { DryRun = true }));
        // Its own slots are not left out.
        Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Wish("a", Cap(1, Day)) with { DryRun = true })).Have);
        Assert.Equal(before, (await place.Ledger.FoundAsync("a")).Text());
        Assert.Null(await place.Ledger.FindAsync("b", Cancel));
        Assert.Equal([1], await place.SizesAsync(OfMei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task ReserveAsync_OddNames_AreKeptApart(StoreKind kind)
    {
        await using var place = await PushPlace.NewAsync(servers, kind);
        string[] ids = ["a|b", "a;b", "a b", "a'b\"", "a,b:c", "{a}", "😀|退订", "%_*?[a]\\", "A", "a", "a ", "\t", new string('x', 200), new string('群', 200)];
        foreach (var id in ids)
        {
            var member = LogKey.Of(new MemberKey("we|com", id));
            await place.Ledger.AdmittedAsync(Wish(id, Cap(1, Day, member), Cap(1, Day, member.WithCampaign(id))).Into(member, member.WithCampaign(id), member.WithStage(id), OfGroup));
            Assert.Equal(1, Assert.Single(await place.Ledger.DeniedAsync(Wish("no", Cap(1, Day, member.WithCampaign(id))))).Have);
        }

        Assert.Equal(ids, (await place.Ledger.ReadLogsAsync([OfGroup], DateTimeOffset.UnixEpoch, 99, Cancel))[0].Ids().OrderBy(id => Array.IndexOf(ids, id)));
        foreach (var id in ids)
        {
            Assert.Equal(id, (await place.Ledger.FoundAsync(id)).Push.Id);
            Assert.Equal([1, 1, 1], await place.SizesAsync(LogKey.Of(new MemberKey("we|com", id)), LogKey.Of(new MemberKey("we|com", id)).WithCampaign(id), LogKey.Of(new MemberKey("we|com", id)).WithStage(id)));
            await place.Ledger.SettledAsync(id, new Settlement.Failed("400 | ; 😀"));
        }

        Assert.Equal([0], await place.SizesAsync(OfGroup));
    }
}
