using System.Collections.Immutable;
using Bot.Host.Tools.Simulate;
using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>What is held goes when it may, not only when it was told to; and tasks that wait for a human. Both stores say the same.</summary>
[Collection(nameof(StoreContracts))]
public sealed class FreedEarlierTests(StoreServers servers)
{
    private const string Shanghai = "zone: {use: member, else: tenant, tenant: Asia/Shanghai}\n";
    private const string OneADay = "caps: [{id: member-24h, per: member, limit: 1, window: 24h, over: defer}]";

    [Theory]
    [InlineData("refund id=a")]
    [InlineData("settle id=a result=failed")]
    public async Task SlotsThatCameBack_LetOneGo_TheFirstOfThem(string what)
    {
        var lines = await BothAsync(OneADay, $"""
            01T01:00 push id=a class=value member=M outcome=unknown
            01T02:00 push id=p class=promo member=M
            01T02:01 push id=b class=value member=M
            01T02:02 push id=c class=value member=M
            01T02:03 push id=other class=value member=N
            01T05:00 {what}
            01T05:00 {what}
            03T00:00 advance
            """);

        // b waited longest of its class; c and the promo wait on, now for b.
        Assert.Equal(["a 01T01:00", "other 01T02:03", "b 01T05:00", "c 02T05:00"], Sent(lines)[..4]);
        Assert.Equal(1, lines.Count(line => line.Id == "p"));
    }

