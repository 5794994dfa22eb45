using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bot.Host.Tools.Understand;

/// <summary>Something wrong with a line of JSON; said in its place, and the next line is read.</summary>
internal sealed class LineException(string message) : Exception(message);

/// <summary>Reads JSON Lines and answers each with one line; a bad line is answered with an error, never with a crash.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers each line that is not blank; returns the exit code.</summary>
    public static async Task<int> AnswerAsync(TextReader input, TextWriter output, Action<JsonElement, Utf8JsonWriter> answer, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        for (var number = 1; await input.ReadLineAsync(cancel).ConfigureAwait(false) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            await output.WriteLineAsync(Answer(line, number, answer, buffer)).ConfigureAwait(false);
            await output.FlushAsync(cancel).ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>The text under a name; fails where it is absent or no text.</summary>
    public static string Text(JsonElement json, string name) => MaybeText(json, name) ?? throw new LineException($"\"{name}\" is missing");

    /// <summary>The text under a name, null where it is absent or null; fails where it is no text.</summary>
    public static string? MaybeText(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new LineException($"\"{name}\" must be a text");
        }

        return value.GetString();
    }

    /// <summary>Parses one line that holds an object.</summary>
    public static JsonDocument Parse(string line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line.TrimStart('\uFEFF'));
        }
        catch (JsonException error)
        {
            throw new LineException($"not JSON: {error.Message}");
        }
        catch (ArgumentException)
        {
            throw new LineException("not UTF-8");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new LineException("a line is a JSON object");
    }

    private static string Answer(string line, int number, Action<JsonElement, Utf8JsonWriter> answer, MemoryStream buffer)
    {
        try
        {
            using var document = Parse(line);
            return Write(buffer, writer => answer(document.RootElement, writer));
        }
        catch (LineException mistake)
        {
            return Write(buffer, writer => writer.WriteString("error", $"line {number}: {mistake.Message}"));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair, which JSON can spell and UTF-8 cannot.
            return Write(buffer, writer => writer.WriteString("error", $"line {number}: the text is not Unicode"));
        }
    }

    private static string Write(MemoryStream buffer, Action<Utf8JsonWriter> write)
    {
        buffer.SetLength(0);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
