namespace Bot.Host.Operators;

/// <summary>An operator's labels of one group.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Group">The conversation's id.</param>
/// <param name="Operator">Who labels.</param>
/// <param name="Labels">One or more.</param>
public sealed record SpeakLabels(string? Channel, string? Group, string? Operator, SpeakLabelBody[]? Labels);

/// <summary>One label.</summary>
/// <param name="Interaction">The id that the queue gave; without it <paramref name="Text"/> stands for itself.</param>
/// <param name="Text">What was said, for lines that are not on our record.</param>
/// <param name="Label"><c>speak</c>, <c>silent</c> or <c>wrong</c>.</param>
public sealed record SpeakLabelBody(string? Interaction, string? Text, string? Label);

/// <summary>Whether we may speak unasked in a group.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Group">The conversation's id.</param>
/// <param name="Mode"><c>auto</c>, <c>shadow</c> or <c>off</c>.</param>
/// <param name="Operator">Who says so.</param>
public sealed record SpeakModeBody(string? Channel, string? Group, string? Mode, string? Operator = null);
