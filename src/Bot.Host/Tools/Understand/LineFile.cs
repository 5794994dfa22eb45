using System.Text.Json;

namespace Bot.Host.Tools.Understand;

/// <summary>A file of JSON Lines that a tool learns from.</summary>
internal static class LineFile
{
    /// <summary>What its lines hold; bad ones are told with their number and left out. Null, told, when the file cannot be read.</summary>
    public static List<T>? Read<T>(string path, TextWriter errors, Func<JsonElement, IEnumerable<T>> read)
    {
        var all = new List<T>();
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                try
                {
                    using var document = JsonLine.Parse(line);
                    all.AddRange(read(document.RootElement).ToList());
                }
                catch (Exception mistake) when (mistake is LineException or InvalidOperationException)
                {
                    errors.WriteLine($"{path}:{number}: {mistake.Message}");
                }
            }

            return all;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine($"{path}: cannot be read: {error.Message}");
            return null;
        }
    }

    /// <summary>Sentences: each line a JSON text, an object with <c>text</c>, or the words themselves. Null, told, when the file cannot be read.</summary>
    public static List<string>? Sentences(string path, TextWriter errors)
    {
        try
        {
            return [.. File.ReadLines(path).Where(static line => !string.IsNullOrWhiteSpace(line)).Select(Sentence)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine($"{path}: cannot be read: {error.Message}");
            return null;
        }
    }

    private static string Sentence(string line)
    {
        if (line.TrimStart('\uFEFF', ' ') is not ['{' or '"', ..])
        {
            return line;
        }

        try
        {
            using var document = JsonDocument.Parse(line.TrimStart('\uFEFF'));
            return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()!
                : document.RootElement.ValueKind == JsonValueKind.Object ? JsonLine.MaybeText(document.RootElement, "text") ?? ""
                : line;
        }
        catch (Exception error) when (error is JsonException or LineException or InvalidOperationException)
        {
            return line;
        }
    }
}
