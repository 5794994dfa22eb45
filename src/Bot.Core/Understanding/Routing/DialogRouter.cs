using System.Collections.Immutable;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>
/// Tells which dialog a sentence is for that carries more than a trigger: 帮我推荐一下200块以内的面霜. A linear model tells dialogs,
/// the rooms of the templates and everything else apart; the trigger that stands in the sentence vouches for it. Immutable.
/// </summary>
internal sealed class DialogRouter
{
    private const int Rounds = 8;
    private const int MaxExamples = 3000;
    private const float Sharpness = 3;
    private const string Nothing = "";

    private readonly ImmutableArray<string> _labels;
    private readonly LabelModel _model;
    private readonly Retriever _retriever;
    private readonly ImmutableDictionary<string, int[]> _triggers;

    private DialogRouter(ImmutableArray<string> labels, LabelModel model, Retriever retriever, ImmutableDictionary<string, int[]> triggers)
    {
        (_labels, _model, _retriever, _triggers) = (labels, model, retriever, triggers);
    }

    /// <summary>Learns from all that people say; null when there is no dialog.</summary>
    public static DialogRouter? Learn(Retriever retriever, Background background)
    {
        var triggers = Enumerable.Range(0, retriever.Count).Where(i => IsDialog(retriever[i].Key)).GroupBy(i => retriever[i].Key).ToImmutableDictionary(static same => same.Key, static same => same.ToArray(), StringComparer.Ordinal);
        if (triggers.IsEmpty)
        {
            return null;
        }

        var examples = Spread(Enumerable.Range(0, retriever.Count).Select(i => new RouteExample(retriever[i].Text, LabelOf(retriever[i].Key))).ToList())
            .Concat(Enumerable.Range(0, retriever.Count).Where(i => IsDialog(retriever[i].Key)).Select(i => new RouteExample(retriever[i].Text, retriever[i].Key)))
            .Concat(Spread([.. background.Sentences.Select(static sentence => new RouteExample(sentence, Nothing))]))
            .ToList();
        ImmutableArray<string> labels = [.. examples.Select(static example => example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var model = LabelModel.Learn([.. examples.Select(static example => RouteFeatures.Read(example.Text, apart: false))], [.. examples.Select(example => labels.IndexOf(example.Label))], labels.Length, Rounds);
        return new DialogRouter(labels, model, retriever, triggers);
    }

    /// <summary>The dialog that a text is for, with how probable that is times how whole its trigger stands there; null when it is for none.</summary>
    public Candidate? Route(string text, Func<string, bool> allowed)
    {
        var margins = new float[_labels.Length];
        _model.Judge(RouteFeatures.Read(text, apart: false), margins);
        var top = margins.Max();
        var label = _labels[Array.IndexOf(margins, top)];
        if (!IsDialog(label) || !allowed(label))
        {
            return null;
        }

        var (question, share) = _retriever.Within(text, _triggers[label]);
        var probable = 1 / margins.Sum(margin => MathF.Exp(Sharpness * (margin - top)));
        return question < 0 ? null : new Candidate(label, Math.Min(0.97, Math.Pow(share * probable, Retriever.Spread)), _retriever[question].Text);
    }

    private static IEnumerable<RouteExample> Spread(List<RouteExample> all)
    {
        var count = Math.Min(all.Count, MaxExamples);
        return Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Count / count)]);
    }

    private static string LabelOf(string key) => IsDialog(key) || !key.Contains('.', StringComparison.Ordinal) ? key : key[..key.IndexOf('.', StringComparison.Ordinal)];

    private static bool IsDialog(string key) => key.StartsWith(Matcher.DialogPrefix, StringComparison.Ordinal);
}
