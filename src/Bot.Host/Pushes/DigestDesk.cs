using System.Globalization;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>
/// Merges what waits for an audience into one push that counts once (requirement D12). Its items are marked as gone
/// before the call: a crash can lose an item from a digest, but never show one twice.
/// </summary>
internal sealed class DigestDesk(PushParts parts, PushDesk desk)
{
    private const int MostWaiting = 1000;

    /// <summary>Sends the digest that <paramref name="first"/> waits for. <paramref name="done"/> remembers the items that this batch has dealt with.</summary>
    public async Task<IReadOnlyList<Judged>> SendAsync(PushRow first, IReadOnlyList<PushRow> batch, HashSet<string> done, CancellationToken cancel)
    {
        if (done.Contains(first.Push.Id))
        {
            return [];
        }

        var now = await parts.Ledger.NowAsync(cancel).ConfigureAwait(false);
        var all = new List<Judged>();
        var items = new List<(PushRow Row, ThrottlePlan Plan)>();
        foreach (var row in await WaitingAsync(first, batch, now, cancel).ConfigureAwait(false))
        {
            if (!done.Add(row.Push.Id))
            {
                continue;
            }

            var policy = parts.Policy();
            var facts = await parts.Facts(row, policy, now, cancel).ConfigureAwait(false);
            var plan = Planner.Plan(policy, PushDesk.Named(row, facts).Push, facts with { IsDigest = true }, now);
            if (!plan.IsOver && row.Verdict is { } verdict && verdict.Zone != plan.Local.Id && Judgement.DigestAfter(plan, now) > now)
            {
                // Its audience has moved since: the digest's hour comes by the new clock.
                await AgainAsync(row with { Verdict = verdict with { Zone = plan.Local.Id } }, plan, now, cancel).ConfigureAwait(false);
            }
            else if (await RefusedAsync(row, plan, cancel).ConfigureAwait(false) is { } refusal)
            {
                all.Add(await desk.PlaceAsync(row, row.Fence, refusal, plan, cancel).ConfigureAwait(false));
            }
            else
            {
                items.Add((row, plan));
            }
        }

        if (items.Count == 0)
        {
            return all;
        }

        var most = (items[0].Plan.Digest ?? Planner.DefaultDigest).MaxItems;
        var bundled = new List<PushRow>();
        var digest = Digest(first, [.. items.Take(most)], now);
        var judged = await desk.JudgeAsync(
            digest,
            null,
            cancel,
            async row =>
            {
                // Another node may have taken some of them meanwhile: it carries what it could mark.
                bundled = await BundleAsync(items.Take(most), row, cancel).ConfigureAwait(false);
                return bundled.Count > 0 ? row with { Items = [.. bundled.Select(item => item.Push.Id)] } : null;
            }).ConfigureAwait(false);
        if (bundled.Count > 0)
        {
            all.Add(judged);
            all.AddRange(bundled.Select(item => new Judged(item, item.Verdict!, false, null, PushState.InDigest)));
        }

        var next = bundled.Count == 0 && judged.Verdict.Until is { } until && until > now ? until : now.AddMilliseconds(1);
        foreach (var (row, plan) in items.Where(item => bundled.All(one => one.Push.Id != item.Row.Push.Id)))
        {
            await AgainAsync(row, plan, next, cancel).ConfigureAwait(false);
        }

        return all;
    }

    // What holds for an item by itself, in a digest or not: stopped, put off by its member, its campaign's hours and frequency, an item that rests.
    private async Task<Verdict?> RefusedAsync(PushRow row, ThrottlePlan plan, CancellationToken cancel)
    {
        if (plan.IsOver)
        {
            return Judgement.Refuse(plan, plan.At, []);
        }

        var own = plan.AsItem();
        var counted = await parts.Ledger.ReserveAsync(new Reservation { Row = row, Checks = [.. own.Checks.Select(planned => planned.Check)], DryRun = true }, cancel).ConfigureAwait(false);
        var failing = counted is ReserveAnswer.Denied denied ? denied.Failing : [];
        return own.Votes.IsEmpty && failing.IsEmpty ? null : Judgement.Refuse(own, plan.At, failing);
    }

    // All of the same audience and class that are due, the oldest first: those of this batch, and those that it had no room for.
    private async Task<IEnumerable<PushRow>> WaitingAsync(PushRow first, IReadOnlyList<PushRow> batch, DateTimeOffset now, CancellationToken cancel)
    {
        var query = new PushQuery(Member: first.Push.Member, Group: first.Push.Group, State: PushState.InDigest, Max: MostWaiting);
        var others = await parts.Ledger.ListAsync(query, cancel).ConfigureAwait(false);
        return batch.Where(row => row.State == PushState.InDigest)
            .Concat(others.Where(row => row.Due <= now && batch.All(one => one.Push.Id != row.Push.Id)))
            .Where(row => Alike(row, first))
            .OrderBy(row => row.Push.CreatedAt);
    }

    private async Task<List<PushRow>> BundleAsync(IEnumerable<(PushRow Row, ThrottlePlan Plan)> items, PushRow digest, CancellationToken cancel)
    {
        var bundled = new List<PushRow>();
        foreach (var (item, _) in items)
        {
            var gone = item with { State = PushState.Bundled, Within = digest.Push.Id, Verdict = item.Verdict! with { At = digest.Verdict!.At }, ChangedAt = digest.ChangedAt };
            if (await parts.Ledger.PlaceAsync(gone, item.Fence, cancel).ConfigureAwait(false))
            {
                bundled.Add(gone);
            }
        }

        return bundled;
    }

    private async Task AgainAsync(PushRow item, ThrottlePlan plan, DateTimeOffset notBefore, CancellationToken cancel)
    {
        var at = Judgement.DigestAfter(plan, notBefore);
        var due = plan.NotAfter is { } end && end < at ? end : at;
        await parts.Ledger.PlaceAsync(item with { State = PushState.InDigest, Due = due, Verdict = item.Verdict! with { Until = at } }, item.Fence, cancel).ConfigureAwait(false);
    }

    private static PushRow Digest(PushRow first, IReadOnlyList<(PushRow Row, ThrottlePlan Plan)> items, DateTimeOffset now)
    {
        var audience = first.Push.Member is { } member ? $"{member.Channel}:{member.Id}" : $"{first.Push.Group?.Channel}:{first.Push.Group?.Id}";
        return new PushRow
        {
            Push = new Push
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"digest:{audience}:{first.Push.Class.ToString().ToLowerInvariant()}:{now.ToUnixTimeMilliseconds()}"),
                Class = first.Push.Class,
                Member = first.Push.Member,
                Group = first.Push.Group,
                Channel = first.Push.Channel,
                Bot = first.Push.Bot,
                Relevance = "digest",
                CreatedAt = now,
            },
            Items = [.. items.Select(item => item.Row.Push.Id)],
            Slots = [.. items.SelectMany(item => item.Plan.Slots).Distinct()],
            Due = now,
            ChangedAt = now,
        };
    }

    private static bool Alike(PushRow one, PushRow other) =>
        one.Push.Class == other.Push.Class && one.Push.Member == other.Push.Member && one.Push.Group == other.Push.Group && one.Push.Bot == other.Push.Bot && one.Push.Channel == other.Push.Channel;
}
