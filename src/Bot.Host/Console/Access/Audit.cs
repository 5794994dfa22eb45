using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>One line of the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The account's name, <c>key:NAME</c>, or nobody (empty).</param>
/// <param name="What">What was done: <c>account.changed</c>, <c>content.published</c>.</param>
/// <param name="On">To what: <c>account/mei</c>, <c>templates/faq/hours.tmpl</c>.</param>
/// <param name="From">The version before; 0 for none.</param>
/// <param name="To">The version after; 0 for none.</param>
/// <param name="Why">In the words of who did it.</param>
/// <param name="Address">Where they called from.</param>
public sealed record AuditLine(DateTimeOffset At, string Who, string What, string On, long? From, long? To, string? Why, string Address)
{
    /// <summary>Its place in the trail, from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Number { get; init; }
}

/// <summary>The audit trail: written in the commit of what it tells of, so that neither is there without the other.</summary>
public sealed class Audit(IDesk desk, TimeProvider clock)
{
    private const string Log = "audit";
    private const int LongestWhy = 500;
    private const int Page = 500;
    private const int MostPages = 40;

    /// <summary>The change to put into a commit.</summary>
    /// <param name="who">Who acts.</param>
    /// <param name="what">What is done.</param>
    /// <param name="on">To what.</param>
    /// <param name="from">The version before.</param>
    /// <param name="to">The version after.</param>
    /// <param name="why">In their words; cut after 500 characters.</param>
    public DeskChange Line(Operator who, string what, string on, long? from = null, long? to = null, string? why = null) => Line(who.Name, who.Address, what, on, from, to, why);

    /// <summary>The same where nobody is signed in yet.</summary>
    internal DeskChange Line(string who, string address, string what, string on, long? from = null, long? to = null, string? why = null) => new DeskChange.Append(
        Log, Kept.Write(new AuditLine(clock.GetUtcNow(), who, what, on, from, to, why is { Length: > LongestWhy } ? why[..LongestWhy] : why, address)));

    /// <summary>Notes what was done elsewhere than on the desk.</summary>
    public async Task NoteAsync(Operator who, string what, string on, string? why = null, CancellationToken cancel = default) =>
        await desk.CommitAsync([Line(who, what, on, why: why)], cancel).ConfigureAwait(false);

    /// <summary>The trail, newest first.</summary>
    /// <param name="before">Only lines before this one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="who">Only of this account.</param>
    /// <param name="what">Only what begins so.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The lines, and from where to go on; null at the end.</returns>
    public async Task<(ImmutableArray<AuditLine> Lines, long? Next)> ReadAsync(long? before, int limit, string? who, string? what, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<AuditLine>();
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await desk.ReadAsync(Log, before, Page, cancel).ConfigureAwait(false);
            foreach (var entry in page)
            {
                before = entry.Number;
                var line = Kept.Read<AuditLine>(entry.Json) with { Number = entry.Number };
                if ((who is null || line.Who == who) && (what is null || line.What.StartsWith(what, StringComparison.Ordinal)))
                {
                    found.Add(line);
                    if (found.Count == limit)
                    {
                        return (found.DrainToImmutable(), before > 1 ? before : null);
                    }
                }
            }

            if (page.Length < Page)
            {
                return (found.DrainToImmutable(), null);
            }
        }

        return (found.DrainToImmutable(), before);
    }
}
