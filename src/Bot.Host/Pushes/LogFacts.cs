using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>The part of an audience's facts that lies in the logs; read only where the policy has a rule that asks for it.</summary>
/// <param name="ledger">Where the logs lie.</param>
/// <param name="signals">True when members' signals (interest, complaints, leaving) are logged there too; false when the facts handed in hold them.</param>
public sealed class LogFacts(IPushLedger ledger, bool signals = true)
{
    private const int Most = 2000;
    private const int MostAlike = 50;

    /// <summary>Adds to <paramref name="facts"/> what the logs say.</summary>
    /// <param name="facts">What is known already: identities, groups, size.</param>
    /// <param name="push">The push.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="now">The moment.</param>
    /// <param name="inGroup">The members of a group with the groups that each is in; asked only for a campaign's post to a group.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask<PushFacts> AddAsync(PushFacts facts, Push push, ThrottlePolicy policy, DateTimeOffset now, Func<ConversationKey, ValueTask<IReadOnlyCollection<(MemberKey Member, IReadOnlyCollection<ConversationKey> Groups)>>> inGroup, CancellationToken cancel)
    {
        if (push.Member is { } member && policy.Fatigue is not null && push.Class is (PushClass.Value or PushClass.Promo))
        {
            facts = await TirednessAsync(facts, push.Id, member, now, cancel).ConfigureAwait(false);
        }

        if (signals && push is { Group: { } left, Class: PushClass.Promo } && policy.Brake is { } brake)
        {
            var leaves = await ledger.ReadLogsAsync([LogKey.Left(left)], now - brake.Pause - brake.Within, Most, cancel).ConfigureAwait(false);
            facts = facts with { Leaves = [.. leaves[0].OrderBy(entry => entry.At).ThenBy(entry => entry.Id, StringComparer.Ordinal)] };
        }

        if (push is { Member: null, Group: { } group, Campaign: not null } && policy.Overlap is { SkipGroupPerMille: not null } overlap && policy.Classes[push.Class].Caps == CapsOf.All)
        {
            facts = facts with { Seen = await SeenAsync(push, overlap, now, await inGroup(group).ConfigureAwait(false), cancel).ConfigureAwait(false) };
        }

        return policy.Similar is { } similar && !push.Likeness.IsDefaultOrEmpty ? await HadAsync(facts, push, similar, now, cancel).ConfigureAwait(false) : facts;
    }

    private async ValueTask<PushFacts> TirednessAsync(PushFacts facts, string own, MemberKey member, DateTimeOffset now, CancellationToken cancel)
    {
        var people = facts.Identities.Contains(member) ? facts.Identities : facts.Identities.Add(member);
        var keys = people.SelectMany(one => signals ? [LogKey.Of(one), LogKey.Engaged(one), LogKey.Complained(one)] : new[] { LogKey.Of(one) }).ToImmutableArray();
        var logs = await ledger.ReadLogsAsync(keys, now - ThrottlePolicy.Retention, Most, cancel).ConfigureAwait(false);
        return signals ? facts with { Sent = Merged(0, 3), Engaged = Merged(1, 3), Complaints = Merged(2, 3) } : facts with { Sent = Merged(0, 1) };

        ImmutableArray<LogEntry> Merged(int which, int of) => [.. logs.Where((_, index) => index % of == which).SelectMany(log => log).Where(entry => entry.Id != own).OrderBy(entry => entry.At)];
    }

    private async ValueTask<CampaignSeen> SeenAsync(Push push, OverlapRule rule, DateTimeOffset now, IReadOnlyCollection<(MemberKey Member, IReadOnlyCollection<ConversationKey> Groups)> members, CancellationToken cancel)
    {
        // A push that is tried again stands there already; it is not what the group has seen.
        var (group, campaign) = (push.Group!, push.Campaign!);
        var guard = new Guard(LogKey.OfCampaign(campaign), await ledger.CountLogAsync(LogKey.OfCampaign(campaign), cancel).ConfigureAwait(false));
        var groups = members.SelectMany(one => one.Groups).Append(group).Distinct().ToArray();
        var people = members.Select(one => one.Member).ToArray();
        var keys = groups.Select(LogKey.Of).Concat(people.Select(LogKey.Of)).Select(log => log.WithSeen(push)).ToImmutableArray();
        var read = await ledger.ReadLogsAsync(keys, now - rule.OncePerMember + TimeSpan.FromMilliseconds(1), 2, cancel).ConfigureAwait(false);
        var logs = read.Select(log => log.RemoveAll(entry => entry.Id == push.Id)).ToArray();
        var had = groups.Where((_, index) => !logs[index].IsEmpty).ToHashSet();
        var direct = people.Where((_, index) => !logs[groups.Length + index].IsEmpty).ToHashSet();
        var seen = had.Contains(group) ? members.Count : members.Count(one => direct.Contains(one.Member) || one.Groups.Any(had.Contains));
        return new CampaignSeen(seen, members.Count, [.. LogEntry.NewestFirst(logs.SelectMany(log => log)).Select(entry => entry.Id).Distinct(StringComparer.Ordinal).Take(MostAlike)], guard);
    }

    private async ValueTask<PushFacts> HadAsync(PushFacts facts, Push push, SimilarRule rule, DateTimeOffset now, CancellationToken cancel)
    {
        // What any of their identities had, the person had.
        ImmutableArray<LogKey> keys = push.Member is { } member ? [.. (facts.Identities.Contains(member) ? facts.Identities : facts.Identities.Add(member)).Select(LogKey.Of)]
            : push.Group is { } group ? [LogKey.Of(group)]
            : [LogKey.OfBot(push.Bot)];
        var guards = ImmutableArray.CreateBuilder<Guard>();
        foreach (var key in keys)
        {
            guards.Add(new Guard(key, await ledger.CountLogAsync(key, cancel).ConfigureAwait(false)));
        }

        var logs = await ledger.ReadLogsAsync(keys, now - rule.Within, MostAlike, cancel).ConfigureAwait(false);
        var had = ImmutableArray.CreateBuilder<HadBefore>();
        foreach (var entry in logs.SelectMany(log => log))
        {
            if (await ledger.FindAsync(entry.Id, cancel).ConfigureAwait(false) is { } row && row.Push.Id != push.Id)
            {
                had.Add(new HadBefore(entry, row.Push.Likeness));
            }
        }

        return facts with { Had = had.DrainToImmutable(), HadGuards = guards.DrainToImmutable() };
    }
}
