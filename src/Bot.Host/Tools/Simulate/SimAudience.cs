using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Understanding;
using Bot.Host.Pushes;

namespace Bot.Host.Tools.Simulate;

/// <summary>The members and groups of a simulation, and what they say and do.</summary>
internal sealed class SimAudience(IPushLedger ledger)
{
    public const string Channel = "sim";
    private readonly LogFacts _logs = new(ledger);
    private readonly Dictionary<string, SimMember> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CampaignStanding> _campaigns = new(StringComparer.Ordinal);
    private int _signals;

    public static MemberKey Member(string id) => new(Channel, id);

    public static ConversationKey Group(string id) => new(Channel, id);

    public void Join(string id, string? zone, DateTimeOffset? at, string? person)
    {
        var known = _members.GetValueOrDefault(id);
        _members[id] = new SimMember(zone ?? known?.Zone, known?.Since ?? at, known?.Consent ?? Consent.Default, person ?? known?.Person ?? id);
    }

    /// <summary>All who are one person with a member, the member among them.</summary>
    public ImmutableArray<MemberKey> Person(string id) =>
        [Member(id), .. _members.Where(pair => pair.Value.Person == Known(id).Person && pair.Key != id).Select(pair => Member(pair.Key))];

    public void Move(string id, string zone) => _members[id] = Known(id) with { Zone = zone };

    public void MoveGroup(string id, string zone) => _groups[id] = _groups.GetValueOrDefault(id, new SimGroup(null, 0, [])) with { Zone = zone };

    public void Form(string id, string? zone, int? size, ImmutableArray<string> members) =>
        _groups[id] = new SimGroup(zone, size ?? members.Length, members);

    public void Stand(string campaign, CampaignStanding standing) => _campaigns[campaign] = standing;

    public CampaignStanding Standing(Push push) => push.Campaign is { } campaign ? _campaigns.GetValueOrDefault(campaign) : CampaignStanding.Running;

    /// <summary>What a member said; returns the wish in it, when there is one.</summary>
    public async Task<ConsentRequest?> SaysAsync(string id, string text, ThrottlePolicy policy, DateTimeOffset now)
    {
        var member = Known(id);
        if (Wishes.Read(policy, text) is { } wish)
        {
            foreach (var one in _members.Where(pair => pair.Value.Person == member.Person).Select(pair => pair.Key).Append(id).Distinct().ToArray())
            {
                _members[one] = Known(one) with { Consent = Wishes.After(Known(one).Consent, wish, now) };
            }

            return wish;
        }

        var key = Annoyance.IsIn(text) ? LogKey.Complained(Member(id)) : LogKey.Engaged(Member(id));
        await ledger.SignalAsync(key, [new LogEntry(now, $"says:{++_signals}")], CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    public async Task LeaveAsync(string id, int count, DateTimeOffset now)
    {
        var group = _groups.GetValueOrDefault(id, new SimGroup(null, 0, []));
        _groups[id] = group with { Size = Math.Max(0, group.Size - count) };
        await ledger.SignalAsync(LogKey.Left(Group(id)), [.. Enumerable.Range(0, count).Select(_ => new LogEntry(now, $"left:{++_signals}"))], CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask<PushFacts> FactsAsync(PushRow row, ThrottlePolicy policy, DateTimeOffset now, CancellationToken cancel)
    {
        var facts = PushFacts.Unknown with { Campaign = Standing(row.Push) };
        if (row.Push.Member is { } member)
        {
            // The member first: their own zone counts before the others' of the same person.
            var own = Known(member.Id);
            var people = _members.Where(pair => pair.Value.Person == own.Person && pair.Key != member.Id).Select(pair => (Id: pair.Key, Who: pair.Value)).Prepend((Id: member.Id, Who: own)).ToArray();
            facts = facts with
            {
                MemberZone = people.Select(one => one.Who.Zone).FirstOrDefault(zone => zone is not null),
                Since = people.Min(one => one.Who.Since),
                Consent = people.Select(one => one.Who.Consent).Aggregate((one, other) => one.And(other)),
                Identities = [.. people.Select(one => Member(one.Id))],
                Groups = [.. people.SelectMany(one => GroupsOf(one.Id)).Distinct()],
            };
        }

        if (row.Push.Group is { } group && _groups.TryGetValue(group.Id, out var place))
        {
            facts = facts with { GroupZone = place.Zone, GroupSize = place.Size };
        }

        return await _logs.AddAsync(facts, row.Push, policy, now, InGroup, cancel).ConfigureAwait(false);
    }

    private SimMember Known(string id) => _members.GetValueOrDefault(id, new SimMember(null, null, Consent.Default, id));

    private IEnumerable<ConversationKey> GroupsOf(string member) => _groups.Where(group => group.Value.Members.Contains(member)).Select(group => Group(group.Key));

    private ValueTask<IReadOnlyCollection<(MemberKey Member, IReadOnlyCollection<ConversationKey> Groups)>> InGroup(ConversationKey group)
    {
        var members = _groups.TryGetValue(group.Id, out var place) ? place.Members : [];
        return ValueTask.FromResult<IReadOnlyCollection<(MemberKey, IReadOnlyCollection<ConversationKey>)>>(
            [.. members.Select(id => (Member(id), (IReadOnlyCollection<ConversationKey>)[.. GroupsOf(id)]))]);
    }

    private sealed record SimMember(string? Zone, DateTimeOffset? Since, Consent Consent, string Person);

    private sealed record SimGroup(string? Zone, int Size, ImmutableArray<string> Members);
}
