namespace Bot.Host.Console.Access;

/// <summary>Why something is not done, in words for the person who asked.</summary>
/// <param name="Status">As in HTTP.</param>
/// <param name="Code">For programs: <c>name_taken</c>, say.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record Refusal(int Status, string Code, string Zh, string En)
{
    /// <summary>When it is worth to try again.</summary>
    public TimeSpan? After { get; init; }
}
