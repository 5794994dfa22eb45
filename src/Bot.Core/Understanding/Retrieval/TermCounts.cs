namespace Bot.Core.Understanding.Retrieval;

/// <summary>In how many sentences each term stands: what the background says about how telling a term is. Immutable.</summary>
internal sealed class TermCounts
{
    private readonly int[] _counts;

    private TermCounts(Vocabulary vocabulary, int[] counts, int sentences)
    {
        Vocabulary = vocabulary;
        _counts = counts;
        Sentences = sentences;
    }

    /// <summary>The terms; an index copies it and goes on from there.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How many sentences were counted.</summary>
    public int Sentences { get; }

    /// <summary>In how many of them the term of this number stands; 0 for numbers that came later.</summary>
    public int Of(int number) => number < _counts.Length ? _counts[number] : 0;

    /// <summary>Counts readings.</summary>
    public static TermCounts Of(IReadOnlyCollection<Reading> readings)
    {
        var vocabulary = new Vocabulary(readings.Count * 8);
        var counts = new List<int>();
        foreach (var reading in readings)
        {
            foreach (var mark in reading.Terms)
            {
                var number = vocabulary.Add(mark);
                if (number == counts.Count)
                {
                    counts.Add(0);
                }

                counts[number]++;
            }
        }

        return new TermCounts(vocabulary, [.. counts], readings.Count);
    }
}
