using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Throttling;

namespace Bot.Host.Tools.Simulate;

/// <summary>Something wrong with a command; said with its line, and the simulation goes on.</summary>
internal sealed class SimException(string message) : Exception(message);

/// <summary>One command: a line of JSON, read field by field with a plain word about each mistake.</summary>
internal sealed class SimCommand
{
    private const int MostOf = 1_000_000;

    private readonly JsonElement _json;

    private SimCommand(JsonElement json)
    {
        _json = json;
        Do = Text("do");
        var at = Text("at");
        if (!DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            throw new SimException($"\"at\" is '{at}': write a UTC time such as 2026-11-22T09:00:00Z");
        }

        At = Known("at", moment);
    }

    public DateTimeOffset At { get; }

    public string Do { get; }

    public static SimCommand Read(string line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException error)
        {
            throw new SimException($"not JSON: {error.Message}");
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new SimCommand(document.RootElement.Clone())
                : throw new SimException("a command is a JSON object");
        }
    }

    public bool Has(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => MaybeText(name) ?? throw new SimException($"\"{name}\" is missing");

    /// <summary>A name: no empty one.</summary>
    public string Id(string name) => Text(name) is { Length: > 0 and <= 200 } id ? id : throw new SimException($"\"{name}\" must have 1 to 200 characters");

    public string? MaybeText(string name) => !Has(name) ? null
        : _json.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()
        : throw new SimException($"\"{name}\" must be a text");

    public int? MaybeNumber(string name) => !Has(name) ? null
        : _json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value is >= 0 and <= MostOf ? value
        : throw new SimException($"\"{name}\" must be a whole number of 0 to {MostOf}");

    public DateTimeOffset? MaybeTime(string name) => MaybeText(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? Known(name, moment)
        : throw new SimException($"\"{name}\" is '{text}': write a UTC time");

    // Whole milliseconds, as pushes are kept; and room for windows on both sides.
    private static DateTimeOffset Known(string name, DateTimeOffset moment) => moment.Year is >= 1990 and <= 9000
        ? new DateTimeOffset(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero)
        : throw new SimException($"\"{name}\" is in the year {moment.Year}: write one of 1990 to 9000");

    public ImmutableArray<string> Texts(string name) => !Has(name) ? []
        : _json.GetProperty(name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw new SimException($"\"{name}\" must be a list of texts");

    public string? Zone(string name) => MaybeText(name) is not { } id ? null
        : LocalTime.Of(id) is not null ? id
        : throw new SimException($"\"{name}\" is '{id}', which is no zone: write an IANA id such as Asia/Shanghai");

    public PushClass Class() => Text("class") is var text && Enum.TryParse<PushClass>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value
        : throw new SimException($"\"class\" is '{text}': write transactional, reply, service, value or promo");
}
