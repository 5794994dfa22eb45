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

    /// <summary>True (in production): the Redis server's clock decides about pushes, so that a node's wrong clock decides nothing. False: the clock that the store was opened with; for simulations and tests.</summary>
    public bool ServerTime { get; init; } = true;

    /// <summary>Whose pushes these are: tenants on one Redis server do not see each other. No braces.</summary>
    public string Tenant { get; init; } = "qz";

    /// <summary>The folder of the push journal, from which a Redis server that lost its memory is filled again; null for none (what the server loses is lost).</summary>
    public string? DataFolder { get; init; }

    /// <summary>True when this node alone may declare the logs whole again, without waiting for what other nodes' journals know (an operator's decision: those nodes are gone for good).</summary>
    public bool RebuildAlone { get; init; }
}
