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

/// <summary>Which questions stand under which term, and how telling each term is. Immutable; reading needs no lock.</summary>
internal sealed class QuestionIndex
{
    private const float EntryShare = 0.6f;

    // How many postings one search may touch; the commonest terms, which tell least, are looked up for the best only.
    private const int MaxPostings = 100_000;

    private readonly Vocabulary _vocabulary;
    private readonly IndexedQuestion[] _questions;
    private readonly int[] _entryOf;
    private readonly int[] _starts;
    private readonly int[] _postings;
    private readonly TermWeights _weights;

    /// <summary>Builds the index.</summary>
    /// <param name="vocabulary">Holds every term of the questions; not written any more.</param>
    /// <param name="background">What the vocabulary was copied from.</param>
    /// <param name="questions">The questions, those of one entry side by side.</param>
    /// <param name="entryOf">The entry of each question, from 0 to <paramref name="entries"/>.</param>
    /// <param name="entries">How many entries there are.</param>
    public QuestionIndex(Vocabulary vocabulary, TermCounts background, IndexedQuestion[] questions, int[] entryOf, int entries)
    {
        (_vocabulary, _questions, _entryOf) = (vocabulary, questions, entryOf);
        (_starts, _postings) = Invert(vocabulary.Count, questions);
        _weights = new TermWeights(vocabulary, background, _starts, questions, entryOf, entries);
        Alive = _weights.Alive;
    }

    /// <summary>How many terms of the vocabulary stand in a question or in the background.</summary>
    public int Alive { get; }

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
    public int Search(Reading asked, Span<Hit> into)
    {
        var (terms, norm, skipped) = Known(asked);
        if (terms.Count == 0 || into.Length == 0)
        {
            return 0;
        }

        var work = new Work(ArrayPool<float>.Shared.Rent(_questions.Length), ArrayPool<float>.Shared.Rent(_weights.Entries), ArrayPool<int>.Shared.Rent(_questions.Length), norm, _weights.Saturation(asked.Length) * norm);
        Array.Clear(work.Shared, 0, _questions.Length);
        Array.Clear(work.Entry, 0, _weights.Entries);
        var all = CollectionsMarshal.AsSpan(terms);
        var count = Gather(all[..^skipped], work);
        var hits = Best(work.Touched.AsSpan(0, count), work, all[^skipped..], into);
        ArrayPool<float>.Shared.Return(work.Shared);
        ArrayPool<float>.Shared.Return(work.Entry);
        ArrayPool<int>.Shared.Return(work.Touched);
        return hits;
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
            if (term >= 0 && Size(term) > 0)
            {
                terms.Add(term);
            }
        }

        // By mark where two are equally common: the same whatever numbers an index gave.
        terms.Sort((a, b) => Size(a) != Size(b) ? Size(a).CompareTo(Size(b)) : _vocabulary.Mark(a).CompareTo(_vocabulary.Mark(b)));
        var (budget, skipped) = (MaxPostings, 0);
        for (var i = 0; i < terms.Count; i++)
        {
            budget -= Size(terms[i]);
            skipped += budget < 0 && i > 0 ? 1 : 0;
        }

        return (terms, norm, skipped);
    }

    private int Size(int term) => _starts[term + 1] - _starts[term];

    // Adds up what each question shares, and each entry, which counts a term once, more for each question that has it.
    private int Gather(ReadOnlySpan<int> terms, Work work)
    {
        var count = 0;
        foreach (var term in terms)
        {
            var weight = _weights[term];
            var (entry, times) = (-1, 0f);
            foreach (var question in _postings.AsSpan(_starts[term].._starts[term + 1]))
            {
                if (_entryOf[question] != entry)
                {
                    Close(entry, times, weight);
                    (entry, times) = (_entryOf[question], 0);
                }

                if (_questions[question].IsNote)
                {
                    times += TermWeights.NoteShare;
                    continue;
                }

                times++;
                ref var sum = ref work.Shared[question];
                if (sum == 0)
                {
                    work.Touched[count++] = question;
                }

                sum += weight;
            }

            Close(entry, times, weight);
        }

        return count;

        void Close(int entry, float times, float weight)
        {
            if (entry >= 0)
            {
                work.Entry[entry] += weight * _weights.EntrySaturation(entry, times);
            }
        }
    }

    private int Best(ReadOnlySpan<int> touched, Work work, ReadOnlySpan<int> rest, Span<Hit> into)
    {
        // Those of one entry do not lie side by side here: the best of each is found first, then the best of those.
        var best = ArrayPool<Hit>.Shared.Rent(_weights.Entries);
        Array.Clear(best, 0, _weights.Entries);
        foreach (var question in touched)
        {
            ref var known = ref best[_entryOf[question]];
            var hit = Score(question, work, []);
            if (hit.Rank > known.Rank || (hit.Rank == known.Rank && question < known.Question))
            {
                known = hit;
            }
        }

        var queue = new PriorityQueue<int, (float, int)>(into.Length + 1);
        foreach (var question in touched)
        {
            var hit = best[_entryOf[question]];
            if (hit.Question != question || hit.Rank <= 0)
            {
                continue;
            }

            if (queue.Count < into.Length)
            {
                queue.Enqueue(question, (hit.Rank, -question));
            }
            else if (queue.TryPeek(out _, out var least) && (hit.Rank, -question).CompareTo(least) > 0)
            {
                queue.DequeueEnqueue(question, (hit.Rank, -question));
            }
        }

        ArrayPool<Hit>.Shared.Return(best);
        var count = queue.Count;
        for (var i = count - 1; i >= 0; i--)
        {
            into[i] = Score(queue.Dequeue(), work, rest);
        }

        if (rest.Length > 0)
        {
            into[..count].Sort(static (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Question.CompareTo(b.Question));
        }

        return count;
    }

    private Hit Score(int question, Work work, ReadOnlySpan<int> rest)
    {
        var (shared, entry) = (work.Shared[question], work.Entry[_entryOf[question]]);
        foreach (var term in rest)
        {
            if (_questions[question].Terms.AsSpan().Contains(term))
            {
                shared += _weights[term];
                entry += _weights[term] * _weights.EntrySaturation(_entryOf[question], 1);
            }
        }

        var dice = Math.Min(1, 2 * shared / (work.Norm + _weights.Norm(question)));
        var bm25 = Math.Min(1, shared * _weights.Saturation(_questions[question].Length) / work.Open);
        var met = Math.Min(1, entry / work.Norm);
        var likeness = ((0.3f * dice) + (0.7f * met)) * shared / (shared + _weights.Telling);
        return new Hit(question, ((1 - EntryShare) * 0.5f * (bm25 + dice)) + (EntryShare * met), likeness, dice);
    }

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

    /// <summary>What one search adds up: for each question and each entry, and which questions were touched.</summary>
    private readonly record struct Work(float[] Shared, float[] Entry, int[] Touched, float Norm, float Open);
}
