namespace Bot.Core.Understanding.Speaking;

/// <summary>Logistic regression on <see cref="SpeakFeatures"/>, learnt by AdaGrad in an order drawn from a seed: the same examples and seed give the same weights.</summary>
internal sealed class SpeakModel
{
    private const int Rounds = 16;
    private const double Pace = 0.35;
    private const double Shrink = 2e-3;

    private readonly float[] _weights = new float[SpeakFeatures.Count];

    private SpeakModel()
    {
    }

    /// <summary>Learns.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">Where the order comes from.</param>
    public static SpeakModel Learn(IReadOnlyList<SpeakExample> examples, ulong seed)
    {
        var model = new SpeakModel();
        var steps = new float[SpeakFeatures.Count];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(order, ref seed);
            foreach (var i in order)
            {
                model.Step(examples[i].Features, examples[i].Speak, steps);
            }
        }

        return model;
    }

    /// <summary>How likely an answer is welcome, 0 to 1.</summary>
    public double Probability(SpeakFeatures features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.At.Length; i++)
        {
            sum += _weights[features.At[i]] * features.Values[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>Puts a list into an order drawn from the seed.</summary>
    public static void Shuffle<T>(T[] items, ref ulong seed)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            seed += 0x9E3779B97F4A7C15UL;
            var draw = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9UL;
            draw = (draw ^ (draw >> 27)) * 0x94D049BB133111EBUL;
            var other = (int)((draw >> 33) % (ulong)(i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private void Step(SpeakFeatures features, bool speak, float[] steps)
    {
        var error = Probability(features) - (speak ? 1 : 0);
        for (var i = 0; i < features.At.Length; i++)
        {
            var at = features.At[i];
            var slope = (error * features.Values[i]) + (Shrink * _weights[at]);
            steps[at] += (float)(slope * slope);
            _weights[at] -= (float)(Pace * slope / (Math.Sqrt(steps[at]) + 1e-6));
        }
    }
}
