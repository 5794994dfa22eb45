using Bot.Host.Console.Studio;
using Bot.Tests.Kit;

namespace Bot.Tests.Console.Studio;

/// <summary>Drafts are saved with what they were read as.</summary>
public sealed class DraftTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_StaleTag_GivesBackWhatStandsThere()
    {
        using var node = await StudioNode.StartAsync(new MemoryDesk(), new ManualClock());
        var mine = await SavedAsync(node, "我的", "*");
        var theirs = Assert.IsType<StudioResult.Saved>(await node.Drafts.SaveAsync(StudioNode.Hours, "别人的", mine.ETag, new Actor("lan"), Cancel)).Draft;

        var stale = Assert.IsType<StudioResult.Stale>(await node.Drafts.SaveAsync(StudioNode.Hours, "我的第二稿", mine.ETag, StudioNode.Mei, Cancel));

        Assert.Equal(("别人的", "lan", theirs.ETag), (stale.Current!.Text, stale.Current.By, stale.Current.ETag));
        Assert.Equal((StudioNode.HoursText, 1), (stale.Base.Text, stale.Base.Version));
        Assert.IsType<StudioResult.Stale>(await node.Drafts.SaveAsync(StudioNode.Hours, "又一稿", "*", StudioNode.Mei, Cancel));
    }

    [Fact]
    public async Task Save_AfterADeletion_AnOldTagDoesNotFit()
    {
        using var node = await StudioNode.StartAsync(new MemoryDesk(), new ManualClock());
        var first = await SavedAsync(node, "一", "*");
        Assert.IsType<StudioResult.Gone>(await node.Drafts.DeleteAsync(StudioNode.Hours, first.ETag, StudioNode.Mei, Cancel));
        await SavedAsync(node, "二", "*");

        Assert.IsType<StudioResult.Stale>(await node.Drafts.SaveAsync(StudioNode.Hours, "三", first.ETag, StudioNode.Mei, Cancel));
    }

    [Fact]
    public async Task Review_GoesThereAndBack_AndTypingEndsIt()
    {
        using var node = await StudioNode.StartAsync(new MemoryDesk(), new ManualClock());
        Assert.Equal(404, Assert.IsType<StudioResult.Refused>(await node.Drafts.MoveAsync(StudioNode.Hours, true, "", StudioNode.Mei, Cancel)).Status);
        await SavedAsync(node, "一", "*");

        var submitted = Assert.IsType<StudioResult.Saved>(await node.Drafts.MoveAsync(StudioNode.Hours, true, "请看", StudioNode.Mei, Cancel)).Draft;
        Assert.Equal(("review", "请看"), (submitted.State, submitted.Note));
        Assert.Equal(409, Assert.IsType<StudioResult.Refused>(await node.Drafts.MoveAsync(StudioNode.Hours, true, "", StudioNode.Mei, Cancel)).Status);
        Assert.Equal("draft", (await SavedAsync(node, "二", submitted.ETag)).State);
    }

    [Fact]
    public async Task Create_WhatExists_IsRefused()
    {
        using var node = await StudioNode.StartAsync(new MemoryDesk(), new ManualClock());

        Assert.Equal(409, Assert.IsType<StudioResult.Refused>(await node.Drafts.CreateAsync(StudioNode.Hours, "x", StudioNode.Mei, Cancel)).Status);
        Assert.IsType<StudioResult.Saved>(await node.Drafts.CreateAsync("templates/faq/new.tmpl", "== zh-CN\n好。\n", StudioNode.Mei, Cancel));
        Assert.Equal(409, Assert.IsType<StudioResult.Refused>(await node.Drafts.CreateAsync("templates/faq/new.tmpl", "x", StudioNode.Mei, Cancel)).Status);
    }

    [Theory]
    [InlineData("templates/faq/a.tmpl", true)]
    [InlineData("templates/_samples/shopping.result/最长.yaml", true)]
    [InlineData("dialogs/personas/p-1.yaml", true)]
    [InlineData("dialogs/tests/happy.chat", true)]
    [InlineData("dialogs/happy.chat", false)]
    [InlineData("dialogs/a.tmpl", false)]
    [InlineData("appsettings.json", false)]
    [InlineData("templates/../appsettings.yaml", false)]
    [InlineData("templates/a..b.tmpl", false)]
    [InlineData("templates/.hidden.yaml", false)]
    [InlineData("templates//a.tmpl", false)]
    [InlineData("templates/<script>.tmpl", false)]
    [InlineData("templates/a b.tmpl", false)]
    [InlineData("templates\\a.tmpl", false)]
    [InlineData("templates/名.tmpl", false)]
    [InlineData("", false)]
    public void Path_IsChecked(string path, bool isGood) => Assert.Equal(isGood, ContentPaths.Wrong(path) is null);

    private static async Task<DraftEntry> SavedAsync(StudioNode node, string text, string match) =>
        Assert.IsType<StudioResult.Saved>(await node.Drafts.SaveAsync(StudioNode.Hours, text, match, StudioNode.Mei, Cancel)).Draft;
}
