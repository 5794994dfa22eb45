using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Dialogs;

namespace Bot.Host.Tools.Transcripts;

/// <summary>Actions as a transcript's header fakes them.</summary>
internal static class FakeActions
{
    /// <summary>The faked result, or null when this action is not faked.</summary>
    public static ActionResult? Run(ImmutableDictionary<string, string?> fakes, ActionCall call)
    {
        if (!fakes.TryGetValue(call.Name, out var json))
        {
            return null;
        }

        if (json is null)
        {
            return new ActionResult.Failed("faked");
        }

        using var document = JsonDocument.Parse(json);
        return new ActionResult.Done(Plain(document.RootElement));
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToImmutableSortedDictionary(static field => field.Name, static field => Plain(field.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToImmutableList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
