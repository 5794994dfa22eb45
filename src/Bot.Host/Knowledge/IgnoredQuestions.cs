using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Console.Access;

namespace Bot.Host.Knowledge;

/// <summary>Questions that operators chose not to answer. Only a digest of the words is kept: what a member said is erased with their record, not here.</summary>
public sealed class IgnoredQuestions(IDesk desk, Audit audit)
{
    private const string Kind = "ignored-question";
    private const int Page = 1000;

    private sealed record Ignored(string By);

    private sealed record Known(long Revision, ImmutableHashSet<string> Digests);

    private volatile Known _known = new(-1, []);

    /// <summary>Ignores a question from now on; false when it was already.</summary>
    public async Task<bool> AddAsync(Operator who, string text, CancellationToken cancel)
    {
        var digest = Kept.Hash(text.Trim());
        var outcome = await desk.CommitAsync([new DeskChange.Put(Kind, digest, Kept.Write(new Ignored(who.Name)), 0), audit.Line(who, "question.ignored", $"question/{digest[..12]}")], cancel).ConfigureAwait(false);
        return outcome is DeskOutcome.Kept;
    }

    /// <summary>Tells of a cluster whether one of its questions is ignored.</summary>
    public async Task<Func<UnansweredCluster, bool>> LookAsync(CancellationToken cancel)
    {
        var revision = await desk.RevisionAsync(Kind, cancel).ConfigureAwait(false);
        var known = _known;
        if (revision != known.Revision)
        {
            _known = known = new Known(revision, await ReadAsync(cancel).ConfigureAwait(false));
        }

        var digests = known.Digests;
        return cluster => !digests.IsEmpty && (digests.Contains(Kept.Hash(cluster.Text.Trim())) || cluster.Examples.Any(one => digests.Contains(Kept.Hash(one.Trim()))));
    }

    private async Task<ImmutableHashSet<string>> ReadAsync(CancellationToken cancel)
    {
        var all = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        for (string? after = null; ;)
        {
            var page = await desk.ListAsync(Kind, after, Page, cancel).ConfigureAwait(false);
            all.UnionWith(page.Select(one => one.Key));
            if (page.Length < Page)
            {
                return all.ToImmutable();
            }

            after = page[^1].Key;
        }
    }
}
