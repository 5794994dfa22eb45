namespace Bot.Core.Activities;

/// <summary>Names one group or one direct thread on one channel.</summary>
/// <param name="Channel">The platform's id, for example <c>directline</c> or <c>msteams</c>.</param>
/// <param name="Id">The platform's conversation id, compared ordinally; may hold any character.</param>
public sealed record ConversationKey(string Channel, string Id);

/// <summary>Names one person on one channel.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Id">The platform's account id, compared ordinally; may hold any character.</param>
public sealed record MemberKey(string Channel, string Id);
