using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Throttling.Replay;

/// <summary>A member of a group, with all groups that they are in.</summary>
/// <param name="Member">Who.</param>
/// <param name="Groups">Where.</param>
public sealed record ReplayMember(MemberKey Member, ImmutableArray<ConversationKey> Groups);

/// <summary>A push that was asked for, to be judged once more.</summary>
/// <param name="Push">What was asked for, and when.</param>
/// <param name="Facts">What is known of its audience today. Signs that came later than a look at it are left out of that look; what the logs hold (<see cref="PushFacts.Sent"/>, <see cref="PushFacts.Had"/>, <see cref="PushFacts.Seen"/>) is taken from the journal.</param>
/// <param name="InGroup">The members of the group of a post; empty for others.</param>
/// <param name="IsWritten">True for a message that was written already and cannot go within a digest.</param>
public sealed record ReplayPush(Push Push, PushFacts Facts, ImmutableArray<ReplayMember> InGroup, bool IsWritten = false);

/// <summary>What the pushes of a replay meet.</summary>
/// <param name="Pushes">Those that are judged, in the order in which they were kept.</param>
/// <param name="Known">The logs without them: what others took.</param>
/// <param name="Likeness">What the words of others in those logs look like, by id.</param>
/// <param name="Until">The end: what would be judged later stays where it is.</param>
public sealed record ReplayInput(
    ImmutableArray<ReplayPush> Pushes, IReadOnlyDictionary<LogKey, ImmutableArray<LogEntry>> Known, IReadOnlyDictionary<string, ImmutableArray<int>> Likeness, DateTimeOffset Until);

/// <summary>What a policy makes of one push.</summary>
/// <param name="Push">The push.</param>
/// <param name="Decision"><see cref="Decision.Send"/> when it went; else where it stands at the end: <see cref="Decision.Hold"/>, <see cref="Decision.Digest"/>, <see cref="Decision.Drop"/> or <see cref="Decision.Expired"/>.</param>
/// <param name="At">When it went, or was last looked at.</param>
/// <param name="InDigest">True when it went within a digest.</param>
/// <param name="Binding">The rule that kept it; null when it went.</param>
/// <param name="Zone">Whose day it was.</param>
public sealed record ReplayOutcome(Push Push, Decision Decision, DateTimeOffset At, bool InDigest, Finding? Binding, string Zone)
{
    /// <summary>True when the audience got it.</summary>
    public bool Went => Decision == Decision.Send;
}
