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
    private readonly LintSettings _settings;
    private readonly ImmutableArray<ParsedTemplate> _partFiles = [];
    private readonly ImmutableArray<ParsedTemplate> _templates = [];
    private readonly Parts _parts;
    private readonly Bodies _bodies;
    private readonly TemplateMemo? _memo;

    public TemplateBuild(IReadOnlyList<ContentFile> files, TemplateContext context, ImmutableArray<Problem>.Builder problems, TemplateSet? previous = null)
    {
        (_context, _problems, _bodies) = (context, problems, new Bodies(previous?.Ground.Bodies));
        _models = new Models(files, context.Shop, problems);
        _settings = LintSettings.Read(files, problems);
        _memo = new TemplateMemo(previous?.Ground.Memo, files);
        var all = files.Where(f => f.Path.StartsWith(Folder, StringComparison.Ordinal) && f.Path.EndsWith(".tmpl", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        _partFiles = [.. all.Where(f => f.Path.StartsWith(PartFolder, StringComparison.Ordinal)).Select(f => _memo.Parse(f, PartFolder, problems))];
        _templates = [.. all.Where(f => !f.Path.StartsWith(Folder + "_", StringComparison.Ordinal)).Select(f => _memo.Parse(f, Folder, problems)).DistinctBy(t => t.Key)];
        _parts = new Parts(_templates.Concat(_partFiles));
    }

    /// <summary>Stands on what was built before: for one text that is not part of it.</summary>
    public TemplateBuild(TemplateGround ground, ImmutableArray<Problem>.Builder problems) =>
        (_context, _problems, _models, _settings, _parts, _bodies) = (ground.Context, problems, ground.Models, ground.Settings, ground.Parts, new Bodies(ground.Bodies));

    public TemplateSet Run()
    {
        var included = new HashSet<string>(StringComparer.Ordinal);
        var ready = new List<CompiledTemplate>();
        foreach (var parsed in _templates)
        {
            if ((_memo?.Find(parsed, _parts, included, _bodies) ?? One(parsed, included)) is { } compiled)
            {
                ready.Add(compiled);
            }
        }

        foreach (var (part, section) in _partFiles.SelectMany(p => p.Sections.Select(s => (p, s))))
        {
            if (section.Conditions is [var condition, ..])
            {
                part.Sink.Add(condition.At, "T008", "公共段落只按语言区分，不能带条件。", "A part differs by language alone: it takes no conditions.");
            }

            included.UnionWith(Parts.NamesIn(section));
            WordLint.Check(part, section, _settings, []);
        }

        SetLint.Check(_templates, _partFiles, _context.UsedKeys, included);
        _bodies.Seal();
        _memo?.Seal();
        return new TemplateSet(ready, new TemplateGround(_context, _models, _settings, _parts, _bodies, _memo));
    }

    /// <summary>Every section of a text against every sample; sections that cannot be said tell why.</summary>
    public ImmutableArray<PreviewVariant> Preview(ContentFile file, ImmutableArray<string> only)
    {
        var isPart = file.Path.StartsWith(PartFolder, StringComparison.Ordinal);
        var parsed = TemplateParser.Parse(file, isPart ? PartFolder : Folder, _problems);
        var variables = VariablesOf(parsed);
        var variants = ImmutableArray.CreateBuilder<PreviewVariant>();
        foreach (var section in parsed.Sections)
        {
            var before = _problems.Count;
            var lint = new BodyLint(parsed.Sink, _parts, section.Locale);
            lint.Check(section.Body ?? [], variables);
            var shape = new PreviewShape(parsed, section, _context.Personas);
            if (section.Body is null || _problems.Skip(before).Any(p => p.Severity == Severity.Error))
            {
                var (start, end) = (parsed.Sink.Position(section.At).Line, parsed.Sink.Position(section.BodyEnd).Line);
                variants.Add(shape.Wrong(_problems.FirstOrDefault(p => p.Severity == Severity.Error && p.Line >= start && p.Line <= end)));
                continue;
            }

            var code = Compile(parsed, section, lint, variables);
            var samples = SampleLint.All(code.Variables, _models.Samples(parsed.Template.Model)).Where(s => only.IsEmpty || only.Contains(s.Name));
            variants.AddRange(samples.Select(sample => shape.Of(code, sample.Name, sample.Values)));
        }

        return variants.ToImmutable();
    }

    /// <summary>What a text may use.</summary>
    public ImmutableArray<Variable> VariablesOf(ContentFile file) =>
        VariablesOf(TemplateParser.Parse(file, file.Path.StartsWith(PartFolder, StringComparison.Ordinal) ? PartFolder : Folder, _problems));

    private CompiledTemplate? One(ParsedTemplate parsed, HashSet<string> included)
    {
        HeadLint.Check(parsed, _context, _models);
        SectionLint.Check(parsed);
        var variables = VariablesOf(parsed);
        CheckCards(parsed, variables);
        var bodies = new List<(ParsedSection Section, BodyLint Lint)>();
        foreach (var section in parsed.Sections.Where(s => s.Body is not null))
        {
            var lint = new BodyLint(parsed.Sink, _parts, section.Locale);
            lint.Check(section.Body!.Value, variables);
            included.UnionWith(lint.Used);
            CheckWords(parsed, section, lint);
            bodies.Add((section, lint));
        }

        if (HasErrors(parsed) || bodies.Count < parsed.Sections.Length)
        {
            return null;
        }

        ImmutableArray<CompiledSection> sections = [.. bodies.Select(b => Compile(parsed, b.Section, b.Lint, variables))];
        foreach (var (section, code) in bodies.Zip(sections, (b, c) => (b.Section, c)))
        {
            SampleLint.Check(parsed, section, code, _models.Samples(parsed.Template.Model));
        }

        var template = parsed.Template with
        {
            Personas = [.. parsed.Template.Personas.Select(PersonaId)],
            Sections = [.. sections.Select(s => s.Section)],
            TellsUnsubscribe = parsed.Sections.All(s => WordLint.TellsUnsubscribe(parsed, s)),
        };
        if (HasErrors(parsed))
        {
            return null;
        }

        var result = new CompiledTemplate(template, sections);
        if (!_problems.Any(p => p.File == parsed.File.Path))
        {
            _memo?.Keep(parsed, result, [.. bodies.Select(b => new UsedBody(b.Section.Locale, parsed.TextOf(b.Section), Texts(b.Lint, b.Section.Locale)))]);
        }

        return result;
    }

    // The front matter's reader tells its problems itself, past the sink.
    private bool HasErrors(ParsedTemplate parsed) => parsed.Sink.Errors > 0 || _problems.Any(p => p.Severity == Severity.Error && p.File == parsed.File.Path);

    private void CheckWords(ParsedTemplate parsed, ParsedSection section, BodyLint lint)
    {
        WordLint.Check(parsed, section, _settings, _context.Personas.All);
        WordLint.CheckPush(parsed, section);
        WordLint.CheckEmoji(parsed, section, _context.Personas.All);
        if (lint.FirstPrivate is { } secret && SectionLint.ReachesGroups(section, parsed))
        {
            parsed.Sink.Add(secret.At, "T018", $"{secret.Name} 是个人信息，这一段可能在群里说出来：加 private: true 或 where: [dm]，或者另写一段 channel=group 不带它。", $"{secret.Name} is personal and this section could reach a group: set private: true or where: [dm], or write a channel=group section without it.");
        }
    }

    private static void CheckCards(ParsedTemplate parsed, ImmutableArray<Variable> variables)
    {
        if (parsed.Template.Cards is { } name && variables.FirstOrDefault(v => v.Name == name) is var list && (list is not { Type: VariableType.List } || list.Item.Field("name") is null))
        {
            parsed.Sink.Add(parsed.At("cards"), "T002", $"cards 要写一个列表变量，它的每一项有 name；“{name}”不是。", $"cards names a list variable whose items have a name; `{name}` is none.");
        }
    }

    private ImmutableArray<Variable> VariablesOf(ParsedTemplate parsed)
    {
        var variables = _models.Globals.ToDictionary(v => v.Name, StringComparer.Ordinal);
        foreach (var own in _models.Find(parsed.Template.Model) ?? [])
        {
            variables[own.Name] = own;
        }

        if (_context.Shop.Products.FirstOrDefault(p => p.Code == parsed.Template.Product) is { } product)
        {
            variables["product"] = new Variable("product", VariableType.Map, "商品", ShopValues.Product(product), false, false, ShopValues.ProductFields);
        }

        if (_context.Shop.Offers.FirstOrDefault(o => o.Id == parsed.Template.Offer) is { } offer)
        {
            variables["offer"] = new Variable("offer", VariableType.Map, "优惠", ShopValues.Offer(offer, _context.Shop.Zone), false, false, ShopValues.OfferFields);
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

    private ImmutableSortedDictionary<string, string> Texts(BodyLint lint, string locale) =>
        lint.Used.ToImmutableSortedDictionary(name => name, name => _parts.TextOf(name, locale) ?? "", StringComparer.Ordinal);

    private CompiledSection Compile(ParsedTemplate parsed, ParsedSection section, BodyLint lint, ImmutableArray<Variable> variables)
    {
        var read = variables.Where(v => lint.Roots.Contains(v.Name) || v.Name == parsed.Template.Cards).ToImmutableArray();
        return new CompiledSection(Section(parsed, section), _bodies.Compile(section.Locale, parsed.TextOf(section), Texts(lint, section.Locale)), read, lint.FirstPrivate is not null);
    }
}
