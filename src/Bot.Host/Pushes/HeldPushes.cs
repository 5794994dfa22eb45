using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>
/// Looks again at what is held when something changed that held it. Each is first only counted, in the order in which the
/// scheduler would take them; only what may go now, or sooner than it was to be judged, is claimed and judged. So one
/// slot that came back lets one push go, however many wait for it.
/// </summary>
public sealed class HeldPushes(PushParts parts, PushOptions options, PushDesk desk)
{
    private const int MostOfOne = 200;
    private const int MostOfQuota = 1024;

    // Whoever put these off knows until when; no rule of the policy is asked.
    private static readonly ImmutableArray<string> Fixed = ["moved", "retry_after", "memory", "clock", "pace", "claimed"];

    /// <summary>Judges what a change lets go, and what that lets go in turn.</summary>
    public async Task<IReadOnlyList<Judged>> AfterAsync(PushChange change, CancellationToken cancel)
    {
        var all = new List<Judged>();
        while (!change.IsEmpty && !cancel.IsCancellationRequested)
        {
            var judged = await LookAsync(await HeldAsync(change, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            all.AddRange(judged);
            change = PushChange.After(judged, parts.Policy());
        }

        return all;
    }

    /// <summary>After a new policy: judges those of a page that it lets go, and what that lets go in turn. Gives the place to go on from; null at the end.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="max">How many are looked at.</param>
    /// <param name="everything">True when those are looked at too that the policy in force judged already.</param>
    /// <param name="cancel">Ends it between two pushes.</param>
    public async Task<(IReadOnlyList<Judged> Judged, WaitingCursor? Next)> PageAsync(WaitingCursor? after, int max, bool everything, CancellationToken cancel)
    {
        var page = await parts.Ledger.WaitingAsync(after, max, cancel).ConfigureAwait(false);
        var revision = parts.Policy().Revision;
        var judged = await LookAsync(page.Rows.Where(row => everything || row.Verdict?.Policy != revision), cancel).ConfigureAwait(false);
        var then = await AfterAsync(PushChange.After(judged, parts.Policy()), cancel).ConfigureAwait(false);
        return ([.. judged, .. then], page.Next);
    }

    private async Task<List<Judged>> LookAsync(IEnumerable<PushRow> rows, CancellationToken cancel)
    {
        var all = new List<Judged>();
        foreach (var row in rows.Where(row => row.Verdict is { Rule: { } rule } && !Fixed.Contains(rule)))
        {
            try
            {
                if (await MayGoSoonerAsync(row, cancel).ConfigureAwait(false) && await JudgeAsync(row.Push.Id, cancel).ConfigureAwait(false) is { } judged)
                {
                    all.Add(judged);
                }
            }
            catch (Exception exception) when (parts.Failed is not null && exception is not (OutOfMemoryException or OperationCanceledException))
            {
                parts.Failed(exception);
            }
        }

        return all;
    }

    private async Task<bool> MayGoSoonerAsync(PushRow row, CancellationToken cancel)
    {
        if (row.Push.Override is not null)
        {
            // Whether an override would do is judged, not counted.
            return true;
        }

        var (verdict, due) = await desk.PeekAsync(row, cancel).ConfigureAwait(false);
        return verdict.Decision == Decision.Send || (verdict.Decision == Decision.Hold && due < row.Due);
    }

    private async Task<Judged?> JudgeAsync(string id, CancellationToken cancel)
    {
        if (await parts.Ledger.ClaimAsync(id, options.Claim, cancel).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        if (row.State != PushState.InDigest)
        {
            return await desk.JudgeAsync(row, row.Fence, cancel).ConfigureAwait(false);
        }

        // Somebody put it into a digest meanwhile: there it stays.
        await parts.Ledger.PlaceAsync(row with { Due = row.Verdict?.Until ?? row.ChangedAt }, row.Fence, cancel).ConfigureAwait(false);
        return null;
    }

    private async Task<IEnumerable<PushRow>> HeldAsync(PushChange change, CancellationToken cancel)
    {
        var held = new Dictionary<string, PushRow>(StringComparer.Ordinal);
        foreach (var member in await PeopleAsync(change.Members, cancel).ConfigureAwait(false))
        {
            await KeepAsync(new PushQuery(Member: member, State: PushState.Held, Max: MostOfOne)).ConfigureAwait(false);
        }

        foreach (var group in change.Groups)
        {
            await KeepAsync(new PushQuery(Group: group, State: PushState.Held, Max: MostOfOne)).ConfigureAwait(false);
        }

        foreach (var row in await OfQuotasAsync(change.Freed, cancel).ConfigureAwait(false))
        {
            held.TryAdd(row.Push.Id, row);
        }

        return held.Values.OrderBy(row => row.Push.Class).ThenBy(row => row.Due).ThenBy(row => row.Arrival);

        async Task KeepAsync(PushQuery query)
        {
            foreach (var row in await parts.Ledger.ListAsync(query, cancel).ConfigureAwait(false))
            {
                held.TryAdd(row.Push.Id, row);
            }
        }
    }

    // What the account may send on one platform action, and who has seen a campaign, concerns others than the audience.
    private async Task<IEnumerable<PushRow>> OfQuotasAsync(ImmutableArray<Push> freed, CancellationToken cancel)
    {
        var policy = parts.Policy();
        var quotas = policy.Caps.Where(rule => rule.Per.Contains(Per.Bot) && freed.Any(push => rule.Channel is null || rule.Channel == push.Channel)).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var seen = policy.Overlap is { } overlap && freed.Any(push => push.Campaign is not null || push.Item is not null) ? overlap.Id : null;
        if (quotas.Count == 0 && seen is null)
        {
            return [];
        }

        var page = await parts.Ledger.WaitingAsync(null, MostOfQuota, cancel).ConfigureAwait(false);
        return page.Rows.Where(row => row.Verdict!.Failing.Any(finding =>
            (quotas.Contains(finding.Rule) && freed.Any(push => push.Bot == row.Push.Bot))
            || (finding.Rule == seen && freed.Any(push => push.Campaign == row.Push.Campaign || (push.Item is { } item && item == row.Push.Item)))));
    }

    private async Task<IEnumerable<MemberKey>> PeopleAsync(IEnumerable<MemberKey> members, CancellationToken cancel)
    {
        var (policy, now) = (parts.Policy(), await parts.Ledger.NowAsync(cancel).ConfigureAwait(false));
        var people = new HashSet<MemberKey>();
        foreach (var member in members)
        {
            // Of a message that no rule concerns only the person is read.
            var asking = new PushRow { Push = new Push { Id = "", Class = PushClass.Transactional, Member = member, CreatedAt = now } };
            people.Add(member);
            people.UnionWith((await parts.Facts(asking, policy, now, cancel).ConfigureAwait(false)).Identities);
        }

        return people;
    }
}
