using System.Buffers;
using System.Runtime.InteropServices;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>One question as an index keeps it.</summary>
/// <param name="Terms">Numbers of its terms, in the order of their marks.</param>
/// <param name="Length">How many units it has.</param>
/// <param name="IsNote">True for words that only count for what the whole entry is about.</param>
internal readonly record struct IndexedQuestion(int[] Terms, int Length, bool IsNote);

/// <summary>A question that shares terms with what was asked.</summary>
/// <param name="Question">Its place in the index.</param>
/// <param name="Rank">What the order of answers follows: BM25 and Dice of the question, BM25 of all that its entry says. 0 to 1.</param>
/// <param name="Likeness">How much of what was asked is met, weighed by how much that tells at all: comparable between texts. 0 to 1.</param>
/// <param name="Dice">How much of both is shared: 1 when they are made of the same.</param>
internal readonly record struct Hit(int Question, float Rank, float Likeness, float Dice);

/// <summary>
/// Which questions stand under which term, and how telling each term is. Immutable; reading needs no lock. A search adds up
/// what each entry has of the terms, and looks at the questions of those entries only that may still be among the best.
/// </summary>
internal sealed class QuestionIndex
{
    private const float EntryShare = 0.6f;

    // How many postings one search may touch; the commonest terms, which tell least, are looked up for the best only.
    private const int MaxPostings = 100_000;

    private const int MaxAnew = 32;

    // A bound and the rank that it bounds are added up in another order.
    private const float Rounding = 1e-4f;

    private readonly Vocabulary _vocabulary;
    private readonly IndexedQuestion[] _questions;
    private readonly int[] _entryOf;
    private readonly int[] _firsts;
    private readonly float[] _open;
    private readonly float[] _saturations;
    private readonly EntryLengths _lengths;
    private readonly Postings _postings;
    private readonly TermWeights _weights;

    /// <summary>Builds the index.</summary>
    /// <param name="vocabulary">Holds every term of the questions; not written any more.</param>
    /// <param name="background">What the vocabulary was copied from.</param>
    /// <param name="questions">The questions, those of one entry side by side.</param>
    /// <param name="entryOf">The entry of each question, from 0 to <paramref name="entries"/>, growing.</param>
    /// <param name="entries">How many entries there are.</param>
    public QuestionIndex(Vocabulary vocabulary, TermCounts background, IndexedQuestion[] questions, int[] entryOf, int entries)
    {
        (_vocabulary, _questions, _entryOf) = (vocabulary, questions, entryOf);
        _lengths = new EntryLengths(questions, entryOf, entries);
        _postings = new Postings(vocabulary.Count, questions, entryOf, _lengths);
        _weights = new TermWeights(vocabulary, background, _postings, questions);
        (_firsts, _open, _saturations) = (new int[entries + 1], new float[entries], new float[questions.Length]);
        for (var i = 0; i < questions.Length; i++)
        {
            _firsts[entryOf[i] + 1] = i + 1;
            _saturations[i] = _weights.Saturation(questions[i].Length);
            _open[entryOf[i]] = questions[i].IsNote ? _open[entryOf[i]] : Math.Max(_open[entryOf[i]], _saturations[i]);
        }
    }

    /// <summary>How many terms of the vocabulary stand in a question or in the background.</summary>
    public int Alive => _weights.Alive;

    /// <summary>How much of a question stands in what was asked, whatever else stands there: 0 to 1.</summary>
    public float Within(int question, ReadOnlySpan<uint> asked)
    {
        var sum = 0f;
        foreach (var term in _questions[question].Terms)
        {
            sum += asked.BinarySearch(_vocabulary.Mark(term)) >= 0 ? _weights[term] : 0;
        }

        return _weights.Norm(question) > 0 ? sum / _weights.Norm(question) : 0;
    }

