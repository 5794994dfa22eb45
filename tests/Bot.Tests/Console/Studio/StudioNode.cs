using Bot.Core.Catalog;
using Bot.Core.Ports;
using Bot.Host.Console.Studio;
using Bot.Host.Content;
using Bot.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Console.Studio;

/// <summary>One node of the service as far as content goes: its own disk, on a desk that others may share. The content is as small as may be.</summary>
internal sealed class StudioNode : IDisposable
{
    public const string Hours = "templates/faq/hours.tmpl";
    public const string HoursText = "---\nname: 营业时间\nasks: [几点开门]\nlocales: [zh-CN]\n---\n== zh-CN\n{{default user.nick \"你\"}}好，早上九点开门。\n";

    public static readonly Actor Mei = new("mei");

    private readonly bool _keepsDisk;

    public StudioNode(IDesk desk, ManualClock clock, bool isAlone = true, string? disk = null)
    {
        Root = disk ?? Directory.CreateTempSubdirectory("qunzhu-studio-").FullName;
        _keepsDisk = disk is not null;
        if (disk is null)
        {
            foreach (var key in SystemReplies.All)
            {
                Write($"templates/{key.Replace('.', '/')}.tmpl", "== zh-CN\n你好。\n");
            }

            Write("dialogs/personas/shopping.yaml", "persona: shopping\nname: 小助\nwake: [小助]\nintroduction: system.greeting\nserves: {default: true}\nhand_off: {to: 导购, hours: \"09:00-21:00\"}\n");
            Write(Hours, HoursText);
        }

        var folder = new ContentFolder(Root);
        Published = new DeskContent(desk, clock, isAlone);
        Live = new LiveCatalog(folder, NullLogger<LiveCatalog>.Instance, Published);
        Watcher = new ContentWatcher(Live, folder, Published, clock, NullLogger<ContentWatcher>.Instance);
        Drafts = new DraftDesk(desk, Live, Published, clock);
        Publisher = new Publisher(desk, Live, Published, Drafts, clock);
    }

    public string Root { get; }

    public DeskContent Published { get; }

    public LiveCatalog Live { get; }

    public ContentWatcher Watcher { get; }

    public DraftDesk Drafts { get; }

    public Publisher Publisher { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A node that has started.</summary>
    public static async Task<StudioNode> StartAsync(IDesk desk, ManualClock clock, bool isAlone = true, string? disk = null)
    {
        var node = new StudioNode(desk, clock, isAlone, disk);
        await node.Published.PollAsync(Cancel);
        Assert.Empty(node.Live.Load());
        await node.Watcher.LookAsync(true, Cancel);
        return node;
    }

    /// <summary>The text in force.</summary>
    public string? Text(string path) => Live.Files.FirstOrDefault(file => file.Path == path)?.Text;

    /// <summary>Writes a file as somebody with a shell would.</summary>
    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Looks at files and desk, as the watcher does.</summary>
    public Task<bool> LookAsync() => Watcher.LookAsync(true, Cancel);

    /// <summary>Saves a draft and publishes it.</summary>
    public async Task<StudioResult> PublishAsync(string path, string text, string reason = "")
    {
        var draft = await Drafts.FindAsync(path, Cancel);
        Assert.IsType<StudioResult.Saved>(await Drafts.SaveAsync(path, text, draft?.ETag ?? "*", Mei, Cancel));
        return await Publisher.PublishAsync(path, "*", reason, Mei, Cancel);
    }

    public void Dispose()
    {
        Watcher.Dispose();
        Published.Dispose();
        if (!_keepsDisk)
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
