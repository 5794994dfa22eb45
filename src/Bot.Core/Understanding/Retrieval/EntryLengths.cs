namespace Bot.Core.Understanding.Retrieval;

/// <summary>How long entries are, and what follows from it: a term that stands in many questions of a long entry tells less of it.</summary>
internal sealed class EntryLengths
{
    private const float K = 1f;
    private const float B = 0.5f;

    private readonly float[] _lengths;
    private readonly float _average;

    /// <summary>Adds up the questions of each entry; notes have no length.</summary>
    public EntryLengths(IndexedQuestion[] questions, int[] entryOf, int entries)
    {
        (_lengths, var all) = (new float[entries], 0.0);
        for (var i = 0; i < questions.Length; i++)
        {
            var length = questions[i].IsNote ? 0 : questions[i].Length;
            _lengths[entryOf[i]] += length;
            all += length;
        }

        _average = (float)Math.Max(1, all / Math.Max(1, entries));
    }

    /// <summary>BM25's saturation for a term that stands in so many questions of an entry.</summary>
    public float Saturation(int entry, float times) => times * (K + 1) / (times + (K * (1 - B + (B * _lengths[entry] / _average))));
}
