using Bot.Core.Content;
using Bot.Tests.Kit;

namespace Bot.Tests.Throttling;

/// <summary>Every mistake is told at its line and column, and with what to write instead.</summary>
public sealed class PolicyMistakesTests
{
    [Theory]
    [InlineData("qiet: {hours: \"22:00-08:00\"}", "1:1 H001")]
    [InlineData("caps: [{per: member, limit: 1, window: day, ovr: drop}]", "1:45 H001")]
    [InlineData("caps: [{per: member, limit: 1}]", "1:8 H002")]
    [InlineData("newcomer: {over: drop}", "1:11 H002")]
    [InlineData("override: {reason: required}", "1:11 H002")]
    [InlineData("version: 1\nquiet:", "2:1 H003")]
    [InlineData("newcomer: {no_promo_for: }", "1:12 H003")]
    [InlineData("version: 2", "1:10 H004")]
    [InlineData("preset: fmgc", "1:9 H005")]
    [InlineData("caps:\n  - {id: a, per: member, limit: 1, window: day}\n  - {id: a, per: group, limit: 1, window: day}", "3:10 H006")]
    [InlineData("caps: [{per: member, limit: 1, window: day}, {per: member, limit: 2, window: day}]", "1:46 H006")]
    [InlineData("preset: fmcg\nquiet: {id: group-day, hours: \"22:00-08:00\"}", "2:13 H006")]
    [InlineData("caps: [{id: wecom-month, per: member, limit: 1, window: day}]", "1:13 H006")]
    [InlineData("caps: [{id: \"a b\", per: member, limit: 1, window: day}]", "1:13 H007")]
    [InlineData("caps: [{id: optout, per: member, limit: 1, window: day}]", "1:13 H007")]
    [InlineData("caps: [{per: member, class: [promo, prmo], limit: 1, window: day}]", "1:37 H008")]
    [InlineData("caps: [{per: person, limit: 1, window: day}]", "1:14 H009")]
    [InlineData("mix: [{per: bot, before_each_promo: 2 value}]", "1:13 H009")]
    [InlineData("mix: [{per: [member, group], before_each_promo: 2 value}]", "1:22 H009")]
    [InlineData("caps: [{per: member, limit: -1, window: day}]", "1:29 H010")]
    [InlineData("caps: [{per: member, limit: one, window: day}]", "1:29 H010")]
    [InlineData("caps: [{per: member, limit: 1.5, window: day}]", "1:29 H010")]
    [InlineData("caps: [{per: member, limit: days_in_month, window: day}]", "1:29 H011")]
    [InlineData("caps: [{per: member, limit: 1, window: dya}]", "1:40 H012")]
    [InlineData("newcomer: {no_promo_for: 0h}", "1:26 H012")]
    [InlineData("expire: {promo: soon}", "1:17 H012")]
    [InlineData("caps: [{per: member, limit: 1, window: 61d}]", "1:40 H013")]
    [InlineData("expire: {promo: 999999999d}", "1:17 H013")]
    [InlineData("caps: [{per: member, limit: 1, window: day, over: dorp}]", "1:51 H014")]
    [InlineData("holdout: 101%", "1:10 H015")]
    [InlineData("holdout: 5", "1:10 H015")]
    [InlineData("holdout: -1%", "1:10 H015")]
    [InlineData("holdout: 0.05%", "1:10 H015")]
    [InlineData("zone: {tenant: Asia/Shangai}", "1:16 H016")]
    [InlineData("zone: {use: everyone}", "1:13 H016")]
    [InlineData("classes: {promo: {caps: some}}", "1:25 H017")]
    [InlineData("classes: {value: {quiet: later}}", "1:26 H017")]
    [InlineData("classes: {value: {caps: [platform, all]}}", "1:25 H017")]
    [InlineData("quiet: {hours: 22-8}", "1:16 H018")]
    [InlineData("quiet: {hours: [\"22:00-08:00\", \"25:00-26:00\"]}", "1:32 H018")]
    [InlineData("digest: {at: noon}", "1:14 H018")]
    [InlineData("quiet: {hours: \"08:00-08:00\"}", "1:16 H019")]
    [InlineData("quiet: {hours: [\"00:00-12:00\", \"12:00-24:00\"]}", "1:17 H019")]
    [InlineData("mix: [{per: group, before_each_promo: 0 value}]", "1:39 H020")]
    [InlineData("mix: [{per: group, before_each_promo: 2 promo}]", "1:39 H020")]
    [InlineData("mix: [{per: member, before_convert: two}]", "1:37 H020")]
    [InlineData("mix: [{per: group}]", "1:7 H021")]
    [InlineData("mix: [{per: group, before_each_promo: 2, promo_share: 30%, within: 7d}]", "1:42 H021")]
    [InlineData("fatigue: {tiers: {fresh: x2}, down: [{unanswered: 3}]}", "1:26 H022")]
    [InlineData("fatigue: {tiers: {cool: x3, cold: x2}, down: [{unanswered: 3}]}", "1:35 H022")]
    [InlineData("fatigue: {tiers: {muted: all}, down: [{unanswered: 3}]}", "1:26 H022")]
    [InlineData("fatigue: {down: [{unanswered: 0}]}", "1:31 H023")]
    [InlineData("fatigue: {down: [{complaint: 1, to: cold}]}", "1:37 H023")]
    [InlineData("optout: {words: {promo: [\"!!\"]}}", "1:26 H024")]
    [InlineData("optout: {words: {promo: [够了], all: [够了]}}", "1:37 H024")]
    [InlineData("optout: {words: {promo: [订阅]}}", "1:26 H024")]
    [InlineData("digest: {at: \"10:00\", max_items: 0}", "1:34 H025")]
    [InlineData("digest: {at: \"10:00\", counts_as: 2}", "1:34 H025")]
    [InlineData("fatigue: {group_brake: {leave_rate: 1%, within: 24h, at_least: few, pause_promo: 7d}}", "1:64 H025")]
    [InlineData("optout: {confirm: twice}", "1:19 H026")]
    [InlineData("relevance: maybe", "1:12 H026")]
    [InlineData("override: {who: [owner], never: [optuot]}", "1:34 H027")]
    [InlineData("preset: fmcg\nremove: [group-dy]", "2:10 H028")]
    [InlineData("pace: [{rate: fast}]", "1:15 H029")]
    [InlineData("platform: [{channel: dingtalk.robot, per: bot, limit: 21, window: 1m}]", "1:12 H030")]
    [InlineData("platform: [{id: w, channel: wecom.groupsend, per: group, limit: 30, window: month}]", "1:17 H030")]
    [InlineData("platform: off", "1:11 H031")]
    [InlineData("preset: fmcg\nremove: [wecom-month]", "2:10 H031")]
    [InlineData("caps: [{per: member, limit: 1, window: day, over: digest}]", "1:8 H032")]
    [InlineData("preset: local-services\ndigest: off", "2:9 H032")]
    [InlineData("zone: off", "1:7 H033")]
    [InlineData("similar: {similarity: 80%, within: 7d}\nnear_duplicate: {similarity: 80%, within: 7d}", "2:1 H034")]
    [InlineData("pace: [{rate: 1/s}, {rate: 2/s}]", "1:21 H034")]
    [InlineData("caps: [{per: member, class: promo, channel: wecom.app, limit: 1, window: day}]", "1:22 H036")]
    [InlineData("caps: {per: member, limit: 1, window: day}\ncaps: off", "2:1 Y005")]
    [InlineData("caps: none", "1:7 Y008")]
    [InlineData("caps: [member-day]", "1:8 Y008")]
    [InlineData("quiet: {hours: {from: 1}}", "1:16 Y008")]
    [InlineData("- a\n- b", "1:1 Y008")]
    public void Parse_Mistake_IsToldAtItsPlace(string yaml, string expected)
    {
        var (policy, said, problems) = PolicyTexts.Read(yaml);

        Assert.Null(policy);
        // The preset has digests: without one every rule that uses it is told, at the same place.
        Assert.Equal([expected], said.Distinct());
        Assert.All(problems, problem => Assert.True(problem.Zh.Length > 8 && problem.En.Length > 8));
        Assert.All(problems, problem => Assert.Equal((Bot.Core.Throttling.PolicyParser.FilePath, Severity.Error), (problem.File, problem.Severity)));
    }

