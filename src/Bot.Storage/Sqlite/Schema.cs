using System.Collections.Immutable;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The tables, as steps that only ever go forward; <c>PRAGMA user_version</c> counts the steps taken.</summary>
internal static class Schema
{
    // Tables that grow at the end (answered, own, interactions) have an integer key of their own, so that old rows go
    // from the front by key, without an index on time. People are found by a stable hash, checked against the fact itself.
    private static readonly ImmutableArray<string> Steps =
    [
        """
        CREATE TABLE conversations (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
          state BLOB, wake INTEGER, handed INTEGER, UNIQUE (channel, name)) STRICT;
        CREATE INDEX conversations_handed ON conversations (handed) WHERE handed IS NOT NULL;
        CREATE TABLE leases (conversation INTEGER PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
        CREATE TABLE wakes (conversation INTEGER PRIMARY KEY, at INTEGER NOT NULL, held INTEGER NOT NULL) STRICT;
        CREATE INDEX wakes_at ON wakes (at);
        CREATE TABLE members (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, name TEXT NOT NULL, profile BLOB NOT NULL, UNIQUE (channel, name)) STRICT;
        CREATE TABLE answered (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, activity TEXT NOT NULL, at INTEGER NOT NULL, answer BLOB,
          UNIQUE (conversation, activity)) STRICT;
        CREATE TABLE own (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, activity TEXT NOT NULL, at INTEGER NOT NULL,
          UNIQUE (conversation, activity)) STRICT;
        CREATE TABLE interactions (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL, member INTEGER NOT NULL, at INTEGER NOT NULL,
          fact BLOB NOT NULL) STRICT;
        CREATE INDEX interactions_conversation ON interactions (conversation);
        CREATE INDEX interactions_member ON interactions (member);
        CREATE TABLE outbox (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, row TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
          started INTEGER NOT NULL, message BLOB NOT NULL) STRICT;
        CREATE INDEX outbox_conversation ON outbox (conversation);
        CREATE TABLE dead (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL, letter BLOB NOT NULL) STRICT;
        CREATE TABLE log (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, place INTEGER NOT NULL, once TEXT NOT NULL, activity TEXT NOT NULL,
          member TEXT NOT NULL, json BLOB NOT NULL, UNIQUE (conversation, place), UNIQUE (conversation, once)) STRICT;
        """,
        // Pushes. Times in milliseconds. A state from 10 on is final. The logs can be made anew from pushes and push_signals;
        // the counts are those of the pushes, kept along.
        """
        CREATE TABLE pushes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, state INTEGER NOT NULL, class INTEGER NOT NULL, fence INTEGER NOT NULL,
          due INTEGER NOT NULL, changed INTEGER NOT NULL, slot_at INTEGER, campaign TEXT, member INTEGER, party INTEGER, rule TEXT, note TEXT, logs BLOB,
          failures BLOB, json BLOB NOT NULL) STRICT;
        CREATE INDEX pushes_due ON pushes (class, due) WHERE state < 10;
        CREATE INDEX pushes_old ON pushes (changed) WHERE state >= 10;
        CREATE INDEX pushes_campaign ON pushes (campaign) WHERE campaign IS NOT NULL;
        CREATE INDEX pushes_member ON pushes (member) WHERE member IS NOT NULL;
        CREATE INDEX pushes_party ON pushes (party) WHERE party IS NOT NULL;
        CREATE TABLE push_slots (log TEXT NOT NULL, at INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (log, at, entry)) STRICT, WITHOUT ROWID;
        CREATE TABLE push_signals (id INTEGER PRIMARY KEY, log TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (log, name)) STRICT;
        CREATE TABLE push_counts (campaign TEXT NOT NULL, state INTEGER NOT NULL, rule TEXT NOT NULL, pushes INTEGER NOT NULL,
          PRIMARY KEY (campaign, state, rule)) STRICT, WITHOUT ROWID;
        CREATE TABLE push_memory (id INTEGER PRIMARY KEY, now INTEGER NOT NULL, whole INTEGER NOT NULL) STRICT;
        INSERT INTO push_memory (id, now, whole) VALUES (1, 0, 1);
        """,
        "CREATE TABLE campaigns (name TEXT PRIMARY KEY, version INTEGER NOT NULL, json BLOB NOT NULL) STRICT, WITHOUT ROWID;",
        // From here on a row of interactions may hold several facts, which an older release could not read.
        "SELECT 1",
        """
        CREATE TABLE speak_labels (channel TEXT NOT NULL, conversation TEXT NOT NULL, interaction TEXT NOT NULL, member TEXT NOT NULL, json BLOB NOT NULL,
          PRIMARY KEY (channel, conversation, interaction)) STRICT, WITHOUT ROWID;
        """,
        // The operators' desk. A document may be large, so its key has a table of its own beside it.
        """
        CREATE TABLE desk_documents (kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, json BLOB NOT NULL, UNIQUE (kind, name)) STRICT;
        CREATE TABLE desk_logs (log TEXT NOT NULL, number INTEGER NOT NULL, json BLOB NOT NULL, UNIQUE (log, number)) STRICT;
        CREATE TABLE desk_revisions (kind TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """,
        // Counts of templates stood here; the next step's take their place.
        "CREATE TABLE IF NOT EXISTS said (day INTEGER)",
        // Counts by day (UTC+8, days since 0001-01-01) and place, kept along with interactions, and the days on which members spoke.
        // Those of before are counted once, by TallyUpgrade.
        """
        DROP TABLE said;
        CREATE TABLE tally_names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE tallies (day INTEGER NOT NULL, place INTEGER NOT NULL, counts BLOB NOT NULL, PRIMARY KEY (day, place)) STRICT, WITHOUT ROWID;
        CREATE TABLE active_days (conversation INTEGER NOT NULL, member TEXT NOT NULL, days BLOB NOT NULL, PRIMARY KEY (conversation, member)) STRICT, WITHOUT ROWID;
        """,
        // In how many transactions a day's counts were written: who has read them knows by this number whether they still stand.
        """
        CREATE TABLE tally_writes (day INTEGER PRIMARY KEY, writes INTEGER NOT NULL) STRICT;
        INSERT INTO tally_writes (day, writes) SELECT DISTINCT day, 1 FROM tallies;
        """,
    ];

    // From this step on the counts are there.
    private const int Counted = 8;

    /// <summary>Brings the file to this release's tables. A file of a newer release is refused, not guessed at.</summary>
    public static void Upgrade(sqlite3 db, string file)
    {
        Database.Execute(db, "BEGIN IMMEDIATE");
        try
        {
            using var asked = new Statement(db, "PRAGMA user_version");
            asked.Next();
            var taken = asked.Long(0);
            asked.Reset();
            if (taken > Steps.Length)
            {
                throw new StoreException($"The SQLite file {file} was written by a newer release (its tables are at step {taken}, this release knows {Steps.Length}). Start that release, or restore an older backup.");
            }

            foreach (var step in Steps.AsSpan()[(int)taken..])
            {
                Database.Execute(db, step);
            }

            if (taken is > 0 and < Counted)
            {
                TallyUpgrade.Run(db);
            }

            Database.Execute(db, $"PRAGMA user_version = {Steps.Length}; COMMIT");
        }
        catch
        {
            _ = raw.sqlite3_exec(db, "ROLLBACK");
            throw;
        }
    }
}
