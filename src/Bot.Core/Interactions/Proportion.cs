namespace Bot.Core.Interactions;

/// <summary>So many of so many, with how sure one can be of the share.</summary>
/// <param name="Count">How many did, 0 to <paramref name="Of"/>.</param>
/// <param name="Of">Of how many.</param>
public readonly record struct Proportion(int Count, int Of)
{
    // The normal quantile of 97.5 %: every interval here covers 95 %.
    private const double Z = 1.959963984540054;

    /// <summary>The share, 0 to 1; null of nobody.</summary>
    public double? Share => Of == 0 ? null : (double)Count / Of;

    /// <summary>Wilson's score interval of 95 %; everything where nobody is known.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            if (Of == 0)
            {
                return (0, 1);
            }

            var (n, p) = ((double)Of, (double)Count / Of);
            var middle = p + (Z * Z / (2 * n));
            var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
            var whole = 1 + (Z * Z / n);
            return (Count == 0 ? 0 : (middle - half) / whole, Count == Of ? 1 : (middle + half) / whole);
        }
    }

    /// <summary>Newcombe's interval of 95 % for this share less another's, of different people; everything where nobody is known.</summary>
    public (double Low, double High) Less(Proportion other)
    {
        if (Share is not { } mine || other.Share is not { } theirs)
        {
            return (-1, 1);
        }

        var ((low, high), (otherLow, otherHigh)) = (Interval, other.Interval);
        return (
            mine - theirs - Math.Sqrt(Square(mine - low) + Square(otherHigh - theirs)),
            mine - theirs + Math.Sqrt(Square(high - mine) + Square(theirs - otherLow)));
    }

    private static double Square(double value) => value * value;
}
