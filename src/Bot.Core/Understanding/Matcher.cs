using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bot.Core.Understanding;

/// <summary>
/// Finds what a text means among the sentences that people say: the same words, one inside the other, or many
/// character pairs in common. Immutable; one for each catalogue revision.
/// </summary>
public sealed class Matcher
{
    private const int MaxCandidates = 5;
    private const int MaxPostings = 4000;

    private readonly ImmutableArray<Ask> _asks;
    private readonly string[] _folded;
    private readonly int[] _gramCounts;
    private readonly FrozenDictionary<string, int> _exact;
    private readonly FrozenDictionary<int, int[]> _postings;

    private Matcher(ImmutableArray<Ask> asks, string[] folded)
    {
        _asks = asks;
        _folded = folded;
        _gramCounts = new int[folded.Length];
        var exact = new Dictionary<string, int>(StringComparer.Ordinal);
        var postings = new Dictionary<int, List<int>>();
        for (var i = 0; i < folded.Length; i++)
        {
            exact.TryAdd(folded[i], i);
            var grams = Grams(folded[i]);
            _gramCounts[i] = grams.Count;
            foreach (var gram in grams)
            {
                (postings.TryGetValue(gram, out var list) ? list : postings[gram] = []).Add(i);
            }
        }

        _exact = exact.ToFrozenDictionary(StringComparer.Ordinal);
        _postings = postings.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    /// <summary>Builds the index. Asks without a letter or digit are left out.</summary>
    public static Matcher Build(IEnumerable<Ask> asks)
    {
        var kept = asks.Select(ask => (Ask: ask, Folded: TextFold.Letters(ask.Text))).Where(pair => pair.Folded.Length > 0).ToArray();
        return new Matcher([.. kept.Select(pair => pair.Ask)], [.. kept.Select(pair => pair.Folded)]);
    }

    /// <summary>
    /// Reads a text. <paramref name="allowed"/> says which keys may be considered. Work grows with the text's length,
    /// never with anything else that a member can choose.
    /// </summary>
    public Recognition Recognise(string text, Func<string, bool> allowed)
    {
        var folded = TextFold.Letters(text);
        if (folded.Length == 0)
        {
            return new Recognition("", []);
        }

        // The very words: nothing can match better, so nothing else is looked at.
        if (_exact.TryGetValue(folded, out var same) && allowed(_asks[same].Key))
        {
            return new Recognition(folded, [new Candidate(_asks[same].Key, 1, _asks[same].Text)]);
        }

        var best = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        var grams = Grams(folded);
        var counts = ArrayPool<int>.Shared.Rent(_asks.Length);
        Array.Clear(counts, 0, _asks.Length);
        foreach (var ask in Common(grams, counts))
        {
            Offer(best, ask, Score(folded, grams.Count, ask, counts[ask]), allowed);
        }

        ArrayPool<int>.Shared.Return(counts);
        var ranked = best.Values
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Key, StringComparer.Ordinal)
            .Take(MaxCandidates);
        return new Recognition(folded, [.. ranked]);
    }

    private List<int> Common(HashSet<int> grams, int[] counts)
    {
        var touched = new List<int>();
        var budget = MaxPostings;
        foreach (var gram in grams)
        {
            if (!_postings.TryGetValue(gram, out var asks))
            {
                continue;
            }

            foreach (var ask in asks)
            {
                if (counts[ask]++ == 0)
                {
                    touched.Add(ask);
                }
            }

            budget -= asks.Length;
            if (budget < 0)
            {
                break;
            }
        }

        return touched;
    }

    private double Score(string text, int grams, int ask, int common)
    {
        var said = _folded[ask];
        if (string.Equals(said, text, StringComparison.Ordinal))
        {
            return 1;
        }

        var dice = 2.0 * common / (grams + _gramCounts[ask]);
        if (said.Length >= 2 && text.Contains(said, StringComparison.Ordinal))
        {
            // A short word inside a long sentence says little; a long one says nearly all.
            var share = Math.Sqrt((double)said.Length / text.Length);
            var floor = IsDialog(ask) ? 0.66 : said.Length == 2 ? 0.30 : 0.45;
            return Math.Max(dice, Math.Min(0.97, floor + ((0.97 - floor) * share)));
        }

        if (text.Length >= 2 && said.Contains(text, StringComparison.Ordinal))
        {
            var share = Math.Sqrt((double)text.Length / said.Length);
            return Math.Max(dice, 0.25 + (0.65 * share));
        }

        return IsDialog(ask) ? 0.8 * dice : dice;
    }

    private bool IsDialog(int ask) => _asks[ask].Key.StartsWith(DialogPrefix, StringComparison.Ordinal);

    private void Offer(Dictionary<string, Candidate> best, int ask, double score, Func<string, bool> allowed)
    {
        var key = _asks[ask].Key;
        if (score < 0.2 || (best.TryGetValue(key, out var known) && known.Score >= score) || !allowed(key))
        {
            return;
        }

        best[key] = new Candidate(key, score, _asks[ask].Text);
    }

    /// <summary>What a key that starts a dialog begins with.</summary>
    public const string DialogPrefix = "dialog:";

    private static HashSet<int> Grams(string folded)
    {
        var grams = new HashSet<int>(folded.Length * 2);
        for (var i = 0; i < folded.Length; i++)
        {
            grams.Add(folded[i]);
            if (i > 0)
            {
                grams.Add((folded[i - 1] << 16) | folded[i]);
            }
        }

        return grams;
    }
}
