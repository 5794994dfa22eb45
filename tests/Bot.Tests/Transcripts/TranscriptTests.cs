using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Host.Tools.Transcripts;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Transcripts;

public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, TranscriptCommand.DefaultFolder);
    private static readonly string[] Ends = ["= end: done", "= end: cancelled", "= end: hand_off", "= end: timeout"];
    private static CatalogSnapshot Shipped => World.Catalog;

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.chat", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_ShippedContent_GoesAsWritten(string file) => Assert.Equal("", Run(file, Shipped)?.Format("en") ?? "");

    [Fact]
    public void Files_OfAllKinds_AreEnough()
    {
        var texts = Directory.EnumerateFiles(Folder, "*.chat", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();

        Assert.True(texts.Length >= 40);
        Assert.Contains(texts, static text => text.Contains("channel: group", StringComparison.Ordinal) && text.Contains("locale: en", StringComparison.Ordinal));
        foreach (var dialog in Shipped.Dialogs.All)
        {
            var about = texts.Where(text => text.Contains($"dialog: {dialog.Id}\n", StringComparison.Ordinal)).ToArray();
            foreach (var end in Ends)
            {
                Assert.True(about.Any(text => text.Contains(end, StringComparison.Ordinal)), $"{dialog.Id} has no transcript with {end}");
            }
        }
    }

    [Theory]
    [InlineData("dialogs/_defaults.yaml", "retries: 2", "retries: 3", "dialogs/shopping_retries_end.chat", 12)]
    [InlineData("dialogs/_defaults.yaml", "retries: 2", "retries: 1", "dialogs/shopping_retries_end.chat", 10)]
    [InlineData("dialogs/shopping.yaml", "max: 5000", "max: 1000", "dialogs/shopping_interrupted.chat", 14)]
    [InlineData("dialogs/shopping.yaml", "min: 30", "min: 3", "dialogs/shopping_invalid_budget.chat", 8)]
    [InlineData("dialogs/shopping.yaml", "  - ask: focus\n", "", "dialogs/shopping_happy_direct.chat", 13)]
    [InlineData("dialogs/shopping.yaml", "ask: shop.ask_budget", "ask: shop.ask_skin", "dialogs/shopping_happy_direct.chat", 8)]
    [InlineData("dialogs/shopping.yaml", "    change: shop.ask_change\n", "", "dialogs/shopping_change_asked.chat", 8)]
    [InlineData("dialogs/shopping.yaml", "after: 30m", "after: 40m", "dialogs/shopping_timeout.chat", 10)]
    [InlineData("dialogs/aftersales.yaml", "private: { move_to: dm, reply: as.move_dm }", "owner: starter", "dialogs/aftersales_group_moves.chat", 6)]
    [InlineData("dialogs/aftersales.yaml", "  - confirm: ok\n    change: as.ask_change\n", "", "dialogs/aftersales_happy_direct.chat", 11)]
    [InlineData("dialogs/order.yaml", "phone: tail", "other: tail", "dialogs/order_mismatch.chat", 12)]
    [InlineData("templates/shop/confirm.tmpl", "{{category}}", "", "dialogs/shopping_happy_direct.chat", 15)]
    public void Run_MutatedContent_FailsAtTheRightLine(string path, string old, string now, string transcript, int line)
    {
        var files = Repository.Content().Select(file => file.Path == path ? file with { Text = file.Text.Replace(old, now, StringComparison.Ordinal) } : file).ToArray();
        Assert.NotEqual(Repository.Content().Single(file => file.Path == path).Text, files.Single(file => file.Path == path).Text);

        Assert.Equal(line, Run(transcript, path.StartsWith("dialogs/", StringComparison.Ordinal) ? WithDialogs(files) : CatalogBuilder.Build(files))?.Line);
    }

    [Fact]
    public void Run_Failure_TellsBothKeysTheTextAndTheSlots()
    {
        var failure = Check("channel: dm\n---\n小鹿: 推荐个面霜，两百块\nbot: #shop.ask_focus\n");

        Assert.Equal(4, failure!.Line);
        Assert.Matches(@"^x\.chat:4: Expected #shop\.ask_focus, it said #shop\.ask_skin: “.+” \[shopping: budget=200, category=面霜\]$", failure.Format("en"));
        Assert.StartsWith("x.chat:4: 应该说 #shop.ask_focus，实际说了 #shop.ask_skin", failure.Format("zh"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("小鹿: 包邮吗\n小鹿: 谢谢\nbot: #chat.thanks", 3, "It also said #faq.ship.fee")]
    [InlineData("小鹿: 包邮吗", 3, "It also said #faq.ship.fee")]
    [InlineData("小鹿: 包邮吗\nbot: #faq.ship.fee\nbot: #faq.ship.fee", 5, "it said nothing")]
    [InlineData("小鹿: 包邮吗\nbot: #faq.ship.fee | 火星", 4, "lacks “火星”")]
    [InlineData("小鹿: 包邮吗\nbot: #faq.ship.fee | !99", 4, "must not hold “99”")]
    [InlineData("小鹿: 包邮吗\n(no reply)", 4, "It also said")]
    [InlineData("小鹿: 推荐个面霜\nbot: #shop.ask_budget\n= budget: 3", 5, "budget should be “3”, it is “nothing”")]
    [InlineData("小鹿: 推荐个面霜\nbot (dm): #shop.ask_budget\n= end: done", 5, "end should be “done”")]
    public void Run_OtherThanWritten_Fails(string body, int line, string message)
    {
        var failure = Check("channel: dm\n---\n" + body);

        Assert.Equal(line, failure!.Line);
        Assert.Contains(message, failure.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channel: nowhere\n---\n", 1)]
    [InlineData("\nchanel: dm\n---\n", 2)]
    [InlineData("channel: dm\n---\nhello there\n", 3)]
    [InlineData("channel: dm\n---\n小鹿 (loud): hi\n", 3)]
    [InlineData("channel: dm\n---\n(soon)\n", 3)]
    [InlineData("dialog: nix\n---\n小鹿: hi\n", 1)]
    [InlineData("persona: nix\n---\n小鹿: hi\n", 1)]
    [InlineData("dialog: order\nchannel: dm\n---\n小鹿: 包邮吗\nbot: #faq.ship.fee\n", 1)]
    public void Parse_Unreadable_SaysWhere(string text, int line) => Assert.Equal(line, Check(text)!.Line);

    [Fact]
    public void Run_FaqAndPersonaInTheHeader_Hold()
    {
        Assert.Null(Check("channel: dm\nfaq 火星包邮么: faq.ship.fee\n---\n小鹿: 火星包邮么\nbot: #faq.ship.fee\n"));
        Assert.Null(Check("channel: group\npersona: expert\n---\n小鹿: 大家好\n(no reply)\n= persona: expert\n"));
    }

    [Fact]
    public void Command_Files_TellsAndReturnsTheCode()
    {
        var output = new StringWriter();
        var good = Path.Combine(Folder, "dialogs", "order_cancelled.chat");

        Assert.Equal(0, TranscriptCommand.Run([good, "--lang", "en"], Repository.Root, output));
        Assert.StartsWith("1 transcripts: 1 passed, 0 failed", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, TranscriptCommand.Run([good + ".nix"], Repository.Root, output));
        Assert.Equal(2, TranscriptCommand.Run([Path.Combine(Repository.Root, "dialogs", "personas")], Repository.Root, output));
    }

    [Fact]
    public void Command_FailingFile_IsOne()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "channel: dm\n---\n小鹿: 包邮吗\nbot: #chat.hello\n");
        var output = new StringWriter();

        Assert.Equal(1, TranscriptCommand.Run([file], Repository.Root, output));
        Assert.Contains(":4: 应该说 #chat.hello", output.ToString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    // Templates take a second to compile; a changed dialog leaves them as they are.
    private static CatalogSnapshot WithDialogs(ContentFile[] files)
    {
        var shipped = Shipped;
        var context = new DialogContext(key => shipped.Templates.Find(key) is not null, shipped.Shop, ShopActions.Names);
        return shipped with { Dialogs = DialogSet.Build(files, context, ImmutableArray.CreateBuilder<Problem>()) };
    }

    private static TranscriptFailure? Run(string file, CatalogSnapshot catalog)
    {
        var (transcript, failure) = TranscriptParser.Parse(file, File.ReadAllText(Path.Combine(Folder, file)));
        return failure ?? TranscriptRunner.Run(transcript!, catalog);
    }

    private static TranscriptFailure? Check(string text)
    {
        var (transcript, failure) = TranscriptParser.Parse("x.chat", text);
        return failure ?? TranscriptRunner.Run(transcript!, Shipped);
    }
}
