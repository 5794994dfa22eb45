namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// How sure a find is, on one scale for all texts: by how much nearer the text is to a question than to what people say anyway, by how
/// much it sounds like this shop's matters, by whether it asks at all, and a little by its length.
/// </summary>
/// <remarks>
/// The form is a logistic one. Its weights were chosen on one half of the independent questions and of the asks that were held back, against
/// that half of the chit-chat and against lines of the background that the others were to tell; the scale was then laid so that 0.6 is a
/// good answer. <c>RetrievalBench trials</c> measures both halves.
/// </remarks>
internal static class Certainty
{
    private const double Alike = 0.53;
    private const double Anyway = -0.50;
    private const double Ours = 0.17;
    private const double Longer = 0.06;
    private const double OnlySounds = -0.24;
    private const double Asking = 0.19;
    private const double Shift = -0.31;

    // Below this a likeness is none: two texts that have nothing in common are not endlessly far from each other.
    private const double Faint = 0.05;

    private const double LeastDomain = 0.003;

    /// <summary>The score, above 0 and below 1.</summary>
    /// <param name="likeness">How alike the text and the best question are, 0 to 1.</param>
    /// <param name="anyway">How alike the text and the nearest sentence of the background are, 0 to 1.</param>
    /// <param name="domain">How likely the text is one for this shop, 0 to 1.</param>
    /// <param name="length">How many units the text has, 1 or more.</param>
    /// <param name="bySound">Whether only the sound told.</param>
    /// <param name="asks">Whether the text asks something, by its form.</param>
    public static double Of(double likeness, double anyway, double domain, int length, bool bySound, bool asks)
    {
        var sum = (Alike * Math.Log(likeness + Faint)) + (Anyway * Math.Log(anyway + Faint)) + (Ours * Odds(domain)) + (Longer * Math.Log(length))
            + (bySound ? OnlySounds : 0) + (asks ? Asking : 0) + Shift;
        return Math.Min(0.999, 1 / (1 + Math.Exp(-sum)));
    }

    /// <summary>What two judgements of one text say together, where neither is surer than the other.</summary>
    public static double Between(double one, double other) => 1 / (1 + Math.Exp(-(Odds(one) + Odds(other)) / 2));

    private static double Odds(double domain) => Math.Clamp(domain, LeastDomain, 1 - LeastDomain) is var p ? Math.Log(p / (1 - p)) : 0;
}
