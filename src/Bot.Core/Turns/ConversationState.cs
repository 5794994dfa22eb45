using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bot.Core.Activities;
using Bot.Core.Dialogs;

namespace Bot.Core.Turns;

/// <summary>Who speaks for us in a conversation (requirement G2).</summary>
public enum HandOffStatus
{
    /// <summary>Waiting for an operator.</summary>
    Waiting,

    /// <summary>An operator has it; the assistant is silent.</summary>
    Human,
}

/// <summary>A conversation that belongs to the operators for now.</summary>
/// <param name="Status">Waiting or human.</param>
/// <param name="To">Who shall take it, as the dialog says.</param>
/// <param name="Reason">Why.</param>
/// <param name="Member">On whose behalf; in a group only this member's messages are withheld from the assistant.</param>
/// <param name="Since">When it began.</param>
/// <param name="Also">Other members of the group who asked for a person while it lasts.</param>
/// <param name="By">The account of the operator who has it; null while it waits, and where no account is known.</param>
public sealed record HandOff(HandOffStatus Status, string To, string Reason, string Member, DateTimeOffset Since, ImmutableHashSet<string>? Also = null, string? By = null)
{
    /// <summary>True when the assistant stays silent towards this member: in a direct message always, in a group for those on whose behalf it is; for all when an operator took the whole group.</summary>
    public bool Withholds(bool isGroup, string member) =>
        !isGroup || Member.Length == 0 || string.Equals(Member, member, StringComparison.Ordinal) || Also?.Contains(member) == true;
}

/// <summary>A section that was said, remembered so that it is not said again soon (requirement A9).</summary>
/// <param name="Section"><c>key#section</c>.</param>
/// <param name="At">When.</param>
public sealed record SaidBefore(string Section, DateTimeOffset At);

/// <summary>Who last spoke to us, and when.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="At">When.</param>
public sealed record LastHeard(string Member, DateTimeOffset At);

/// <summary>What is kept of one member within one conversation.</summary>
/// <param name="Dialog">The dialog in progress.</param>
/// <param name="AddressedUntil">After a bare mention: their next message before then counts as addressed.</param>
/// <param name="Misses">Addressed messages in a row that found no answer.</param>
/// <param name="LastMissReply">When "I do not know" was last said to them.</param>
/// <param name="Locale">The language they last spoke, for a reminder.</param>
public sealed record MemberThread(
    DialogState? Dialog = null,
    DateTimeOffset? AddressedUntil = null,
    int Misses = 0,
    DateTimeOffset? LastMissReply = null,
    string? Locale = null)
{
    /// <summary>Nothing in progress.</summary>
    public static MemberThread Empty { get; } = new();
}

/// <summary>All that is kept of one conversation; versioned by the store, bounded in size.</summary>
public sealed record ConversationState
{
    /// <summary>A conversation never seen.</summary>
    public static ConversationState New { get; } = new();

    /// <summary>Messages of members taken in so far. Each turn adds one per message, so a lost update shows.</summary>
    public long Turns { get; init; }

    /// <summary>How to reach it.</summary>
    public Route? Route { get; init; }

    /// <summary>True when more than two can read there.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Its name, when known.</summary>
    public string? Name { get; init; }

    /// <summary>By member id; only members with something in progress.</summary>
    public ImmutableDictionary<string, MemberThread> Threads { get; init; } = ImmutableDictionary<string, MemberThread>.Empty;

    /// <summary>When the next dialog, or the unasked answer that waits, wants to be woken, those dialogs aside that wait behind a hand-off; null for never.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextWake => Threads
        .Where(thread => HandOff?.Withholds(IsGroup, thread.Key) != true)
        .Select(thread => thread.Value.Dialog?.DueAt)
        .Append(Ambient?.Pending?.DueAt)
        .Where(at => at is not null)
        .Min();

    /// <summary>Set while the conversation is the operators'.</summary>
    public HandOff? HandOff { get; init; }

    /// <summary>Sections said lately, oldest first.</summary>
    public ImmutableArray<SaidBefore> Said { get; init; } = [];

    /// <summary>The last message that was for us; null when there was none.</summary>
    public LastHeard? Heard { get; init; }

    /// <summary>When members left this group, oldest first: the newest <see cref="MostLeft"/> of the last <see cref="LeftFor"/>.</summary>
    public ImmutableArray<DateTimeOffset> Left { get; init; } = [];

    /// <summary>The platform's ids of our newest pushes here: an answer to one is said to us.</summary>
    public ImmutableArray<string> Pushed { get; init; } = [];

    /// <summary>Our speaking unasked in this group; null when there is nothing to keep.</summary>
    public AmbientState? Ambient { get; init; }

    /// <summary>The question how a person's help was; null when it was never asked here.</summary>
    public RatingState? Rating { get; init; }

    /// <summary>How many leavers are kept.</summary>
    public const int MostLeft = 500;

    /// <summary>How long they are kept.</summary>
    public static TimeSpan LeftFor { get; } = TimeSpan.FromDays(30);

    /// <summary>Notes that somebody left.</summary>
    public ConversationState WithLeaver(DateTimeOffset at) =>
        this with { Left = [.. Left.Where(time => time > at - LeftFor).TakeLast(MostLeft - 1), at] };
}
