using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Channels.BotFramework;
using Microsoft.AspNetCore.Http;

namespace Bot.Channels.DirectLine;

/// <summary>Reads a request's body as one JSON object, never more of it than is allowed.</summary>
internal static class BodyReader
{
    /// <summary>The object; empty where the body is and <paramref name="mayBeEmpty"/>.</summary>
    public static async ValueTask<(JsonObject? Json, Refusal? Refusal)> ReadObjectAsync(HttpRequest request, int max, bool mayBeEmpty)
    {
        var bytes = await ReadAsync(request.Body, max, request.HttpContext.RequestAborted);
        return bytes is null ? (null, Refusal.TooLarge(max))
            : bytes.Length == 0 && mayBeEmpty ? (new JsonObject(), null)
            : Parse(bytes);
    }

    /// <summary>All bytes, or null when there are more than <paramref name="max"/>.</summary>
    public static async ValueTask<byte[]?> ReadAsync(Stream body, long max, CancellationToken cancel)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            if (all.Length + read > max)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>Reads bytes as a JSON object.</summary>
    public static (JsonObject? Json, Refusal? Refusal) Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = ActivityJson.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object && JsonObject.Create(document.RootElement.Clone()) is { } json && Settled(json))
            {
                return (json, null);
            }
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // ArgumentException: a key given twice (rule A2001).
            return (null, Refusal.BadArgument("The body is not valid JSON."));
        }

        return (null, Refusal.BadArgument("The body must be one JSON object."));
    }

    // Nodes are read late: touching all of them finds double keys now, not in the middle of the work.
    private static bool Settled(JsonNode? node) => node switch
    {
        JsonObject json => json.All(property => Settled(property.Value)),
        JsonArray array => array.All(Settled),
        _ => true,
    };

    /// <summary>A text property, or null where it is absent or something else.</summary>
    public static string? Text(JsonNode? node, string name) =>
        node is JsonObject json && json.TryGetPropertyValue(name, out var value) && value is JsonValue text && text.TryGetValue<string>(out var said) ? said : null;
}
