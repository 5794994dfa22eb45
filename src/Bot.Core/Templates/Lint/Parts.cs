using System.Collections.Immutable;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>What can be included: the files of <c>templates/_parts/</c>, and the plain wording of any other template.</summary>
internal sealed class Parts
{
    private readonly Dictionary<string, Dictionary<string, (string Text, ImmutableArray<Node> Body)>> _byName = new(StringComparer.Ordinal);

    public Parts(IEnumerable<ParsedTemplate> parts)
    {
        foreach (var part in parts)
        {
            var locales = new Dictionary<string, (string, ImmutableArray<Node>)>(StringComparer.OrdinalIgnoreCase);
            foreach (var section in part.Sections.Where(s => s.Conditions.IsEmpty))
            {
                if (section.Body is { } body)
                {
                    locales.TryAdd(section.Locale, (part.TextOf(section), body));
                }
            }

            _byName[part.Key] = locales;
        }
    }

    /// <summary>Names of the parts that a section includes itself.</summary>
    public static IEnumerable<string> NamesIn(ParsedSection section) => In(section.Body ?? []);

    private static IEnumerable<string> In(ImmutableArray<Node> nodes) => nodes.SelectMany(node => node switch
    {
        PartialNode partial => [partial.Name],
        BranchNode branch => In(branch.Then).Concat(In(branch.Else)),
        LoopNode loop => In(loop.Each).Concat(In(loop.Else)),
        _ => Enumerable.Empty<string>(),
    });

    public IEnumerable<string> Names => _byName.Keys;

    public bool Exists(string name) => _byName.ContainsKey(name);

    /// <summary>The body for a language: that one or its parent, never another's.</summary>
    public ImmutableArray<Node>? Find(string name, string locale) => Get(name, locale)?.Body;

    /// <summary>The text of a part for a language, for the engine.</summary>
    public string? TextOf(string name, string locale) => Get(name, locale)?.Text;

    private (string Text, ImmutableArray<Node> Body)? Get(string name, string locale)
    {
        if (!_byName.TryGetValue(name, out var locales))
        {
            return null;
        }

        return locales.TryGetValue(locale, out var exact) ? exact
            : locale.IndexOf('-') is var dash and > 0 && locales.TryGetValue(locale[..dash], out var parent) ? parent : null;
    }
}
