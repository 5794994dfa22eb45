namespace Bot.Core.Understanding.Retrieval;

/// <summary>The questions of one entry that hold a term.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="End">Where its postings end; they begin where those of the run before end.</param>
/// <param name="Saturated">What the entry has of the term: once, and more for each question that holds it.</param>
internal readonly record struct Run(int Entry, int End, float Saturated);

/// <summary>Which questions hold each term, in runs of one entry. Immutable.</summary>
internal sealed class Postings
{
    // What a note counts for its entry, beside a question.
    private const float NoteShare = 0.5f;

    private readonly int[] _starts;
    private readonly int[] _questions;
    private readonly int[] _runStarts;
    private readonly Run[] _runs;

    /// <summary>Turns the questions round.</summary>
    /// <param name="terms">How many terms there are.</param>
    /// <param name="questions">The questions, those of one entry side by side.</param>
    /// <param name="entryOf">The entry of each question, growing.</param>
    /// <param name="lengths">How long the entries are.</param>
    public Postings(int terms, IndexedQuestion[] questions, int[] entryOf, EntryLengths lengths)
    {
        (_starts, _questions) = Invert(terms, questions);
        (_runStarts, _runs) = Cut(questions, entryOf, lengths);
    }

    /// <summary>How many questions hold a term, notes among them.</summary>
    public int Size(int term) => _starts[term + 1] - _starts[term];

    /// <summary>The runs of a term, by entry.</summary>
    public ReadOnlySpan<Run> Runs(int term) => _runs.AsSpan(_runStarts[term].._runStarts[term + 1]);

    /// <summary>The questions of an entry that hold a term, notes among them; empty when none does.</summary>
    public ReadOnlySpan<int> Of(int term, int entry)
    {
        var (low, high) = (_runStarts[term], _runStarts[term + 1] - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var at = _runs[middle].Entry;
            if (at == entry)
            {
                return _questions.AsSpan((middle == _runStarts[term] ? _starts[term] : _runs[middle - 1].End).._runs[middle].End);
            }

            (low, high) = at < entry ? (middle + 1, high) : (low, middle - 1);
        }

        return [];
    }

    private static (int[] Starts, int[] Questions) Invert(int terms, IndexedQuestion[] questions)
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

    private (int[] Starts, Run[] Runs) Cut(IndexedQuestion[] questions, int[] entryOf, EntryLengths lengths)
    {
        var starts = new int[_starts.Length];
        var runs = new List<Run>(_questions.Length / 2);
        for (var term = 0; term < _starts.Length - 1; term++)
        {
            for (var at = _starts[term]; at < _starts[term + 1];)
            {
                var (entry, times) = (entryOf[_questions[at]], 0f);
                for (; at < _starts[term + 1] && entryOf[_questions[at]] == entry; at++)
                {
                    times += questions[_questions[at]].IsNote ? NoteShare : 1;
                }

                runs.Add(new Run(entry, at, lengths.Saturation(entry, times)));
            }

            starts[term + 1] = runs.Count;
        }

        return (starts, [.. runs]);
    }
}
