using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Throttling;
using Bot.Tests.Kit;

namespace Bot.Tests.Throttling;

/// <summary>What ships: presets, platform quotas, the sample shop's policy, and how a catalogue takes them.</summary>
public sealed class PolicyPresetTests
{
    [Theory]
    [InlineData("fmcg", "快消品", 4, "2/7d", 3, "90m", 2, "1320-480", 24, 3, 10, 7, 12, 48, Over.Drop, 3)]
    [InlineData("local-services", "本地生活", 3, "2/7d", 2, "3h", 2, "1290-540", 24, 3, 10, 7, 6, 24, Over.Digest, 7)]
    [InlineData("online-high-price", "线上高客单价", 2, "1/7d", 1, "6h", 4, "1260-540", 72, 2, 5, 14, 48, 168, Over.Defer, 14)]
    [InlineData("offline-long-decision", "线下长决策周期", 2, "1/14d", 1, "12h", 5, "1230-540", 168, 2, 5, 14, 72, 336, Over.Defer, 30)]
    public void Preset_HasItsNumbers(string id, string zh, int week, string promo, int groupDay, string gap, int value, string quiet, int newcomer, int down, int leave, int pause, int promoExpiry, int valueExpiry, Over over, int once)
    {
        var policy = PolicyTexts.Clean($"preset: {zh}\n");
        var cap = policy.Caps.ToLookup(rule => rule.Id);

        Assert.Equal(id, policy.Preset);
        Assert.Equal(PolicyTexts.Clean($"preset: {id}\n").Caps.Select(PolicyParserTests.Show), policy.Caps.Select(PolicyParserTests.Show));
        PolicyTexts.Clean(PolicyPresets.Find(id)!.Text);
        Assert.Equal((1, CalendarUnit.Day), (cap["member-day"].Single().Limit, cap["member-day"].Single().Window.Calendar));
        Assert.Equal((week, CalendarUnit.Week), (cap["member-week"].Single().Limit, cap["member-week"].Single().Window.Calendar));
        Assert.Equal((promo, over), ($"{cap["member-promo"].Single().Limit}/{cap["member-promo"].Single().Window.Text}", cap["member-promo"].Single().Over));
        Assert.Equal(groupDay, cap["group-day"].Single().Limit);
        Assert.Equal((1, "day", over), (cap["group-promo"].Single().Limit, cap["group-promo"].Single().Window.Text, cap["group-promo"].Single().Over));
        Assert.Equal((1, gap), (cap["group-gap"].Single().Limit, cap["group-gap"].Single().Window.Text));
        Assert.Equal((18, "60s"), (cap["ding-robot"].Single().Limit, cap["ding-robot"].Single().Window.Text));
        Assert.Equal(value, policy.Mix.Single(rule => rule.Id == "group-mix").Needed);
        Assert.Equal(quiet, policy.Quiet.Single().Hours.Select(hours => $"{hours.From}-{hours.Until}").Single());
        Assert.Equal(TimeSpan.FromHours(newcomer), policy.Newcomer!.NoPromoFor);
        Assert.Equal(down, policy.Fatigue!.DownAfter);
        Assert.Equal((leave, TimeSpan.FromDays(pause)), (policy.Brake!.PerMille, policy.Brake.Pause));
        Assert.Equal((TimeSpan.FromHours(promoExpiry), TimeSpan.FromHours(valueExpiry)), (policy.Expire[PushClass.Promo], policy.Expire[PushClass.Value]));
        Assert.Equal(TimeSpan.FromDays(once), policy.Overlap!.OncePerMember);
    }

    [Theory]
    [InlineData("local-services", 4)]
    [InlineData("online-high-price", 2)]
    [InlineData("offline-long-decision", 1)]
    public void Preset_PromosOfAGroup_AWeek(string id, int most) =>
        Assert.Equal(most, PolicyPresets.Find(id)!.Policy().Caps.Single(cap => cap.Id == "group-promo-week").Limit);

