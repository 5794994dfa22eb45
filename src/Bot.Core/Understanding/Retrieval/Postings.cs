namespace Bot.Core.Understanding.Retrieval;

/// <summary>The questions of one entry that hold a term.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="End">Where its postings end; they begin where those of the run before end.</param>
/// <param name="Saturated">What the entry has of the term: once, and more for each question that holds it.</param>
internal readonly record struct Run(int Entry, int End, float Saturated);

/// <summary>Which questions hold each term, in runs of one entry. Immutable.</summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly int[] _questions;
    private int[] _runStarts = [];
    private Run[] _runs = [];

    /// <summary>Turns the questions round.</summary>
    /// <param name="terms">How many terms there are.</param>
    /// <param name="questions">The questions, those of one entry side by side.</param>
    public Postings(int terms, IndexedQuestion[] questions)
    {
        _starts = new int[terms + 1];
        foreach (var question in questions)
        {
            foreach (var term in question.Terms)
            {
                _starts[term + 1]++;
            }
        }

        for (var term = 0; term < terms; term++)
        {
            _starts[term + 1] += _starts[term];
        }

        var next = _starts.AsSpan(0, terms).ToArray();
        _questions = new int[_starts[terms]];
        for (var i = 0; i < questions.Length; i++)
        {
            foreach (var term in questions[i].Terms)
            {
                _questions[next[term]++] = i;
            }
        }
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

    /// <summary>Cuts the postings into runs, once it is known what each weighs.</summary>
    public void Cut(IndexedQuestion[] questions, int[] entryOf, TermWeights weights)
    {
        _runStarts = new int[_starts.Length];
        var runs = new List<Run>(_questions.Length / 2);
        for (var term = 0; term < _starts.Length - 1; term++)
        {
            for (var at = _starts[term]; at < _starts[term + 1];)
            {
                var (entry, times) = (entryOf[_questions[at]], 0f);
                for (; at < _starts[term + 1] && entryOf[_questions[at]] == entry; at++)
                {
                    times += questions[_questions[at]].IsNote ? TermWeights.NoteShare : 1;
                }

                runs.Add(new Run(entry, at, weights.EntrySaturation(entry, times)));
            }

            _runStarts[term + 1] = runs.Count;
        }

        _runs = [.. runs];
    }
}
