using System.Collections.Immutable;
using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>The specification's examples, exact to the millisecond, through the real scheduler, on both stores.</summary>
[Collection(nameof(StoreContracts))]
public sealed class ExamplesTests(StoreServers servers)
{
    private const string Shanghai = "zone: {use: member, else: tenant, tenant: Asia/Shanghai}\n";

    public static TheoryData<StoreKind> Kinds { get; } = [StoreKind.Sqlite, StoreKind.Redis];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AllOrNone_MemberAndGroupCaps_RefuseWithoutTakingAnySlot(StoreKind kind)
    {
        var pushes = Enumerable.Range(1, 20).Select(i => $"01T09:00 push id=s{i} class=value member=S group=G")
            .Concat(Enumerable.Range(1, 9).Select(i => $"01T09:01 push id=h{i} class=value member=H{i} group=G"))
            .Append("01T09:02 push id=last class=value member=L group=G");
        var lines = await RunAsync(kind, "caps: [{id: member-24h, per: member, limit: 1, window: 24h, over: drop}, {id: group-24h, per: group, limit: 10, window: 24h, over: drop}]", string.Join('\n', pushes));

        Assert.Equal(["s1", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9"], Sent(lines));
        foreach (var refused in lines.Where(line => line.Id is ['s', not '1', ..] or ['s', _, _, ..]))
        {
            var finding = Assert.Single(refused.Failing);
            Assert.Equal(("member-24h", 1, 1, "s1"), (finding.Rule, finding.Have, finding.Limit, Assert.Single(finding.Evidence)));
        }

        Assert.Equal(("group-24h", 10, 10), Figures(lines.Single(line => line.Id == "last").Failing.Single()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rolling_IsTightToTheMillisecond(StoreKind kind)
    {
        var lines = await RunAsync(kind, "caps: [{id: member-24h, per: member, limit: 3, window: 24h, over: drop}]", """
            01T20:00 push id=a class=value member=M
            01T21:00 push id=b class=value member=M
            01T21:59:30 push id=c class=value member=M
            02T00:01 push id=d class=value member=M
            02T19:59:59.999 push id=e class=value member=M
            02T20:00:00.000 push id=f class=value member=M
            """);

        Assert.Equal(["a", "b", "c", "f"], Sent(lines));
        Assert.All(lines.Where(line => line.Decision == "drop"), line => Assert.Equal("2026-11-02T20:00:00.000Z", line.Failing.Single().FreeAt));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Outcomes_RefundRetryAndUnknown_CountExactly(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + "caps: [{id: member-day, per: member, limit: 1, window: day, over: drop}]", """
            22T01:00 push id=a class=value member=M1 outcome=failed
            22T01:01 push id=b class=value member=M1
            22T01:02 refund id=a
            22T01:02 refund id=a
            22T01:02 push id=b2 class=value member=M1
            22T01:03 push id=c class=value member=M2 outcome=throttled:30,throttled:30,sent
            22T01:03:59.999 push id=held class=value member=M9
            22T01:05 push id=c2 class=value member=M2
            22T01:10 push id=d class=value member=M3 outcome=unknown
            22T01:11 push id=e class=value member=M3
            22T01:12 settle id=d result=sent
            22T01:13 push id=f class=value member=M3
            22T01:14 refund id=d
            22T01:14 refund id=d
            22T01:15 push id=g class=value member=M3
            22T01:16 push id=h class=value member=M3
            """);

        Assert.Equal(["a", "b", "c", "held", "d", "g"], Sent(lines));
        Assert.Equal("2026-11-22T01:04:00.000Z", lines.Single(line => line is { Id: "held", Decision: "send" }).At); // the platform said "not now" to all of this account
        Assert.Equal(["failed", "throttled", "unknown"], "a c d".Split(' ').Select(id => lines.Single(line => line.Id == id).Result));
        Assert.All(lines.Where(line => line.Decision == "drop"), line => Assert.Equal(("member-day", 1, 1), Figures(line.Failing.Single())));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OptOut_IsAppliedBeforeTheNextSend_AndHoldsWhenTheViewIsLost(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            quiet: {id: quiet, hours: "22:00-08:00", over: defer, spread: 0}
            override: {who: [owner], reason: required, per_month: 2, never: [optout, platform]}
            """, """
            21T15:00 push id=promo class=promo member=M
            21T23:59:58 says member=M text=TD
            22T00:00 push id=value class=value member=M
            22T01:00 says member=M text=退订全部
            22T01:00 forget
            22T01:01 push id=v2 class=value member=M
            22T01:01 push id=s2 class=service member=M
            22T01:01 push id=t2 class=transactional member=M
            22T01:01 push id=o2 class=promo member=M overrideBy=owner reason=sale
            22T02:00 says member=M text=恢复订阅
            22T02:01 push id=p3 class=promo member=M
            """);

        Assert.Equal(["value", "t2", "p3"], Sent(lines));
        Assert.All("promo v2 s2 o2".Split(' '), id => Assert.Equal(("drop", "optout"), (lines.Last(line => line.Id == id).Decision, lines.Last(line => line.Id == id).Rule)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Mix_WorthIsEarnedBeforeEachOffer(StoreKind kind)
    {
        var lines = await RunAsync(kind, "mix: [{id: group-mix, per: group, before_each_promo: 2 value}]", """
            01T20:00 push id=p1 class=promo group=G
            01T20:01 push id=v1 class=value group=G
            01T20:02 push id=p2 class=promo group=G
            01T20:03 push id=v2 class=value group=G outcome=failed
            01T20:04 push id=p3 class=promo group=G
            01T20:05 push id=v3 class=value group=G
            01T20:06 push id=p4 class=promo group=G
            01T20:07 push id=p5 class=promo group=G
            """);

        Assert.Equal(["v1", "v2", "v3", "p4"], Sent(lines));
        Assert.Equal([0, 1, 1, 0], "p1 p2 p3 p5".Split(' ').Select(id => lines.Single(line => line.Id == id).Failing.Single().Have!.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Priority_OneMoment_IsJudgedByClass(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: defer}]
            quiet: {id: quiet, hours: "22:00-08:00", over: defer, spread: 0}
            expire: {promo: 12h}
            """, """
            22T01:00 push id=p class=promo member=M
            22T01:00 push id=v class=value member=M
            22T01:00 push id=s class=service member=M
            22T01:00 push id=t class=transactional member=M
            24T01:00 advance
            """);

        Assert.Equal(["t", "s", "v"], Sent(lines));
        var held = lines.First(line => line.Id == "v");
        Assert.Equal(("hold", "2026-11-23T00:00:00.000Z", "2026-11-22T16:00:00.000Z"), (held.Decision, held.Until, held.Failing.Single().FreeAt));
        Assert.Equal("2026-11-23T00:00:00.000Z", lines.Last(line => line.Id == "v").At);
        Assert.Equal(("expired", "2026-11-22T13:00:00.000Z"), (lines.Last(line => line.Id == "p").Decision, lines.Last(line => line.Id == "p").At));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Digest_SevenItems_AreTwoPushes(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: digest}]
            quiet: {id: quiet, hours: "22:00-08:00", over: defer, spread: 0}
            digest: {at: "10:00", max_items: 5, counts_as: 1}
            """, "22T01:00 push id=s class=service member=M\n" + string.Join('\n', Enumerable.Range(1, 7).Select(i => $"22T01:0{i} push id=v{i} class=value member=M")) + "\n26T01:00 advance");

        var digests = lines.Where(line => line.Decision == "send" && line.Id != "s").ToArray();
        Assert.Equal(["2026-11-23T02:00:00.000Z", "2026-11-24T02:00:00.000Z"], digests.Select(line => line.At));
        Assert.Equal(["v1", "v2", "v3", "v4", "v5"], digests[0].Items);
        Assert.Equal(["v6", "v7"], digests[1].Items);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Platform_MonthsAndHumans_HoldTheirSlots(StoreKind kind)
    {
        var asked = string.Join('\n', Enumerable.Range(1, 31).Select(i => $"2026-02-{(i + 27) / 28:00}T{i % 24:00}:00:00Z push id=w{i} class=value member=M channel=wecom.groupsend"));
        var month = await RunAsync(kind, Shanghai + "platform: [{id: wecom-month, channel: wecom.groupsend, per: [member, group], limit: days_in_month, window: month, over: drop}]", string.Join('\n', asked.Split('\n').Order(StringComparer.Ordinal)));
        Assert.Equal(28, Sent(month).Length);
        Assert.All(month.Where(line => line.Decision == "drop"), line => Assert.Equal(("wecom-month", 28, 28), Figures(line.Failing.Single())));

        var human = await RunAsync(kind, Shanghai + "caps: [{id: member-day, per: member, limit: 1, window: day, over: drop}]", """
            22T14:00 push id=a class=value member=M outcome=confirm:3h
            22T14:30 push id=b class=value member=M
            22T17:30 push id=c class=value member=M
            23T17:00 push id=d class=value member=M outcome=confirm:30h
            24T16:59 push id=e class=value member=M
            24T17:01 push id=f class=value member=M
            25T15:59 push id=g class=value member=M
            25T16:00 push id=h class=value member=M
            """);
        Assert.Equal(["a", "d", "h"], Sent(human)); // a reached them on the 23rd, where c meets it; d was confirmed on the evening of the 24th (UTC), late, and is what they had on the 25th in Shanghai
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Brake_AReplayedGroupOfTwoHundred_TripsBeforeOneHundredAndNinety(StoreKind kind)
    {
        var days = string.Join('\n', Enumerable.Range(1, 28).SelectMany(day => new[]
        {
            $"{day:00}T02:00 push id=bad{day} class=promo group=G",
            $"{day:00}T02:00 push id=good{day} class=promo group=H",
            $"{day:00}T04:00 leave group=G count={(day % 4 == 0 ? 2 : 1)}",
            $"{day:00}T05:00 leave group=G count=1",
            day % 7 == 0 ? $"{day:00}T06:00 leave group=H count=1" : "",
        }));
        var lines = await RunAsync(kind, Shanghai + "fatigue: {group_brake: {leave_rate: 1%, within: 24h, at_least: 3 leavers, pause_promo: 7d, over: drop}}", $"01T00:00 group id=G size=200\n01T00:00 group id=H size=200\n{days}");

        var tripped = lines.First(line => line is { Decision: "drop", Rule: "group_brake" });
        var left = Enumerable.Range(1, 28).Where(day => string.CompareOrdinal($"2026-11-{day:00}", tripped.At[..10]) < 0).Sum(day => day % 4 == 0 ? 3 : 2);
        Assert.True(200 - left > 190, $"tripped only at {200 - left}");
        Assert.DoesNotContain(lines, line => line.Id.StartsWith("good", StringComparison.Ordinal) && line.Decision != "send");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Overlap_OneCampaign_IsSeenOnce(StoreKind kind)
    {
        var lines = await RunAsync(kind, "overlap: {id: seen-elsewhere, campaign_once_per_member: 7d, skip_group_if_seen_by: 30%}", """
            01T00:00 group id=A members=a,b,c,d,e,f,g
            01T00:00 group id=B members=e,f,g,h,i,j,k,l,m,n
            01T00:00 group id=C members=g,x,y,z
            01T01:00 push id=1 class=promo group=A campaign=double11
            01T02:00 push id=2 class=promo group=B campaign=double11
            01T03:00 push id=3 class=promo group=C campaign=double11
            01T04:00 push id=4 class=promo member=a campaign=double11
            01T04:00 push id=5 class=promo member=h campaign=double11
            01T04:00 push id=6 class=promo member=x campaign=other
            08T00:59:59.999 push id=7 class=promo member=a campaign=double11
            08T01:00 push id=8 class=promo member=a campaign=double11
            """);

        Assert.Equal(["1", "3", "5", "6", "8"], Sent(lines)); // three in ten of B had seen it, one in four of C
        Assert.Equal(("seen-elsewhere", 3, 3), Figures(lines.Single(line => line.Id == "2").Failing.Single()));
        Assert.Equal("2026-11-08T01:00:00.000Z", lines.Single(line => line.Id == "7").Failing.Single().FreeAt);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Fatigue_StretchesRollingWindows_AndInterestUndoesIt(StoreKind kind)
    {
        var lines = await RunAsync(kind, """
            caps: [{id: member-24h, per: member, limit: 1, window: 24h, over: drop}]
            fatigue: {tiers: {fresh: x1, cool: x2, cold: x4, muted: promo_off}, down: [{unanswered: 3}, {complaint: 1, to: muted}], up: [{engaged: 1}]}
            """, """
            01T00:00 push id=1 class=value member=M
            02T00:00 push id=2 class=value member=M
            03T00:00 push id=3 class=value member=M
            04T00:00 push id=4 class=value member=M
            04T00:01 says member=M text=谢谢
            04T00:02 push id=5 class=value member=M
            05T00:00 says member=M text=天天发太烦了要投诉
            05T00:01 push id=6 class=promo member=M
            10T00:00 push id=7 class=value member=M
            """);

        Assert.Equal(["1", "2", "3", "5", "7"], Sent(lines));
        Assert.Equal("2026-11-05T00:00:00.000Z", lines.Single(line => line.Id == "4").Failing.Single().FreeAt);
        Assert.Equal("fatigue", lines.Single(line => line.Id == "6").Rule);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Zones_AMemberWhoMoves_IsJudgedByTheZoneOfNow(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: drop}]
            quiet: {id: quiet, hours: "22:00-08:00", over: defer, spread: 0}
            """, """
            01T00:00 member id=M zone=Asia/Shanghai
            01T15:30 push id=1 class=value member=M
            01T22:30 zone member=M zone=Europe/Berlin
            02T07:00 push id=2 class=value member=M
            02T08:00 push id=3 class=value member=M
            """);

        // Held to 08:00 in Shanghai (00:00Z): that is the middle of the night in Berlin, where it goes at 08:00 (07:00Z) - on the same local day as 2 and 3.
        Assert.Equal("2026-11-02T07:00:00.000Z", lines.Last(line => line.Id == "1").At);
        Assert.Equal(["1"], Sent(lines));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Digest_CountsWhatItsItemsCount(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: digest}]
            digest: {at: "10:00", max_items: 5, counts_as: 1}
            overlap: {id: seen-elsewhere, campaign_once_per_member: 7d}
            """, """
            22T01:00 push id=s class=service member=M
            22T01:01 push id=a class=value member=M campaign=x
            24T03:00 push id=b class=value member=M campaign=x
            """);

        Assert.Equal("2026-11-23T02:00:00.000Z", lines.Single(line => line.Items.Contains("a")).At);
        Assert.Equal(("drop", "seen-elsewhere"), (lines.Last(line => line.Id == "b").Decision, lines.Last(line => line.Id == "b").Rule));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Retry_IsNoEvidenceAgainstItself(StoreKind kind)
    {
        var seen = await RunAsync(kind, "overlap: {id: seen-elsewhere, campaign_once_per_member: 7d, skip_group_if_seen_by: 30%}", """
            01T00:00 group id=A members=a,b,c
            01T01:00 push id=1 class=promo group=A campaign=x outcome=throttled:30
            01T01:05 push id=2 class=promo group=A campaign=x
            """);
        Assert.Equal(["1"], Sent(seen));
        Assert.Equal("1", Assert.Single(seen.Single(line => line.Id == "2").Failing.Single().Evidence));

        var quiet = await RunAsync(kind, Shanghai + """
            caps: [{id: member-24h, per: member, limit: 1, window: 24h, over: drop}]
            quiet: {id: quiet, hours: "22:00-08:00", over: defer, spread: 0}
            """, """
            22T13:59:50 push id=p class=promo member=M outcome=throttled:30
            23T01:00 advance
            """);
        Assert.Equal(["send", "hold", "send"], quiet.Select(line => line.Decision));
        Assert.Equal(("quiet", "2026-11-23T00:00:00.000Z"), (quiet[1].Rule, quiet[2].At));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Share_Deferred_WaitsForWorth(StoreKind kind)
    {
        var lines = await RunAsync(kind, "mix: [{id: share, per: group, promo_share: 30%, within: 7d, over: defer}]", """
            01T00:00 push id=p class=promo group=G
            01T01:00 push id=v1 class=value group=G
            01T02:00 push id=v2 class=value group=G
            01T03:00 push id=v3 class=value group=G
            01T05:00 advance
            """);

        Assert.Equal(["v1", "v2", "v3", "p"], Sent(lines));
        Assert.Equal("hold", lines.First(line => line.Id == "p").Decision);
    }

    private Task<ImmutableArray<SimVerdict>> RunAsync(StoreKind kind, string policy, string commands) => SimKit.RunAsync(servers, kind, policy, commands);

    private static ImmutableArray<string> Sent(IEnumerable<SimVerdict> lines) => [.. lines.Where(line => line.Decision == "send").Select(line => line.Id)];

    private static (string Rule, int? Have, int? Limit) Figures(SimFinding finding) => (finding.Rule, finding.Have, finding.Limit);
}
