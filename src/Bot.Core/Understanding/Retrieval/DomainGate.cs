namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// Tells whether a sentence sounds like what this shop is asked, or like what people say anyway: a linear model over its
/// terms, learned from the questions against the background and calibrated on sentences it had not seen. Immutable.
/// </summary>
internal sealed class DomainGate
{
    private const int MaxExamples = 4000;
    private const int Rounds = 3;

    private readonly LinearScore _score;
    private readonly float _slope;
    private readonly float _shift;

    private DomainGate(LinearScore score, float slope, float shift)
    {
        (_score, _slope, _shift) = (score, slope, shift);
    }

    /// <summary>Learns; the same sentences in the same order give the same gate.</summary>
    public static DomainGate Learn(IReadOnlyList<uint[]> ours, IReadOnlyList<uint[]> others)
    {
        // What is said everywhere, and answered here, is no evidence against us.
        var answered = ours.Select(Whole).ToHashSet();
        var (us, them) = (Sample(ours), Sample([.. others.Where(sentence => !answered.Contains(Whole(sentence)))]));
        if (us.Length < 2 || them.Length < 2)
        {
            return new DomainGate(LinearScore.Nothing, 0, 0);
        }

        // Each half is judged by the model of the other half: what the margins are worth for sentences never seen.
        var even = LinearScore.Learn(Half(us, 0), Half(them, 0), Rounds);
        var odd = LinearScore.Learn(Half(us, 1), Half(them, 1), Rounds);
        var margins = new List<(float Margin, bool Ours)>(us.Length + them.Length);
        Judge(us, true);
        Judge(them, false);
        var (slope, shift) = Calibration.Fit(margins);
        return new DomainGate(LinearScore.Learn(us, them, Rounds), slope, shift);

        void Judge(uint[][] sentences, bool isOurs)
        {
            for (var i = 0; i < sentences.Length; i++)
            {
                margins.Add(((i % 2 == 0 ? odd : even).Of(sentences[i]), isOurs));
            }
        }
    }

    /// <summary>How likely the sentence is one of ours, 0 to 1, were both kinds equally frequent.</summary>
    public float Of(uint[] terms) => 1 / (1 + MathF.Exp(-((_slope * _score.Of(terms)) + _shift)));

    private static ulong Whole(uint[] terms)
    {
        var hash = 14695981039346656037UL;
        foreach (var term in terms)
        {
            hash = (hash ^ term) * 1099511628211UL;
        }

        return hash;
    }

    private static uint[][] Half(uint[][] sentences, int which) => [.. sentences.Where((_, i) => i % 2 == which)];

    // A fixed share of many, spread over all of them.
    private static uint[][] Sample(IReadOnlyList<uint[]> sentences)
    {
        var count = Math.Min(sentences.Count, MaxExamples);
        var sample = new uint[count][];
        for (var i = 0; i < count; i++)
        {
            sample[i] = sentences[(int)((long)i * sentences.Count / count)];
        }

        return sample;
    }
}
