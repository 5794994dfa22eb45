using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Throttling;
using NodaTime;
using NodaTime.Text;
using LocalTime = Bot.Core.Throttling.LocalTime;

namespace Bot.Core.Pushes;

/// <summary>Something that keeps a campaign from going on, in words for its operator.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record CampaignProblem(string Field, string Zh, string En);

/// <summary>What operators and the clock do to a campaign. Pure.</summary>
public static class CampaignActs
{
    /// <summary>What is missing before it can be submitted (requirement C8). Empty when it is complete.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="hasTemplate">Whether a template with that key can be said.</param>
    public static ImmutableArray<CampaignProblem> Problems(Campaign campaign, Func<string, bool> hasTemplate)
    {
        var problems = ImmutableArray.CreateBuilder<CampaignProblem>();
        Need(campaign.Segment is not null || !campaign.Groups.IsEmpty, "segment", "缺少人群：写 segment（例如 {\"is\":\"tag\",\"tag\":\"vip\"}），或者 groups", "the segment is missing: write segment, as in {\"is\":\"tag\",\"tag\":\"vip\"}, or groups");
        Need(campaign.Kind is PushClass.Value or PushClass.Promo or PushClass.Service, "kind", "缺少内容类型：value、promo 或 service", "the content kind is missing: value, promo or service");
        Need(!string.IsNullOrWhiteSpace(campaign.Category), "category", "缺少商品品类", "the product category is missing");
        Need(campaign.Window is { From: >= 0 and <= 1439, Until: >= 0 and <= 1439 } window && window.From != window.Until, "window", "缺少发送时段，例如 09:00-21:00", "the send window is missing, as in 09:00-21:00");
        Need(campaign.Frequency is { Limit: >= 1 } often && often.Window > TimeSpan.Zero && often.Window <= TimeSpan.FromDays(60), "frequency", "缺少频率，例如 1/7d", "the frequency is missing, as in 1/7d");
        Need(campaign.Template is { } key && hasTemplate(key), "template", $"没有模板 {campaign.Template}", $"there is no template {campaign.Template}");
        Need(campaign.Schedule is { EveryDays: >= 0 and <= 366 } schedule && First(schedule) is not null, "schedule", "缺少时间，例如 {\"at\":\"2026-11-23T10:00\",\"zone\":\"Asia/Shanghai\"}", "the time is missing, as in {\"at\":\"2026-11-23T10:00\",\"zone\":\"Asia/Shanghai\"}");
        return problems.DrainToImmutable();

        void Need(bool holds, string field, string zh, string en)
        {
            if (!holds)
            {
                problems.Add(new CampaignProblem(field, zh, en));
            }
        }
    }

    /// <summary>An operator submits a complete draft; without a need for a second one it is scheduled at once. Null when it is no draft.</summary>
    public static Campaign? Submit(Campaign campaign, string by, bool needsSecond, DateTimeOffset now) => campaign.State != CampaignState.Draft ? null
        : needsSecond ? campaign with { State = CampaignState.Submitted, Acts = campaign.Acts.Add(new(by, "submitted", now)) }
        : Scheduled(campaign with { Acts = campaign.Acts.Add(new(by, "submitted", now)) }, now);

    /// <summary>A second operator approves. Null when it was not submitted, or by the one who submitted it.</summary>
    public static Campaign? Approve(Campaign campaign, string by, DateTimeOffset now) =>
        campaign.State == CampaignState.Submitted && !Authors(campaign).Contains(by, StringComparer.OrdinalIgnoreCase)
            ? Scheduled(campaign with { Acts = campaign.Acts.Add(new(by, "approved", now)) }, now)
            : null;

    /// <summary>Stops it for now, and what waits of it, even when its audience is through. Null when there is nothing to stop.</summary>
    public static Campaign? Pause(Campaign campaign, string by, DateTimeOffset now, string? note = null, string what = "paused") =>
        campaign.State is CampaignState.Scheduled or CampaignState.Running or CampaignState.Done
            ? campaign with { State = CampaignState.Paused, PausedFrom = campaign.State, Owner = null, OwnedUntil = null, Acts = campaign.Acts.Add(new(by, what, now, note)) }
            : null;

    /// <summary>Goes on where it stood. Null when it is not paused.</summary>
    public static Campaign? Resume(Campaign campaign, string by, DateTimeOffset now) => campaign.State != CampaignState.Paused ? null
        : campaign with { State = campaign.PausedFrom ?? CampaignState.Scheduled, PausedFrom = null, Acts = campaign.Acts.Add(new(by, "resumed", now)) };

