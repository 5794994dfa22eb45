namespace Bot.Host.Console.Studio;

/// <summary>How often templates were said.</summary>
public sealed class TemplateHits
{
    /// <summary>By key, over the last thirty days.</summary>
    public ValueTask<IReadOnlyDictionary<string, long>> TotalsAsync(CancellationToken cancel) => new(new Dictionary<string, long>());
}
