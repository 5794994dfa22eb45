using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Specs;

/// <summary>Compares as Microsoft's own runner does, and in every field that a case names (../shared/language.md, 1.3).</summary>
public static class SpecCompare
{
    public static string? Difference(JsonElement wanted, ImmutableArray<Recognized> read)
    {
        if (wanted.GetArrayLength() != read.Length)
        {
            return $"{read.Length} results instead of {wanted.GetArrayLength()}: {string.Join(" | ", read.Select(Show))}";
        }

        return wanted.EnumerateArray().Select((one, i) => Difference(one, read[i])).FirstOrDefault(difference => difference is not null);
    }

    public static string Show(Recognized one) =>
        $"{one.TypeName} “{one.Text}” {one.Start}-{one.End} {{{Show(one.Resolution)}}}";

    private static string Show(ImmutableArray<Field> fields) => string.Join(", ", fields.Select(field => $"{field.Name}: {Word(field.Value)}"));

    private static string Word(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        ImmutableArray<ImmutableArray<Field>> values => "[" + string.Join("; ", values.Select(Show)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string? Difference(JsonElement wanted, Recognized read)
    {
        var wrong = wanted.GetProperty("TypeName").GetString() != read.TypeName
            || wanted.GetProperty("Text").GetString() != read.Text
            || (wanted.TryGetProperty("Start", out var start) && start.GetInt32() != read.Start)
            || (wanted.TryGetProperty("End", out var end) && end.GetInt32() != read.End)
            || (wanted.TryGetProperty("Resolution", out var resolution) && resolution.ValueKind == JsonValueKind.Object && !Same(resolution, read.Resolution, exact: false));
        return wrong ? $"{Show(read)} instead of {wanted.GetRawText()}" : null;
    }

    private static bool Same(JsonElement wanted, ImmutableArray<Field> read, bool exact)
    {
        var names = wanted.EnumerateObject().Select(field => field.Name).ToList();
        return (!exact || names.Count == read.Length)
            && names.All(name => read.Any(field => field.Name == name) && Same(wanted.GetProperty(name), read.First(field => field.Name == name).Value));
    }

    private static bool Same(JsonElement wanted, object? read) => wanted.ValueKind switch
    {
        JsonValueKind.Null => read is null,
        JsonValueKind.String => read is string text && text == wanted.GetString(),
        JsonValueKind.True or JsonValueKind.False => read is bool flag && flag == wanted.GetBoolean(),
        JsonValueKind.Number => read is not (null or string or bool) && Math.Abs(Convert.ToDouble(read, CultureInfo.InvariantCulture) - wanted.GetDouble()) < 1e-9,
        JsonValueKind.Array => read is ImmutableArray<ImmutableArray<Field>> values && values.Length == wanted.GetArrayLength()
            && wanted.EnumerateArray().Select((one, i) => Same(one, values[i], exact: true)).All(same => same),
        _ => false,
    };
}
