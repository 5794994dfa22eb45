using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Knowledge;

/// <summary>Questions that operators chose not to answer. Only a digest of the words is kept: what a member said is erased with their record, not here.</summary>
public sealed class IgnoredQuestions(IDesk desk)
{
    private const string Kind = "ignored-question";
    private const int Page = 1000;

    private sealed record Known(long Revision, ImmutableHashSet<string> Digests);

    private volatile Known _known = new(-1, []);

    /// <summary>Ignores a question from now on; false when it was already.</summary>
    /// <param name="text">As the list shows it.</param>
    /// <param name="note">What to note of it, given the question's digest: kept in the same commit.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<bool> AddAsync(string text, Func<string, DeskChange> note, CancellationToken cancel)
    {
        var digest = DigestOf(text);
        return await desk.CommitAsync([new DeskChange.Put(Kind, digest, "{}", 0), note(digest)], cancel).ConfigureAwait(false) is DeskOutcome.Kept;
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
        return cluster => !digests.IsEmpty && (cluster.Examples.Append(cluster.Text).Any(one => digests.Contains(DigestOf(one))));
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

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim())));
}
