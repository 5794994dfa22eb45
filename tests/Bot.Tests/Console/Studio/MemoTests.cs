using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Templates;
using Bot.Core.Throttling;
using Bot.Tests.Kit;

namespace Bot.Tests.Console.Studio;

/// <summary>What is kept from one content version to the next changes nothing but the time.</summary>
public sealed class MemoTests
{
    private static readonly (string Path, Func<string, string?> Change)[] Edits =
    [
        ("templates/common/remind.tmpl", text => text + "啊"),
        ("templates/faq/z.tmpl", _ => "== zh-CN\n{{> common.remind}}\n"),
        ("templates/common/remind.tmpl", text => text + "{{user.nik}}"),
        ("templates/common/remind.tmpl", _ => "== en\nHello.\n"),
        ("templates/faq/z.tmpl", _ => null),
        ("templates/common/remind.tmpl", _ => "== zh-CN\n还在吗？\n"),
        ("dialogs/personas/shopping.yaml", text => text.Replace("forbidden: [", "forbidden: [快递, ", StringComparison.Ordinal)),
        ("dialogs/personas/shopping.yaml", text => text.Replace("forbidden: [快递, ", "forbidden: [", StringComparison.Ordinal)),
        ("templates/_models/shopping.result.yaml", text => text.Replace("products", "goods", StringComparison.Ordinal)),
        ("templates/_data/shop.yaml", text => text.Replace("16:00", "17:30", StringComparison.Ordinal)),
        ("templates/_lint.yaml", _ => "banned: [发货]\n"),
        ("templates/_lint.yaml", _ => null),
        ("templates/system/greeting.tmpl", text => text.ReplaceLineEndings("\r\n")),
        ("dialogs/shopping.yaml", text => text + "\n# 改过\n"),
    ];

    [Fact]
    public void Build_OnWhatWasBefore_IsTheSameAsFromNothing()
    {
        var files = Repository.Content().Where(file => !file.Path.StartsWith("templates/faq/", StringComparison.Ordinal) && !file.Path.StartsWith("templates/chat/", StringComparison.Ordinal) && !file.Path.StartsWith("templates/skin/", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var before = CatalogBuilder.Build(All(files));
        foreach (var (path, change) in Edits)
        {
            if (change(files.GetValueOrDefault(path, "")) is { } text)
            {
                files[path] = text;
            }
            else
            {
                files.Remove(path);
            }

            var fresh = CatalogBuilder.Build(All(files));
            var next = CatalogBuilder.Build(All(files), PolicyPresets.Default, before);

            Assert.Equal((path, fresh.Revision), (path, next.Revision));
            Assert.Equal(fresh.Problems, next.Problems);
            Assert.Equal(fresh.Problems, CatalogBuilder.Check(All(files), PolicyPresets.Default, before));
            Assert.Equal(Says(fresh.Templates), Says(next.Templates));
            before = next;
        }
    }

    private static List<ContentFile> All(Dictionary<string, string> files) => [.. files.Select(file => new ContentFile(file.Key, file.Value)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<string> Says(TemplateSet set) => set.All.SelectMany(template => template.Sections.Select(section => section.Id).Prepend(template.Version)
        .Append(set.Render(new RenderRequest { Key = template.Key, Values = new Dictionary<string, object?>(), Locale = "zh-CN", Channel = "webchat", IsGroup = false, Persona = "shopping", Reader = "r", Seed = 7, Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero) }) is RenderResult.Words words ? words.Text : "–")
        .Select(said => $"{template.Key}: {said}"));
}
