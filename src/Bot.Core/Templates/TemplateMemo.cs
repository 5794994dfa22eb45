using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Templates.Lint;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates;

/// <summary>
/// What one content version knows of its files, for the next: how each was read, and of those without any problem what came
/// of it. It changes nothing but the time that a build takes. Not for several threads while it is filled.
/// </summary>
internal sealed class TemplateMemo
{
    private readonly Dictionary<string, Read> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Clean> _clean = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ContentFile> _around;
    private readonly bool _isAroundSame;
    private TemplateMemo? _previous;

    public TemplateMemo(TemplateMemo? previous, IReadOnlyList<ContentFile> files)
    {
        // All that a template is checked against, beside other templates.
        _around = [.. files.Where(f => !f.Path.EndsWith(".tmpl", StringComparison.Ordinal) && (f.Path.StartsWith("templates/", StringComparison.Ordinal) || f.Path.StartsWith("dialogs/personas/", StringComparison.Ordinal)))];
        _previous = previous;
        _isAroundSame = previous?._around.SequenceEqual(_around) == true;
    }

    /// <summary>Reads a file, or takes what is known of the same text.</summary>
    public ParsedTemplate Parse(ContentFile file, string folder, ImmutableArray<Problem>.Builder problems)
    {
        if (_previous?._read.GetValueOrDefault(file.Path) is { } before && before.File == file)
        {
            _read[file.Path] = before;
            problems.AddRange(before.Problems);
            return before.Parsed with { Sink = before.Parsed.Sink.Into(problems, before.Errors) };
        }

        var from = problems.Count;
        var parsed = TemplateParser.Parse(file, folder, problems);
        _read[file.Path] = new Read(file, parsed, [.. problems.Skip(from)], parsed.Sink.Errors);
        return parsed;
    }

    /// <summary>What came of the same text among the same files around it, where nothing was wrong with it.</summary>
    public CompiledTemplate? Find(ParsedTemplate parsed, Parts parts, HashSet<string> included, Bodies bodies)
    {
        if (!_isAroundSame || _previous?._clean.GetValueOrDefault(parsed.File.Path) is not { } before || before.Compiled.Template.Version != parsed.Template.Version || before.File != parsed.File
            || before.Bodies.Any(body => body.Parts.Any(part => parts.TextOf(part.Key, body.Locale) != part.Value)))
        {
            return null;
        }

        foreach (var body in before.Bodies)
        {
            included.UnionWith(body.Parts.Keys);
            bodies.Compile(body.Locale, body.Text, body.Parts);
        }

        _clean[parsed.File.Path] = before;
        return before.Compiled;
    }

    /// <summary>Keeps what came of a text with which nothing was wrong.</summary>
    public void Keep(ParsedTemplate parsed, CompiledTemplate compiled, ImmutableArray<UsedBody> bodies) =>
        _clean[parsed.File.Path] = new Clean(parsed.File, compiled, bodies);

    /// <summary>Forgets the version before.</summary>
    public void Seal() => _previous = null;

    private sealed record Read(ContentFile File, ParsedTemplate Parsed, ImmutableArray<Problem> Problems, int Errors);

    private sealed record Clean(ContentFile File, CompiledTemplate Compiled, ImmutableArray<UsedBody> Bodies);
}

/// <summary>A body with all the parts that it includes.</summary>
internal sealed record UsedBody(string Locale, string Text, ImmutableSortedDictionary<string, string> Parts);
