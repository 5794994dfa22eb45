using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes.Campaigns;

/// <summary>What a <see cref="CampaignRunner"/> works with.</summary>
/// <param name="Campaigns">Where they are kept.</param>
/// <param name="Ledger">Where their pushes are kept.</param>
/// <param name="Members">Pages of members: everybody that has a profile.</param>
/// <param name="Desk">Judges and sends each push.</param>
/// <param name="Shelf">The templates of a shelf (<c>value.*</c>), in order; just the one for a template's own key.</param>
/// <param name="Words">The words of a template, for the near-duplicate check; empty where they depend on the reader.</param>
/// <param name="Clock">The time.</param>
public sealed record CampaignParts(
    ICampaigns Campaigns,
    IPushLedger Ledger,
    Func<string?, int, CancellationToken, ValueTask<ImmutableArray<RecordedMember>>> Members,
    PushDesk Desk,
    Func<string, IReadOnlyList<string>> Shelf,
    Func<string, string> Words,
    TimeProvider Clock)
{
    /// <summary>Told of a bug that paused a campaign.</summary>
    public Action<Exception>? Failed { get; init; }

    /// <summary>A crash is possible at each named step; tests kill the process there.</summary>
    public Action<string>? Fault { get; init; }

    /// <summary>This process, as other nodes see it.</summary>
    public string Node { get; init; } = Guid.NewGuid().ToString("N");
}

/// <summary>
/// Goes through the audience of campaigns that are due, page by page: nothing is made ahead but the page at hand. One
/// node works at a campaign at a time; when it dies, another goes on behind the last page that was noted, and the ids
/// of pushes make a repeated page harmless.
/// </summary>
public sealed class CampaignRunner(CampaignParts parts, PushOptions options)
{
    private const int Page = 200;
    private const int PreviewPage = 1000;
    private const int Tries = 8;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Goes through one page of each campaign that is due. True when there is more to do now.</summary>
    public async Task<bool> StepAsync(CancellationToken cancel)
    {
        var more = false;
        if (!await parts.Ledger.RemembersAsync(cancel).ConfigureAwait(false))
        {
            // Its pushes could not be told from new ones, and nothing of them would go.
            return false;
        }

        foreach (var campaign in await parts.Campaigns.ListAsync(cancel).ConfigureAwait(false))
        {
            if (cancel.IsCancellationRequested)
            {
                break;
            }

            var now = parts.Clock.GetUtcNow();
            if (CampaignActs.Claim(campaign, parts.Node, Claim, now) is { } claimed && await parts.Campaigns.SaveAsync(claimed, cancel).ConfigureAwait(false))
            {
                parts.Fault?.Invoke("claimed");
                more |= await TryPageAsync(claimed with { Version = claimed.Version + 1 }, cancel).ConfigureAwait(false);
            }
        }

        return more;
    }

