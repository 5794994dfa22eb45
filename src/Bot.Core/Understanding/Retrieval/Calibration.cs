namespace Bot.Core.Understanding.Retrieval;

/// <summary>Turns margins into probabilities: Platt's logistic fit of one slope and one shift.</summary>
internal static class Calibration
{
    private const int MaxSteps = 30;

    /// <summary>The slope, never negative, and the shift. Both kinds count the same, however many there are of each.</summary>
    public static (float Slope, float Shift) Fit(IReadOnlyList<(float Margin, bool Ours)> margins)
    {
        var ours = margins.Count(static one => one.Ours);
        var others = margins.Count - ours;
        if (ours == 0 || others == 0)
        {
            return (0, 0);
        }

        // Targets short of 0 and 1, so that a few sentences that are told apart perfectly do not make it certain.
        var (high, low) = ((ours + 1.0) / (ours + 2.0), 1 / (others + 2.0));
        var (slope, shift) = (0.0, 0.0);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (g1, g2, h11, h12, h22) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
            foreach (var (margin, isOurs) in margins)
            {
                var weight = 0.5 / (isOurs ? ours : others);
                var p = 1 / (1 + Math.Exp(-((slope * margin) + shift)));
                var off = weight * ((isOurs ? high : low) - p);
                var curve = weight * p * (1 - p);
                g1 += off * margin;
                g2 += off;
                h11 += curve * margin * margin;
                h12 += curve * margin;
                h22 += curve;
            }

            var determinant = (h11 * h22) - (h12 * h12);
            if (Math.Abs(determinant) < 1e-12)
            {
                break;
            }

            var (d1, d2) = (((h22 * g1) - (h12 * g2)) / determinant, ((h11 * g2) - (h12 * g1)) / determinant);
            slope = Math.Clamp(slope + d1, -20, 20);
            shift = Math.Clamp(shift + d2, -20, 20);
            if (Math.Abs(d1) + Math.Abs(d2) < 1e-6)
            {
                break;
            }
        }

        return slope > 0 ? ((float)slope, (float)shift) : (0, 0);
    }
}
