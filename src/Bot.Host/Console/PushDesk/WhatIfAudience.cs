using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Throttling.Replay;
using Bot.Host.Pushes;

namespace Bot.Host.Console.PushDesk;

/// <summary>What is known today of those for whom pushes were: each person and group read once. What a verdict noted of its own moment (a hand-off, somebody gone) is taken from there.</summary>
internal sealed class WhatIfAudience(AudienceFacts audience, AudienceDirectory directory, ILedger ledger, bool needsGroups)
{
    private const int AtOnce = 16;
    private readonly ConcurrentDictionary<MemberKey, PushFacts> _people = new();
    private readonly Dictionary<ConversationKey, (PushFacts Facts, ImmutableArray<ReplayMember> Members)> _groups = [];

    public async Task<ImmutableArray<ReplayPush>> ReadAsync(IReadOnlyList<PushRow> rows, CancellationToken cancel)
    {
        var members = rows.Select(row => row.Push.Member).OfType<MemberKey>().Distinct();
        await Parallel.ForEachAsync(members, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (member, stop) => _people[member] = await PersonAsync(member, stop).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var group in rows.Where(row => row.Push.Member is null).Select(row => row.Push.Group).OfType<ConversationKey>().Distinct())
        {
            _groups[group] = await GroupAsync(group, cancel).ConfigureAwait(false);
        }

        return [.. rows.Select(Of)];
    }

    private ReplayPush Of(PushRow row)
    {
        var (facts, members) = row.Push.Member is { } member ? (_people[member], [])
            : row.Push.Group is { } group ? _groups[group]
            : (PushFacts.Unknown, ImmutableArray<ReplayMember>.Empty);
        facts = facts with { Campaign = Noted(row, "killed") ? CampaignStanding.Killed : CampaignStanding.Running, InHandOff = Noted(row, "hand_off"), HasLeft = Noted(row, "left") };
        return new ReplayPush(row.Push, facts, members, row.Content?.Message is not null);
    }

    private static bool Noted(PushRow row, string rule) => row.Verdict?.Failing.Any(finding => finding.Rule == rule) == true;

    private async ValueTask<PushFacts> PersonAsync(MemberKey member, CancellationToken cancel)
    {
        var people = await audience.PersonAsync(member, cancel).ConfigureAwait(false);
        var profiles = people.Select(one => one.Profile).ToArray();
        return PushFacts.Unknown with
        {
            Identities = [.. people.Select(one => one.Member)],
            MemberZone = profiles.Select(profile => profile.Zone).FirstOrDefault(zone => zone is not null),
            Consent = profiles.Select(profile => profile.Consent).Aggregate((one, other) => one.And(other)),
            Since = profiles.Min(profile => profile.FirstSeen),
            Engaged = Entries(profiles.SelectMany(profile => profile.Engaged)),
            Complaints = Entries(profiles.SelectMany(profile => profile.Complained)),
            Groups = needsGroups ? await directory.GroupsAmongAsync(profiles.SelectMany(profile => profile.Conversations.Except(profile.Away)).Distinct(), cancel).ConfigureAwait(false) : [],
        };
    }

    private async ValueTask<(PushFacts Facts, ImmutableArray<ReplayMember> Members)> GroupAsync(ConversationKey group, CancellationToken cancel)
    {
        var state = (await ledger.LoadAsync(group, new MemberKey(group.Channel, ""), cancel).ConfigureAwait(false)).State;
        var known = await directory.MembersAsync(group, cancel).ConfigureAwait(false);
        var members = ImmutableArray.CreateBuilder<ReplayMember>();
        foreach (var member in needsGroups ? known : [])
        {
            members.Add(new ReplayMember(member, await directory.GroupsAsync(member, cancel).ConfigureAwait(false)));
        }

        return (PushFacts.Unknown with { GroupSize = known.Length, Leaves = Entries(state.Left) }, members.DrainToImmutable());
    }

    private static ImmutableArray<LogEntry> Entries(IEnumerable<DateTimeOffset> times) => [.. times.Order().Select((at, index) => new LogEntry(at, $"signal:{index}"))];
}
