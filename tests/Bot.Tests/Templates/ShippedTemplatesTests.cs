using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Shop;
using Bot.Core.Templates;

namespace Bot.Tests.Templates;

public sealed class ShippedTemplatesTests
{
    private static readonly string[] Folders = ["templates", "dialogs"];

    [Fact]
    public void Build_TheSampleShop_HasNoErrors()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var files = Files();
        var context = new TemplateContext(PersonaSet.Build(files, problems), ShopReader.Read(files, problems), []);

        var set = TemplateSet.Build(files, context, problems);

        Assert.True(problems.All(p => p.Severity == Severity.Warning), string.Join("\n", problems.Select(p => p.Format("zh"))));
        Assert.True(set.All.Length >= 360);
    }

    private static List<ContentFile> Files()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Bot.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("Bot.sln is above the tests");
        }

        return [.. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*", SearchOption.AllDirectories))
            .Select(path => new ContentFile(Path.GetRelativePath(root.FullName, path).Replace('\\', '/'), File.ReadAllText(path)))];
    }
}
