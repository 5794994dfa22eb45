using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>Which marks a <see cref="LabelModel"/> looks at, and how each is weighed before anything is learned.</summary>
internal static class LabelFeatures
{
    /// <summary>The marks of the examples, numbered; where they are more than <paramref name="most"/>, only those that come more than once, twice, and so on.</summary>
    public static Vocabulary Choose(IReadOnlyList<uint[]> examples, int most)
    {
        var all = new Vocabulary(examples.Count * 16);
        var times = new List<int>(examples.Count * 16);
        foreach (var term in examples.SelectMany(static terms => terms))
        {
            var feature = all.Add(term);
            if (feature == times.Count)
            {
                times.Add(0);
            }

            times[feature]++;
        }

        for (var least = 2; all.Count > most; least++)
        {
            var kept = Enumerable.Range(0, all.Count).Where(feature => times[feature] >= least).ToList();
            var fewer = new Vocabulary(kept.Count);
            kept.ForEach(feature => fewer.Add(all.Mark(feature)));
            times = [.. kept.Select(feature => times[feature])];
            all = fewer;
        }

        return all;
    }

    /// <summary>
    /// For each feature and label the square of the logarithm of how much likelier the feature is in an example of that label than in one of
    /// another; a last row of ones for the bias.
    /// </summary>
    public static float[] SquaredRatios(int[][] rows, IReadOnlyList<int> labels, int count, int features, int width, float smooth)
    {
        var ratios = new float[(features + 1) * width];
        var (sums, sizes) = (new float[features], new float[count]);
        for (var i = 0; i < rows.Length; i++)
        {
            sizes[labels[i]]++;
            foreach (var feature in rows[i])
            {
                ratios[(feature * width) + labels[i]]++;
                sums[feature]++;
            }
        }

        for (var feature = 0; feature < features; feature++)
        {
            for (var label = 0; label < count; label++)
            {
                ref var cell = ref ratios[(feature * width) + label];
                var within = (cell + smooth) / (sizes[label] + (2 * smooth));
                var without = (sums[feature] - cell + smooth) / (rows.Length - sizes[label] + (2 * smooth));
                var ratio = MathF.Log(within / without);
                cell = ratio * ratio;
            }
        }

        ratios.AsSpan(features * width, count).Fill(1);
        return ratios;
    }
}
