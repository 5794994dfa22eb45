using System.Collections.Immutable;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>An example of what people say, and where it leads.</summary>
/// <param name="Text">What people say.</param>
/// <param name="Label">Where it leads: a dialog, a command, a topic.</param>
public sealed record RouteExample(string Text, string Label);

/// <summary>Where a text leads.</summary>
/// <param name="Label">The label that fits best; null when there is nothing to read or nothing was learned.</param>
/// <param name="Score">How probable the label is times how near the nearest example is, 0 to 1: comparable between texts.</param>
/// <param name="OutOfScope">True when the score is lower than that of nearly all that belongs to a label.</param>
public sealed record Routed(string? Label, double Score, bool OutOfScope);

/// <summary>Leads a text to the dialog, command or topic that it is for, learned from examples. Immutable; the same examples give the same router.</summary>
public sealed class Router
{
    // Of what belongs to a label this share is given up, for what does not belong.
    private const double GivenUp = 0.05;
    private const double LeastScore = 0.05;
    private const long MaxWork = 500_000_000;
    private const int MinRounds = 4;
    private const int MaxRounds = 10;
    private const int Sample = 200;
    private const int MaxJudged = 500;
    private const int MaxTried = 8000;
    private const float Sharpness = 3;

    private readonly LabelModel _model;
    private readonly bool _apart;
    private readonly Retriever _near;
    private readonly double _threshold;

    private Router(ImmutableArray<string> labels, LabelModel model, bool apart, Retriever near, double threshold)
    {
        (Labels, _model, _apart, _near, _threshold) = (labels, model, apart, near, threshold);
    }

    /// <summary>The labels, sorted.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>Learns from examples; those without a letter or digit count for nothing.</summary>
    public static Router Learn(IReadOnlyCollection<RouteExample> examples, Background background)
    {
        var kept = examples.Where(static example => Wording.Fold(example.Text).Length > 0).ToList();
        ImmutableArray<string> labels = [.. kept.Select(static example => example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        // How sure the router is of sentences that it never saw: learned from one half, judged on the other.
        var each = Math.Max(1, kept.Count / MaxTried);
        var tried = kept.Where((_, i) => i % each == 0).ToList();
        var half = Make(tried.Where(static (_, i) => i % 2 == 0).ToList(), labels, background, 0);
        var unseen = tried.Where(static (_, i) => i % 2 == 1).ToList();
        var step = Math.Max(1, unseen.Count / MaxJudged);
        var scores = unseen.Where((_, i) => i % step == 0).Select(example => half.Route(example.Text).Score).Order().ToList();
        var threshold = Math.Max(LeastScore, scores.Count == 0 ? 0 : scores[(int)(GivenUp * scores.Count)]);
        return Make(kept, labels, background, threshold);
    }

    /// <summary>Where a text leads.</summary>
    public Routed Route(string text)
    {
        var terms = RouteFeatures.Read(text, _apart);
        if (terms.Length == 0 || Labels.IsEmpty)
        {
            return new Routed(null, 0, true);
        }

        var margins = new float[Labels.Length];
        _model.Judge(terms, margins);
        var best = Array.IndexOf(margins, margins.Max());
        var all = margins.Sum(margin => MathF.Exp(Sharpness * (margin - margins[best])));
        var near = _near.Find(text, label => label == Labels[best], 1).Likeness;
        var score = near / all;
        return new Routed(Labels[best], score, score < _threshold);
    }

    private static Router Make(List<RouteExample> examples, ImmutableArray<string> labels, Background background, double threshold)
    {
        var places = labels.Select(static (label, at) => (label, at)).ToDictionary(static pair => pair.label, static pair => pair.at, StringComparer.Ordinal);

        // Many examples of many labels are looked at less closely and less often: the work is bounded, a few seconds at most.
        var apart = Work(examples, labels.Length, apart: true) * MinRounds <= MaxWork;
        var rounds = (int)Math.Clamp(MaxWork / Math.Max(1, Work(examples, labels.Length, apart)), MinRounds, MaxRounds);
        var model = LabelModel.Learn([.. examples.Select(example => RouteFeatures.Read(example.Text, apart))], [.. examples.Select(example => places[example.Label])], labels.Length, rounds);
        return new Router(labels, model, apart, Retriever.Build(examples.Select(static example => new Ask(example.Label, example.Text)), background), threshold);
    }

    // About how many additions one round takes.
    private static long Work(List<RouteExample> examples, int labels, bool apart)
    {
        var step = Math.Max(1, examples.Count / Sample);
        return examples.Where((_, i) => i % step == 0).Sum(example => (long)RouteFeatures.Read(example.Text, apart).Length) * step * LabelModel.WidthOf(labels);
    }
}
