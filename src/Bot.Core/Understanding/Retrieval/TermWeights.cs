namespace Bot.Core.Understanding.Retrieval;

/// <summary>How telling each term is, by how rare it is among the questions and in the background, and what follows from it for each question.</summary>
internal sealed class TermWeights
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    // A pair says again what its two units say.
    private const float PairShare = 0.5f;

    // Words that mean nearly the same are not the same word.
    private const float ConceptShare = 0.6f;

    private readonly float[] _weights;
    private readonly float[] _norms;
    private readonly float _unseen;
    private readonly float _average;

    public TermWeights(Vocabulary vocabulary, TermCounts background, Postings postings, IndexedQuestion[] questions)
    {
        var sentences = questions.Length + background.Sentences;
        _unseen = Idf(sentences, 0);
        _weights = new float[vocabulary.Count];
        for (var term = 0; term < _weights.Length; term++)
        {
            var with = postings.Size(term) + background.Of(term);
            _weights[term] = Idf(sentences, with) * Share(vocabulary.Mark(term));
            Alive += with > 0 ? 1 : 0;
        }

        _norms = new float[questions.Length];
        var (asked, length, norm) = (0, 0.0, 0.0);
        for (var i = 0; i < questions.Length; i++)
        {
            foreach (var term in questions[i].Terms)
            {
                _norms[i] += _weights[term];
            }

            if (!questions[i].IsNote)
            {
                (asked, length, norm) = (asked + 1, length + questions[i].Length, norm + _norms[i]);
            }
        }

        _average = (float)Math.Max(1, length / Math.Max(1, asked));
        Telling = (float)Math.Max(1, 0.5 * norm / Math.Max(1, asked));
    }

    /// <summary>How many terms stand in a question or in the background.</summary>
    public int Alive { get; }

    /// <summary>What must be shared to tell much: half of what a question weighs.</summary>
    public float Telling { get; }

    /// <summary>The weight of a term.</summary>
    public float this[int term] => _weights[term];

    /// <summary>The weight of a term that no question and no background holds.</summary>
    public float Unseen(uint mark) => _unseen * Share(mark);

    /// <summary>All that a question weighs.</summary>
    public float Norm(int question) => _norms[question];

    /// <summary>BM25's saturation for a term that stands once in a sentence of this length.</summary>
    public float Saturation(int units) => (K1 + 1) / (1 + (K1 * (1 - B + (B * units / _average))));

    private static float Share(uint mark) => Reading.IsPair(mark) ? PairShare : Reading.IsConcept(mark) ? ConceptShare : 1;

    private static float Idf(int sentences, int with) => MathF.Log(1 + ((sentences - with + 0.5f) / (with + 0.5f)));
}
