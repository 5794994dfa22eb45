namespace Bot.Host.Console.Inbox;

/// <summary>The inbox's settings: <c>Inbox</c> in the configuration.</summary>
public sealed class InboxOptions
{
    private const int Longest = 7 * 24 * 60;

    /// <summary>Within how many minutes a person answers who waits, 1 to 10080. 15.</summary>
    public int Answer { get; set; } = 15;

    /// <summary>When somebody who waits since a moment should be answered at the latest.</summary>
    public DateTimeOffset? Until(DateTimeOffset? since) => since?.AddMinutes(Answer);

    /// <summary>Every setting that makes no sense, in words.</summary>
    public IEnumerable<string> Problems()
    {
        if (Answer is < 1 or > Longest)
        {
            yield return $"Inbox:Answer is {Answer}; it must lie between 1 and {Longest} (minutes)";
        }
    }
}
