namespace Bot.Storage;

/// <summary>What both stores need to know; times of retention are fixed by the ports' contract.</summary>
public sealed record StoreSettings
{
    /// <summary>How long a lease of a conversation's outbox or wake-up lasts without renewal.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the ids of answered activities are kept; a platform that repeats later is answered anew.</summary>
    public TimeSpan KeepAnswered { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long the ids of our own messages are kept; replies to older ones do not count as addressed.</summary>
    public TimeSpan KeepOwnMessages { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a Redis command may be tried again while the server is away, before the caller is told.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
