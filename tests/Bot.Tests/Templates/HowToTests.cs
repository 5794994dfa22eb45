using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Templates;
using Bot.Tests.Kit;

namespace Bot.Tests.Templates;

/// <summary>What the how-to pages show is true.</summary>
public sealed partial class HowToTests
{
    [Fact]
    public void AddATemplateVariable_EntryShown_HasTheFormOfTheEntriesThatAre()
    {
        var shown = Snippet("add-a-template-variable.md", "csharp").Trim();
        var source = File.ReadAllLines(Path.Combine(Repository.Root, "src/Bot.Core/Templates/Variables.cs")).Select(l => l.Trim()).Where(l => l.StartsWith("new(\"", StringComparison.Ordinal)).ToList();

        Assert.Matches(Entry(), shown);
        Assert.All(source, line => Assert.Matches(Entry(), line));
        Assert.True(Enum.TryParse<VariableType>(Entry().Match(shown).Groups["type"].Value, out _));
        Assert.NotNull(typeof(Bot.Core.Personas.Persona).GetProperty(Entry().Match(shown).Groups["path"].Value.Split('.')[^1]));
    }

    [Fact]
    public void AddATemplateVariable_ModelShown_Loads()
    {
        var (_, problems) = TemplateKit.Build(new ContentFile("templates/_models/shopping.result.yaml", Snippet("add-a-template-variable.md", "yaml")));

        Assert.Empty(problems);
    }

    [Fact]
    public void WriteAReply_FileShown_LoadsAndRenders()
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.File(Snippet("write-a-reply.md", "text")));

        Assert.Empty(problems);
        Assert.Equal("小鹿～每天 16:00 前的订单当天发。", set.Render(TemplateKit.Request()).Text());
    }

    private static string Snippet(string page, string language)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", page));
        var from = text.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    [GeneratedRegex("""^new\("(?<name>[a-z_.]+)", VariableType\.(?<type>\w+), "[^"]+", ("[^"]*"|true|false|\d+m?), f => (?<path>.+?)(, Nullable: true)?(, Private: true)?\),$""")]
    private static partial Regex Entry();
}
