using System.Collections.Immutable;

namespace Bot.Core.Understanding.Speaking;

/// <summary>How good a gate is, measured on labels that it did not learn from.</summary>
/// <param name="Labels">How many labels there are.</param>
/// <param name="Wanted">In how many of them an answer is welcome.</param>
/// <param name="Said">How many of them we would have answered.</param>
/// <param name="Right">How many of those were welcome.</param>
/// <param name="LiveSaid">Labels of what it lately said for real, or in shadow; the newest 50 at most.</param>
/// <param name="LiveRight">How many of those were welcome.</param>
public sealed record SpeakMeasure(int Labels, int Wanted, int Said, int Right, int LiveSaid, int LiveRight)
{
    /// <summary>The part of our answers that is welcome; null when there would be none.</summary>
    public double? Precision => Said == 0 ? null : (double)Right / Said;

    /// <summary>The part of the welcome answers that we give; null when none is welcome.</summary>
    public double? Recall => Wanted == 0 ? null : (double)Right / Wanted;
}

/// <summary>
/// Whether an unasked answer is welcome in one group, learnt from its operators' labels. Immutable; the same labels in
/// any order give the same gate. It opens only when labels that it did not learn from say that it is right often enough.
/// </summary>
public sealed class SpeakGate
{
    private const int Folds = 5;
    private const int LeastToLearn = 20;
    private const int LeastOfAKind = 5;
    private const int LeastSaid = 20;
    private const int Recent = 50;
    private const double Never = 2;
    private const ulong Seed = 20_261_122;

    private readonly SpeakModel? _model;

    private SpeakGate(SpeakModel? model, double threshold, SpeakMeasure measure, string why)
    {
        (_model, Threshold, Measure, Why) = (model, threshold, measure, why);
    }

    /// <summary>Knows nothing and is shut.</summary>
    public static SpeakGate Untrained { get; } = new(null, Never, new SpeakMeasure(0, 0, 0, 0, 0, 0), "few_labels");

    /// <summary>True when it has learnt something, so that it can be asked.</summary>
    public bool IsTrained => _model is not null;

    /// <summary>True when it may let us speak.</summary>
    public bool IsOn => Why == "on";

    /// <summary>Why it is on or off: <c>on few_labels one_sided too_few_said precision lately</c>.</summary>
    public string Why { get; }

    /// <summary>From this probability on an answer is taken to be welcome; above 1 for never.</summary>
    public double Threshold { get; }

    /// <summary>How good it is.</summary>
    public SpeakMeasure Measure { get; }

    /// <summary>How likely an answer is welcome, 0 to 1; 0 before it learnt.</summary>
    public double Probability(SpeakFeatures features) => _model?.Probability(features) ?? 0;

    /// <summary>Learns and measures. Work grows with the labels alone; a second or so for some thousand.</summary>
    public static SpeakGate Learn(IEnumerable<SpeakExample> labelled, SpeakSettings settings)
    {
        var examples = labelled.OrderBy(example => example.At).ThenBy(example => example.Text, StringComparer.Ordinal).ThenBy(example => example.Speak).ToArray();
        var wanted = examples.Count(example => example.Speak);
        var live = examples.Where(example => example.Live).TakeLast(Recent).ToArray();
        var measure = new SpeakMeasure(examples.Length, wanted, 0, 0, live.Length, live.Count(example => example.Speak));
        if (examples.Length < LeastToLearn)
        {
            return new SpeakGate(null, Never, measure, "few_labels");
        }

        if (wanted < LeastOfAKind || examples.Length - wanted < LeastOfAKind)
        {
            return new SpeakGate(null, Never, measure, "one_sided");
        }

        // A threshold that just reaches the target on some labels falls a little short on others: aim half-way above it.
        var aim = (1 + settings.Precision) / 2;
        var heldOut = HeldOut(examples);
        foreach (var fold in heldOut.GroupBy(one => one.Fold))
        {
            var threshold = ThresholdFor(heldOut.Where(one => one.Fold != fold.Key), aim);
            var said = fold.Where(one => one.Example.Eligible && one.Probability >= threshold).ToArray();
            measure = measure with { Said = measure.Said + said.Length, Right = measure.Right + said.Count(one => one.Example.Speak) };
        }

        return new SpeakGate(SpeakModel.Learn(examples, Seed), ThresholdFor(heldOut, aim), measure, Judge(measure, settings));
    }

    private static string Judge(SpeakMeasure measure, SpeakSettings settings)
    {
        if (measure.Labels < settings.Labels)
        {
            return "few_labels";
        }

        // So many mistakes that not even a full window of right ones could make up for them: no need to wait for it.
        if (measure.LiveSaid - measure.LiveRight > (1 - settings.Precision) * Recent)
        {
            return "lately";
        }

        return measure.Said < LeastSaid ? "too_few_said"
            : measure.Precision >= settings.Precision ? "on"
            : "precision";
    }

    // Each label's probability by a model that did not see it. The same words go into the same fold, and each fold gets its
    // part of both kinds.
    private static ImmutableArray<HeldOutLabel> HeldOut(SpeakExample[] examples)
    {
        var seed = Seed;
        var texts = examples.GroupBy(example => example.Text, StringComparer.Ordinal).ToArray();
        SpeakModel.Shuffle(texts, ref seed);
        var folds = texts.OrderBy(text => text.First().Speak).Select((text, i) => (text, Fold: i % Folds)).ToArray();
        var all = ImmutableArray.CreateBuilder<HeldOutLabel>(examples.Length);
        for (var fold = 0; fold < Folds; fold++)
        {
            var seen = folds.Where(one => one.Fold != fold).SelectMany(one => one.text).ToArray();
            var model = SpeakModel.Learn(seen, Seed + (ulong)fold);
            all.AddRange(folds.Where(one => one.Fold == fold).SelectMany(one => one.text).Select(example => new HeldOutLabel(example, fold, model.Probability(example.Features))));
        }

        return all.DrainToImmutable();
    }

    // The lowest threshold that reaches the aim: the most answers that are right often enough.
    private static double ThresholdFor(IEnumerable<HeldOutLabel> labels, double aim)
    {
        var (said, right, best) = (0, 0, Never);
        var ranked = labels.Where(one => one.Example.Eligible).OrderByDescending(one => one.Probability).ToArray();
        for (var i = 0; i < ranked.Length; i++)
        {
            said++;
            right += ranked[i].Example.Speak ? 1 : 0;
            var isLastOfItsKind = i + 1 == ranked.Length || ranked[i + 1].Probability < ranked[i].Probability;
            if (isLastOfItsKind && right >= aim * said)
            {
                // Half-way to the next, which was not to be said.
                best = i + 1 == ranked.Length ? ranked[i].Probability : (ranked[i].Probability + ranked[i + 1].Probability) / 2;
            }
        }

        return best;
    }

    private sealed record HeldOutLabel(SpeakExample Example, int Fold, double Probability);
}
