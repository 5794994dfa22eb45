using Bot.Core.Ports;

namespace Bot.Storage;

/// <summary>All ports over one store, and its end.</summary>
public abstract class Store : IAsyncDisposable
{
    private protected Store()
    {
    }

    /// <summary>Turns.</summary>
    public abstract ILedger Ledger { get; }

    /// <summary>Messages on their way out.</summary>
    public abstract IOutbox Outbox { get; }

    /// <summary>The record of interactions.</summary>
    public abstract IRecord Record { get; }

    /// <summary>The transcript of conversations that live with us.</summary>
    public abstract IActivityLog Log { get; }

    /// <summary>Pushes, and the logs in which the throttle counts.</summary>
    public abstract IPushLedger Pushes { get; }

    /// <summary>Campaigns.</summary>
    public abstract ICampaigns Campaigns { get; }

    /// <summary>Operators' labels of when to speak unasked.</summary>
    public abstract ISpeakLabels SpeakLabels { get; }

    /// <summary>Operators' documents and logs.</summary>
    public abstract IDesk Desk { get; }

    /// <summary>Counts over the record.</summary>
    public abstract ITallies Tallies { get; }

    /// <summary>How often templates were said.</summary>
    public ITemplateCounts TemplateCounts => new TemplateCountsOf(Tallies);

    /// <summary>Null when the store takes writes; else what is wrong, in words.</summary>
    public abstract ValueTask<string?> ProbeAsync(CancellationToken cancel);

    /// <summary>Things about the store's own set-up that an operator should know at start.</summary>
    public abstract IReadOnlyList<string> Warnings { get; }

    /// <summary>Writes what still waits, then closes.</summary>
    public abstract ValueTask DisposeAsync();
}
