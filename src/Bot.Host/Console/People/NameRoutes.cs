using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Catalog;
using Bot.Core.Dialogs;
using Bot.Core.Personas;
using Bot.Core.Ports;
using Bot.Core.Templates;
using Bot.Host.Console.Access;
using Bot.Host.Console.Api;
using Bot.Host.Content;
using Bot.Host.Operators;

namespace Bot.Host.Console.People;

/// <summary>Whose names are wanted.</summary>
/// <param name="Members">Members.</param>
/// <param name="Conversations">Groups, or direct conversations.</param>
/// <param name="Templates">Keys of templates.</param>
/// <param name="Dialogs">Ids of dialogs; their slots' names come with them.</param>
/// <param name="Personas">Ids of personas.</param>
public sealed record NamesBody(
    ImmutableArray<MemberKey>? Members = null, ImmutableArray<ConversationKey>? Conversations = null,
    ImmutableArray<string>? Templates = null, ImmutableArray<string>? Dialogs = null, ImmutableArray<string>? Personas = null);

/// <summary>What people call whom and what screens would show by an id: <c>/names</c> for members, groups and content, <c>/colleagues</c> for accounts.</summary>
internal static class NameRoutes
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapPost("/names", NamesAsync).Needs(Permission.View).Says("成员的昵称、群的名字、模板对话人设和要问的内容的名字；没有的不在其中", "What members, groups, templates, dialogs with their slots, and personas are called; what has no name is left out");
        v1.MapGet("/colleagues", async (Accounts accounts, CancellationToken cancel) =>
            Results.Json(new { items = (await accounts.ListAsync(cancel).ConfigureAwait(false)).Select(kept => new { kept.Account.Name, kept.Account.Display }) }, ApiJson.Options))
            .Needs(Permission.View).Says("账号的显示名", "What accounts are called");
    }

    private static async Task<IResult> NamesAsync(NamesBody body, IRecord record, ILedger ledger, LiveCatalog live, CancellationToken cancel)
    {
        var (members, conversations) = (body.Members ?? [], body.Conversations ?? []);
        var asked = (body.Templates?.Length ?? 0) + (body.Dialogs?.Length ?? 0) + (body.Personas?.Length ?? 0);
        if (members.Length + conversations.Length + asked > Most || members.Any(one => one is not { Channel.Length: > 0, Id.Length: > 0 }) || conversations.Any(one => one is not { Channel.Length: > 0, Id.Length: > 0 }))
        {
            return ApiProblem.Of(400, "names_wrong", $"最多 {Most} 个，每个要有 channel 和 id", $"At most {Most}, each with channel and id");
        }

        var found = new List<object>(OfContent(body, live.Current));
        foreach (var one in members.Distinct())
        {
            if ((await record.ProfileAsync(one, cancel).ConfigureAwait(false)).Nick is { Length: > 0 } nick)
            {
                found.Add(new { kind = "member", one.Channel, one.Id, Name = nick });
            }
        }

        foreach (var one in conversations.Distinct())
        {
            var state = (await ledger.LoadAsync(one, new MemberKey(one.Channel, ""), cancel).ConfigureAwait(false)).State;
            var name = state.Name;
            if (name is null && !state.IsGroup && (state.HandOff is { Member.Length: > 0 } held ? held.Member : state.Heard?.Member) is { Length: > 0 } member)
            {
                name = (await record.ProfileAsync(new MemberKey(one.Channel, member), cancel).ConfigureAwait(false)).Nick;
            }

            if (name is { Length: > 0 })
            {
                found.Add(new { kind = "conversation", one.Channel, one.Id, Name = name });
            }
        }

        return Results.Json(new { items = found }, ApiJson.Options);
    }

    // A slot's name belongs to its dialog, so that dialog stands in the channel's place.
    private static IEnumerable<object> OfContent(NamesBody body, CatalogSnapshot catalog) =>
    [
        .. (body.Templates ?? []).Distinct().Select(catalog.Templates.Find).OfType<Template>().Select(one => Item("template", "", one.Key, one.Name)),
        .. (body.Dialogs ?? []).Distinct().Select(catalog.Dialogs.Find).OfType<Dialog>().SelectMany(one => one.SlotOrder.Select(slot => Item("slot", one.Id, slot.Id, slot.Name)).Prepend(Item("dialog", "", one.Id, one.Name))),
        .. (body.Personas ?? []).Distinct().Select(catalog.Personas.Find).OfType<Persona>().Select(one => Item("persona", "", one.Id, one.Name)),
    ];

    private static object Item(string kind, string channel, string id, string name) => new { kind, channel, id, name };
}
