namespace Bot.Core.Understanding.Retrieval;

/// <summary>A logistic model of two kinds of sentences over hashed terms: averaged stochastic descent, seeded. Immutable.</summary>
internal sealed class LinearScore
{
    private const int Buckets = 1 << 16;
    private const float Rate = 2f;

    private readonly float[] _weights;
    private readonly float _bias;

    private LinearScore(float[] weights, float bias)
    {
        (_weights, _bias) = (weights, bias);
    }

    /// <summary>A model that knows nothing: 0 for every sentence.</summary>
    public static LinearScore Nothing { get; } = new([], 0);

    /// <summary>Learns to tell the first kind from the second. Both count the same, however many there are of each.</summary>
    public static LinearScore Learn(uint[][] first, uint[][] second, int rounds)
    {
        var (weights, sums) = (new float[Buckets], new float[Buckets]);
        var (bias, biasSum) = (0f, 0f);
        var seed = 0x2545F491u;
        var steps = rounds * Math.Max(first.Length, second.Length);
        var seen = 0;
        for (var step = 0; step < steps; step++)
        {
            var rate = Rate / (1 + (step * 4f / steps));
            Learn(first[Draw(first.Length)], 1, rate);
            Learn(second[Draw(second.Length)], -1, rate);
        }

        // The average over all steps, kept as weights minus what came too late, weighed.
        for (var i = 0; i < Buckets; i++)
        {
            weights[i] -= sums[i] / seen;
        }

        return new LinearScore(weights, bias - (biasSum / seen));

        int Draw(int count)
        {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            return (int)(seed % (uint)count);
        }

        void Learn(uint[] terms, int sign, float rate)
        {
            var size = 1 / MathF.Sqrt(terms.Length);
            var margin = 0f;
            foreach (var term in terms)
            {
                margin += weights[Bucket(term)];
            }

            margin = sign * ((margin * size) + bias);
            var change = sign * rate / (1 + MathF.Exp(margin));
            foreach (var term in terms)
            {
                weights[Bucket(term)] += change * size;
                sums[Bucket(term)] += change * size * seen;
            }

            bias += 0.1f * change;
            biasSum += 0.1f * change * seen;
            seen++;
        }
    }

    /// <summary>The margin: above 0 for the first kind.</summary>
    public float Of(uint[] terms)
    {
        if (_weights.Length == 0 || terms.Length == 0)
        {
            return 0;
        }

        var margin = 0f;
        foreach (var term in terms)
        {
            margin += _weights[Bucket(term)];
        }

        return (margin / MathF.Sqrt(terms.Length)) + _bias;
    }

    // The lowest bit tells pairs from single units, so it stays: the highest ones are mixed in below it.
    private static int Bucket(uint term) => (int)((term ^ (term >> 16)) & (Buckets - 1));
}
