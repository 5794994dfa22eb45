using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Personas;
using Bot.Core.Shop;
using Bot.Core.Templates;
using Bot.Core.Throttling;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Catalog;

/// <summary>Makes a <see cref="CatalogSnapshot"/> from files: parse, check, link, index. Pure; the same files give the same catalogue.</summary>
public static partial class CatalogBuilder
{
    /// <summary>Builds; problems are in the result, sorted by file and place. Never throws for what operators wrote.</summary>
    /// <param name="files">The content.</param>
    /// <param name="preset">The throttle policy's preset where <see cref="PolicyParser.FilePath"/> is not among the files.</param>
    /// <param name="previous">The one in force, if any: what did not change is not compiled and indexed again. It changes nothing else.</param>
    /// <param name="encoder">Tells how near sentences are in meaning; null for none.</param>
    public static CatalogSnapshot Build(IReadOnlyList<ContentFile> files, string preset = PolicyPresets.Default, CatalogSnapshot? previous = null, ISentenceEncoder? encoder = null) =>
        Build(files, preset, previous, encoder, isIndexed: true);

    /// <summary>What is wrong with the files, as <see cref="Build(IReadOnlyList{ContentFile}, string, CatalogSnapshot?, ISentenceEncoder?)"/> tells it, without the index of what people say: fast enough for every key that an operator presses.</summary>
    public static ImmutableArray<Problem> Check(IReadOnlyList<ContentFile> files, string preset, CatalogSnapshot previous) =>
        Build(files, preset, previous, null, isIndexed: false).Problems;

    private static CatalogSnapshot Build(IReadOnlyList<ContentFile> files, string preset, CatalogSnapshot? previous, ISentenceEncoder? encoder, bool isIndexed)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var personas = PersonaSet.Build(files, problems);
        var shop = ShopReader.Read(files, problems);
        var templates = TemplateSet.Build(files, new TemplateContext(personas, shop, UsedKeys(files)), problems, previous?.Templates);
        var dialogs = DialogSet.Build(files, new DialogContext(key => templates.Find(key) is not null, shop, ShopActions.Names) { TemplateNeeds = templates.Needs }, problems);
        CheckKeys(files, personas, templates, problems);
        var policy = PolicyOf(files, preset, problems);
        var lexicon = Lexicon.Build(SynonymsReader.Read(files, problems).Concat(shop.Products.Select(NamesOf)));
        var sorted = problems
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column);
        var matcher = isIndexed || previous is null ? Matcher.Build(Asks(templates, dialogs).Concat(Notes(templates)), lexicon, previous?.Matcher, encoder) : previous.Matcher;
        return new CatalogSnapshot(RevisionOf(files), personas, shop, templates, dialogs, matcher, policy, [.. sorted]);
    }

    /// <summary>Everything that people say, and what it stands for.</summary>
    public static IEnumerable<Ask> Asks(TemplateSet templates, DialogSet dialogs)
    {
        foreach (var template in templates.All)
        {
            foreach (var ask in template.Asks)
            {
                yield return new Ask(template.Key, ask);
            }
        }

        foreach (var dialog in dialogs.All)
        {
            foreach (var say in dialog.Start?.Say ?? [])
            {
                yield return new Ask(Matcher.DialogPrefix + dialog.Id, say);
            }
        }
    }

    /// <summary>What the answers are called and say: words by which a question may be known that nobody thought of.</summary>
    public static IEnumerable<Ask> Notes(TemplateSet templates) =>
        from template in templates.All
        where !template.Asks.IsEmpty
        from words in template.Sections.SelectMany(static section => section.Text.Split('\n')).Select(static line => Tag().Replace(line, " ").Trim()).Where(static line => line.Length > 1).Prepend(template.Name)
        select new Ask(template.Key, words, Note: true);

    [GeneratedRegex(@"\{\{[^}]*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    private static WordGroup NamesOf(Product product) => new(product.Name, [product.Code, product.NameEn, .. product.Aliases], IsThing: true);

    private static ThrottlePolicy PolicyOf(IReadOnlyList<ContentFile> files, string preset, ImmutableArray<Problem>.Builder problems)
    {
        // A file that cannot be read leaves the default in this snapshot, which has an error and does not go into force.
        var file = files.FirstOrDefault(file => file.Path == PolicyParser.FilePath) ?? new ContentFile(PolicyPresets.Setting, $"preset: '{preset.Replace("'", "''", StringComparison.Ordinal)}'\n");
        return PolicyParser.Parse(file, problems) ?? PolicyPresets.Find(PolicyPresets.Default)!.Policy();
    }

    private static void CheckKeys(IReadOnlyList<ContentFile> files, PersonaSet personas, TemplateSet templates, ImmutableArray<Problem>.Builder problems)
    {
        var wanted = SystemReplies.All.Select(key => (Key: key, File: "templates"))
            .Concat(personas.All.Select(persona => (Key: persona.Introduction, File: $"dialogs/personas/{persona.Id}.yaml")));
        foreach (var (key, file) in wanted.Where(pair => templates.Find(pair.Key) is null))
        {
            var path = $"templates/{key.Replace('.', '/')}.tmpl";
            if (files.Any(known => known.Path == path))
            {
                // It is there and has problems of its own, told where they stand.
                continue;
            }

            problems.Add(new Problem(file, 1, 1, "C001", $"缺少模板 {key}：请新建 {path}", $"template {key} is missing: create {path}"));
        }
    }

    private static ImmutableHashSet<string> UsedKeys(IReadOnlyList<ContentFile> files)
    {
        var used = SystemReplies.All.Concat(SystemReplies.Optional).ToImmutableHashSet(StringComparer.Ordinal).ToBuilder();
        foreach (var file in files.Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            used.UnionWith(KeyLike().Matches(file.Text).Select(match => match.Value));
        }

        return used.ToImmutable();
    }

    /// <summary>The revision that a catalogue of these files has.</summary>
    public static string RevisionOf(IReadOnlyList<ContentFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{file.Text.Length}\n{file.Text}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    [GeneratedRegex(@"[a-z_][\w-]*(?:\.[\w-]+)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KeyLike();
}
