using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>The writer's statements for counts of what was said. Direct messages are place 0; a group is its conversation.</summary>
internal sealed class SaidRows(sqlite3 db) : IDisposable
{
    private readonly Statement _add = new(db, "INSERT INTO said (day, template, place, times) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET times = times + ?4");
    private readonly Statement _none = new(db, "DELETE FROM said WHERE day = ?1 AND template = ?2 AND place = ?3 AND times <= 0");

    public void Add(long conversation, ImmutableArray<TemplateTally> tallies)
    {
        foreach (var tally in tallies)
        {
            Bind(_add, conversation, tally).Bind(4, tally.Count).Run();
        }
    }

    public void Take(long conversation, ImmutableArray<TemplateTally> tallies)
    {
        foreach (var tally in tallies)
        {
            Bind(_add, conversation, tally).Bind(4, -tally.Count).Run();
            Bind(_none, conversation, tally).Run();
        }
    }

    public void Dispose()
    {
        _add.Dispose();
        _none.Dispose();
    }

    private static Statement Bind(Statement statement, long conversation, TemplateTally tally) =>
        statement.Bind(1, (long)tally.Day.DayNumber).Bind(2, tally.Template).Bind(3, tally.IsGroup ? conversation : 0L);
}

/// <summary>Reads the counts.</summary>
internal sealed class SqliteTemplateCounts(Readers readers) : ITemplateCounts
{
    private const string Read = """
        SELECT said.day, said.template, conversations.channel, conversations.name, said.times FROM said LEFT JOIN conversations ON conversations.id = said.place
        WHERE day >= ?1 AND day <= ?2 ORDER BY day, template, channel IS NOT NULL, channel, name
        """;

    public ValueTask<ImmutableArray<TemplateCount>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancel) => new(readers.Read(reader => Reader.List(
        reader[Read].Bind(1, (long)from.DayNumber).Bind(2, (long)to.DayNumber),
        row => new TemplateCount(DateOnly.FromDayNumber((int)row.Long(0)), row.Text(1), row.IsNull(2) ? null : new ConversationKey(row.Text(2), row.Text(3)), row.Long(4))).ToImmutableArray()));
}
