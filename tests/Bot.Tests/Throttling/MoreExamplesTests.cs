using System.Collections.Immutable;
using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>The rules that stand beside the caps, through the real scheduler, on both stores.</summary>
[Collection(nameof(StoreContracts))]
public sealed class MoreExamplesTests(StoreServers servers)
{
    private const string Shanghai = "zone: {use: member, else: tenant, tenant: Asia/Shanghai}\n";

    private static readonly string[] Classes = ["transactional", "service", "value", "promo"];

    private static readonly string[] Rules =
    [
        "{id: member-24h, per: member, limit: 2, window: 24h, over: drop}",
        "{id: member-week, per: member, limit: 5, window: 7d, over: drop}",
        "{id: group-24h, per: group, limit: 2, window: 24h, over: drop}",
        "{id: promo-3d, per: member, class: promo, limit: 1, window: 3d, over: drop}",
    ];

    public static TheoryData<StoreKind> Kinds { get; } = [StoreKind.Sqlite, StoreKind.Redis];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Override_ByWhoMay_GoesPastCapsWithinItsBudget(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai + """
            caps: [{id: member-day, per: member, limit: 1, window: day, over: drop}]
            override: {who: [owner], reason: required, per_month: 2, never: [optout, platform]}
            """, """
            10T01:00 push id=a class=value member=M
            10T01:01 push id=stranger class=value member=M overrideBy=clerk reason=urgent
            10T01:01:30 push id=mute class=value member=M overrideBy=owner
            10T01:02 push id=o1 class=value member=M overrideBy=owner reason=recall
            10T01:03 push id=o2 class=value member=N overrideBy=owner reason=recall
            10T01:04 push id=o3 class=value member=M overrideBy=owner reason=recall
            10T01:05 push id=o4 class=value member=M overrideBy=owner reason=recall
            """);

