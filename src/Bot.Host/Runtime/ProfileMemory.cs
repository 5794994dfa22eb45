using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;

namespace Bot.Host.Runtime;

/// <summary>Profiles lately used, when this process is the only writer. Changes are applied here after they are kept.</summary>
internal sealed class ProfileMemory(int capacity)
{
    private readonly ConcurrentDictionary<MemberKey, Profile> _profiles = new();

    public Profile? Find(MemberKey member) => _profiles.GetValueOrDefault(member);

    public void Keep(MemberKey member, Profile profile)
    {
        if (_profiles.Count >= capacity)
        {
            // Rare and cheap enough: what is needed again is read again.
            _profiles.Clear();
        }

        _profiles.TryAdd(member, profile);
    }

    public void Apply(MemberKey member, ImmutableArray<ProfileChange> changes)
    {
        while (!changes.IsEmpty && _profiles.TryGetValue(member, out var known))
        {
            var changed = changes.Aggregate(known, (profile, change) => profile.With(change));
            if (_profiles.TryUpdate(member, changed, known))
            {
                return;
            }
        }
    }

    public void Clear() => _profiles.Clear();
}
