using Bot.Core.Activities;
using Bot.Core.Interactions;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The record of interactions, for writing.</summary>
internal sealed class FactRows(sqlite3 db) : IDisposable
{
    private readonly Statement _add = new(db, "INSERT INTO interactions (conversation, member, at, fact) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _of = new(db, "SELECT id, conversation, fact FROM interactions WHERE member = ?1");
    private readonly Statement _remove = new(db, "DELETE FROM interactions WHERE id = ?1");

    public void Add(long conversation, in PackedFacts facts) =>
        _add.Bind(1, conversation).Bind(2, facts.Member).Bind(3, facts.At).Bind(4, facts.Json).Run();

    /// <summary>Removes the facts about a member; gives each with the conversation that it stood in.</summary>
    public List<(long Conversation, Interaction Fact)> Erase(MemberKey member)
    {
        var ids = new List<long>();
        var gone = new List<(long, Interaction)>();
        _of.Bind(1, PackedFacts.Hash(member));
        while (_of.Next())
        {
            var facts = PackedFacts.Read(_of.Blob(2));
            if (facts[0].Member == member)
            {
                ids.Add(_of.Long(0));
                gone.AddRange(facts.Select(fact => (_of.Long(1), fact)));
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
