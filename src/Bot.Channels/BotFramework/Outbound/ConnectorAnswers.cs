using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Activities;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>One page of a conversation's members.</summary>
/// <param name="Members">Who is there.</param>
/// <param name="Continuation">Give it back for the next page; null on the last.</param>
public sealed record MemberPage(ImmutableArray<Account> Members, string? Continuation);

/// <summary>A conversation that was opened.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ActivityId">The first activity's id; empty when there was none.</param>
public sealed record OpenedConversation(string Id, string ActivityId);

/// <summary>Reads what connectors answer. A success with a body that cannot be read stays a success: the message is there.</summary>
internal static class ConnectorAnswers
{
    public static string Id(byte[] body) => Read(body, json => Text(json, "id")) ?? "";

    public static OpenedConversation? Opened(byte[] body) =>
        Read(body, json => Text(json, "id") is { } id ? new OpenedConversation(id, Text(json, "activityId") ?? "") : null);

    public static ImmutableArray<Account> Members(byte[] body) => Read(body, json => new Found(Accounts(json)))?.Accounts ?? [];

    public static MemberPage Page(byte[] body) =>
        Read(body, json => new MemberPage(
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty("members", out var members) ? Accounts(members) : [],
            Text(json, "continuationToken"))) ?? new([], null);

    private static ImmutableArray<Account> Accounts(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(item => new FieldReader().Account(item)).Where(account => account is not null).Select(account => account!)]
        : [];

    private static string? Text(JsonElement json, string name) => new FieldReader().Text(json, name);

    private static T? Read<T>(byte[] body, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var json = ActivityJson.Parse(body);
            return read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Found(ImmutableArray<Account> Accounts);
}
