using System.Text.Json;
using Bot.Host.Console.Studio;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;

namespace Bot.Tests.Console.Studio;

/// <summary>Files and console are one truth, on every store and every node.</summary>
[Collection(nameof(StoreContracts))]
public sealed class PublishTests(StoreServers servers)
{
    private const string Hours = StudioNode.Hours;

    private static readonly string Nine = StudioNode.HoursText;
    private static readonly string Ten = Nine.Replace("九点", "十点", StringComparison.Ordinal);
    private static readonly string Eleven = Nine.Replace("九点", "十一点", StringComparison.Ordinal);

    public static TheoryData<DeskKind> Kinds => DeskPlace.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Publish_OnOneNode_IsInForceOnTheOtherAfterItsNextLook(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var clock = new ManualClock();
        using var one = await StudioNode.StartAsync(place.Desk, clock, isAlone: false);
        using var other = await StudioNode.StartAsync(await place.OtherAsync(), clock, isAlone: false);

        var done = Assert.IsType<StudioResult.Published>(await one.PublishAsync(Hours, Ten, "改时间"));

        Assert.Equal((2, Ten, Nine), (done.Version, one.Text(Hours), other.Text(Hours)));
        Assert.True(await other.LookAsync());
        Assert.Equal(Ten, other.Text(Hours));
        Assert.Equal(done.Revision, other.Live.Current.Revision);
        Assert.False(await other.LookAsync());

        // The draft went, the audit came, both versions can be read: all with that one commit.
        Assert.Null(await other.Drafts.FindAsync(Hours, Cancel));
        Assert.Equal(Nine, (await other.Publisher.VersionAsync(Hours, 1, Cancel))!.Text);
        Assert.Equal("改时间", (await other.Publisher.VersionAsync(Hours, 2, Cancel))!.Reason);
        using var audit = JsonDocument.Parse((await place.Desk.ReadAsync("audit", null, 1, Cancel))[0].Json);
        Assert.Equal(("mei", "content.published", 1, 2), (audit.RootElement.GetProperty("who").GetString(), audit.RootElement.GetProperty("what").GetString(), audit.RootElement.GetProperty("from").GetInt64(), audit.RootElement.GetProperty("to").GetInt64()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Publish_TwoNodesAtOnce_NeitherIsLost(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var clock = new ManualClock();
        using var one = await StudioNode.StartAsync(place.Desk, clock, isAlone: false);
        using var other = await StudioNode.StartAsync(await place.OtherAsync(), clock, isAlone: false);

        var results = await Task.WhenAll(
            Task.Run(() => one.PublishAsync(Hours, Ten), Cancel),
            Task.Run(() => other.PublishAsync("templates/system/greeting.tmpl", "== zh-CN\n您好。\n"), Cancel));

        Assert.All(results, result => Assert.IsType<StudioResult.Published>(result));
        await one.LookAsync();
        await other.LookAsync();
        Assert.Equal(one.Live.Current.Revision, other.Live.Current.Revision);
        Assert.Equal((Ten, "== zh-CN\n您好。\n"), (one.Text(Hours), one.Text("templates/system/greeting.tmpl")));
    }

    [Fact]
    public async Task Publish_EachFineAloneButNotTogether_TheSecondIsRefused()
    {
        var desk = new MemoryDesk();
        var clock = new ManualClock();
        using var one = await StudioNode.StartAsync(desk, clock, isAlone: false);
        using var other = await StudioNode.StartAsync(desk, clock, isAlone: false);
        Assert.IsType<StudioResult.Published>(await one.PublishAsync("templates/_parts/bye.tmpl", "== zh-CN\n回见。\n"));
        await other.LookAsync();

        // One takes the Chinese text of the part away while the other begins to use it.
        Assert.IsType<StudioResult.Published>(await one.PublishAsync("templates/_parts/bye.tmpl", "== en\nBye.\n"));
        var refused = Assert.IsType<StudioResult.Broken>(await other.PublishAsync(Hours, Nine + "{{> bye}}\n"));

        Assert.Contains(refused.Problems, problem => problem.File == Hours);
        Assert.Equal(Nine, other.Text(Hours));
        Assert.NotNull(await other.Drafts.FindAsync(Hours, Cancel));
    }

    [Fact]
    public async Task Publish_WithErrors_ChangesNothing()
    {
        var desk = new MemoryDesk();
        using var node = await StudioNode.StartAsync(desk, new ManualClock());

        var broken = Assert.IsType<StudioResult.Broken>(await node.PublishAsync(Hours, Nine.Replace("user.nick", "user.nik", StringComparison.Ordinal)));

        Assert.Contains(broken.Problems, problem => problem.Code == "T001");
        Assert.Equal(Nine, node.Text(Hours));
        Assert.Empty(await desk.ListAsync("content", null, 10, Cancel));
        Assert.Empty(await desk.ReadAsync($"content/{Hours}", null, 10, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Restart_AfterAPublication_BeginsWithIt(DeskKind kind)
    {
        await using var place = await DeskPlace.NewAsync(servers, kind);
        var clock = new ManualClock();
        using var before = await StudioNode.StartAsync(place.Desk, clock);
        Assert.IsType<StudioResult.Published>(await before.PublishAsync(Hours, Ten));
        await place.ReopenAsync();

        using var after = await StudioNode.StartAsync(place.Desk, clock, disk: before.Root);

        Assert.Equal(Ten, after.Text(Hours));
        Assert.Empty(after.Live.Rejected);
    }

    [Fact]
    public async Task File_ChangedAfterAPublication_WinsAsOneMoreVersion()
    {
        var (desk, clock) = (new MemoryDesk(), new ManualClock());
        using var node = await StudioNode.StartAsync(desk, clock);
        await node.PublishAsync(Hours, Ten);

        node.Write(Hours, Eleven);
        Assert.True(await node.LookAsync());

        Assert.Equal(Eleven, node.Text(Hours));
        Assert.Equal(("file", Eleven), (await node.Publisher.VersionAsync(Hours, 3, Cancel))! is var third ? (third.Origin, third.Text) : default);

        // Also over a restart, also when it says again what it once said.
        node.Write(Hours, Nine);
        using var again = await StudioNode.StartAsync(desk, clock, disk: node.Root);
        Assert.Equal((Nine, 4), (again.Text(Hours), again.Drafts.StateOf(Hours).Version));
        await again.LookAsync();
        Assert.Equal(4, Assert.Single(await desk.ReadAsync($"content/{Hours}", null, 1, Cancel)).Number);
    }

    [Fact]
    public async Task File_OfAnOlderRelease_OnAnotherNode_DoesNotWin()
    {
        var (desk, clock) = (new MemoryDesk(), new ManualClock());
        using var one = await StudioNode.StartAsync(desk, clock, isAlone: false);
        using var other = await StudioNode.StartAsync(desk, clock, isAlone: false);

        one.Write(Hours, Eleven);
        await one.LookAsync();
        await other.LookAsync();

        Assert.Equal((Eleven, Eleven), (one.Text(Hours), other.Text(Hours)));
        await one.LookAsync();
        using var late = await StudioNode.StartAsync(desk, clock, isAlone: false);
        Assert.Equal(Eleven, late.Text(Hours));
        Assert.Equal(2, Assert.Single(await desk.ReadAsync($"content/{Hours}", null, 1, Cancel)).Number);
    }

    [Fact]
    public async Task File_Deleted_IsAVersionWithoutText()
    {
        var desk = new MemoryDesk();
        using var node = await StudioNode.StartAsync(desk, new ManualClock());
        await node.PublishAsync(Hours, Ten);

        File.Delete(Path.Combine(node.Root, Hours));
        await node.LookAsync();

        Assert.Null(node.Text(Hours));
        Assert.Null((await node.Publisher.VersionAsync(Hours, 3, Cancel))!.Text);
    }

    [Fact]
    public async Task Start_PublicationNoLongerFitsTheFiles_BeginsWithTheFilesAndSaysSo()
    {
        var (desk, clock) = (new MemoryDesk(), new ManualClock());
        using var node = await StudioNode.StartAsync(desk, clock);
        await node.PublishAsync("templates/_parts/bye.tmpl", "== zh-CN\n回见。\n");
        await node.PublishAsync(Hours, Nine + "{{> bye}}\n");
        node.Write("templates/_parts/bye.tmpl", "== en\nBye.\n");

        using var after = await StudioNode.StartAsync(desk, clock, disk: node.Root);

        Assert.Equal(Nine, after.Text(Hours));
        Assert.NotEmpty(after.Live.Rejected);
    }

    [Fact]
    public async Task Rollback_IsANewVersion()
    {
        using var node = await StudioNode.StartAsync(new MemoryDesk(), new ManualClock());
        await node.PublishAsync(Hours, Ten);

        var back = Assert.IsType<StudioResult.Published>(await node.Publisher.RollbackAsync(Hours, 1, "写错了", StudioNode.Mei, Cancel));

        Assert.Equal((3, Nine), (back.Version, node.Text(Hours)));
        Assert.Equal("rollback", (await node.Publisher.VersionAsync(Hours, 3, Cancel))!.Origin);
        Assert.Equal(404, Assert.IsType<StudioResult.Refused>(await node.Publisher.RollbackAsync(Hours, 9, "", StudioNode.Mei, Cancel)).Status);
    }
}
