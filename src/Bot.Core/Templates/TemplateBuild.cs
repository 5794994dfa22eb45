using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Templates.Lint;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates;

/// <summary>Makes a <see cref="TemplateSet"/>: reads every file, checks it, and only what is clean is compiled and rendered once.</summary>
internal sealed class TemplateBuild
{
    private const string Folder = "templates/";
    private const string PartFolder = "templates/_parts/";

    private readonly TemplateContext _context;
    private readonly ImmutableArray<Problem>.Builder _problems;
    private readonly Models _models;
    private readonly ImmutableArray<ParsedTemplate> _partFiles;
    private readonly ImmutableArray<ParsedTemplate> _templates;
    private readonly Parts _parts;
    private readonly Dictionary<string, Engine> _engines = new(StringComparer.Ordinal);

    public TemplateBuild(IReadOnlyList<ContentFile> files, TemplateContext context, ImmutableArray<Problem>.Builder problems)
    {
        (_context, _problems) = (context, problems);
        _models = new Models(files, context.Shop, problems);
        var all = files.Where(f => f.Path.StartsWith(Folder, StringComparison.Ordinal) && f.Path.EndsWith(".tmpl", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        _partFiles = [.. all.Where(f => f.Path.StartsWith(PartFolder, StringComparison.Ordinal)).Select(f => TemplateParser.Parse(f, PartFolder, problems))];
        _templates = [.. all.Where(f => !f.Path.StartsWith(Folder + "_", StringComparison.Ordinal)).Select(f => TemplateParser.Parse(f, Folder, problems)).DistinctBy(t => t.Key)];
        _parts = new Parts(_templates.Concat(_partFiles));
    }

    public TemplateSet Run()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var ready = new List<CompiledTemplate>();
        foreach (var parsed in _templates)
        {
            if (One(parsed, used) is { } compiled)
            {
                ready.Add(compiled);
            }
        }

        return new TemplateSet(ready, _context);
    }

    private CompiledTemplate? One(ParsedTemplate parsed, HashSet<string> used)
    {
        var variables = VariablesOf(parsed);
        var bodies = new List<(ParsedSection Section, BodyLint Lint)>();
        foreach (var section in parsed.Sections.Where(s => s.Body is not null))
        {
            var lint = new BodyLint(parsed.Sink, _parts, section.Locale);
            lint.Check(section.Body!.Value, variables);
            used.UnionWith(lint.Used);
            bodies.Add((section, lint));
        }

        if (parsed.Sink.Errors > 0 || bodies.Count < parsed.Sections.Length)
        {
            return null;
        }

        ImmutableArray<CompiledSection> sections = [.. bodies.Select(b => Compile(parsed, b.Section, b.Lint, variables))];
        return new CompiledTemplate(parsed.Template with { Sections = [.. sections.Select(s => s.Section)] }, sections);
    }

    private ImmutableArray<Variable> VariablesOf(ParsedTemplate parsed)
    {
        var variables = _models.Globals.ToDictionary(v => v.Name, StringComparer.Ordinal);
        foreach (var own in _models.Find(parsed.Template.Model) ?? [])
        {
            variables[own.Name] = own;
        }

        if (parsed.Template.Product is not null)
        {
            variables["product"] = new Variable("product", VariableType.Map, "商品", null, false, false, ShopValues.ProductFields);
        }

        if (parsed.Template.Offer is not null)
        {
            variables["offer"] = new Variable("offer", VariableType.Map, "优惠", null, false, false, ShopValues.OfferFields);
        }

        return [.. variables.Values];
    }

    private TemplateSection Section(ParsedTemplate parsed, ParsedSection section) => new()
    {
        Id = section.Id,
        Locale = section.Locale,
        Conditions = section.Conditions.DistinctBy(c => c.Name).ToImmutableSortedDictionary(c => c.Name, c => c.Name == "persona" ? PersonaId(c.Value) : c.Value, StringComparer.Ordinal),
        Weight = section.Weight,
        Text = parsed.TextOf(section),
        Line = parsed.Sink.Position(section.At).Line,
    };

    // A persona may be written by its id or by its name.
    private string PersonaId(string written) => _context.Personas.All.FirstOrDefault(p => p.Id == written || p.Name == written)?.Id ?? written;

    private CompiledSection Compile(ParsedTemplate parsed, ParsedSection section, BodyLint lint, ImmutableArray<Variable> variables)
    {
        if (!_engines.TryGetValue(section.Locale, out var engine))
        {
            _engines[section.Locale] = engine = new Engine(section.Locale, _parts.Texts(section.Locale));
        }

        var read = variables.Where(v => lint.Roots.Contains(v.Name) || v.Name == parsed.Template.Cards).ToImmutableArray();
        return new CompiledSection(Section(parsed, section), engine.Compile(parsed.TextOf(section)), read, lint.FirstPrivate is not null);
    }
}
