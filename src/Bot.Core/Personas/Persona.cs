using System.Collections.Immutable;

namespace Bot.Core.Personas;

/// <summary>The three plays (requirement A1).</summary>
public enum Play
{
    /// <summary>购物助手: finds, prices, stock, delivery.</summary>
    ShoppingAssistant,

    /// <summary>话题专家: answers one topic in groups that have it.</summary>
    TopicExpert,

    /// <summary>私人合作伙伴: direct messages first, for the most valued.</summary>
    PrivatePartner,
}

/// <summary>Whom a persona serves. Precedence: member, segment, group, channel, default.</summary>
/// <param name="Members">Member ids, <c>channel/id</c> or a bare id.</param>
/// <param name="Segments">Segment names.</param>
/// <param name="Groups">Conversation ids; a trailing <c>*</c> matches any ending.</param>
/// <param name="Channels">Channel ids.</param>
/// <param name="Default">Everybody else. Exactly one persona says so.</param>
public sealed record Serves(
    ImmutableArray<string> Members,
    ImmutableArray<string> Segments,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Channels,
    bool Default);

/// <summary>A persona card (requirement A7). The same id on every channel.</summary>
public sealed record Persona
{
    /// <summary>Stable id, the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>The name people mention.</summary>
    public required string Name { get; init; }

    /// <summary>Words that call it in a group, at the start or the end of a message.</summary>
    public ImmutableArray<string> Wake { get; init; } = [];

    /// <summary>Which play.</summary>
    public Play Play { get; init; }

    /// <summary>Template key of the self-introduction.</summary>
    public required string Introduction { get; init; }

    /// <summary>活泼 or 稳重: which tone variant it prefers when the reader's portrait says nothing.</summary>
    public string Tone { get; init; } = "";

    /// <summary>none, few or many.</summary>
    public string Emoji { get; init; } = "few";

    /// <summary>Appended to direct messages when not empty.</summary>
    public string Signature { get; init; } = "";

    /// <summary>Words that it never uses; a template for this persona that holds one is refused.</summary>
    public ImmutableArray<string> Forbidden { get; init; } = [];

    /// <summary>Topic of an expert: template keys or key prefixes (<c>skin.</c>) that it answers; anything else gets the not-my-topic reply. Empty: no bound.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Whom it serves.</summary>
    public required Serves Serves { get; init; }

    /// <summary>Who takes over in a hand-off.</summary>
    public string HandOffTo { get; init; } = "";

    /// <summary>When a person answers, <c>09:00-21:00</c> in the shop's zone.</summary>
    public string HandOffHours { get; init; } = "";

    /// <summary>True when its topic holds the entry, or it has no bound.</summary>
    /// <param name="key">A template's key, or a dialog's with its prefix.</param>
    public bool IsOnTopic(string key) =>
        Topics.IsEmpty || Topics.Any(topic => string.Equals(topic, key, StringComparison.Ordinal) || (topic.EndsWith('.') && key.StartsWith(topic, StringComparison.Ordinal)));
}

/// <summary>Where a message came from, as far as the choice of persona cares.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Group">The conversation's id when it is a group, else null.</param>
/// <param name="Member">The member's id.</param>
/// <param name="Segments">The member's segments.</param>
public sealed record PersonaContext(string Channel, string? Group, string Member, ImmutableArray<string> Segments);

/// <summary>The persona chosen, and why.</summary>
/// <param name="Persona">Which.</param>
/// <param name="By">member, segment, group, channel or default.</param>
public sealed record PersonaChoice(Persona Persona, string By);
