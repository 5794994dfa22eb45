using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Turns;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The profiles, for writing.</summary>
internal sealed class MemberRows(sqlite3 db) : IDisposable
{
    private readonly Statement _find = new(db, "SELECT profile FROM members WHERE channel = ?1 AND name = ?2");
    private readonly Statement _keep = new(db, "INSERT INTO members (channel, name, profile) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET profile = excluded.profile");
    private readonly Statement _remove = new(db, "DELETE FROM members WHERE channel = ?1 AND name = ?2");

    public Profile Find(MemberKey member)
    {
        var profile = _find.Bind(1, member.Channel).Bind(2, member.Id).Next() ? StateJson.Read<Profile>(_find.Blob(0)) : Profile.Empty;
        _find.Reset();
        return profile;
    }

    public void Change(MemberKey member, ImmutableArray<ProfileChange> changes)
    {
        var old = Find(member);
        var changed = changes.Aggregate(old, (profile, change) => profile.With(change));
        if (changed != old)
        {
            _keep.Bind(1, member.Channel).Bind(2, member.Id).Bind(3, StateJson.Write(changed)).Run();
        }
    }

    public void Remove(MemberKey member) => _remove.Bind(1, member.Channel).Bind(2, member.Id).Run();

    public void Dispose()
    {
        _find.Dispose();
        _keep.Dispose();
        _remove.Dispose();
    }
}
