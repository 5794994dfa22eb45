using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Turns;

namespace Bot.Host.Pushes;

/// <summary>What the throttle must know about an audience, read fresh for each look at a push. <see cref="ReadAsync"/> is a <see cref="ReadFacts"/>.</summary>
public sealed class AudienceFacts(IRecord record, ILedger ledger, IPushLedger pushes, ICampaigns campaigns, AudienceDirectory directory)
{
    private readonly LogFacts _logs = new(pushes, signals: false);

    /// <summary>Reads.</summary>
    public async ValueTask<PushFacts> ReadAsync(PushRow row, ThrottlePolicy policy, DateTimeOffset now, CancellationToken cancel)
    {
        var push = row.Push;
        var facts = PushFacts.Unknown with { Campaign = await StandingAsync(push, cancel).ConfigureAwait(false) };
        if (push.Member is { } member)
        {
            facts = await OfMemberAsync(facts, row, member, policy, cancel).ConfigureAwait(false);
        }

        if (push.Group is { } group)
        {
            facts = await OfGroupAsync(facts, row, group, policy, cancel).ConfigureAwait(false);
        }

        return await _logs.AddAsync(facts, push, policy, now, place => InGroupAsync(place, cancel), cancel).ConfigureAwait(false);
    }

    /// <summary>Whether a push's campaign runs; asked once more right before its call.</summary>
    public async ValueTask<CampaignStanding> StandingAsync(Push push, CancellationToken cancel) =>
        push.Campaign is not { } id ? CampaignStanding.Running
            : await campaigns.FindAsync(id, cancel).ConfigureAwait(false) is { } campaign ? CampaignActs.Standing(campaign)
            // It came from a run of a campaign that is no longer there: a server forgot it, and whether it was stopped nobody knows.
            : push.Id.StartsWith($"{id}#", StringComparison.Ordinal) ? CampaignStanding.Paused
            : CampaignStanding.Running;

    /// <summary>The identities of the person behind a member, each with its profile; the member first.</summary>
    public async ValueTask<ImmutableArray<(MemberKey Member, Profile Profile)>> PersonAsync(MemberKey member, CancellationToken cancel)
    {
        var own = await record.ProfileAsync(member, cancel).ConfigureAwait(false);
        var all = ImmutableArray.Create((member, own));
        if (own.Person is not { } person)
        {
            return all;
        }

        foreach (var other in await directory.PersonAsync(person, member, cancel).ConfigureAwait(false))
        {
            // Somebody parted since the directory was read is not one of them.
            if (other != member && await record.ProfileAsync(other, cancel).ConfigureAwait(false) is var profile && profile.Person == person)
            {
                all = all.Add((other, profile));
            }
        }

        return all;
    }

    private async ValueTask<PushFacts> OfMemberAsync(PushFacts facts, PushRow row, MemberKey member, ThrottlePolicy policy, CancellationToken cancel)
    {
        var people = await PersonAsync(member, cancel).ConfigureAwait(false);
        var profiles = people.Select(one => one.Profile).ToArray();
        var wishes = await pushes.ReadLogsAsync([.. people.Select(one => LogKey.Wished(one.Member))], DateTimeOffset.UnixEpoch, 1, cancel).ConfigureAwait(false);
        var held = false;
        foreach (var (one, profile) in people.Where(one => one.Profile.Direct is not null))
        {
            var state = (await ledger.LoadAsync(profile.Direct!, one, cancel).ConfigureAwait(false)).State;
            held |= Withholds(state, one.Id, row);
        }

        // Only one rule asks for groups, and each may cost a reading.
        var places = policy.Overlap is not null && row.Push.Campaign is not null ? profiles.SelectMany(profile => profile.Conversations.Except(profile.Away)).Distinct() : [];
        return facts with
        {
            Bot = profiles[0].DirectRoute?.Bot.Id,
            Identities = [.. people.Select(one => one.Member)],
            MemberZone = profiles.Select(profile => profile.Zone).FirstOrDefault(zone => zone is not null),
            Consent = profiles.Select((profile, index) => WishNote.Later(profile.Consent, wishes[index])).Aggregate((one, other) => one.And(other)),
            Since = profiles.Min(profile => profile.FirstSeen),
            Engaged = Entries("engaged", profiles.SelectMany(profile => profile.Engaged)),
            Complaints = Entries("complained", profiles.SelectMany(profile => profile.Complained)),
            Groups = await directory.GroupsAmongAsync(places, cancel).ConfigureAwait(false),
            InHandOff = held,
            HasLeft = row.Push.Group is { } group && profiles[0].Away.Contains(group),
        };
    }

    private async ValueTask<PushFacts> OfGroupAsync(PushFacts facts, PushRow row, ConversationKey group, ThrottlePolicy policy, CancellationToken cancel)
    {
        var state = (await ledger.LoadAsync(group, row.Push.Member ?? new MemberKey(group.Channel, ""), cancel).ConfigureAwait(false)).State;
        facts = facts with { Bot = state.Route?.Bot.Id, InHandOff = facts.InHandOff || Withholds(state, row.Push.Member?.Id ?? "", row) };
        return policy.Brake is not null && row.Push.Class == PushClass.Promo
            ? facts with { GroupSize = (await directory.MembersAsync(group, cancel).ConfigureAwait(false)).Length, Leaves = Entries("left", state.Left) }
            : facts;
    }

    // What a turn said together with its own hand-off belongs to it.
    private static bool Withholds(ConversationState state, string member, PushRow row) =>
        state.HandOff is { } handOff && handOff.Withholds(state.IsGroup, member)
        && !(row.Content?.Message is not null && PushIntake.Milliseconds(handOff.Since) == row.Push.CreatedAt);

    private async ValueTask<IReadOnlyCollection<(MemberKey Member, IReadOnlyCollection<ConversationKey> Groups)>> InGroupAsync(ConversationKey group, CancellationToken cancel)
    {
        var all = new List<(MemberKey, IReadOnlyCollection<ConversationKey>)>();
        foreach (var member in await directory.MembersAsync(group, cancel).ConfigureAwait(false))
        {
            all.Add((member, await directory.GroupsAsync(member, cancel).ConfigureAwait(false)));
        }

        return all;
    }

    private static ImmutableArray<LogEntry> Entries(string kind, IEnumerable<DateTimeOffset> times) =>
        [.. times.Order().Select((at, index) => new LogEntry(at, string.Create(CultureInfo.InvariantCulture, $"{kind}:{at.ToUnixTimeMilliseconds()}:{index}")))];
}