    /// <summary>The best question of each of the best entries, best first; how many are written to <paramref name="into"/>.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="into">Takes as many as there is room for.</param>
    /// <param name="allowed">Whether the entry of a question may be told; null for all.</param>
    public int Search(Reading asked, Span<Hit> into, Func<int, bool>? allowed = null)
    {
        var (known, norm, skipped) = Known(asked);
        if (known.Count == 0 || into.Length == 0)
        {
            return 0;
        }

        var terms = CollectionsMarshal.AsSpan(known);
        var work = Work.Rent(_open.Length, _questions.Length, norm, _weights.Saturation(asked.Length) * norm);
        var touched = Gather(terms[..^skipped], work);
        // What was skipped may change the order: more are ordered anew then.
        Span<Hit> found = skipped > 0 ? stackalloc Hit[Math.Max(into.Length, MaxAnew)] : into;
        var count = Best(work.Touched.AsSpan(0, touched), terms[..^skipped], work, found, allowed);
        if (skipped > 0)
        {
            foreach (ref var hit in found[..count])
            {
                hit = Score(hit.Question, work, terms[^skipped..]);
            }

            found[..count].Sort(static (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Question.CompareTo(b.Question));
            count = Math.Min(count, into.Length);
            found[..count].CopyTo(into);
        }

        work.Return();
        return count;
    }

    // The terms of a question that stand in the index, the rarest first; all its weight; how many are too common to follow.
    private (List<int> Terms, float Norm, int Skipped) Known(Reading asked)
    {
        var terms = new List<int>(asked.Terms.Length);
        var norm = 0f;
        foreach (var mark in asked.Terms)
        {
            var term = _vocabulary.Find(mark);
            norm += term < 0 ? _weights.Unseen(mark) : _weights[term];
            if (term >= 0 && _postings.Size(term) > 0)
            {
                terms.Add(term);
            }
        }

        // By mark where two are equally common: the same whatever numbers an index gave.
        terms.Sort((a, b) => _postings.Size(a) != _postings.Size(b) ? _postings.Size(a).CompareTo(_postings.Size(b)) : _vocabulary.Mark(a).CompareTo(_vocabulary.Mark(b)));
        var (budget, skipped) = (MaxPostings, 0);
        for (var i = 0; i < terms.Count; i++)
        {
            budget -= _postings.Size(terms[i]);
            skipped += budget < 0 && i > 0 ? 1 : 0;
        }

        return (terms, norm, skipped);
    }

    // Adds up what each entry has, and what one of its questions can share at most.
    private int Gather(ReadOnlySpan<int> terms, in Work work)
    {
        var count = 0;
        foreach (var term in terms)
        {
            var weight = _weights[term];
            foreach (ref readonly var run in _postings.Runs(term))
            {
                ref var entry = ref work.Entries[run.Entry];
                if (entry.Most == 0)
                {
                    work.Touched[count++] = run.Entry;
                }

                entry.Most += weight;
                entry.Met += weight * run.Saturated;
            }
        }

        return count;
    }

    // First those that promise most; whoever cannot reach the last of them is not looked at.
    private int Best(ReadOnlySpan<int> touched, ReadOnlySpan<int> terms, in Work work, Span<Hit> into, Func<int, bool>? allowed)
    {
        Span<(float Bound, int Entry)> promising = stackalloc (float, int)[Math.Min(into.Length, MaxAnew)];
        var first = 0;
        foreach (var entry in touched)
        {
            var bound = work.Entries[entry].Bound = Bound(entry, work);
            if (first < promising.Length || bound > promising[^1].Bound)
            {
                var at = first < promising.Length ? first++ : first - 1;
                for (; at > 0 && promising[at - 1].Bound < bound; at--)
                {
                    promising[at] = promising[at - 1];
                }

                promising[at] = (bound, entry);
            }
        }

        var count = 0;
        foreach (var (_, entry) in promising[..first])
        {
            work.Entries[entry].Bound = -1;
            count = Offer(entry, terms, work, into, count, allowed);
        }

        foreach (var entry in touched)
        {
            var bound = work.Entries[entry].Bound;
            if (bound >= 0 && (count < into.Length || bound + Rounding >= into[count - 1].Rank))
            {
                count = Offer(entry, terms, work, into, count, allowed);
            }
        }

        return count;
    }

    // No question shares more than the entry does, and none is shorter than the shortest.
    private float Bound(int entry, in Work work)
    {
        ref var sums = ref work.Entries[entry];
        var dice = 2 * sums.Most / (work.Norm + sums.Most);
        var bm25 = Math.Min(1, sums.Most * _open[entry] / work.Open);
        return ((1 - EntryShare) * 0.5f * (bm25 + dice)) + (EntryShare * Math.Min(1, sums.Met / work.Norm));
    }

    private int Offer(int entry, ReadOnlySpan<int> terms, in Work work, Span<Hit> into, int count, Func<int, bool>? allowed)
    {
        var (first, end) = (_firsts[entry], _firsts[entry + 1]);
        var shared = work.Shared.AsSpan(first..end);
        if (shared.Length == 1)
        {
            // An only question has all that the entry has.
            shared[0] = work.Entries[entry].Most;
        }
        else
        {
            Share(entry, terms, first, shared);
        }

        // What the entry has is the same for all of them: the question that is most alike is the best.
        var (nearest, alike) = (first, 0f);
        for (var question = first; question < end; question++)
        {
            var sum = shared[question - first];
            if (sum > 0 && !_questions[question].IsNote && Dice(question, sum, work) + Bm25(question, sum, work) is var one && one > alike)
            {
                (nearest, alike) = (question, one);
            }
        }

        var best = alike > 0 ? Score(nearest, work, []) : default;
        if (best.Rank <= 0 || (count == into.Length && !Before(best, into[count - 1])) || (allowed is not null && !allowed(best.Question)))
        {
            return count;
        }

        var at = count < into.Length ? count++ : count - 1;
        for (; at > 0 && Before(best, into[at - 1]); at--)
        {
            into[at] = into[at - 1];
        }

        into[at] = best;
        return count;
    }

    // What each question of an entry has of the terms.
    private void Share(int entry, ReadOnlySpan<int> terms, int first, Span<float> shared)
    {
        shared.Clear();
        foreach (var term in terms)
        {
            var weight = _weights[term];
            foreach (var question in _postings.Of(term, entry))
            {
                shared[question - first] += weight;
            }
        }
    }

    private static bool Before(in Hit a, in Hit b) => a.Rank > b.Rank || (a.Rank == b.Rank && a.Question < b.Question);

    private Hit Score(int question, in Work work, ReadOnlySpan<int> rest)
    {
        var (shared, entry) = (work.Shared[question], work.Entries[_entryOf[question]].Met);
        foreach (var term in rest)
        {
            if (_questions[question].Terms.AsSpan().Contains(term))
            {
                shared += _weights[term];
                entry += _weights[term] * _lengths.Saturation(_entryOf[question], 1);
            }
        }

        var (dice, bm25) = (Dice(question, shared, work), Bm25(question, shared, work));
        var met = Math.Min(1, entry / work.Norm);
        var likeness = ((0.3f * dice) + (0.7f * met)) * shared / (shared + _weights.Telling);
        return new Hit(question, ((1 - EntryShare) * 0.5f * (bm25 + dice)) + (EntryShare * met), likeness, dice);
    }

    private float Dice(int question, float shared, in Work work) => Math.Min(1, 2 * shared / (work.Norm + _weights.Norm(question)));

    private float Bm25(int question, float shared, in Work work) => Math.Min(1, shared * _saturations[question] / work.Open);

    /// <summary>What a search knows of an entry: what it has of the terms, what a question of it can share, what its best can reach.</summary>
    private record struct Sums(float Met, float Most, float Bound);

    /// <summary>What one search adds up: for each entry and, of those looked at, for each question; and which entries were touched.</summary>
    private readonly record struct Work(Sums[] Entries, float[] Shared, int[] Touched, float Norm, float Open)
    {
        public static Work Rent(int entries, int questions, float norm, float open)
        {
            var work = new Work(ArrayPool<Sums>.Shared.Rent(entries), ArrayPool<float>.Shared.Rent(questions), ArrayPool<int>.Shared.Rent(entries), norm, open);
            Array.Clear(work.Entries, 0, entries);
            return work;
        }

        public void Return()
        {
            ArrayPool<Sums>.Shared.Return(Entries);
            ArrayPool<float>.Shared.Return(Shared);
            ArrayPool<int>.Shared.Return(Touched);
        }
    }
}