    [Fact]
    public async Task ALooserPolicy_LetsGoWhatTheOneBeforeHeld_AndAShorterWindowWaitsLess()
    {
        var wider = OneADay.Replace("limit: 1", "limit: 2", StringComparison.Ordinal).Replace(' ', '_');
        var shorter = OneADay.Replace("24h, over", "12h, over", StringComparison.Ordinal).Replace(' ', '_');
        var commands = "01T01:00 push id=a class=value member=M\n01T02:00 push id=b class=value member=M\n01T02:00 push id=c class=value member=M\n01T03:00 policy file={0}\n03T00:00 advance";

        Assert.Equal(["a 01T01:00", "b 01T03:00", "c 02T01:00"], Sent(await BothAsync(OneADay, commands.Replace("{0}", wider, StringComparison.Ordinal))));
        Assert.Equal(["a 01T01:00", "b 01T13:00", "c 02T01:00"], Sent(await BothAsync(OneADay, commands.Replace("{0}", shorter, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task AStricterPolicy_IsMetAtTheHeldOnesTime()
    {
        var never = OneADay.Replace("limit: 1", "limit: 0", StringComparison.Ordinal).Replace(' ', '_');
        var lines = await BothAsync(OneADay, $"01T01:00 push id=a class=value member=M\n01T02:00 push id=b class=value member=M\n01T03:00 policy file={never}\n03T00:00 advance");

        Assert.Equal(["a 01T01:00"], Sent(lines));
        Assert.Equal(("drop", "2026-11-02T01:00:00.000Z"), (lines[^1].Decision, lines[^1].At));
    }

    [Fact]
    public async Task AWishAZoneAndAGrownGroup_LetGoAtOnce()
    {
        var wish = await BothAsync(Shanghai, "01T01:00 says member=M text=暂停7天\n01T01:01 push id=a class=value member=M\n02T01:00 says member=M text=订阅\n09T00:00 advance");
        Assert.Equal(["a 02T01:00"], Sent(wish));

        var zone = await BothAsync(Shanghai + "quiet: {id: quiet, hours: \"22:00-08:00\", over: defer, spread: 30m}", """
            01T15:00 push id=a class=value member=M
            01T15:00 push id=b class=value group=G
            01T15:01 zone member=M zone=Asia/Tokyo
            01T20:00 zone member=M zone=Europe/Berlin
            01T20:01 zone group=G zone=Europe/Berlin
            02T01:00 advance
            """);
        Assert.Equal(["a 01T20:00", "b 01T20:01"], Sent(zone));

        var brake = await BothAsync("fatigue: {tiers: {fresh: x1, cool: x2, cold: x4, muted: promo_off}, down: [{unanswered: 3}], up: [{engaged: 1}], group_brake: {leave_rate: 1%, within: 24h, at_least: 3 leavers, pause_promo: 7d}}", """
            01T00:00 group id=G size=290
            01T01:00 leave group=G count=3
            01T02:00 push id=a class=promo group=G
            03T00:00 group id=G size=400
            03T00:01 advance
            """);
        Assert.Equal(["a 03T00:00"], Sent(brake));
    }

    [Fact]
    public async Task ASlotOfAnAccountsQuota_LetsOneOfItsOthersGo()
    {
        var lines = await BothAsync("platform: [{id: ding-robot, channel: dingtalk.robot, per: bot, limit: 1, window: 60s, over: wait}]", """
            01T01:00 push id=a class=value member=A channel=dingtalk.robot bot=one outcome=unknown
            01T01:00 push id=x class=value member=X channel=dingtalk.robot bot=two outcome=unknown
            01T01:00:10 push id=b class=value member=B channel=dingtalk.robot bot=one
            01T01:00:10 push id=c class=value member=C channel=dingtalk.robot bot=one
            01T01:00:11 push id=y class=value member=Y channel=dingtalk.robot bot=two
            01T01:00:20 refund id=a
            01T02:00 advance
            """);

        Assert.Equal(["a 01T01:00", "x 01T01:00", "b 01T01:00:20", "y 01T01:01", "c 01T01:01:20"], Sent(lines));
    }

    [Fact]
    public async Task BehindQuietHours_APlaceInTheSpreadIsKept()
    {
        const string Policy = OneADay + "\nquiet: {id: quiet, hours: \"22:00-08:00\", over: defer, spread: 60m}";
        var all = string.Join('\n', Enumerable.Range(0, 12).SelectMany(i => new[] { $"01T13:00 push id=a{i:00} class=value member=M{i} outcome=unknown", $"01T14:30 push id=b{i:00} class=value member=M{i}", $"02T00:00:01 refund id=a{i:00}" }).Order(StringComparer.Ordinal));
        var freed = await BothAsync(Policy, all + "\n02T02:00 advance");
        var alone = await BothAsync(Policy, string.Join('\n', all.Split('\n').Where(line => line.Contains("id=b", StringComparison.Ordinal))) + "\n02T02:00 advance");

        // Not all at the refund's second: each where it would have gone had nothing else held it.
        Assert.Equal(Sent(alone), Sent(freed).Where(line => line[0] == 'b'));
        Assert.True(Sent(alone).Select(line => line[..9]).Distinct().Count() > 3);
    }

    [Fact]
    public async Task ATaskThatWaitsForAHuman_CountsWhereItIsConfirmed_AndEndsWithItsOwnTime()
    {
        var late = await BothAsync(OneADay, """
            01T00:00 push id=a class=value member=M outcome=confirm:100h
            02T12:00 push id=b class=value member=M expires=2026-11-30T00:00:00Z
            08T00:00 advance
            """);
        Assert.Equal(["a 01T00:00", "b 06T04:00"], Sent(late)); // confirmed on the 5th at 04:00

        var stale = await BothAsync(OneADay + "\nexpire: {value: 36h}", """
            01T00:00 push id=a class=value member=M outcome=confirm:36h
            01T01:00 push id=b class=value member=M
            01T02:00 push id=c class=value member=N outcome=confirm:35h
            02T12:00 push id=d class=value member=M
            02T13:30 push id=e class=value member=N
            04T00:00 advance
            """);
        Assert.Equal(("expired", "2026-11-02T12:00:00.000Z", "failed"), (stale.Last(line => line.Id == "a").Decision, stale.Last(line => line.Id == "a").At, stale.Last(line => line.Id == "a").Result));
        Assert.Equal(["a 01T00:00", "c 01T02:00", "b 02T12:00", "d 03T12:00", "e 03T13:00"], Sent(stale)); // a was taken back when it was stale, and b goes in its place
    }

    [Fact]
    public async Task APersonOfSeveralIdentities_HasOneBudgetOneWishAndOneMemory()
    {
        const string Policy = OneADay + "\nsimilar: {id: similar, similarity: 80%, within: 7d, over: drop}\noverlap: {id: seen-elsewhere, campaign_once_per_member: 7d}";
        var lines = await BothAsync(Policy, """
            01T00:00 push id=a class=value member=A text=新的护肤文章今天上线
            01T00:30 push id=w class=value member=A
            01T01:00 push id=b class=value member=B outcome=throttled:7200,sent
            01T01:30 member id=A person=P
            01T01:30 member id=B person=P
            01T02:00 push id=c class=transactional member=B
            02T00:30 push id=d class=value member=B text=新的护肤文章今天上线
            02T01:00 says member=A text=TD
            02T04:00 push id=e class=promo member=B
            05T00:00 advance
            """);

        // b held its slot when they were joined: it is counted out of its own way, and refused for a's.
        Assert.Equal(["similar"], lines.First(line => line.Id == "d").Failing.Where(finding => finding.Rule == "similar").Select(finding => finding.Rule));
        Assert.Equal("optout", lines.Single(line => line.Id == "e").Rule);
        var sent = Sent(lines).Where(line => line[0] != 'c').Select(line => DateTimeOffset.Parse($"2026-11-{line.Split(' ')[1]}Z", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.True(sent[^1] - sent[^2] >= TimeSpan.FromHours(24), string.Join(',', Sent(lines)));
    }

    [Fact]
    public async Task WhileAPlatformSaysNotNow_CapsAreToldAsEver()
    {
        var lines = await BothAsync("caps: [{id: m, per: member, limit: 1, window: 24h, over: drop}, {id: g, per: group, limit: 1, window: 1h, over: defer}]", """
            01T00:00 push id=a class=value member=M group=G outcome=throttled:60,sent
            01T00:00:05 push id=b class=value member=M
            01T00:00:05 push id=c class=value member=N group=G
            01T00:00:05 push id=d class=value member=N
            01T02:00 advance
            """);

        Assert.Equal(["a send ", "b drop m", "c hold g", "d hold retry_after"], lines[..4].Select(line => $"{line.Id} {line.Decision} {line.Rule}"));
        Assert.Equal(["retry_after", "g"], lines[2].Failing.Select(finding => finding.Rule));
        Assert.Equal("2026-11-01T00:01:00.000Z", lines.Last(line => line.Id == "d").At);
        Assert.Equal(("drop", "m"), (lines.Last(line => line.Id == "c").Decision, lines.Last(line => line.Id == "c").Rule));
    }

    [Fact]
    public async Task Leavers_AreEvidenceTheLastFirst_FiftyAtMost()
    {
        var lines = await BothAsync("fatigue: {tiers: {fresh: x1, cool: x2, cold: x4, muted: promo_off}, down: [{unanswered: 3}], up: [{engaged: 1}], group_brake: {leave_rate: 1%, within: 24h, at_least: 3 leavers, pause_promo: 7d}}", """
            01T00:00 group id=G size=200
            01T00:01 leave group=G count=60
            01T00:02 leave group=G
            01T00:03 push id=a class=promo group=G
            """);

        var finding = lines.Single().Failing.Single();
        Assert.Equal((61, 50, "left:61"), (finding.Have, finding.Evidence.Length, finding.Evidence[0]));
    }

    [Theory]
    [InlineData("""{"at":"2026-11-01T00:00:00Z","do":"push","id":"","class":"value","member":"M"}""", "\"id\" must have 1 to 200 characters")]
    [InlineData("""{"at":"2026-11-01T00:00:00Z","do":"push","id":"a","class":"value","member":"M","outcome":["throttled:1e300"]}""", "outcome 'throttled:1e300' is none of")]
    [InlineData("""{"at":"9999-12-31T23:59:59Z","do":"advance"}""", "\"at\" is in the year 9999")]
    [InlineData("""{"at":"2026-11-01T00:00:00Z","do":"push","id":"a","class":"value","member":"M","expires":"0001-01-01T00:00:00Z"}""", "\"expires\" is in the year 1:")]
    [InlineData("""{"at":"2026-11-01T00:00:00Z","do":"leave","group":"G","count":2000000000}""", "\"count\" must be a whole number of 0 to 1000000")]
    public async Task ACommandThatCannotBe_IsToldAndChangesNothing(string json, string said)
    {
        var clock = new SimClock();
        await using var scratch = await ScratchStore.OpenAsync("sqlite", "", clock);
        var output = new StringWriter();
        var simulation = new Simulation(scratch.Store.Pushes, clock, "caps: []", SimKit.Parse, output);

        var error = await Assert.ThrowsAsync<SimException>(() => simulation.RunAsync(SimCommand.Read(json)));
        Assert.StartsWith(said, error.Message, StringComparison.Ordinal);
        await simulation.RunAsync(SimCommand.Read("""{"at":"2026-11-01T00:00:00Z","do":"push","id":"b","class":"value","member":"M","expires":"2026-11-01T00:00:00.0009Z"}"""));
        await simulation.EndAsync();
        Assert.Contains("\"decision\":\"expired\"", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsOnePersonNoMore_IsCountedAloneAtOnce()
    {
        var lines = await BothAsync(OneADay, """
            01T00:00 member id=A person=P
            01T00:00 member id=B person=P
            01T01:00 push id=a class=value member=A
            01T02:00 push id=b class=value member=B
            01T03:00 push id=c class=value member=A
            01T05:00 member id=A person=Q
            03T00:00 advance
            """);

        Assert.Equal(["a 01T01:00", "b 01T05:00", "c 02T01:00"], Sent(lines));
    }

    private static string[] Sent(ImmutableArray<SimVerdict> lines) =>
        [.. lines.Where(line => line.Decision == "send").Select(line => $"{line.Id} {line.At[8..^5].TrimEnd('Z')}").Select(line => line.EndsWith(":00", StringComparison.Ordinal) ? line[..^3] : line)];

    private async Task<ImmutableArray<SimVerdict>> BothAsync(string policy, string commands)
    {
        var sqlite = await SimKit.RunAsync(servers, StoreKind.Sqlite, policy, commands);
        var redis = await SimKit.RunAsync(servers, StoreKind.Redis, policy, commands);
        Assert.Equal(sqlite.Select(Shown), redis.Select(Shown));
        return sqlite;
    }

    private static string Shown(SimVerdict line) =>
        $"{line.Id} {line.At} {line.Decision} {line.Rule} {line.Until} {line.Result} {string.Join(' ', line.Failing.Select(finding => $"{finding.Rule}:{finding.Have}/{finding.Limit}@{finding.FreeAt}[{string.Join(',', finding.Evidence)}]"))}";
}