    [Theory]
    [InlineData("caps: [{per: group, class: value, limit: 0, window: day}]\nmix: [{id: m, per: group, before_each_promo: 1 value}]", "2:12 H040")]
    [InlineData("caps: [{per: group, class: value, limit: 1, window: 24h}]\nmix: [{id: m, per: group, before_each_promo: 2 value, within: 24h}]", "2:12 H040")]
    [InlineData("caps: [{per: group, limit: 1, window: day}]\nmix: [{id: m, per: group, before_each_promo: 5 value, within: 2d}]", "2:12 H040")]
    [InlineData("quiet: {hours: \"22:00-08:00\"}\nexpire: {promo: 6h}", "2:17 H041")]
    [InlineData("preset: fmcg\nexpire: {promo: 6h}", "2:17 H041")]
    [InlineData("preset: fmcg\nquiet: {hours: \"18:00-10:01\"}", "2:8 H041|2:8 H042")]
    [InlineData("quiet: {hours: \"22:00-10:01\"}\ndigest: {at: \"10:00\"}", "2:14 H042")]
    [InlineData("caps: [{per: member, class: reply, limit: 1, window: day}]", "1:8 H043")]
    [InlineData("fatigue: {tiers: {cool: x2}}", "1:10 H044")]
    [InlineData("preset: fmcg\ncaps: [{id: long, per: member, class: promo, limit: 1, window: 60d}]", "2:13 H045")]
    [InlineData("platform: [{id: a, channel: wecom.groupsned, per: member, limit: 1, window: day}]", "1:17 H046")]
    [InlineData("classes: {promo: {optout: never}}", "1:27 H047")]
    public void Parse_Doubt_IsAWarningAndThePolicyStands(string yaml, string expected)
    {
        var (policy, said, problems) = PolicyTexts.Read(yaml);

        Assert.NotNull(policy);
        Assert.Equal(expected.Split('|'), said);
        Assert.All(problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
    }

    [Theory]
    [InlineData("caps: [{per: group, limit: 0, window: day}]")]
    [InlineData("caps: [{per: group, class: value, limit: 1, window: day}]\nmix: [{per: group, before_each_promo: 5 value}]")]
    [InlineData("caps: [{per: group, class: value, limit: 1, window: day}]\nmix: [{per: group, before_each_promo: 3 value, within: 3d}]")]
    [InlineData("quiet: {hours: \"22:00-08:00\"}\nexpire: {promo: 6h, even_at_night: true}")]
    [InlineData("quiet: {hours: \"22:00-08:00\", over: drop}\nexpire: {promo: 6h}")]
    [InlineData("quiet: {hours: \"22:00-08:00\", channel: wecom.app}\nexpire: {promo: 6h}\ndigest: {at: \"23:00\"}")]
    [InlineData("override: {who: [a], never: [quiet, wecom-month]}\nquiet: {hours: \"22:00-08:00\"}")]
    public void Parse_NoDoubt_IsSilent(string yaml) => PolicyTexts.Clean(yaml);

    [Theory]
    [InlineData("qiet: {}", "quiet")]
    [InlineData("zone: {tenant: Asia/Shangai}", "Asia/Shanghai")]
    [InlineData("preset: 快销品", "快消品")]
    [InlineData("override: {who: [a], never: [optuot]}", "optout")]
    [InlineData("platform: [{channel: dingtalk.robot, per: bot, limit: 21, window: 60s}]", "20")]
    public void Parse_Mistake_NamesWhatWasMeant(string yaml, string meant)
    {
        var problem = Assert.Single(PolicyTexts.Read(yaml).Problems);

        Assert.Contains(meant, problem.Zh, StringComparison.Ordinal);
        Assert.Contains(meant, problem.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_HostileFile_TellsEveryMistakeAtItsLine()
    {
        const string yaml = """
            version: 3
            zone: {use: moon, else: sun, tenant: Mars/Olympus}
            colour: blue
            classes:
              promo: {caps: few, quiet: later, optout: maybe, counts: perhaps, more: 1}
              gift: {caps: all}
            caps:
              - {id: a, per: member, limit: -1, window: day}
              - {id: a, per: group, limit: 1, window: day}
              - {id: a, per: group, limit: 1, window: 90d}
              - {id: b c, per: nobody, class: ad, limit: x, window: fortnight, over: forget}
              - just text
            spacing: [{per: group}]
            mix:
              - {per: group, before_each_promo: none}
              - {per: bot, promo_share: 300%, within: ever}
            quiet: [{id: night, hours: "22:00"}, {id: all, hours: "00:00-24:00"}]
            platform:
              - {channel: dingtalk.robot, per: bot, limit: 200, window: 60s}
              - {per: bot, limit: 2, window: 60s}
            overlap: {skip_group_if_seen_by: 0%}
            fatigue:
              tiers: {fresh: x3, cool: slow}
              down: [{unanswered: many}]
              group_brake: {leave_rate: 0%, within: 24h, at_least: 0, pause_promo: }
            newcomer: {no_promo_for: -1h}
            optout: {words: {promo: ["。"]}, confirm: never}
            expire: {promo: fast, news: 1h}
            digest: {at: "25:00", max_items: none}
            holdout: 500%
            override: {who: [], reason: none, per_month: -2, never: [nothing]}
            pace: [{rate: 0/s, head_room: 95%}]
            relevance: no
            remove: [ghost]
            caps: off
            """;
        string[] expected =
        [
            "35:1 Y005", "1:10 H004", "34:10 H028", "8:33 H010", "9:10 H006", "10:10 H006", "10:43 H013", "11:10 H007", "11:20 H009", "11:35 H008", "11:46 H010", "11:57 H012",
            "11:74 H014", "12:5 Y008", "13:11 H002", "15:37 H020", "16:11 H009", "16:29 H015", "16:43 H012", "17:28 H018", "17:55 H019", "20:5 H002", "21:10 H002",
            "21:34 H015", "25:29 H015", "25:56 H025", "25:59 H003", "23:18 H022", "23:28 H022", "24:23 H023", "26:26 H012", "27:26 H024", "27:42 H026", "29:14 H018",
            "29:34 H025", "31:11 H002", "31:29 H026", "31:46 H025", "2:13 H016", "2:25 H016", "2:38 H016", "5:17 H017", "5:29 H017", "5:44 H017", "5:59 H017",
            "5:68 H001", "6:3 H001", "28:17 H012", "28:23 H001", "30:10 H015", "33:12 H026", "32:15 H029", "32:31 H015", "3:1 H001", "19:5 H030", "31:58 H027",
        ];

        var (policy, said, _) = PolicyTexts.Read(yaml);

        Assert.Null(policy);
        var wrong = string.Join(", ", expected.Except(said).Select(missing => $"not told: {missing}").Concat(said.Except(expected).Select(more => $"told too much: {more}")));
        Assert.True(wrong.Length == 0, wrong);
        Assert.Equal(said.Length, said.Distinct().Count());
    }

    [Fact]
    public void Codes_StandInTheHowTo()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/how-to/write-a-policy.md"));
        var used = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Bot.Core/Throttling"), "*.cs")
            .SelectMany(path => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(path), "\"(H[0-9]{3})\"").Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        var told = System.Text.RegularExpressions.Regex.Matches(page, @"^\| (H[0-9]{3}) \|", System.Text.RegularExpressions.RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.Equal(used, told);
    }
}
