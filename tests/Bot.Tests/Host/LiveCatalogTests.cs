using Bot.Host.Content;
using Bot.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host;

/// <summary>An edit is taken whole, or not at all.</summary>
public sealed class LiveCatalogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("qunzhu-content-").FullName;

    public LiveCatalogTests() => Repository.Write(Repository.SmallContent(), _root);

    [Fact]
    public void Refresh_GoodEdit_GoesIntoForce()
    {
        var live = Load();
        var before = live.Current;

        Edit("templates/system/greeting.tmpl", text => text + "\n{{! 改过 }}\n");

        Assert.True(live.Refresh());
        Assert.NotEqual(before.Revision, live.Current.Revision);
        Assert.Empty(live.Rejected);
        Assert.False(live.Refresh());
    }

    [Fact]
    public void Refresh_BrokenEdit_KeepsTheOldAndSaysSo()
    {
        var live = Load();
        var before = live.Current;

        Edit("templates/system/greeting.tmpl", text => text + "\n{{user.nik}}\n");

        Assert.False(live.Refresh());
        Assert.Same(before, live.Current);
        var problem = Assert.Single(live.Rejected);
        Assert.Equal("templates/system/greeting.tmpl", problem.File);
        Assert.Contains("user.nick", problem.Zh, StringComparison.Ordinal);

        Edit("templates/system/greeting.tmpl", text => text.Replace("{{user.nik}}", "", StringComparison.Ordinal));
        live.Refresh();
        Assert.Empty(live.Rejected);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private LiveCatalog Load()
    {
        var live = new LiveCatalog(new ContentFolder(_root), NullLogger<LiveCatalog>.Instance);
        Assert.Empty(live.Load());
        return live;
    }

    private void Edit(string path, Func<string, string> change)
    {
        var file = Path.Combine(_root, path);
        File.WriteAllText(file, change(File.ReadAllText(file)));
    }
}
