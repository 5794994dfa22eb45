using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Host.Console.Api;

/// <summary>Types as JSON schemas, each record once under its name.</summary>
internal sealed class OpenApiSchemas
{
    private readonly JsonObject _all = [];

    public static bool IsSimple(Type type) => Simple(type) is not null;

    public static JsonObject? Simple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? Typed("string")
            : type == typeof(bool) ? Typed("boolean")
            : type == typeof(int) || type == typeof(long) ? Typed("integer")
            : type == typeof(double) || type == typeof(decimal) || type == typeof(float) ? Typed("number")
            : type == typeof(DateTimeOffset) || type == typeof(DateTime) ? Typed("string", "date-time")
            : type == typeof(TimeSpan) ? Typed("string", "duration")
            : type.IsEnum ? new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]) }
            : null;
    }

    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    public JsonNode Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple(type) is { } simple)
        {
            return simple;
        }

        if (type == typeof(JsonElement) || type == typeof(object) || typeof(JsonNode).IsAssignableFrom(type))
        {
            return new JsonObject();
        }

        if (Item(type) is { } item)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Of(item) };
        }

        if (typeof(IEnumerable).IsAssignableFrom(type) || type.Namespace?.StartsWith("Bot.", StringComparison.Ordinal) != true)
        {
            return Typed("object");
        }

        if (!_all.ContainsKey(type.Name))
        {
            // Its place first: a type may hold itself.
            _all[type.Name] = new JsonObject();
            var properties = new JsonObject();
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract"))
            {
                properties[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = Of(property.PropertyType);
            }

            _all[type.Name] = new JsonObject { ["type"] = "object", ["properties"] = properties };
        }

        return Reference(type.Name);
    }

    public JsonObject WithProblem()
    {
        var properties = new JsonObject { ["status"] = Typed("integer") };
        foreach (var name in (string[])["type", "title", "detail", "code", "zh", "en"])
        {
            properties[name] = Typed("string");
        }

        _all["Problem"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("type", "title", "status", "code", "zh", "en"), ["properties"] = properties };
        return _all;
    }

    private static JsonObject Typed(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static Type? Item(Type type) => type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list
            && list.GetGenericArguments()[0] is { IsGenericType: false } item ? item
        : null;
}