    [Fact]
    public void Preset_WhatTheFileWrites_ReplacesByIdAndKey()
    {
        var before = PolicyPresets.Find("fmcg")!.Policy();
        var after = PolicyTexts.Clean("""
            preset: fmcg
            zone: {tenant: Asia/Tokyo}
            caps:
              - {id: group-day, per: group, limit: 2, window: day, over: drop}
              - {id: mine, per: bot, limit: 9, window: 24h}
            remove: [similar, member-week]
            newcomer: off
            fatigue: {group_brake: {leave_rate: 2%, within: 48h, at_least: 5, pause_promo: 3d}}
            expire: {promo: 11h}
            """);

        Assert.Equal(new ZoneRule(true, "Asia/Tokyo"), after.Zone);
        Assert.Equal(
            before.Caps.Where(cap => cap.Id != "member-week").Select(cap => cap.Id == "group-day" ? "group-day Group  2 day Drop " : PolicyParserTests.Show(cap)),
            after.Caps.Where(cap => cap.Id != "mine").Select(PolicyParserTests.Show));
        Assert.Contains(after.Caps, cap => cap.Id == "mine");
        Assert.Null(after.Similar);
        Assert.Null(after.Newcomer);
        Assert.Equal(before.Fatigue, after.Fatigue);
        Assert.Equal((20, 5), (after.Brake!.PerMille, after.Brake.AtLeast));
        Assert.Equal((TimeSpan.FromHours(11), TimeSpan.FromHours(48)), (after.Expire[PushClass.Promo], after.Expire[PushClass.Value]));
    }

    [Fact]
    public void Preset_OffAndFatigueOff_LeaveNothingOfTheKey()
    {
        var policy = PolicyTexts.Clean("preset: fmcg\ncaps: off\nmix: off\nquiet: off\nfatigue: off\noverride: off\nexpire: off\n");

        Assert.Equal(["group-gap"], policy.Caps.Where(cap => !cap.IsPlatform).Select(cap => cap.Id));
        Assert.Equal((0, 0, 0, null, null, null), (policy.Mix.Length + policy.Shares.Length, policy.Quiet.Length, policy.Expire.Count, policy.Fatigue, policy.Brake, policy.Override));
    }

    [Fact]
    public void Quotas_AreSourcedAndNeverWeak()
    {
        Assert.All(PlatformQuotas.All, quota =>
        {
            Assert.True(quota.Rule.IsPlatform);
            Assert.True(quota.Label is "SOLID" or "MEDIUM");
            Assert.NotEmpty(quota.Source);
        });
        Assert.Equal(PlatformQuotas.All.Length, PlatformQuotas.All.Select(quota => quota.Id).Distinct().Count());
        var shown = PlatformQuotas.All.Select(quota => PolicyParserTests.Show(quota.Rule)).ToArray();
        Assert.Contains("wecom-month Member+Group  days month Drop wecom.groupsend", shown);
        Assert.Contains("wecom-robot Bot  20 60s Wait wecom.robot", shown);
        Assert.Contains("wecom-app-minute Member  30 60s Wait wecom.app", shown);
        Assert.Contains("ding-robot Bot  20 60s Wait dingtalk.robot", shown);
        Assert.Contains("wechat-service-month Member  4 month Drop wechat.mass.service", shown);
        Assert.Contains("douyin-dm Member  3 day Defer douyin.dm", shown);
        Assert.Contains("telegram-group Group  20 60s Wait telegram.message", shown);
        Assert.Contains("teams-hour Member+Group  1800 1h Wait teams.message", shown);
        Assert.Contains("qq-month Member+Group  4 month Drop qq.push", shown);
    }

    [Fact]
    public void Quotas_TightenedInPart_KeepTheRest()
    {
        var policy = PolicyTexts.Clean("platform: [{id: mine, channel: wecom.groupsend, per: group, limit: 4, window: month}]");

        Assert.Equal(
            ["mine Group  4 month Defer wecom.groupsend", "wecom-month-member Member  days month Drop wecom.groupsend"],
            policy.Caps.Where(cap => cap.Channel == "wecom.groupsend").Select(PolicyParserTests.Show));
    }

    [Fact]
    public void Catalog_TakesTheFileElseThePreset()
    {
        var files = Repository.SmallContent();
        var without = files.Where(file => file.Path != PolicyParser.FilePath).ToArray();

        Assert.Equal("fmcg", CatalogBuilder.Build(files, "local-services").Policy.Preset);
        Assert.Equal("local-services", CatalogBuilder.Build(without, "local-services").Policy.Preset);
        Assert.Equal("fmcg", CatalogBuilder.Build(without).Policy.Preset);
        var wrong = CatalogBuilder.Build(without, "it's: wrong");
        Assert.Equal(("H005", PolicyPresets.Setting), (Assert.Single(wrong.Problems).Code, wrong.Problems[0].File));
        var broken = CatalogBuilder.Build([.. without, new ContentFile(PolicyParser.FilePath, "caps: [{per: group}]\n")]);
        Assert.True(broken.HasErrors);
        Assert.All(broken.Problems, problem => Assert.Equal(PolicyParser.FilePath, problem.File));
    }
}
