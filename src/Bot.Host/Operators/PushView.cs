using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Operators;

/// <summary>A push as operators see it: what was asked, where it stands, and why, in words.</summary>
public sealed record PushView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required PushState State { get; init; }

    /// <summary>What it is.</summary>
    public required PushClass Class { get; init; }

    /// <summary>For whom; null for a whole group.</summary>
    public MemberKey? Member { get; init; }

    /// <summary>In which group; null for a direct message.</summary>
    public ConversationKey? Group { get; init; }

    /// <summary>Its campaign.</summary>
    public string? Campaign { get; init; }

    /// <summary>What to say.</summary>
    public PushContent? Content { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it becomes stale by its own word.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it is looked at next; null when it is over.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The last verdict, with every rule that voted against it and its evidence.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The same in words.</summary>
    public required IReadOnlyList<Sentence> Why { get; init; }

    /// <summary>Calls begun.</summary>
    public int Calls { get; init; }

    /// <summary>Reasons of failed calls.</summary>
    public ImmutableArray<string> Failures { get; init; } = [];

    /// <summary>The platform's id of the message, or the reason of a failure.</summary>
    public string? Note { get; init; }

    /// <summary>The digest that it went in.</summary>
    public string? Within { get; init; }

    /// <summary>A digest's items.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>Shows one.</summary>
    public static PushView Of(PushRow row) => new()
    {
        Id = row.Push.Id,
        State = row.State,
        Class = row.Push.Class,
        Member = row.Push.Member,
        Group = row.Push.Group,
        Campaign = row.Push.Campaign,
        Content = row.Content,
        CreatedAt = row.Push.CreatedAt,
        Expires = row.Push.Expires,
        Due = row.IsFinal ? null : row.Due,
        ChangedAt = row.ChangedAt,
        Verdict = row.Verdict,
        Why = Reasons.Of(row),
        Calls = row.Calls,
        Failures = row.Failures,
        Note = row.Note,
        Within = row.Within,
        Items = row.Items,
    };
}
