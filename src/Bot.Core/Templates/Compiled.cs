using System.Collections.Immutable;

namespace Bot.Core.Templates;

/// <summary>A section ready to render.</summary>
/// <param name="Section">As written.</param>
/// <param name="Render">The engine's code.</param>
/// <param name="Variables">The variables that it, or a part in it, reads at the top.</param>
/// <param name="UsesPrivate">True when a private value may be in its text.</param>
internal sealed record CompiledSection(TemplateSection Section, Func<Dictionary<string, object?>, string> Render, ImmutableArray<Variable> Variables, bool UsesPrivate);

/// <summary>A template ready to render.</summary>
internal sealed record CompiledTemplate(Template Template, ImmutableArray<CompiledSection> Sections)
{
    /// <summary>The code of one of the template's own sections.</summary>
    public CompiledSection Of(TemplateSection section) => Sections.First(s => ReferenceEquals(s.Section, section));
}
