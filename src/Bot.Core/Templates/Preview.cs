using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Templates;

/// <summary>One wording of a template with one sample, as it would be said.</summary>
/// <param name="Section">The section's id.</param>
/// <param name="Line">Line of its heading, from 1.</param>
/// <param name="Label">What tells it from the others, in Chinese: place, persona, language.</param>
/// <param name="Channel"><c>group</c>, <c>dm</c>, <c>all</c>, or a platform's id.</param>
/// <param name="Persona">The persona that it is for; null for any.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Sample">The sample's name; empty where there is a problem.</param>
/// <param name="Text">The words.</param>
/// <param name="Cards">The cards beside them.</param>
/// <param name="Count">Length in 字: two Latin letters count as one.</param>
/// <param name="Limit">The most that the place takes.</param>
/// <param name="Problem">Why it cannot be said; null where it can.</param>
public sealed record PreviewVariant(
    string Section, int Line, string Label, string Channel, string? Persona, string Language, string Sample, string Text, ImmutableArray<Activities.Card> Cards, int Count, int Limit, Problem? Problem)
{
    /// <summary>True when it is longer than the place takes.</summary>
    public bool IsOver => Count > Limit;
}

/// <summary>Says a text that is not in force by the engine that would say it.</summary>
public static class Preview
{
    /// <summary>Every section against every sample.</summary>
    /// <param name="set">The templates in force: their models, samples and parts.</param>
    /// <param name="draft">The text, a <c>.tmpl</c> file.</param>
    /// <param name="samples">Only these samples; empty for all.</param>
    public static ImmutableArray<PreviewVariant> Of(TemplateSet set, ContentFile draft, ImmutableArray<string> samples) =>
        new TemplateBuild(set.Ground, ImmutableArray.CreateBuilder<Problem>()).Preview(draft, samples);

    /// <summary>The variables that a text may use: its model's and those that every template has.</summary>
    /// <param name="set">The templates in force.</param>
    /// <param name="draft">The text, a <c>.tmpl</c> file.</param>
    public static ImmutableArray<Variable> Variables(TemplateSet set, ContentFile draft) =>
        new TemplateBuild(set.Ground, ImmutableArray.CreateBuilder<Problem>()).VariablesOf(draft);

    /// <summary>A value for a variable: the declared sample, or one made from type and name.</summary>
    public static object? Sample(Variable variable) => Lint.SampleLint.Make(variable);
}
