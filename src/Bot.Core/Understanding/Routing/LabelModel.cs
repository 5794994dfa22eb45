using System.Numerics;
using System.Runtime.InteropServices;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>
/// One linear model for each label, that label against all others: a support vector machine by dual coordinate descent, on marks that are
/// weighed by how much more often they come with the label than without it. Seeded. Immutable.
/// </summary>
internal sealed class LabelModel
{
    // How many numbers a model may hold; where there would be more, marks that are rare are left out.
    private const int MaxCells = 4_000_000;
    private const float Smooth = 1;
    private const float MaxPull = 1;
    private const float Settled = 0.05f;
    private const byte Nap = 2;

    private readonly Vocabulary _features;
    private readonly float[] _weights;
    private readonly int _width;

    private LabelModel(Vocabulary features, float[] weights, int width)
    {
        (_features, _weights, _width) = (features, weights, width);
    }

    /// <summary>How many places the margins of so many labels take: whole vectors.</summary>
    public static int WidthOf(int labels) => (labels + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>Learns.</summary>
    /// <param name="examples">The marks of each example.</param>
    /// <param name="labels">The label of each, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">How many labels there are.</param>
    /// <param name="rounds">How often all examples are gone through at most.</param>
    public static LabelModel Learn(IReadOnlyList<uint[]> examples, IReadOnlyList<int> labels, int count, int rounds)
    {
        var width = WidthOf(count);
        var features = LabelFeatures.Choose(examples, MaxCells / Math.Max(1, width));
        var bias = features.Count;
        var rows = new int[examples.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [.. examples[i].Select(features.Find).Where(static feature => feature >= 0)];
        }

        // One row for each feature, the last is the bias. Weights hold the ratio already: what is learned times how it is weighed.
        var squares = LabelFeatures.SquaredRatios(rows, labels, count, features.Count, width, Smooth);
        var weights = new float[squares.Length];
        var pulls = new float[rows.Length * width];
        var reaches = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            Sum(squares, rows[i], bias, Value(examples[i].Length) * Value(examples[i].Length), reaches.AsSpan(i * width, width));
        }

        var (margins, changes) = (new float[width], new float[width]);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var asleep = new byte[rows.Length];
        var seed = 0x2545F491u;
        for (var (round, open) = (0, float.MaxValue); round < rounds && open > Settled; round++)
        {
            open = 0;
            Shuffle(order, ref seed);
            foreach (var i in order)
            {
                // What moved nothing will hardly move anything the next time either.
                if (asleep[i] > 0)
                {
                    asleep[i]--;
                    continue;
                }

                var value = Value(examples[i].Length);
                Sum(weights, rows[i], bias, value, margins);
                var most = Pull(margins.AsSpan(0, count), labels[i], pulls.AsSpan(i * width, width), reaches.AsSpan(i * width, width), changes);
                asleep[i] = most > 0 ? (byte)0 : Nap;
                if (most > 0)
                {
                    open = Math.Max(open, most);
                    Change(weights, squares, rows[i], bias, value, changes);
                }
            }
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
        Sum(_weights, CollectionsMarshal.AsSpan(known), _features.Count, Value(terms.Length), margins);
        margins.AsSpan(0, Math.Min(into.Length, _width)).CopyTo(into);
    }

    private static float Value(int terms) => 1 / MathF.Sqrt(Math.Max(1, terms));

    // One step on the dual of each label: how hard the example pulls, from 0 to its most. Returns how far the farthest was from rest.
    private static float Pull(ReadOnlySpan<float> margins, int own, Span<float> pulls, ReadOnlySpan<float> reaches, float[] changes)
    {
        var most = 0f;
        for (var label = 0; label < margins.Length; label++)
        {
            var sign = label == own ? 1 : -1;
            var slope = (margins[label] * sign) - 1;
            var pull = Math.Clamp(pulls[label] - (slope / reaches[label]), 0, MaxPull);
            changes[label] = (pull - pulls[label]) * sign;
            if (pull != pulls[label])
            {
                pulls[label] = pull;
                most = Math.Max(most, Math.Abs(slope));
            }
        }

        return most;
    }

    private static void Sum(float[] weights, ReadOnlySpan<int> features, int bias, float value, Span<float> margins)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(margins);
        sums.Clear();
        foreach (var feature in features)
        {
            var from = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(feature * sums.Length * Vector<float>.Count, margins.Length));
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += from[i];
            }
        }

        var always = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(bias * margins.Length, margins.Length));
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = (sums[i] * value) + always[i];
        }
    }

    private static void Change(float[] weights, float[] squares, ReadOnlySpan<int> features, int bias, float value, float[] changes)
    {
        var by = MemoryMarshal.Cast<float, Vector<float>>(changes.AsSpan());
        foreach (var feature in features)
        {
            Add(feature, value, by);
        }

        Add(bias, 1, by);

        void Add(int row, float times, ReadOnlySpan<Vector<float>> by)
        {
            var into = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(row * changes.Length, changes.Length));
            var square = MemoryMarshal.Cast<float, Vector<float>>(squares.AsSpan(row * changes.Length, changes.Length));
            for (var i = 0; i < into.Length; i++)
            {
                into[i] += by[i] * square[i] * times;
            }
        }
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
