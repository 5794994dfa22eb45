using System.Collections.Immutable;
using System.Globalization;
using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>Where two rules meet at one moment, through the real scheduler, on both stores.</summary>
[Collection(nameof(StoreContracts))]
public sealed class EdgeExamplesTests(StoreServers servers)
{
    private const string Shanghai = "zone: {use: member, else: tenant, tenant: Asia/Shanghai}\n";

    public static TheoryData<StoreKind> Kinds { get; } = [StoreKind.Sqlite, StoreKind.Redis];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task QuietEdge_WhatIsFreshForFiveMinutesMore_GoesWithinThem(StoreKind kind)
    {
        var pushes = string.Join('\n', Enumerable.Range(0, 40).SelectMany(i => new[] { $"01T15:00 push id=v{i} class=value member=M{i} expires=2026-11-02T00:05:00Z", $"01T15:00 push id=s{i} class=service member=N{i} expires=2026-11-02T00:05:00Z" }));
        var lines = await RunAsync(kind, Shanghai + "quiet: {id: quiet, hours: \"22:00-08:00\", over: defer, spread: 30m}", pushes + "\n02T02:00 advance");

        Assert.Equal(80, lines.Count(line => line.Decision == "send"));
        Assert.All(lines.Where(line => line.Decision == "send"), line => Assert.InRange(line.At, "2026-11-02T00:00:00.000Z", "2026-11-02T00:04:59.999Z"));
        Assert.True(lines.Where(line => line.Decision == "send").Select(line => line.At[..16]).Distinct().Count() >= 4);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Digest_AtTheVeryEndOfQuietHours_GoesThen(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: digest}]
            quiet: {id: quiet, hours: "22:00-08:00", over: defer, spread: 30m}
            digest: {at: "08:00", max_items: 5, counts_as: 1}
            expire: {value: 72h}
            """, """
            01T01:00 push id=a class=value member=M
            01T02:00 push id=b class=value member=M
            03T00:00 advance
            """);

        Assert.Equal("2026-11-02T00:00:00.000Z", lines.First(line => line.Id == "b").Until);
        Assert.Equal(("2026-11-02T00:00:00.000Z", "b"), (lines.Single(line => line.Id.StartsWith("digest:", StringComparison.Ordinal)).At, lines.Single(line => line.Id.StartsWith("digest:", StringComparison.Ordinal)).Items.Single()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Digest_OfAMemberWhoMoved_ComesAtItsHourThere(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: digest}]
            digest: {at: "10:00", max_items: 5, counts_as: 1}
            """, """
            01T00:00 member id=M zone=Asia/Shanghai
            01T01:00 push id=a class=value member=M
            01T01:01 push id=b class=value member=M
            01T03:00 zone member=M zone=America/New_York
            05T00:00 advance
            """);

        Assert.Equal("2026-11-02T02:00:00.000Z", lines.First(line => line.Id == "b").Until);
        Assert.Equal("2026-11-02T15:00:00.000Z", lines.Single(line => line.Id.StartsWith("digest:", StringComparison.Ordinal)).At);
    }

    [Fact]
    public async Task Evidence_OfOneMoment_IsToldInTheSameOrderByBothStores()
    {
        const string Policy = """
            caps: [{id: group-24h, per: group, limit: 3, window: 24h, over: drop}]
            fatigue: {tiers: {fresh: x1, cool: x2, cold: x4, muted: promo_off}, down: [{unanswered: 3}], up: [{engaged: 1}], group_brake: {leave_rate: 1%, within: 24h, at_least: 3 leavers, pause_promo: 7d}}
            """;
        const string Commands = """
            01T09:00 group id=G size=100
            01T09:00 push id=p10 class=value group=G
            01T09:00 push id=p2 class=value group=G
            01T09:00 push id=p1 class=value group=G
            01T09:00 push id=p3 class=value group=G
            01T09:01 leave group=G count=3
            01T09:02 push id=q class=promo group=G
            """;
        var sqlite = await RunAsync(StoreKind.Sqlite, Policy, Commands);
        var redis = await RunAsync(StoreKind.Redis, Policy, Commands);

        Assert.Equal(["p2", "p10", "p1"], sqlite.Single(line => line.Id == "p3").Failing.Single().Evidence);
        Assert.Equal(sqlite.SelectMany(line => line.Failing).SelectMany(finding => finding.Evidence), redis.SelectMany(line => line.Failing).SelectMany(finding => finding.Evidence));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Brake_APromoForOneMemberPostedInTheGroup_IsStoppedToo(StoreKind kind)
    {
        var lines = await RunAsync(kind, "fatigue: {tiers: {fresh: x1, cool: x2, cold: x4, muted: promo_off}, down: [{unanswered: 3}], up: [{engaged: 1}], group_brake: {leave_rate: 1%, within: 24h, at_least: 3 leavers, pause_promo: 7d}}", """
            01T00:00 group id=G size=100
            01T01:00 leave group=G count=3
            01T02:00 push id=a class=promo member=M group=G
            01T02:00 push id=b class=promo member=M
            08T01:00 advance
            """);

        Assert.Equal(("hold", "2026-11-08T01:00:00.000Z"), (lines.First(line => line.Id == "a").Decision, lines.First(line => line.Id == "a").Until));
        Assert.Equal("send", lines.Single(line => line.Id == "b").Decision);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PutOffUntilItIsStale_IsToldAndGivesItsSlotBack(StoreKind kind)
    {
        var lines = await RunAsync(kind, "caps: [{id: member-24h, per: member, limit: 1, window: 24h, over: drop}]\nexpire: {value: 1h}", """
            01T00:00 push id=a class=value member=M outcome=throttled:1800,throttled:1800,sent
            01T00:29 push id=b class=value member=M channel=x
            01T00:31 push id=c class=value member=M channel=x
            01T02:00 push id=d class=value member=N outcome=throttled:30,failed
            01T03:00 advance
            """);

        Assert.Equal(["a send", "b drop", "a expired", "c send", "d send", "d drop"], lines.Select(line => $"{line.Id} {line.Decision}"));
        Assert.Equal(("2026-11-01T00:30:00.000Z", "failed"), (lines[2].At, lines[2].Result));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pace_EachLineTellsWhenItWasCalledFor(StoreKind kind)
    {
        var pushes = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"01T01:00 push id=p{i} class=value member=M{i}"));
        var lines = await RunAsync(kind, "pace: [{rate: 10/s}]", pushes + "\n01T02:00 advance");

        var sent = lines.Where(line => line.Decision == "send").Select(line => At(line.At)).ToArray();
        Assert.Equal(200, sent.Length);
        Assert.Equal(sent.Order(), sent);
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other >= at && other < at.AddSeconds(1)), 1, 10));
        Assert.InRange(sent[^1] - sent[0], TimeSpan.FromSeconds(19.8), TimeSpan.FromSeconds(20.1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pace_ACampaignKilledOnTheWay_SendsNoMore(StoreKind kind)
    {
        var pushes = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"01T01:00 push id=p{i} class=value member=M{i} campaign=c"));
        var lines = await RunAsync(kind, "pace: [{rate: 10/s}]", pushes + "\n01T01:00:05 kill campaign=c\n01T02:00 advance");

        Assert.InRange(lines.Count(line => line.Decision == "send"), 50, 51);
        Assert.All(lines.Where(line => line.Decision == "send"), line => Assert.True(At(line.At) <= At("2026-11-01T01:00:05.000Z")));
        Assert.Equal(100, lines.Where(line => line.Decision == "send" || line.Rule == "killed").Select(line => line.Id).Distinct().Count());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private Task<ImmutableArray<SimVerdict>> RunAsync(StoreKind kind, string policy, string commands) => SimKit.RunAsync(servers, kind, policy, commands);
}
