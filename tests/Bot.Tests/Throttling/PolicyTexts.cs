using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Throttling;

namespace Bot.Tests.Throttling;

/// <summary>Policies as texts.</summary>
internal static class PolicyTexts
{
    /// <summary>A policy that uses every key.</summary>
    public const string Whole = """
        version: 1
        zone: {use: member, else: tenant, tenant: Asia/Shanghai}
        classes:                       # what a push is; decided once, stored with it
          transactional: {caps: none,        quiet: ignore,     optout: never,  counts: false}
          reply:         {caps: none,        quiet: ignore,     optout: never,  counts: false}   # inside the platform's reply window
          service:       {caps: [platform],  quiet: deliver_by, optout: all,    counts: true}
          value:         {caps: all,         quiet: defer,      optout: all,    counts: true}
          promo:         {caps: all,         quiet: defer,      optout: promo,  counts: true}
        caps:                          # every line is AND-ed; the line's id is what "why" shows
          - {id: member-day,   per: member, limit: 1, window: day, over: defer}      # calendar: day|week|month, local
          - {id: member-24h,   per: member, limit: 1, window: 24h, over: defer}      # rolling: any duration
          - {id: member-promo, per: member, class: promo, limit: 2, window: 7d, over: digest}
          - {id: group-day,    per: group,  limit: 3, window: day, over: defer}
          - {id: group-promo,  per: group,  class: promo, limit: 1, window: day, over: drop}
        spacing: [{id: group-gap, per: group, min: 90m}]
        mix:     [{id: group-mix, per: group, before_each_promo: 2 value}]
        quiet:   {id: quiet, hours: "22:00-08:00", over: defer, spread: 30m}
        platform:                      # shipped with the channel, operator may only tighten
          - {id: wecom-month, channel: wecom.groupsend, per: [member, group], limit: days_in_month, window: month, over: drop}
          - {id: ding-robot,  channel: dingtalk.robot, per: bot, limit: 18, window: 60s, over: wait}
        overlap: {id: seen-elsewhere, campaign_once_per_member: 7d, skip_group_if_seen_by: 30%}
        fatigue:                       # stretches rolling promo/value windows
          tiers: {fresh: x1, cool: x2, cold: x4, muted: promo_off}
          down: [{unanswered: 3}, {complaint: 1, to: muted}]
          up:   [{engaged: 1}]
          group_brake: {leave_rate: 1%, within: 24h, at_least: 3 leavers, pause_promo: 7d}
        newcomer: {id: newcomer, no_promo_for: 24h}
        optout:  {words: {promo: [TD, 退订, stop], all: [退订全部, unsubscribe all]}, confirm: once}
        expire:  {promo: 12h, value: 72h, service: at deadline}
        digest:  {at: "10:00", max_items: 5, counts_as: 1}
        holdout: 5%
        override: {who: [owner], reason: required, per_month: 2, never: [optout, platform]}

        """;

    /// <summary>The policy, or null, and everything that was said about it as <c>line:column code</c>.</summary>
    public static (ThrottlePolicy? Policy, ImmutableArray<string> Said, ImmutableArray<Problem> Problems) Read(string yaml)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var policy = PolicyParser.Parse(new ContentFile(PolicyParser.FilePath, yaml.ReplaceLineEndings("\n")), problems);
        return (policy, [.. problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Code}")], problems.ToImmutable());
    }

    /// <summary>A policy that must be without any problem.</summary>
    public static ThrottlePolicy Clean(string yaml)
    {
        var (policy, _, problems) = Read(yaml);
        Assert.Equal("", string.Join('\n', problems.Select(problem => problem.Format("en"))));
        return policy!;
    }
}
