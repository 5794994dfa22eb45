using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Pushes;

namespace Bot.Host.Console.PushDesk;

/// <summary>One figure after a push.</summary>
/// <param name="Value">How many members; null where the platform or the record does not tell.</param>
/// <param name="Baseline">How many of the same did it in the same hours a week before; null where the record does not reach back for all of them.</param>
public sealed record AfterLine(int? Value, int? Baseline);

/// <summary>So many hours after it went.</summary>
/// <param name="Hours">1, 24 or 72.</param>
/// <param name="N">Of how many pushes those hours are over; only these are counted.</param>
/// <param name="Exits">Left a group.</param>
/// <param name="OptOuts">Opted out of pushes.</param>
/// <param name="Replies">Wrote to us, or in the group that it was posted to.</param>
public sealed record AfterWindow(int Hours, int N, AfterLine Exits, AfterLine OptOuts, AfterLine Replies);

/// <summary>What people did after a campaign's pushes.</summary>
/// <param name="Sent">How many of its pushes were looked at.</param>
/// <param name="More">True when it sent more than these.</param>
/// <param name="Windows">By hours.</param>
public sealed record AfterView(int Sent, bool More, ImmutableArray<AfterWindow> Windows);

/// <summary>Counts in the record what the audience of a campaign did after each push, and in the same hours a week before.</summary>
public sealed class CampaignAfter(ICampaigns campaigns, IPushLedger ledger, IRecord record)
{
    private const int Most = 300;
    private const int Facts = 2000;
    private static readonly int[] Hours = [1, 24, 72];
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    private sealed record Deed(TimeSpan After, MemberKey Member, string What);

    private sealed record Seen(TimeSpan Past, bool InGroup, bool Known, IReadOnlyList<Deed> Since, IReadOnlyList<Deed> Before);

    /// <summary>The figures; null when there is no such campaign.</summary>
    public async Task<AfterView?> OfAsync(string id, CancellationToken cancel)
    {
        if (await campaigns.FindAsync(id, cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        var now = await ledger.NowAsync(cancel).ConfigureAwait(false);
        var sent = await ledger.ListAsync(new PushQuery(Campaign: id, State: PushState.Sent, Max: Most + 1), cancel).ConfigureAwait(false);
        var seen = new List<Seen>();
        foreach (var row in sent.Take(Most).Where(row => row.SlotAt is not null || row.ChangedAt > DateTimeOffset.MinValue))
        {
            seen.Add(await LookAsync(row, row.SlotAt ?? row.ChangedAt, now, cancel).ConfigureAwait(false));
        }

        return new AfterView(seen.Count, sent.Length > Most, [.. Hours.Select(hours => Window(hours, [.. seen.Where(one => one.Past >= TimeSpan.FromHours(hours))]))]);
    }

    private async Task<Seen> LookAsync(PushRow row, DateTimeOffset at, DateTimeOffset now, CancellationToken cancel)
    {
        var (member, group) = (row.Push.Member, row.Push.Member is null ? row.Push.Group : null);
        var (inGroup, known) = (group is not null, false);
        if (member is not null)
        {
            var profile = await record.ProfileAsync(member, cancel).ConfigureAwait(false);
            (inGroup, known) = (profile.Conversations.Any(place => place != profile.Direct), profile.FirstSeen <= at - Week);
        }
        else
        {
            await foreach (var _ in record.ReadAsync(new InteractionQuery(group, To: at - Week, Limit: 1), cancel).ConfigureAwait(false))
            {
                known = true;
            }
        }

        return new Seen(
            now - at, inGroup, known,
            await DeedsAsync(member, group, at, cancel).ConfigureAwait(false),
            known ? await DeedsAsync(member, group, at - Week, cancel).ConfigureAwait(false) : []);
    }

    private async Task<List<Deed>> DeedsAsync(MemberKey? member, ConversationKey? group, DateTimeOffset from, CancellationToken cancel)
    {
        var deeds = new List<Deed>();
        await foreach (var (_, fact) in record.ReadAsync(new InteractionQuery(group, member, from, from + Longest, Facts), cancel).ConfigureAwait(false))
        {
            if (WhatOf(fact, member is not null) is { } what)
            {
                deeds.Add(new Deed(fact.At - from, fact.Member, what));
            }
        }

        return deeds;
    }

    private static string? WhatOf(Interaction fact, bool toMember) => fact.Kind switch
    {
        InteractionKind.Left => "exit",
        InteractionKind.Consent when fact.Reason is "OptOutPromo" or "OptOutAll" => "opt-out",
        InteractionKind.Said when !toMember || !fact.IsGroup => "reply",
        _ => null,
    };

    private static AfterWindow Window(int hours, Seen[] over)
    {
        return new(hours, over.Length, over.Any(one => one.InGroup) ? Line("exit") : new AfterLine(null, null), Line("opt-out"), Line("reply"));

        AfterLine Line(string what) => over.Length == 0 ? new(null, null) : new(
            Count(over.SelectMany(one => one.Since), what), over.All(one => one.Known) ? Count(over.SelectMany(one => one.Before), what) : null);

        int Count(IEnumerable<Deed> deeds, string what) => deeds.Where(deed => deed.What == what && deed.After < TimeSpan.FromHours(hours)).Select(deed => deed.Member).Distinct().Count();
    }
}
