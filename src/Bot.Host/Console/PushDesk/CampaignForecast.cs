using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Content;
using Bot.Host.Pushes.Campaigns;

namespace Bot.Host.Console.PushDesk;

/// <summary>Which campaign to look ahead for.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Sample">How many of its audience to judge; 100 when absent.</param>
public sealed record ForecastBody(string? Id, int? Sample = null);

/// <summary>What a rule would keep back.</summary>
/// <param name="Rule">The binding rule.</param>
/// <param name="Decision">What would become of them: hold, digest, drop, expired.</param>
/// <param name="Count">How many of the sample.</param>
/// <param name="Zh">The rule's words for the first of them, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Until">When the first of them would be judged again.</param>
public sealed record ForecastReason(string Rule, string Decision, int Count, string Zh, string En, DateTimeOffset? Until);

/// <summary>What would become of a campaign.</summary>
/// <param name="At">The moment asked about: its next run, else now.</param>
/// <param name="Audience">How many it would reach.</param>
/// <param name="Total">How many of them were judged, from the front of the store's order.</param>
/// <param name="Send">How many would be sent at once.</param>
/// <param name="Held">The others, by the rule that binds, the most first.</param>
public sealed record ForecastView(DateTimeOffset At, long Audience, int Total, int Send, ImmutableArray<ForecastReason> Held);

/// <summary>Judges a sample of a campaign's audience without sending or keeping anything. Each is judged by itself: what the campaign's own pushes would use up of a shared budget is not foreseen.</summary>
public sealed class CampaignForecast(CampaignRunner runner, CampaignParts parts, LiveCatalog catalog)
{
    /// <summary>How many are judged when nothing is asked for.</summary>
    public const int Sampled = 100;

    /// <summary>The most that are judged.</summary>
    public const int MostSampled = 500;

    /// <summary>Looks ahead. Without a view: what is missing in it.</summary>
    public async Task<(bool Found, ForecastView? View, ImmutableArray<CampaignProblem> Problems)> OfAsync(string id, int sample, CancellationToken cancel)
    {
        if (await parts.Campaigns.FindAsync(id, cancel).ConfigureAwait(false) is not { } campaign)
        {
            return (false, null, []);
        }

        var problems = CampaignActs.Problems(campaign, key => Shelves.Of(catalog.Current.Templates, key).Count > 0);
        if (problems.Any(problem => problem.Field is "segment" or "kind" or "template"))
        {
            return (true, null, problems);
        }

        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var scheduled = problems.Any(problem => problem.Field == "schedule") ? null : CampaignActs.Submit(campaign with { State = CampaignState.Draft }, "", false, now)?.NextRun;
        var at = (campaign.NextRun ?? scheduled) is { } next && next > now ? next : now;
        var (count, members) = campaign.Groups.IsEmpty ? await runner.PreviewAsync(campaign.Segment!, sample, cancel).ConfigureAwait(false) : (campaign.Groups.Length, []);
        var verdicts = new List<Verdict>();
        foreach (var member in members)
        {
            verdicts.Add(await JudgeAsync(campaign, member, null, at, cancel).ConfigureAwait(false));
        }

        foreach (var group in campaign.Groups.Take(sample))
        {
            verdicts.Add(await JudgeAsync(campaign, null, group, at, cancel).ConfigureAwait(false));
        }

        var held = verdicts.Where(verdict => verdict.Decision != Decision.Send)
            .GroupBy(verdict => (Rule: verdict.Rule ?? "", verdict.Decision))
            .Select(some => Reason(some.Key.Rule, some.Key.Decision, [.. some]))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Rule, StringComparer.Ordinal);
        return (true, new ForecastView(at, count, verdicts.Count, verdicts.Count(verdict => verdict.Decision == Decision.Send), [.. held]), problems);
    }

    private async Task<Verdict> JudgeAsync(Campaign campaign, MemberKey? member, ConversationKey? group, DateTimeOffset at, CancellationToken cancel)
    {
        var item = campaign.Template!;
        if (campaign.IsShelf)
        {
            var items = await ShelfLog.ReadAsync(parts, item, member is not null ? LogKey.Of(member) : LogKey.Of(group!), cancel).ConfigureAwait(false);
            item = (items.FirstOrDefault(one => one.LastSent is null) ?? items[0]).Template;
        }

        // A run of its own, so that no push has this id.
        var push = (campaign with { Run = new CampaignRun(0, at, null, 0) }).PushTo(member, group, item, parts.Words(item), at);
        return await parts.Desk.DryRunAsync(new PushRow { Push = push, Content = new PushContent(item), Due = push.CreatedAt, ChangedAt = push.CreatedAt }, at, cancel).ConfigureAwait(false);
    }

    private static ForecastReason Reason(string rule, Decision decision, Verdict[] some)
    {
        var first = some.MinBy(verdict => verdict.Until ?? DateTimeOffset.MaxValue)!;
        var finding = first.Failing.FirstOrDefault(one => one.Rule == rule);
        var words = finding is null ? Reasons.Of(first)[0] : Reasons.Of(finding, first.Zone);
        return new(rule, decision.ToString().ToLowerInvariant(), some.Length, words.Zh, words.En, first.Until);
    }
}
