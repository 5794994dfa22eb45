using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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
            && JsonSerializer.SerializeToNode(value, ApiJson.Options) is JsonObject body && body["items"] is JsonArray items
            ? Results.File(Write(items, columns), "text/csv; charset=utf-8", name + ".csv")
            : result;

    /// <summary>Whether a request asks for CSV.</summary>
    public static bool Wanted(HttpRequest request) =>
        string.Equals(request.Query["format"], "csv", StringComparison.OrdinalIgnoreCase) || request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Items as CSV in UTF-8 with its mark, so that Excel reads the Chinese.</summary>
    public static byte[] Write(JsonArray items, params string[] first)
    {
        var rows = items.Select(item => Flat(item, "").ToDictionary(cell => cell.Name, cell => cell.Text, StringComparer.Ordinal)).ToList();
        string[] columns = [.. first.Concat(rows.SelectMany(row => row.Keys)).Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder().AppendJoin(',', columns.Select(Cell)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', columns.Select(column => Cell(row.GetValueOrDefault(column, "")))).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<(string Name, string Text)> Flat(JsonNode? node, string name) => node switch
    {
        JsonObject parts => parts.SelectMany(part => Flat(part.Value, name.Length == 0 ? part.Key : $"{name}.{part.Key}")),
        JsonArray list when list.All(one => one is JsonValue) => [(name, string.Join(' ', list.Select(one => one!.ToString())))],
        null => [(name, "")],
        JsonValue value => [(name, value.ToString())],
        _ => [(name, node.ToJsonString(ApiJson.Options))],
    };

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
