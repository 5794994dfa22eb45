using System.Collections.Immutable;

namespace Bot.Host.Console.Studio;

/// <summary>How often templates were said.</summary>
public sealed class TemplateHits
{
    /// <summary>By key, over the last thirty days.</summary>
    public ValueTask<IReadOnlyDictionary<string, long>> TotalsAsync(CancellationToken cancel) => new(new Dictionary<string, long>());

    /// <summary>One template by day.</summary>
    public ValueTask<object> OfAsync(string key, CancellationToken cancel) => new(new { items = Array.Empty<object>() });

    /// <summary>In how many groups some templates were said.</summary>
    public ValueTask<int> GroupsAsync(ImmutableHashSet<string> keys, CancellationToken cancel) => new(0);
}
