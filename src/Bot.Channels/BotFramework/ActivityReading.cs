namespace Bot.Channels.BotFramework;

/// <summary>What became of reading an activity.</summary>
public abstract record ActivityReading
{
    private ActivityReading()
    {
    }

    /// <summary>It could be read.</summary>
    /// <param name="Activity">What stood there.</param>
    public sealed record Read(WireActivity Activity) : ActivityReading;

    /// <summary>It could not: answer 400.</summary>
    /// <param name="Code">Error code of the connector's error format.</param>
    /// <param name="Message">What is wrong, where, and what to send instead; never the text itself.</param>
    public sealed record Refused(string Code, string Message) : ActivityReading;
}
