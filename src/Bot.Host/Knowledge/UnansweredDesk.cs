using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Core.Understanding;
using Bot.Host.Content;

namespace Bot.Host.Knowledge;

/// <summary>A cluster as operators see it.</summary>
/// <param name="Cluster">The questions.</param>
/// <param name="AnsweredBy">The entry that would answer its first question today; null for none yet.</param>
/// <param name="Score">How surely; 0 to 1.</param>
public sealed record UnansweredItem(UnansweredCluster Cluster, string? AnsweredBy, double? Score);

/// <summary>
/// Unanswered questions, clustered (requirement G1's other half: what nobody wrote an answer for). They are read from the
/// record, so nothing is lost between restarts and whatever is erased there is gone here: at once on the node that
/// erased, elsewhere within <see cref="Fresh"/>.
/// </summary>
public sealed class UnansweredDesk(IRecord record, LiveCatalog catalog, TurnSettings settings, IgnoredQuestions ignored, TimeProvider clock) : IDisposable
{
    /// <summary>How far back is looked.</summary>
    public const int Days = 30;

    private const int Page = 5_000;
    private readonly SemaphoreSlim _gate = new(1);
    private UnansweredClusters _clusters = new();
    private UnansweredReader _reader = new();
    private string? _cursor;
    private DateTimeOffset _since;
    private DateTimeOffset _built = DateTimeOffset.MinValue;

    /// <summary>After so long all is read anew: what left the thirty days or was erased elsewhere goes, what was committed late comes.</summary>
    public static TimeSpan Fresh { get; } = TimeSpan.FromHours(1);

    /// <summary>Forgets what was read; the next look reads the record again.</summary>
    public void Forget() => _built = DateTimeOffset.MinValue;

    /// <summary>The most asked first. Without <paramref name="all"/> those that an entry answers by now, and those that operators ignore, are left out.</summary>
    public async Task<ImmutableArray<UnansweredItem>> TopAsync(int max, int min, bool all, CancellationToken cancel)
    {
        var isIgnored = await ignored.LookAsync(cancel).ConfigureAwait(false);
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await ReadOnAsync(cancel).ConfigureAwait(false);
            var matcher = catalog.Current.Matcher;
            return
            [
                .. _clusters.Top(int.MaxValue)
                    .Where(cluster => cluster.Count >= min && (all || !isIgnored(cluster)))
                    .Select(cluster => ItemOf(cluster, matcher))
                    .Where(item => all || item.AnsweredBy is null)
                    .Take(max),
            ];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private UnansweredItem ItemOf(UnansweredCluster cluster, Matcher matcher)
    {
        var best = matcher.Recognise(cluster.Text, static _ => true).Best(settings.AnswerThreshold);
        return new UnansweredItem(cluster, best?.Key, best?.Score);
    }

    private async Task ReadOnAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - _built >= Fresh || now < _built)
        {
            (_clusters, _reader, _cursor, _since, _built) = (new(), new(), null, now.AddDays(-Days), now);
        }

        for (var read = Page; read == Page;)
        {
            read = 0;
            await foreach (var entry in record.ReadAsync(new InteractionQuery(From: _since, Limit: Page, After: _cursor), cancel).ConfigureAwait(false))
            {
                read++;
                _cursor = entry.Cursor;
                if (_reader.Read(entry.Interaction) is { } question)
                {
                    _clusters.Add(question);
                }
            }
        }
    }
}
