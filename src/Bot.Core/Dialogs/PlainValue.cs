using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bot.Core.Dialogs;

/// <summary>Plain values (text, decimal, int, bool, null, lists and dictionaries of these) as JSON and back.</summary>
internal static class PlainValue
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 32 };

    /// <summary>Writes a value.</summary>
    public static string Write(object? value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a value: numbers become decimals.</summary>
    public static object? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>The value at a path of fields below a value; <c>count</c> is known of lists. Null when there is none.</summary>
    public static object? At(object? value, IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            value = value switch
            {
                IReadOnlyDictionary<string, object?> map => map.GetValueOrDefault(field),
                IReadOnlyList<object?> list when field == "count" => (decimal)list.Count,
                _ => null,
            };
        }

        return value;
    }

    private static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToImmutableSortedDictionary(static p => p.Name, static p => Read(p.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToImmutableList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? number : 0m,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
