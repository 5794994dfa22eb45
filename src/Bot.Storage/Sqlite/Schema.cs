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
    ];

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

            Database.Execute(db, $"PRAGMA user_version = {Steps.Length}; COMMIT");
        }
        catch
        {
            _ = raw.sqlite3_exec(db, "ROLLBACK");
            throw;
        }
    }
}
