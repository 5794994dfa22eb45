using Bot.Core.Throttling;

namespace Bot.Tests.Throttling;

public sealed class PolicyParserTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Parse_WholePolicy_SaysExactlyWhatStandsThere()
    {
        var policy = PolicyTexts.Clean(PolicyTexts.Whole);

        Assert.Null(policy.Preset);
        Assert.Equal(new ZoneRule(true, "Asia/Shanghai"), policy.Zone);
        Assert.Equal(ThrottlePolicy.DefaultClasses.OrderBy(pair => pair.Key), policy.Classes.OrderBy(pair => pair.Key));
        Assert.Equal(
            [
                "member-day Member  1 day Defer ", "member-24h Member  1 24h Defer ", "member-promo Member Promo 2 7d Digest ", "group-day Group  3 day Defer ",
                "group-promo Group Promo 1 day Drop ", "group-gap Group  1 90m Defer ",
            ],
            policy.Caps.Where(cap => !cap.IsPlatform).Select(Show));
        Assert.Equal(
            ["wecom-month Member+Group  days month Drop wecom.groupsend", "ding-robot Bot  18 60s Wait dingtalk.robot"],
            policy.Caps.Where(cap => cap.IsPlatform).Take(2).Select(Show));
        Assert.Equal((Day, null), (policy.Caps[1].Window.Rolling!.Value, policy.Caps[1].Window.Calendar));
        Assert.Equal((null, CalendarUnit.Day), (policy.Caps[0].Window.Rolling, policy.Caps[0].Window.Calendar));
        Assert.Equal(TimeSpan.FromMinutes(90), policy.Caps[5].Window.Rolling);
        var mix = Assert.Single(policy.Mix);
        Assert.Equal(("group-mix", Per.Group, 2, null, Over.Drop), (mix.Id, mix.Per, mix.Needed, mix.Within, mix.Over));
        Assert.Equal([PushClass.Value], mix.Earning);
        Assert.Empty(mix.Stages);
        Assert.Empty(policy.Shares);
        var quiet = Assert.Single(policy.Quiet);
        Assert.Equal(("quiet", Over.Defer, TimeSpan.FromMinutes(30), null), (quiet.Id, quiet.Over, quiet.Spread, quiet.Channel));
        Assert.Equal([new Hours(1320, 480)], quiet.Hours);
        Assert.Equal(new OverlapRule("seen-elsewhere", 7 * Day, "7d", 300, Over.Drop), policy.Overlap);
        Assert.Equal(new FatigueRule("fatigue", 2, 4, 3, 1, true), policy.Fatigue);
        Assert.Equal(new BrakeRule("group_brake", 10, Day, 3, 7 * Day, Over.Defer), policy.Brake);
        Assert.Equal(new NewcomerRule("newcomer", Day, "24h", Over.Defer), policy.Newcomer);
        Assert.Null(policy.Similar);
        Assert.Equal(
            ["stop Promo", "td Promo", "unsubscribeall All", "退订 Promo", "退订全部 All"],
            policy.OptOutWords.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal([(PushClass.Value, 3 * Day), (PushClass.Promo, 0.5 * Day)], policy.Expire.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(new DigestRule(600, 5), policy.Digest);
        Assert.Equal(50, policy.HoldoutPerMille);
        Assert.False(policy.NeedsRelevance);
        Assert.Equal((true, 2), (policy.Override!.ReasonRequired, policy.Override.PerMonth));
        Assert.Equal(["owner"], policy.Override.Who);
        Assert.Equal(["optout", "platform"], policy.Override.Never);
        Assert.Empty(policy.Pace);
        Assert.Matches("^[0-9a-f]{8}$", policy.Revision);
    }

    [Fact]
    public void Parse_NothingWritten_HasNoRuleOfItsOwn()
    {
        var policy = PolicyTexts.Clean("");

        Assert.All(policy.Caps, cap => Assert.True(cap.IsPlatform));
        Assert.Equal(PlatformQuotas.All.Length, policy.Caps.Length);
        Assert.Empty(policy.Mix);
        Assert.Empty(policy.Quiet);
        Assert.Null(policy.Override);
        Assert.Equal(0, policy.HoldoutPerMille);
    }

    [Theory]
    [InlineData("caps: {per: member, class: promo, limit: 2, window: 7d}", "member-promo-7d Member Promo 2 7d Defer ")]
    [InlineData("caps: [{per: [member, group], class: [value, promo], limit: 0, window: 1d12h}]", "member-group-value-promo-1d12h Member+Group Value+Promo 0 1d12h Defer ")]
    [InlineData("caps: [{per: bot, limit: days_in_month, window: month, over: wait}]", "bot-month Bot  days month Wait ")]
    [InlineData("caps: [{per: bot, limit: 5, window: 500ms, channel: my.robot}]", "bot-500ms Bot  5 500ms Defer my.robot")]
    [InlineData("spacing: [{per: group, class: promo, min: 3h, over: drop}]", "group-promo-gap-3h Group Promo 1 3h Drop ")]
    [InlineData("platform: [{channel: my.robot, per: bot, limit: 5, window: 60s}]", "my-robot-bot-60s Bot  5 60s Defer my.robot")]
    public void Parse_Cap_ReadsEachForm(string yaml, string expected) => Assert.Equal(expected, Show(PolicyTexts.Clean(yaml).Caps[0]));

    [Theory]
    [InlineData("24h", 24 * 3600_000L)]
    [InlineData("1d12h", 36 * 3600_000L)]
    [InlineData("1h30m", 5400_000L)]
    [InlineData("500ms", 500L)]
    [InlineData("1s500ms", 1500L)]
    [InlineData("1d 2h 3m 4s 5ms", 93784005L)]
    [InlineData("", null)]
    [InlineData("24", null)]
    [InlineData("h", null)]
    [InlineData("1h1h", null)]
    [InlineData("1.5h", null)]
    [InlineData("-1h", null)]
    [InlineData("1w", null)]
    [InlineData("1hh", null)]
    [InlineData("99999999999999999999h", null)]
    public void Duration_Text_IsMilliseconds(string text, long? expected) => Assert.Equal(expected, Durations.Milliseconds(text));

    [Theory]
    [InlineData("mix: [{per: group, before_each_promo: 3 value+service, within: 7d, over: defer}]", "group-mix Group 3 Value+Service  7.00:00:00 Defer")]
    [InlineData("mix: [{per: member, before_each_promo: {value: 2}}]", "member-mix Member 2 Value   Drop")]
    [InlineData("mix: [{per: member, before_convert: 2, within: 14d}]", "member-stages Member 2  seed+nurture 14.00:00:00 Drop")]
    [InlineData("mix: [{id: x, per: member, before_convert: 3 nurture}]", "x Member 3  nurture  Drop")]
    public void Parse_Mix_ReadsEachForm(string yaml, string expected)
    {
        var rule = Assert.Single(PolicyTexts.Clean(yaml).Mix);

        Assert.Equal(expected, $"{rule.Id} {rule.Per} {rule.Needed} {string.Join('+', rule.Earning)} {string.Join('+', rule.Stages)} {rule.Within} {rule.Over}");
    }

    [Fact]
    public void Parse_OtherKeys_ReadEachForm()
    {
        var policy = PolicyTexts.Clean("""
            zone: {use: tenant, tenant: America/New_York}
            classes: {service: {caps: all}}
            mix: [{per: group, promo_share: 12.5%, within: 7d, over: drop}]
            quiet:
              - {hours: ["22:00-24:00", "00:00-8:00"]}
              - {id: noon, hours: "12:00-13:00", channel: wecom.app, over: drop}
            near_duplicate: {similarity: 80%, within: 7d}
            relevance: required
            fatigue: {group_brake: {leave_rate: 0.5%, within: 1d, at_least: 3, pause_promo: 14d, id: brake, over: drop}}
            digest: {at: "9:30"}
            override: {who: owner, reason: optional}
            pace: [{channel: wecom.app, rate: 30/s, head_room: 10%}, {rate: 120/min}]
            """);

        Assert.Equal(new ZoneRule(false, "America/New_York"), policy.Zone);
        Assert.Equal(new ClassRule(CapsOf.All, QuietMode.DeliverBy, OptOutMode.All, true), policy.Classes[PushClass.Service]);
        Assert.Equal(new ShareRule("group-share", Per.Group, 125, 7 * Day, "7d", Over.Drop), Assert.Single(policy.Shares));
        Assert.Equal(["quiet  1320-0,0-480 Defer", "noon wecom.app 720-780 Drop"], policy.Quiet.Select(rule => $"{rule.Id} {rule.Channel} {string.Join(',', rule.Hours.Select(hours => $"{hours.From}-{hours.Until}"))} {rule.Over}"));
        Assert.Equal(new SimilarRule("similar", 800, 7 * Day, "7d", Over.Defer), policy.Similar);
        Assert.True(policy.NeedsRelevance);
        Assert.Null(policy.Fatigue);
        Assert.Equal(new BrakeRule("brake", 5, Day, 3, 14 * Day, Over.Drop), policy.Brake);
        Assert.Equal(new DigestRule(570, 5), policy.Digest);
        Assert.Equal((false, null), (policy.Override!.ReasonRequired, policy.Override.PerMonth));
        Assert.Equal([new PaceRule("wecom.app", 30, 100), new PaceRule(null, 2, 0)], policy.Pace);
    }

    [Fact]
    public void Revision_IsTheEffectiveTexts()
    {
        var one = PolicyTexts.Clean("preset: fmcg\n").Revision;

        Assert.Equal(one, PolicyTexts.Clean("preset: fmcg\n").Revision);
        Assert.NotEqual(one, PolicyTexts.Clean("preset: local-services\n").Revision);
        Assert.NotEqual(one, PolicyTexts.Clean("preset: fmcg\nholdout: 5%\n").Revision);
    }

    internal static string Show(CapRule cap) =>
        $"{cap.Id} {string.Join('+', cap.Per)} {string.Join('+', cap.Classes)} {(cap.DaysInMonth ? "days" : cap.Limit)} {cap.Window.Text} {cap.Over} {cap.Channel}";
}
