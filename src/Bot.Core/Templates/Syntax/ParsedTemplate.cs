using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Templates.Syntax;

/// <summary>A condition as written in a section's heading.</summary>
internal sealed record Condition(string Name, string Value, int At);

/// <summary>A section with its places; <see cref="Body"/> is null when it could not be read.</summary>
internal sealed record ParsedSection(string Id, string Locale, ImmutableArray<Condition> Conditions, int Weight, int At, int BodyStart, int BodyEnd, ImmutableArray<Node>? Body);

/// <summary>A file taken apart: heading and sections.</summary>
internal sealed record ParsedTemplate(ContentFile File, string Key, Template Template, ImmutableArray<ParsedSection> Sections, YamlReader? Front, Sink Sink)
{
    /// <summary>The body's text of a section.</summary>
    public string TextOf(ParsedSection section) => File.Text[section.BodyStart..section.BodyEnd];

    /// <summary>Index of a front matter key's value, or of the file's start.</summary>
    public int At(string key) => Front?.Map[key]?.Start ?? 0;
}