    /// <summary>Stops it for good, and what waits of it. Null when that was done already.</summary>
    public static Campaign? Kill(Campaign campaign, string by, DateTimeOffset now) => campaign.State == CampaignState.Killed ? null
        : campaign with { State = CampaignState.Killed, NextRun = null, Owner = null, OwnedUntil = null, Acts = campaign.Acts.Add(new(by, "killed", now)) };

    /// <summary>A node takes the run that is due, or goes on with one whose node died. Null when there is nothing to take.</summary>
    public static Campaign? Claim(Campaign campaign, string node, TimeSpan claim, DateTimeOffset now)
    {
        if (campaign.State == CampaignState.Scheduled && campaign.NextRun <= now)
        {
            var run = new CampaignRun((campaign.Run?.Number ?? 0) + 1, now, null, 0);
            return campaign with { State = CampaignState.Running, Run = run, NextRun = null, Owner = node, OwnedUntil = now + claim };
        }

        return campaign.State == CampaignState.Running && (campaign.Owner is null || campaign.Owner == node || campaign.OwnedUntil <= now)
            ? campaign with { Owner = node, OwnedUntil = now + claim }
            : null;
    }

    /// <summary>Its owner has come this far.</summary>
    public static Campaign Advance(Campaign campaign, string? cursor, long planned, TimeSpan claim, DateTimeOffset now) =>
        campaign with { Run = campaign.Run! with { Cursor = cursor, Planned = campaign.Run.Planned + planned }, OwnedUntil = now + claim };

    /// <summary>Its audience is through: the next run is scheduled, or it is done.</summary>
    public static Campaign Finish(Campaign campaign, DateTimeOffset now)
    {
        var next = NextAfter(campaign.Schedule!, campaign.Run!.StartedAt);
        return campaign with { State = next is null ? CampaignState.Done : CampaignState.Scheduled, NextRun = next, Owner = null, OwnedUntil = null, Acts = campaign.Acts.Add(new("", "finished", now)) };
    }

    /// <summary>Whether its pushes may go now.</summary>
    public static CampaignStanding Standing(Campaign? campaign) => campaign?.State switch
    {
        CampaignState.Paused => CampaignStanding.Paused,
        CampaignState.Killed => CampaignStanding.Killed,
        _ => CampaignStanding.Running,
    };

    /// <summary>When runs of a schedule begin within [<paramref name="from"/>, <paramref name="to"/>), the earliest 400 at most; empty for a schedule that cannot be read.</summary>
    public static ImmutableArray<DateTimeOffset> Runs(CampaignSchedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        const int most = 400;
        var runs = ImmutableArray.CreateBuilder<DateTimeOffset>();
        var first = First(schedule);
        for (var at = first >= from ? first : NextAfter(schedule, from.AddTicks(-1)); at < to && !(schedule.Until <= at) && runs.Count < most; at = NextAfter(schedule, at.Value))
        {
            runs.Add(at.Value);
        }

        return runs.DrainToImmutable();
    }

    private static Campaign Scheduled(Campaign campaign, DateTimeOffset now)
    {
        // A time gone by is not made up for: a campaign that was approved too late goes at its next time, if it has one.
        var first = First(campaign.Schedule!)!.Value;
        var next = first >= now.AddMinutes(-5) ? first : NextAfter(campaign.Schedule!, now);
        return campaign with { State = next is null ? CampaignState.Done : CampaignState.Scheduled, NextRun = next };
    }

    private static IEnumerable<string> Authors(Campaign campaign) =>
        campaign.Acts.Where(act => act.What is "created" or "changed" or "submitted").Select(act => act.By);

    private static DateTimeOffset? NextAfter(CampaignSchedule schedule, DateTimeOffset after)
    {
        if (schedule.EveryDays == 0 || Parse(schedule) is not var (zone, local))
        {
            return null;
        }

        for (var day = 0; day < 100_000; day += schedule.EveryDays)
        {
            var at = zone.Moment(local.Date.PlusDays(day), (local.Hour * 60) + local.Minute, late: false);
            if (at > after)
            {
                return schedule.Until <= at ? null : at;
            }
        }

        return null;
    }

    private static DateTimeOffset? First(CampaignSchedule schedule) =>
        Parse(schedule) is var (zone, local) ? zone.Moment(local.Date, (local.Hour * 60) + local.Minute, late: false) : null;

    private static (LocalTime Zone, LocalDateTime Local)? Parse(CampaignSchedule schedule) =>
        LocalTime.Of(schedule.Zone) is { } zone && LocalDateTimePattern.Create("uuuu'-'MM'-'dd'T'HH':'mm", CultureInfo.InvariantCulture).Parse(schedule.At) is { Success: true } parsed
            ? (zone, parsed.Value)
            : null;
}
