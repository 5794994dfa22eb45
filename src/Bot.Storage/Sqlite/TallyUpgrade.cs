using Bot.Core.Interactions;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>Counts once what was on record before there were counts; within the upgrade's own transaction.</summary>
internal static class TallyUpgrade
{
    public static void Run(sqlite3 db)
    {
        using var rows = new TallyRows(db);
        using var facts = new Statement(db, "SELECT interactions.conversation, conversations.channel, interactions.fact FROM interactions JOIN conversations ON conversations.id = interactions.conversation ORDER BY interactions.id");
        while (facts.Next())
        {
            rows.Add(facts.Long(0), facts.Text(1), TallyBatch.Of([.. PackedFacts.Read(facts.Blob(2))]));
        }

        rows.Flush();
    }
}
