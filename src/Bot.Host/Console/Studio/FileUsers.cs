using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Host.Content;

namespace Bot.Host.Console.Studio;

/// <summary>How far a change of a file reaches.</summary>
/// <param name="Dialogs">Dialogs that say what is touched.</param>
/// <param name="Pushes">Campaigns that are not over and say it.</param>
/// <param name="Groups">Groups that heard it in thirty days.</param>
public sealed record FileBlast(int Dialogs, int Pushes, int Groups);

/// <summary>Who uses a file: other files, the assistant itself, and campaigns that are not over.</summary>
public sealed class FileUsers(LiveCatalog live, ICampaigns campaigns, TemplateHits hits)
{
    /// <summary>All of them, and how far a change reaches.</summary>
    public async ValueTask<(ImmutableArray<ContentUse> Items, FileBlast Blast)> OfAsync(string path, CancellationToken cancel)
    {
        var touched = ContentUses.Touched(live.Files, path);
        var pushes = await PushesAsync(campaign => touched.Any(key => Says(campaign, key)), cancel).ConfigureAwait(false);
        var own = ContentUses.Of(live.Files, path);
        var dialogs = touched.SelectMany(key => ContentUses.Of(live.Files, $"templates/{key.Replace('.', '/')}.tmpl")).Concat(own)
            .Where(use => use.Kind == "dialog").Select(use => use.Path).Distinct().Count();
        return ([.. own, .. pushes.Select(Use)], new FileBlast(dialogs, pushes.Count, await hits.GroupsAsync(touched, cancel).ConfigureAwait(false)));
    }

    /// <summary>Those that would be left without it. A shelf has other items; a model's samples are nobody.</summary>
    public async ValueTask<ImmutableArray<ContentUse>> NeedingAsync(string path, CancellationToken cancel)
    {
        var key = ContentPaths.KeyOf(path);
        var pushes = ContentPaths.KindOf(path) == "template" ? await PushesAsync(campaign => campaign.Template == key, cancel).ConfigureAwait(false) : [];
        return [.. ContentUses.Of(live.Files, path).Where(use => use.Kind != "sample"), .. pushes.Select(Use)];
    }

    private async ValueTask<List<Campaign>> PushesAsync(Func<Campaign, bool> fits, CancellationToken cancel) =>
        [.. (await campaigns.ListAsync(cancel).ConfigureAwait(false)).Where(campaign => campaign.State is not (CampaignState.Done or CampaignState.Killed) && fits(campaign))];

    private static ContentUse Use(Campaign campaign) => new("", 0, "push", campaign.Name.Length > 0 ? campaign.Name : campaign.Id);

    private static bool Says(Campaign campaign, string key) =>
        campaign.Template == key || (campaign.IsShelf && key.StartsWith(campaign.Template![..^1], StringComparison.Ordinal));
}
