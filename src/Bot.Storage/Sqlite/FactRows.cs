using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Turns;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The record of interactions, for writing.</summary>
internal sealed class FactRows(sqlite3 db) : IDisposable
{
    private readonly Statement _add = new(db, "INSERT INTO interactions (conversation, member, at, fact) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _of = new(db, "SELECT id, conversation, fact FROM interactions WHERE member = ?1");
    private readonly Statement _remove = new(db, "DELETE FROM interactions WHERE id = ?1");

    /// <summary>How people are found: the fact itself says whether it is really they.</summary>
    public static long Hash(MemberKey member) => unchecked((long)StableHash.Of(member.Channel, member.Id));

    public void Add(long conversation, long member, long at, ReadOnlySpan<byte> fact) =>
        _add.Bind(1, conversation).Bind(2, member).Bind(3, at).Bind(4, fact).Run();

    /// <summary>Removes the facts about a member; says of each in which conversation it stood and which activity it was about.</summary>
    public List<(long Conversation, string Activity)> Erase(MemberKey member)
    {
        var ids = new List<long>();
        var gone = new List<(long, string)>();
        _of.Bind(1, Hash(member));
        while (_of.Next())
        {
            var fact = StateJson.Read<Interaction>(_of.Blob(2));
            if (fact.Member == member)
            {
                ids.Add(_of.Long(0));
                gone.Add((_of.Long(1), fact.ActivityId));
            }
        }

        foreach (var id in ids)
        {
            _remove.Bind(1, id).Run();
        }

        return gone;
    }

    public void Dispose()
    {
        _add.Dispose();
        _of.Dispose();
        _remove.Dispose();
    }
}
