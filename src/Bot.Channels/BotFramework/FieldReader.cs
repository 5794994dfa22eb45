using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Activities;

namespace Bot.Channels.BotFramework;

/// <summary>Takes known fields out of JSON and remembers the first one of the wrong type. Null counts as absent.</summary>
internal sealed class FieldReader
{
    /// <summary>What is wrong, when something is.</summary>
    public string? Wrong { get; private set; }

    /// <summary>A string; null when absent or empty.</summary>
    public string? Text(JsonElement owner, string name) =>
        Field(owner, name, JsonValueKind.String) is { } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A boolean; false when absent.</summary>
    public bool Flag(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong ??= $"'{name}' must be true or false, not {ActivityReader.Article(value.ValueKind)}.";
        return false;
    }

    /// <summary>An object; undefined when absent.</summary>
    public JsonElement Object(JsonElement owner, string name) => Field(owner, name, JsonValueKind.Object) ?? default;

    /// <summary>An array's items; none when absent.</summary>
    public ImmutableArray<JsonElement> Items(JsonElement owner, string name) =>
        Field(owner, name, JsonValueKind.Array) is { } array ? [.. array.EnumerateArray()] : [];

    /// <summary>An array of objects, each made into a value; those that make none are left out.</summary>
    public ImmutableArray<T> List<T>(JsonElement owner, string name, Func<JsonElement, T?> make)
        where T : class
    {
        var items = Items(owner, name);
        if (items.IsEmpty)
        {
            return [];
        }

        var made = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items)
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                Wrong ??= $"'{name}' must hold objects, not {ActivityReader.Article(item.ValueKind)}.";
                return [];
            }

            if (make(item) is { } value)
            {
                made.Add(value);
            }
        }

        return made.ToImmutable();
    }

    /// <summary>An account field; null when absent or without an id.</summary>
    public Account? Account(JsonElement owner, string name) => Account(Object(owner, name));

    /// <summary>An account; null when it has no id.</summary>
    public Account? Account(JsonElement account)
    {
        var id = Text(account, "id");
        var name = Text(account, "name");
        var role = Text(account, "role");
        return id is null ? null : new(id, name, role is "bot" or "skill");
    }

    private JsonElement? Field(JsonElement owner, string name, JsonValueKind kind)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Wrong ??= $"'{name}' must be {ActivityReader.Article(kind)}, not {ActivityReader.Article(value.ValueKind)}.";
        return null;
    }
}
