using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Ports;

namespace Bot.Channels.DirectLine;

/// <summary>A user who joined: the language of their client, and when.</summary>
internal sealed record Joined(string? Locale, DateTimeOffset At);

/// <summary>What the log says about a conversation: folded from the entries that clients never see.</summary>
/// <param name="Read">Entries read so far; the next sequence.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="DeclaredGroup">What whoever began it declared.</param>
/// <param name="Topic">The group's name.</param>
/// <param name="Members">Users that joined.</param>
internal sealed record Facts(long Read, DateTimeOffset BeganAt, bool? DeclaredGroup, string? Topic, ImmutableDictionary<string, Joined> Members)
{
    public static Facts None { get; } = new(0, default, null, null, ImmutableDictionary<string, Joined>.Empty);

    public bool Started => Read > 0;

    /// <summary>As declared; else as soon as a second user joined.</summary>
    public bool IsGroup => DeclaredGroup ?? Members.Count > 1;
}

/// <summary>Who is in which conversation. The log is the truth, so that every node and every restart knows the same; this only remembers how far it read.</summary>
internal sealed class Roster(IActivityLog log)
{
    private const int MaxRemembered = 20_000;
    private const int Page = 500;
    private readonly ConcurrentDictionary<string, Facts> remembered = new(StringComparer.Ordinal);

    /// <summary>The facts as of now: reads whatever was appended since, by this node or another.</summary>
    public async ValueTask<Facts> OfAsync(string conversation, CancellationToken cancel)
    {
        var facts = remembered.GetValueOrDefault(conversation, Facts.None);
        while (true)
        {
            var page = await log.ReadAsync(Wire.Key(conversation), facts.Read, Page, cancel);
            facts = page.Aggregate(facts, Fold);
            if (page.Length < Page)
            {
                break;
            }
        }

        if (facts.Started)
        {
            Remember(conversation, facts);
        }

        return facts;
    }

    private static Facts Fold(Facts facts, LoggedActivity entry)
    {
        facts = facts with { Read = entry.Sequence + 1 };
        if (!Wire.IsMembership(entry))
        {
            return facts;
        }

        using var document = JsonDocument.Parse(entry.Json);
        if (!document.RootElement.TryGetProperty("channelData", out var data))
        {
            return facts;
        }

        var at = document.RootElement.GetProperty("timestamp").GetDateTimeOffset();
        if (entry.Sequence == 0)
        {
            facts = facts with { BeganAt = at };
        }

        if (data.TryGetProperty("isGroup", out var group))
        {
            facts = facts with { DeclaredGroup = group.GetBoolean() };
        }

        if (data.TryGetProperty("topic", out var topic))
        {
            facts = facts with { Topic = topic.GetString() };
        }

        return data.TryGetProperty("joined", out var joined) && joined.GetString() is { } user
            ? facts with { Members = facts.Members.SetItem(user, new Joined(data.TryGetProperty("locale", out var locale) ? locale.GetString() : null, at)) }
            : facts;
    }

    private void Remember(string conversation, Facts facts)
    {
        if (remembered.Count >= MaxRemembered && !remembered.ContainsKey(conversation))
        {
            // Any will do: forgetting costs one more reading of that log, never a fact.
            foreach (var old in remembered.Keys.Take(MaxRemembered / 10))
            {
                remembered.TryRemove(old, out _);
            }
        }

        remembered.AddOrUpdate(conversation, facts, (_, other) => other.Read > facts.Read ? other : facts);
    }
}
