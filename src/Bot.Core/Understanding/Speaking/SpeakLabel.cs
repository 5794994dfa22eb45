using Bot.Core.Activities;

namespace Bot.Core.Understanding.Speaking;

/// <summary>What an operator says of one message of a group that was not addressed to us.</summary>
public enum SpeakVerdict
{
    /// <summary>An answer of ours would have been welcome, and the entry is the right one.</summary>
    Speak,

    /// <summary>We should be silent.</summary>
    Silent,

    /// <summary>An answer would have been welcome, but not this one; silence was better.</summary>
    Wrong,
}

/// <summary>An operator's label; one for each interaction, the last one given holds.</summary>
public sealed record SpeakLabel
{
    /// <summary>Which group.</summary>
    public required ConversationKey Group { get; init; }

    /// <summary>The id of the interaction that was judged.</summary>
    public required string Interaction { get; init; }

    /// <summary>Who said it; their labels go when they are erased.</summary>
    public required MemberKey Member { get; init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <summary>The entry that we answered with, or would have; null for none.</summary>
    public string? Entry { get; init; }

    /// <summary>What the operator says.</summary>
    public required SpeakVerdict Verdict { get; init; }

    /// <summary>True when we did speak, or were kept from it by nothing but the gate being off: what the gate is held to.</summary>
    public bool Live { get; init; }

    /// <summary>Which operator.</summary>
    public string By { get; init; } = "";

    /// <summary>When the message was said.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A group that has labels.</summary>
/// <param name="Group">Which.</param>
/// <param name="Labels">How many.</param>
public sealed record SpeakGroup(ConversationKey Group, int Labels);
