using System.Numerics;
using System.Runtime.InteropServices;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>One linear model for each label, that label against all others: hinge loss, averaged stochastic descent, seeded. Immutable.</summary>
internal sealed class LabelModel
{
    private const float Rate = 0.5f;
    private const float Margin = 0.6f;

    private readonly Vocabulary _features;
    private readonly float[] _weights;
    private readonly int _width;

    private LabelModel(Vocabulary features, float[] weights, int width)
    {
        (_features, _weights, _width) = (features, weights, width);
    }

    /// <summary>Learns.</summary>
    /// <param name="examples">The marks of each example.</param>
    /// <param name="labels">The label of each, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">How many labels there are.</param>
    /// <param name="rounds">How often all examples are gone through.</param>
    public static LabelModel Learn(IReadOnlyList<uint[]> examples, IReadOnlyList<int> labels, int count, int rounds)
    {
        var features = new Vocabulary(examples.Count * 8);
        var numbered = new int[examples.Count][];
        for (var i = 0; i < numbered.Length; i++)
        {
            numbered[i] = [.. examples[i].Select(features.Add)];
        }

        // One row of weights for each feature, padded so that whole vectors fit; the last row is the bias.
        var width = (count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var size = (features.Count + 1) * width;
        var (weights, late) = (new float[size], new float[size]);
        var margins = new float[width];
        var order = Enumerable.Range(0, numbered.Length).ToArray();
        var (seed, seen, steps) = (0x2545F491u, 0, Math.Max(1, rounds * order.Length));
        for (var round = 0; round < rounds; round++)
        {
            Shuffle(order, ref seed);
            foreach (var i in order)
            {
                Sum(weights, numbered[i], features.Count, width, margins);
                var rate = Rate * (1 - (0.9f * seen / steps));
                for (var label = 0; label < count; label++)
                {
                    var sign = label == labels[i] ? 1 : -1;
                    if (margins[label] * sign >= Margin)
                    {
                        continue;
                    }

                    Change(weights, late, numbered[i], features.Count, width, label, sign * rate, seen);
                }

                seen++;
            }
        }

        // The average over all steps: the weights, less what came too late, weighed by how late.
        for (var i = 0; i < size; i++)
        {
            weights[i] -= late[i] / Math.Max(1, seen);
        }

        return new LabelModel(features, weights, width);
    }

    /// <summary>The margin of each label; above 0 where the label fits. Written to a span of at least as many places as there are labels.</summary>
    public void Judge(uint[] terms, Span<float> into)
    {
        var known = new List<int>(terms.Length);
        foreach (var term in terms)
        {
            if (_features.Find(term) is >= 0 and var feature)
            {
                known.Add(feature);
            }
        }

        var margins = new float[_width];
        Sum(_weights, CollectionsMarshal.AsSpan(known), _features.Count, _width, margins, terms.Length);
        margins.AsSpan(0, Math.Min(into.Length, _width)).CopyTo(into);
    }

    private static void Sum(float[] weights, ReadOnlySpan<int> features, int bias, int width, float[] margins, int size = 0)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(margins.AsSpan());
        sums.Clear();
        foreach (var feature in features)
        {
            Add(feature, 1 / MathF.Sqrt(Math.Max(1, size > 0 ? size : features.Length)), sums);
        }

        Add(bias, 1, sums);

        void Add(int row, float value, Span<Vector<float>> into)
        {
            var from = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(row * width, width));
            for (var i = 0; i < from.Length; i++)
            {
                into[i] += from[i] * value;
            }
        }
    }

    private static void Change(float[] weights, float[] late, ReadOnlySpan<int> features, int bias, int width, int label, float change, int seen)
    {
        var each = change / MathF.Sqrt(Math.Max(1, features.Length));
        foreach (var feature in features)
        {
            var at = (feature * width) + label;
            weights[at] += each;
            late[at] += each * seen;
        }

        weights[(bias * width) + label] += 0.1f * change;
        late[(bias * width) + label] += 0.1f * change * seen;
    }

    private static void Shuffle(int[] order, ref uint seed)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            var other = (int)(seed % (uint)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
