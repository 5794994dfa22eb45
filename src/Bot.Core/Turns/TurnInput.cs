using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Dialogs;
using Bot.Core.Interactions;
using Bot.Core.Understanding.Speaking;

namespace Bot.Core.Turns;

/// <summary>How the assistant behaves; configuration section <c>Assistant</c>.</summary>
public sealed record TurnSettings
{
    /// <summary>From this score on a match is answered. 0 to 1.</summary>
    public double AnswerThreshold { get; init; } = 0.60;

    /// <summary>From this score on, below <see cref="AnswerThreshold"/>, “did you mean” is asked in direct messages. 0 to 1.</summary>
    public double AskThreshold { get; init; } = 0.48;

    /// <summary>How long after a bare mention the member's next message counts as addressed.</summary>
    public TimeSpan AddressWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after our question in a group any message of that member counts as its answer; later only one that fits.</summary>
    public TimeSpan DialogAttention { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>“I do not know” is said to one member of a group at most once in this time.</summary>
    public TimeSpan MissRepeat { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same words are not said twice to the same reader within this time where there is a choice (requirement A9).</summary>
    public TimeSpan RotationWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Every setting that makes no sense, in words; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (AnswerThreshold is not (>= 0 and <= 1) || AskThreshold is not (>= 0 and <= 1) || AskThreshold > AnswerThreshold)
        {
            yield return "Assistant:AskThreshold and Assistant:AnswerThreshold must lie between 0 and 1, the first not above the second";
        }

        foreach (var (name, value) in new[] { ("AddressWindow", AddressWindow), ("DialogAttention", DialogAttention), ("MissRepeat", MissRepeat), ("RotationWindow", RotationWindow) })
        {
            if (value < TimeSpan.Zero || value > TimeSpan.FromDays(365))
            {
                yield return $"Assistant:{name} must lie between 00:00:00 and 365 days";
            }
        }
    }
}

/// <summary>Everything that a decision may look at.</summary>
public sealed record TurnInput
{
    /// <summary>What arrived: one activity, or several messages of one member that waited together, oldest first.</summary>
    public required ImmutableArray<Activity> Activities { get; init; }

    /// <summary>The conversation as kept.</summary>
    public required ConversationState State { get; init; }

    /// <summary>The member as kept.</summary>
    public required Profile Member { get; init; }

    /// <summary>All content.</summary>
    public required CatalogSnapshot Catalog { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long ago the first of them arrived here, for the record of how long answers take; null where nobody waits.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>Ids of our own messages among those that the activities answer.</summary>
    public ImmutableHashSet<string> RepliesToUs { get; init; } = [];

    /// <summary>What the channel can do.</summary>
    public required ChannelCapabilities Capabilities { get; init; }

    /// <summary>Behaviour.</summary>
    public TurnSettings Settings { get; init; } = new();

    /// <summary>When we may speak unasked.</summary>
    public SpeakSettings Speak { get; init; } = new();

    /// <summary>What this group's operators taught us of it.</summary>
    public SpeakGate Gate { get; init; } = SpeakGate.Untrained;

    /// <summary>Stands in for actions, in tests; null: the shop's own.</summary>
    public Func<ActionCall, ActionResult>? Act { get; init; }
}

/// <summary>What a turn decided; the whole of it is kept in one commit.</summary>
/// <param name="State">The new state.</param>
/// <param name="Interactions">What goes on record.</param>
/// <param name="Outbox">What goes out.</param>
/// <param name="ProfileChanges">What is now known of the member.</param>
/// <param name="WakeAt">When the conversation wants to be woken.</param>
/// <param name="Handled">False for an invoke that nobody handles.</param>
public sealed record Outcome(
    ConversationState State,
    ImmutableArray<Interaction> Interactions,
    ImmutableArray<OutboxRow> Outbox,
    ImmutableArray<ProfileChange> ProfileChanges,
    DateTimeOffset? WakeAt,
    bool Handled = true)
{
    /// <summary>What is now known of others whom the activity named (who joined, who left): brought to their profiles before the commit.</summary>
    public ImmutableArray<MemberChange> Others { get; init; } = [];
}

/// <summary>Changes to one member's profile.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Changes">Which, in order.</param>
public sealed record MemberChange(MemberKey Member, ImmutableArray<ProfileChange> Changes);