        // o2 needed no override, so it took none of the month's two; the fourth is over the budget.
        Assert.Equal(["a", "o1", "o2", "o3"], Sent(lines));
        Assert.All("stranger mute".Split(' '), id => Assert.Equal("drop", lines.Single(line => line.Id == id).Decision));
        Assert.Contains(lines.Single(line => line.Id == "o4").Failing, finding => finding.Rule == "override");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Newcomer_HearsNoOfferBeforeItsHours(StoreKind kind)
    {
        var lines = await RunAsync(kind, "newcomer: {id: newcomer, no_promo_for: 24h, over: drop}", """
            01T08:00 member id=M
            01T09:00 push id=p1 class=promo member=M
            01T09:00 push id=v1 class=value member=M
            02T07:59:59.999 push id=p2 class=promo member=M
            02T08:00 push id=p3 class=promo member=M
            """);

        Assert.Equal(["v1", "p3"], Sent(lines));
        Assert.All("p1 p2".Split(' '), id => Assert.Equal("2026-11-02T08:00:00.000Z", lines.Single(line => line.Id == id).Failing.Single().FreeAt));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task HoldOut_IsTheSamePeopleEachTime_AndAboutItsShare(StoreKind kind)
    {
        var all = string.Join('\n', Enumerable.Range(0, 400).SelectMany(i => new[] { $"01T09:00 push id=p{i} class=promo member=M{i}", $"02T09:00 push id=q{i} class=promo member=M{i}" }).OrderBy(line => line[..2], StringComparer.Ordinal));
        var lines = await RunAsync(kind, "holdout: 10%", all);

        var first = lines.Where(line => line is { Rule: "holdout", Id: ['p', ..] }).Select(line => line.Id[1..]).Order(StringComparer.Ordinal);
        var second = lines.Where(line => line is { Rule: "holdout", Id: ['q', ..] }).Select(line => line.Id[1..]).Order(StringComparer.Ordinal);
        Assert.Equal(first, second);
        Assert.InRange(first.Count(), 25, 55);
        Assert.All(lines.Where(line => line.Rule == "holdout"), line => Assert.Null(line.Failing.Single().FreeAt));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Snooze_HoldsWhatIsNoNeed_UntilItsEnd(StoreKind kind)
    {
        var lines = await RunAsync(kind, Shanghai, """
            01T01:00 says member=M text=暂停7天
            01T01:01 push id=v1 class=value member=M
            01T01:01 push id=t1 class=transactional member=M
            08T00:59:59.999 push id=v2 class=value member=N
            08T01:01 advance
            """);

        Assert.Equal(["t1", "v1", "v2"], Sent(lines).Order(StringComparer.Ordinal));
        Assert.Equal(("hold", "snooze", "2026-11-08T01:00:00.000Z"), (lines.First(line => line.Id == "v1").Decision, lines.First(line => line.Id == "v1").Rule, lines.First(line => line.Id == "v1").Until));
        Assert.Equal("2026-11-08T01:00:00.000Z", lines.Last(line => line.Id == "v1").At);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task QuietEdge_WhatWaitedForMorning_IsSpreadAndKeepsItsPlace(StoreKind kind)
    {
        var policy = Shanghai + "quiet: {id: quiet, hours: \"22:00-08:00\", over: defer, spread: 30m}";
        var all = string.Join('\n', Enumerable.Range(0, 120).Select(i => $"01T15:00 push id=p{i} class=value member=M{i}").Append("02T01:00 advance"));
        var lines = await RunAsync(kind, policy, all);
        var again = await RunAsync(kind, policy, all);

        var sent = lines.Where(line => line.Decision == "send").ToDictionary(line => line.Id, line => line.At);
        Assert.Equal(120, sent.Count);
        Assert.All(sent.Values, at => Assert.InRange(at, "2026-11-02T00:00:00.000Z", "2026-11-02T00:30:00.000Z"));
        Assert.All(sent.Values.GroupBy(at => at[..15]), minutes => Assert.True(minutes.Count() < 80)); // by tens of minutes: no spike
        Assert.Equal(sent, again.Where(line => line.Decision == "send").ToDictionary(line => line.Id, line => line.At));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PlatformWait_NeverMoreThanItsNumberInAnyWindow(StoreKind kind)
    {
        var all = string.Join('\n', Enumerable.Range(0, 60).Select(i => $"01T01:00:{i % 60:00} push id=p{i} class=value member=M{i} channel=dingtalk.robot").Append("01T02:00 advance"));
        var lines = await RunAsync(kind, "platform: [{id: ding-robot, channel: dingtalk.robot, per: bot, limit: 18, window: 60s, over: wait}]", all);

        var sent = lines.Where(line => line.Decision == "send").Select(line => DateTimeOffset.Parse(line.At, System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal(60, sent.Length);
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other >= at && other < at + TimeSpan.FromSeconds(60)), 1, 18));
        Assert.True(sent[^1] - sent[0] < TimeSpan.FromSeconds(240), $"took {sent[^1] - sent[0]}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rules_InAnyOrder_DecideTheSame(StoreKind kind)
    {
        var random = new Random(20261122);
        for (var round = 0; round < 8; round++)
        {
            var rules = Rules.ToArray();
            var commands = Stream(random, 40);
            var one = await RunAsync(kind, Policy(rules), commands);
            random.Shuffle(rules);
            var other = await RunAsync(kind, Policy(rules), commands);
            Assert.Equal(one.Select(Shown), other.Select(Shown));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OneRuleLess_OrARaisedLimit_RefusesNothingThatWent(StoreKind kind)
    {
        var random = new Random(7);
        for (var round = 0; round < 8; round++)
        {
            // The same past; only the last push meets the wider policy.
            var commands = Stream(random, 30);
            const string Last = "09T12:00 push id=last class=value member=M0 group=G0";
            var strict = await RunAsync(kind, Policy(Rules), $"{commands}\n{Last}");
            var wider = random.Next(2) == 0 ? Policy(Rules.Where((_, i) => i != round % Rules.Length)) : Policy(Rules).Replace("limit: 2", "limit: 3", StringComparison.Ordinal);
            var loose = await RunAsync(kind, Policy(Rules), $"{commands}\n09T11:59 policy file={wider.Replace(' ', '_')}\n{Last}");
            Assert.True(strict.Single(line => line.Id == "last").Decision != "send" || loose.Single(line => line.Id == "last").Decision == "send");
            Assert.True(loose.Single(line => line.Id == "last").Failing.Length <= strict.Single(line => line.Id == "last").Failing.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Past_OlderThanEveryWindow_ChangesNoDecision(StoreKind kind)
    {
        var random = new Random(11);
        for (var round = 0; round < 5; round++)
        {
            var recent = Stream(random, 30);
            var past = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"2026-09-{1 + i:00}T09:00:00Z push id=old{i} class=value member=M{i % 2} group=G{i % 2}"));
            Assert.Equal(
                (await RunAsync(kind, Policy(Rules), recent)).Select(Shown),
                (await RunAsync(kind, Policy(Rules), $"{past}\n{recent}")).Where(line => !line.Id.StartsWith("old", StringComparison.Ordinal)).Select(Shown));
        }
    }

    private static string Policy(IEnumerable<string> rules) => $"caps: [{string.Join(", ", rules)}]";

    private static string Stream(Random random, int count) => string.Join('\n', Enumerable.Range(0, count)
        .Select(i => $"{1 + (i / 5):00}T{4 * (i % 5):00}:{random.Next(60):00} push id=p{i:00} class={Classes[random.Next(4)]} member=M{random.Next(2)}{(random.Next(2) == 0 ? $" group=G{random.Next(2)}" : "")}"));

    private static string Shown(SimVerdict line) =>
        $"{line.Id} {line.At} {line.Decision} {line.Rule} {string.Join(' ', line.Failing.Select(finding => $"{finding.Rule}:{finding.Have}/{finding.Limit}@{finding.FreeAt}").Order(StringComparer.Ordinal))}";

    private static ImmutableArray<string> Sent(ImmutableArray<SimVerdict> lines) => [.. lines.Where(line => line.Decision == "send").Select(line => line.Id)];

    private Task<ImmutableArray<SimVerdict>> RunAsync(StoreKind kind, string policy, string commands) => SimKit.RunAsync(servers, kind, policy, commands);
}
