using System.Text;
using System.Text.Json;
using Bot.Host.Operators;

namespace Bot.Host.Console.Api;

/// <summary>Long lists as CSV, for who asks with <c>?format=csv</c> or <c>Accept: text/csv</c>: the items of the JSON answer, one a line, what is within them as <c>a.b</c>.</summary>
public static class Csv
{
    private static readonly char[] Quoted = ['"', ',', '\n', '\r'];

    /// <summary>Lets a list be asked for as CSV.</summary>
    /// <param name="route">A route that answers <c>{items: [...]}</c>.</param>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="columns">The first columns, there even where no item has them; what else items have follows.</param>
    public static RouteHandlerBuilder WithCsv(this RouteHandlerBuilder route, string name, params string[] columns) =>
        route.AddEndpointFilter(async (context, next) => Of(context.HttpContext.Request, await next(context).ConfigureAwait(false), name, columns));

    /// <summary>A list as CSV where it is wanted; anything else as it is.</summary>
    public static object? Of(HttpRequest request, object? result, string name, params string[] columns) =>
        Wanted(request) && result is IValueHttpResult { Value: { } value } and not IStatusCodeHttpResult { StatusCode: >= 400 }
            && JsonSerializer.SerializeToElement(value, ApiJson.Options) is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? Results.File(Write(items, columns), "text/csv; charset=utf-8", name + ".csv")
            : result;

    /// <summary>Whether a request asks for CSV.</summary>
    public static bool Wanted(HttpRequest request) =>
        string.Equals(request.Query["format"], "csv", StringComparison.OrdinalIgnoreCase) || request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Items as CSV in UTF-8 with its mark, so that Excel reads the Chinese.</summary>
    private static byte[] Write(JsonElement items, params string[] first)
    {
        var rows = items.EnumerateArray().Select(item => Flat(item, "").ToDictionary(cell => cell.Name, cell => cell.Text, StringComparer.Ordinal)).ToList();
        string[] columns = [.. first.Concat(rows.SelectMany(row => row.Keys)).Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder().AppendJoin(',', columns.Select(Cell)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', columns.Select(column => Cell(row.GetValueOrDefault(column, "")))).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<(string Name, string Text)> Flat(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(part => Flat(part.Value, name.Length == 0 ? part.Name : $"{name}.{part.Name}")),
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)) => [(name, string.Join(' ', value.EnumerateArray().Select(Text)))],
        JsonValueKind.Null => [(name, "")],
        _ => [(name, Text(value))],
    };

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    // A cell that a spreadsheet would take for a formula is shown as text.
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            text = "'" + text;
        }

        return text.IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
