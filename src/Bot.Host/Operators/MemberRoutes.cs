using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Knowledge;
using Bot.Host.Pushes;
using Bot.Host.Runtime;

namespace Bot.Host.Operators;

/// <summary>A member's data: shown, exported whole, erased.</summary>
internal static class MemberRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/members", async (string channel, string id, IRecord record, CancellationToken cancel) =>
            Results.Json(await record.ProfileAsync(new MemberKey(channel, id), cancel).ConfigureAwait(false), ApiJson.Options));
        api.MapGet("/members/export", ExportAsync);
        api.MapDelete("/members", EraseAsync);
    }

    private static async Task<IResult> ExportAsync(string channel, string id, IRecord record, IPushLedger ledger, CancellationToken cancel)
    {
        var member = new MemberKey(channel, id);
        var interactions = new List<Interaction>();
        string? after = null;
        for (var more = true; more;)
        {
            more = false;
            await foreach (var entry in record.ReadAsync(new InteractionQuery(Member: member, Limit: 5000, After: after), cancel).ConfigureAwait(false))
            {
                interactions.Add(entry.Interaction);
                after = entry.Cursor;
                more = interactions.Count % 5000 == 0;
            }
        }

        var profile = await record.ProfileAsync(member, cancel).ConfigureAwait(false);
        var pushes = await PushesAsync(ledger, member, cancel).ConfigureAwait(false);
        return Results.Json(new { member, profile, interactions, pushes }, ApiJson.Options);
    }

    private static async Task<List<PushView>> PushesAsync(IPushLedger ledger, MemberKey member, CancellationToken cancel)
    {
        var pushes = new List<PushView>();
        var query = new PushQuery(Member: member, Max: 500);
        while (await ledger.ListAsync(query, cancel).ConfigureAwait(false) is { IsEmpty: false } page)
        {
            pushes.AddRange(page.Select(PushView.Of));
            query = query with { After = page[^1].Push.Id };
        }

        return pushes;
    }

    private static async Task<IResult> EraseAsync(string channel, string id, IRecord record, Lanes lanes, AudienceDirectory directory, UnansweredDesk unanswered, CancellationToken cancel)
    {
        var erased = await record.EraseAsync(new MemberKey(channel, id), cancel).ConfigureAwait(false);
        lanes.Forget();
        unanswered.Forget();
        await directory.ForgetAsync(cancel).ConfigureAwait(false);
        return Results.Json(new { erased }, ApiJson.Options);
    }
}
