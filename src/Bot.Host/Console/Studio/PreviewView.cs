using System.Collections.Immutable;
using Bot.Core.Templates;

namespace Bot.Host.Console.Studio;

/// <summary>One bubble: words, or a card.</summary>
/// <param name="Kind"><c>text</c> or <c>card</c>.</param>
/// <param name="Text">The words.</param>
/// <param name="Title">A card's title.</param>
/// <param name="Subtitle">A card's price.</param>
/// <param name="Url">A card's picture.</param>
public sealed record PartView(string Kind, string Text, string? Title = null, string? Subtitle = null, string? Url = null);

/// <summary>One wording with one sample.</summary>
public sealed record VariantView(
    string Section, int Line, string Label, string Channel, string? Persona, string Language, string Sample, ImmutableArray<PartView> Parts, int Count, int Limit, bool Over, ProblemView? Problem)
{
    /// <summary>As screens show it.</summary>
    public static VariantView Of(PreviewVariant variant) => new(
        variant.Section, variant.Line, variant.Label, variant.Channel, variant.Persona, variant.Language, variant.Sample,
        variant.Text.Length == 0 ? [] : [new PartView("text", variant.Text), .. variant.Cards.Select(card => new PartView("card", card.Text ?? "", card.Title, card.Subtitle, card.ImageUrl))],
        variant.Count, variant.Limit, variant.IsOver, variant.Problem is { } problem ? ProblemView.Of(problem, null) : null);
}

/// <summary>A variable that may be used.</summary>
/// <param name="Name">As written: <c>user.nick</c>; fields of a list's items as <c>products[].name</c>.</param>
/// <param name="Zh">Its Chinese name.</param>
/// <param name="En">Its name for English screens.</param>
/// <param name="Type"><c>text|number|money|date|flag|list|map</c>.</param>
/// <param name="Sample">A value.</param>
/// <param name="Nullable">May be absent.</param>
/// <param name="Private">Must not reach a group.</param>
public sealed record VariableView(string Name, string Zh, string En, VariableType Type, object? Sample, bool Nullable, bool Private)
{
    /// <summary>All of them, fields behind what they are part of.</summary>
    public static IEnumerable<VariableView> Of(ImmutableArray<Variable> variables) => Under("", variables);

    private static IEnumerable<VariableView> Under(string prefix, ImmutableArray<Variable> variables)
    {
        foreach (var variable in variables)
        {
            var name = prefix + variable.Name;
            if (variable.Type != VariableType.Map)
            {
                var sample = variable.Type == VariableType.List ? null : Preview.Sample(variable);
                yield return new VariableView(name, variable.Zh, variable.Name.Replace('_', ' '), variable.Type, sample, variable.Nullable, variable.Private);
            }

            foreach (var field in Under(variable.Type == VariableType.List ? name + "[]." : name + ".", variable.Fields))
            {
                yield return field;
            }
        }
    }
}
