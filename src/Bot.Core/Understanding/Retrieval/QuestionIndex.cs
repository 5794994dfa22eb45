using System.Buffers;
using System.Runtime.InteropServices;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>One question as an index keeps it.</summary>
/// <param name="Terms">Numbers of its terms, in the order of their marks.</param>
/// <param name="Length">How many units it has.</param>
internal readonly record struct IndexedQuestion(int[] Terms, int Length);

/// <summary>A question that shares terms with what was asked.</summary>
/// <param name="Question">Its place in the index.</param>
/// <param name="Rank">Half BM25, half likeness, 0 to 1: what the order of answers follows.</param>
/// <param name="Likeness">IDF-weighted Dice, 0 to 1: comparable between questions.</param>
internal readonly record struct Hit(int Question, float Rank, float Likeness);

/// <summary>Which questions stand under which term, and how telling each term is. Immutable; reading needs no lock.</summary>
internal sealed class QuestionIndex
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;
    private const float PairWeight = 1f;

    // How many postings one search may touch; the commonest terms, which tell least, are looked up for the best only.
    private const int MaxPostings = 100_000;

    private readonly Vocabulary _vocabulary;
    private readonly IndexedQuestion[] _questions;
    private readonly int[] _entryOf;
    private readonly int _entries;
    private readonly int[] _starts;
    private readonly int[] _postings;
    private readonly float[] _weights;
    private readonly float[] _norms;
    private readonly float _unseen;
    private readonly float _average;

    /// <summary>Builds the index.</summary>
    /// <param name="vocabulary">Holds every term of the questions; not written any more.</param>
    /// <param name="background">What the vocabulary was copied from.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="entryOf">The entry of each question, from 0 to <paramref name="entries"/>.</param>
    /// <param name="entries">How many entries there are.</param>
    public QuestionIndex(Vocabulary vocabulary, TermCounts background, IndexedQuestion[] questions, int[] entryOf, int entries)
    {
        (_vocabulary, _questions, _entryOf, _entries) = (vocabulary, questions, entryOf, entries);
        (_starts, _postings) = Invert(vocabulary.Count, questions);
        var sentences = questions.Length + background.Sentences;
        _unseen = Idf(sentences, 0);
        _weights = new float[vocabulary.Count];
        for (var term = 0; term < _weights.Length; term++)
        {
            var with = Size(term) + background.Of(term);
            _weights[term] = Idf(sentences, with) * WeightOf(vocabulary.Mark(term));
            Alive += with > 0 ? 1 : 0;
        }

        _norms = new float[questions.Length];
        var length = 0L;
        for (var i = 0; i < questions.Length; i++)
        {
            length += questions[i].Length;
            foreach (var term in questions[i].Terms)
            {
                _norms[i] += _weights[term];
            }
        }

        _average = Math.Max(1, (float)length / Math.Max(1, questions.Length));
    }

    /// <summary>How many terms of the vocabulary stand in a question or in the background.</summary>
    public int Alive { get; }

    /// <summary>The best question of each of the best entries, best first; how many are written to <paramref name="into"/>.</summary>
    public int Search(Reading asked, Span<Hit> into)
    {
        var (terms, norm, skipped) = Known(asked);
        if (terms.Count == 0 || into.Length == 0)
        {
            return 0;
        }

        var shared = ArrayPool<float>.Shared.Rent(_questions.Length);
        Array.Clear(shared, 0, _questions.Length);
        var touched = ArrayPool<int>.Shared.Rent(_questions.Length);
        var count = Gather(CollectionsMarshal.AsSpan(terms)[..(terms.Count - skipped)], shared, touched);
        var open = Length(asked.Length) * norm;
        var rest = skipped == 0 ? [] : terms.GetRange(terms.Count - skipped, skipped);
        var hits = Best(touched.AsSpan(0, count), shared, norm, open, rest, into);
        ArrayPool<float>.Shared.Return(shared);
        ArrayPool<int>.Shared.Return(touched);
        return hits;
    }

    /// <summary>How much of a question stands in what was asked, whatever else stands there: 0 to 1.</summary>
    public float Within(int question, ReadOnlySpan<uint> asked)
    {
        var sum = 0f;
        foreach (var term in _questions[question].Terms)
        {
            sum += asked.BinarySearch(_vocabulary.Mark(term)) >= 0 ? _weights[term] : 0;
        }

        return _norms[question] > 0 ? sum / _norms[question] : 0;
    }

    // The terms of a question that stand in the index, the rarest first; all its weight; how many are too common to follow.
    private (List<int> Terms, float Norm, int Skipped) Known(Reading asked)
    {
        var terms = new List<int>(asked.Terms.Length);
        var norm = 0f;
        foreach (var mark in asked.Terms)
        {
            var term = _vocabulary.Find(mark);
            norm += term < 0 ? _unseen * WeightOf(mark) : _weights[term];
            if (term >= 0 && _starts[term + 1] > _starts[term])
            {
                terms.Add(term);
            }
        }

        // By mark where two are equally common: the same whatever numbers an index gave.
        terms.Sort((a, b) => Size(a) != Size(b) ? Size(a).CompareTo(Size(b)) : _vocabulary.Mark(a).CompareTo(_vocabulary.Mark(b)));
        var (budget, skipped) = (MaxPostings, 0);
        foreach (var term in terms)
        {
            budget -= Size(term);
            skipped += budget < 0 ? 1 : 0;
        }

        return (terms, norm, Math.Min(skipped, terms.Count - 1));
    }

    private int Size(int term) => _starts[term + 1] - _starts[term];

    private int Gather(ReadOnlySpan<int> terms, float[] shared, int[] touched)
    {
        var count = 0;
        foreach (var term in terms)
        {
            var weight = _weights[term];
            foreach (var question in _postings.AsSpan(_starts[term].._starts[term + 1]))
            {
                ref var sum = ref shared[question];
                if (sum == 0)
                {
                    touched[count++] = question;
                }

                sum += weight;
            }
        }

        return count;
    }

    private int Best(ReadOnlySpan<int> touched, float[] shared, float norm, float open, List<int> rest, Span<Hit> into)
    {
        var best = ArrayPool<Hit>.Shared.Rent(_entries);
        Array.Clear(best, 0, _entries);
        var queue = new PriorityQueue<int, (float, int)>(into.Length + 1);
        foreach (var question in touched)
        {
            ref var known = ref best[_entryOf[question]];
            var hit = Score(question, shared[question], norm, open);
            if (hit.Rank > known.Rank || (hit.Rank == known.Rank && question < known.Question))
            {
                known = hit;
            }
        }

        foreach (var question in touched)
        {
            var entry = _entryOf[question];
            if (best[entry].Question != question || best[entry].Rank <= 0)
            {
                continue;
            }

            if (queue.Count < into.Length)
            {
                queue.Enqueue(question, (best[entry].Rank, -question));
            }
            else if (queue.TryPeek(out _, out var least) && (best[entry].Rank, -question).CompareTo(least) > 0)
            {
                queue.DequeueEnqueue(question, (best[entry].Rank, -question));
            }
        }

        var count = queue.Count;
        for (var i = count - 1; i >= 0; i--)
        {
            var question = queue.Dequeue();
            into[i] = rest.Count == 0 ? best[_entryOf[question]] : Score(question, shared[question] + Common(question, rest), norm, open);
        }

        ArrayPool<Hit>.Shared.Return(best);
        if (rest.Count > 0)
        {
            into[..count].Sort(static (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Question.CompareTo(b.Question));
        }

        return count;
    }

    private Hit Score(int question, float shared, float norm, float open)
    {
        var likeness = Math.Min(1, 2 * shared / (norm + _norms[question]));
        var bm25 = Math.Min(1, shared * Length(_questions[question].Length) / open);
        return new Hit(question, 0.5f * (bm25 + likeness), likeness);
    }

    private float Common(int question, List<int> rest)
    {
        var sum = 0f;
        foreach (var term in rest)
        {
            sum += _questions[question].Terms.AsSpan().Contains(term) ? _weights[term] : 0;
        }

        return sum;
    }

    // BM25's saturation for a term that stands once in a sentence of this length.
    private float Length(int units) => (K1 + 1) / (1 + (K1 * (1 - B + (B * units / _average))));

    private static float Idf(int sentences, int with) => MathF.Log(1 + ((sentences - with + 0.5f) / (with + 0.5f)));

    private static float WeightOf(uint mark) => Reading.IsPair(mark) ? PairWeight : 1;

    private static (int[] Starts, int[] Postings) Invert(int terms, IndexedQuestion[] questions)
    {
        var starts = new int[terms + 1];
        foreach (var question in questions)
        {
            foreach (var term in question.Terms)
            {
                starts[term + 1]++;
            }
        }

        for (var term = 0; term < terms; term++)
        {
            starts[term + 1] += starts[term];
        }

        var next = starts.AsSpan(0, terms).ToArray();
        var postings = new int[starts[terms]];
        for (var i = 0; i < questions.Length; i++)
        {
            foreach (var term in questions[i].Terms)
            {
                postings[next[term]++] = i;
            }
        }

        return (starts, postings);
    }
}