    // One campaign's trouble must not keep the others: it pauses, and says so.
    private async Task<bool> TryPageAsync(Campaign campaign, CancellationToken cancel)
    {
        try
        {
            return await PageAsync(campaign, cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            parts.Failed?.Invoke(exception);
            await ActAsync(campaign.Id, (one, now) => CampaignActs.Pause(one, "", now, exception.GetType().Name, "auto_paused"), cancel).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Changes a campaign by what an operator does; null when that is not possible as it stands.</summary>
    public async Task<Campaign?> ActAsync(string id, Func<Campaign, DateTimeOffset, Campaign?> act, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await parts.Campaigns.FindAsync(id, cancel).ConfigureAwait(false) is not { } campaign || act(campaign, parts.Clock.GetUtcNow()) is not { } changed)
            {
                return null;
            }

            if (await parts.Campaigns.SaveAsync(changed with { Version = campaign.Version }, cancel).ConfigureAwait(false))
            {
                if (changed.State is CampaignState.Killed or CampaignState.Running or CampaignState.Scheduled or CampaignState.Done)
                {
                    await CampaignWaiting.WakeAsync(parts.Ledger, changed.Id, changed.State == CampaignState.Killed, cancel).ConfigureAwait(false);
                }

                return changed with { Version = campaign.Version + 1 };
            }
        }

        return null;
    }

    /// <summary>How many it would reach now, and some of them.</summary>
    public async Task<(long Count, IReadOnlyList<MemberKey> Sample)> PreviewAsync(Segment segment, int sample, CancellationToken cancel)
    {
        var (count, some, cursor) = (0L, new List<MemberKey>(), (string?)null);
        var now = parts.Clock.GetUtcNow();
        while (await parts.Members(cursor, PreviewPage, cancel).ConfigureAwait(false) is { IsEmpty: false } page)
        {
            foreach (var (_, member, profile) in page.Where(one => segment.Holds(one.Member, one.Profile, now)))
            {
                count++;
                if (some.Count < sample)
                {
                    some.Add(member);
                }
            }

            cursor = page[^1].Cursor;
        }

        return (count, some);
    }

    private async Task<bool> PageAsync(Campaign campaign, CancellationToken cancel)
    {
        var (cursor, planned, judged) = campaign.Groups.IsEmpty
            ? await MembersAsync(campaign, cancel).ConfigureAwait(false)
            : await GroupsAsync(campaign, cancel).ConfigureAwait(false);
        var now = parts.Clock.GetUtcNow();
        var next = cursor is null ? CampaignActs.Finish(CampaignActs.Advance(campaign, campaign.Run!.Cursor, planned, Claim, now), now) : CampaignActs.Advance(campaign, cursor, planned, Claim, now);
        if (Fails(judged))
        {
            next = CampaignActs.Pause(next, "", now, "too many failures", "auto_paused") ?? next;
        }

        parts.Fault?.Invoke("paged");
        // Somebody who pressed "stop" meanwhile has written: theirs stands, and this page is found done already.
        var kept = await parts.Campaigns.SaveAsync(next, cancel).ConfigureAwait(false);
        parts.Fault?.Invoke("noted");
        return kept && next.State == CampaignState.Running && !(judged is [.., var one] && Stopped(one));
    }

    private async Task<(string? Cursor, long Planned, List<Judged> Judged)> MembersAsync(Campaign campaign, CancellationToken cancel)
    {
        var page = await parts.Members(campaign.Run!.Cursor, Page, cancel).ConfigureAwait(false);
        var judged = new List<Judged>();
        var (began, last) = (parts.Clock.GetUtcNow(), (string?)null);
        foreach (var (cursor, member, profile) in page)
        {
            last = cursor;
            if (campaign.Segment!.Holds(member, profile, parts.Clock.GetUtcNow()))
            {
                judged.Add(await JudgeAsync(campaign, member, null, cancel).ConfigureAwait(false));
            }

            // A slow platform must not outlive the claim; a stopped campaign must not go on.
            if (judged is [.., var one] && (Stopped(one) || Fails(judged) || parts.Clock.GetUtcNow() - began > Claim / 4))
            {
                break;
            }
        }

        return (last, judged.Count, judged);
    }

    private async Task<(string? Cursor, long Planned, List<Judged> Judged)> GroupsAsync(Campaign campaign, CancellationToken cancel)
    {
        var done = int.Parse(campaign.Run!.Cursor ?? "0", CultureInfo.InvariantCulture);
        if (done >= campaign.Groups.Length)
        {
            return (null, 0, []);
        }

        var judged = await JudgeAsync(campaign, null, campaign.Groups[done], cancel).ConfigureAwait(false);
        return ((done + 1).ToString(CultureInfo.InvariantCulture), 1, [judged]);
    }

    private async Task<Judged> JudgeAsync(Campaign campaign, MemberKey? member, ConversationKey? group, CancellationToken cancel)
    {
        var item = await NextItemAsync(campaign, member is not null ? LogKey.Of(member) : LogKey.Of(group!), cancel).ConfigureAwait(false);
        var push = campaign.PushTo(member, group, item, parts.Words(item), parts.Clock.GetUtcNow());
        return await parts.Desk.JudgeAsync(new PushRow { Push = push, Content = new PushContent(item), Due = push.CreatedAt, ChangedAt = push.CreatedAt }, null, cancel).ConfigureAwait(false);
    }

    // The first item of the shelf that this audience has not had lately; where it had them all, the first: the throttle says "repeat".
    private async ValueTask<string> NextItemAsync(Campaign campaign, LogKey audience, CancellationToken cancel)
    {
        if (!campaign.IsShelf)
        {
            return campaign.Template!;
        }

        var items = await ShelfLog.ReadAsync(parts, campaign.Template!, audience, cancel).ConfigureAwait(false);
        return (items.FirstOrDefault(item => item.LastSent is null) ?? items.FirstOrDefault())?.Template ?? campaign.Template!;
    }

    // Stopped by an operator, or told by the platform to wait: whoever comes next would only be put aside.
    private static bool Stopped(Judged judged) => judged.Verdict.Rule is "killed" or "paused" or "retry_after" || judged.Result is CallResult.Throttled;

    // Definite refusals among the calls of this page.
    private bool Fails(List<Judged> judged)
    {
        var calls = judged.Count(one => one.Result is not null);
        var failed = judged.Count(one => one.Row.State == PushState.Failed && one.Result is not null);
        return calls >= Math.Min(options.ErrorWindow, 20) && failed * 1000L >= options.PauseAtPerMille * (long)calls;
    }
}
