using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Host.Tools.Transcripts;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Dialogs;

/// <summary>The how-to pages about dialogs say what is true.</summary>
public sealed partial class HowToTests
{
    [Fact]
    public void WriteADialog_ItsDialog_PassesTheChecks()
    {
        var yaml = Assert.Single(Blocks("write-a-dialog.md", "yaml"));
        var defaults = Repository.Content().Single(static file => file.Path == DialogSet.DefaultsPath);
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var set = DialogSet.Build([defaults, new ContentFile("dialogs/booking.yaml", yaml)], Talk.Context, problems);

        Assert.Empty(problems.Select(static problem => problem.Format("en")));
        var talk = new Talk(set, Core.Shop.ShopData.Empty);
        Assert.Equal("booking.ask_phone", talk.Start("booking", "我要预约，周三两位做补水"));
        Assert.Equal("booking.bad_phone", talk.Say("12345"));
        Assert.Equal("booking.confirm", talk.Say("13800138000"));
        Assert.Equal("ticket booking.done end:done", talk.Say("可以"));
    }

    [Fact]
    public void WriteADialog_ItsTranscript_GoesAsWritten()
    {
        var (transcript, failure) = TranscriptParser.Parse("write-a-dialog.md", Assert.Single(Blocks("write-a-dialog.md", "chat")));

        Assert.Null(failure);
        Assert.Equal("", TranscriptRunner.Run(transcript!, World.Catalog)?.Format("en") ?? "");
    }

    [Fact]
    public void AddADialogStep_ItsLines_StandInTheFilesNamed()
    {
        var page = Read("add-a-dialog-step.md");
        var quotes = Quote().Matches(page);

        Assert.Equal(3, quotes.Count);
        foreach (Match quote in quotes)
        {
            var source = File.ReadAllText(Path.Combine(Repository.Root, quote.Groups[1].Value));
            Assert.All(quote.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line, source, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Blocks(string page, string language) =>
        Regex.Matches(Read(page), $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(static match => match.Groups[1].Value);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"`(src/[^`]+\.cs)`\s+```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Quote();
}
