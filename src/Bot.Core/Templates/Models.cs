using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Shop;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates;

/// <summary>Sample values of one model, by a name that says what they show.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, object?> Values);

/// <summary>The variables of every model, and their samples: <c>templates/_models/*.yaml</c>, <c>templates/_samples/&lt;model&gt;/*.yaml</c>.</summary>
internal sealed class Models
{
    private const string ModelFolder = "templates/_models/";
    private const string SampleFolder = "templates/_samples/";

    // Names for “nothing beyond the global variables”, so that a template may say what it is about without a model file.
    private static readonly ImmutableArray<string> Bare = ["", "shop", "offers", "products"];

    private readonly Dictionary<string, ImmutableArray<Variable>> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Sample>> _samples = new(StringComparer.Ordinal);

    public Models(IReadOnlyList<ContentFile> files, ShopData shop, ImmutableArray<Problem>.Builder problems)
    {
        Globals = Variables.Of(shop);
        foreach (var name in Bare)
        {
            _models[name] = [];
        }

        foreach (var file in In(files, ModelFolder))
        {
            if (YamlDocument.Parse(file, problems) is { } map)
            {
                var reader = new YamlReader(file.Path, map, problems);
                var name = file.Path[ModelFolder.Length..^".yaml".Length].Replace('/', '.');
                if (reader.Scalar("model") is { } named && named.Text != name)
                {
                    reader.Add(named, "T020", $"model 是“{named.Text}”，文件名是“{name}”，两处要一样。", $"model is `{named.Text}` but the file is named `{name}`: make them the same.");
                }

                _models[name] = ModelReader.Read(reader, problems, file.Path);
            }
        }

        foreach (var file in In(files, SampleFolder))
        {
            if (YamlDocument.Parse(file, problems) is { } map)
            {
                AddSample(file, map, problems);
            }
        }
    }

    /// <summary>What every template has.</summary>
    public ImmutableArray<Variable> Globals { get; }

    /// <summary>Names of the models.</summary>
    public IEnumerable<string> Names => _models.Keys.Where(n => n.Length > 0);

    /// <summary>The model's own variables; null when there is no such model.</summary>
    public ImmutableArray<Variable>? Find(string name) => _models.TryGetValue(name, out var model) ? model : null;

    /// <summary>The model's samples.</summary>
    public IReadOnlyList<Sample> Samples(string name) => _samples.TryGetValue(name, out var samples) ? samples : [];

    private void AddSample(ContentFile file, YamlMap map, ImmutableArray<Problem>.Builder problems)
    {
        var path = file.Path[SampleFolder.Length..^".yaml".Length];
        var slash = path.LastIndexOf('/');
        var model = slash < 0 ? path : path[..slash].Replace('/', '.');
        if (Find(model) is not { } variables)
        {
            var hint = NearestName.Hint(model, Names);
            problems.Add(new Problem(file.Path, 1, 1, "T020", $"没有模型“{model}”{hint.Zh}", $"There is no model `{model}`{hint.En}"));
            return;
        }

        var known = variables.Concat(Globals).Select(v => v.Name).ToList();
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            var hint = NearestName.Hint(entry.Key.Text, known);
            problems.Add(new Problem(file.Path, entry.Key.Line, entry.Key.Column, "T001", $"模型里没有变量 {entry.Key.Text}{hint.Zh}", $"The model has no variable {entry.Key.Text}{hint.En}"));
        }

        if (!_samples.TryGetValue(model, out var list))
        {
            _samples[model] = list = [];
        }

        list.Add(new Sample(slash < 0 ? path : path[(slash + 1)..], (IReadOnlyDictionary<string, object?>)ModelReader.Plain(map)!));
    }

    private static IEnumerable<ContentFile> In(IReadOnlyList<ContentFile> files, string folder) => files
        .Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal) && f.Path.EndsWith(".yaml", StringComparison.Ordinal))
        .OrderBy(f => f.Path, StringComparer.Ordinal)
        .Select(TemplateParser.Normalise);
}
