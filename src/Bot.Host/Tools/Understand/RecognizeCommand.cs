using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Understanding.Recognizers;

namespace Bot.Host.Tools.Understand;

/// <summary><c>recognize</c>: texts in, what was recognised in them out, in the Model format of Microsoft's Recognizers-Text.</summary>
internal static class RecognizeCommand
{
    public static Task<int> RunAsync(TextReader input, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        return JsonLine.AnswerAsync(input, output, Recognize, cancel);

        void Recognize(JsonElement asked, Utf8JsonWriter writer)
        {
            var results = Recognizer.Recognize(JsonLine.Text(asked, "text"), new RecognizeOptions(Culture(asked), Profile(asked), Reference(asked, clock), Models(asked)));
            writer.WriteStartArray("results");
            foreach (var result in results)
            {
                Write(writer, result);
            }

            writer.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter writer, Recognized result)
    {
        writer.WriteStartObject();
        writer.WriteString("Text", result.Text);
        writer.WriteString("TypeName", result.TypeName);
        writer.WriteNumber("Start", result.Start);
        writer.WriteNumber("End", result.End);
        writer.WritePropertyName("Resolution");
        Write(writer, result.Resolution);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<Field> fields)
    {
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name);
            switch (field.Value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case int whole:
                    writer.WriteNumberValue(whole);
                    break;
                case double number when double.IsFinite(number):
                    writer.WriteNumberValue(number);
                    break;
                case decimal number:
                    writer.WriteNumberValue(number);
                    break;
                case ImmutableArray<ImmutableArray<Field>> values:
                    writer.WriteStartArray();
                    foreach (var value in values)
                    {
                        Write(writer, value);
                    }

                    writer.WriteEndArray();
                    break;
                case var other:
                    writer.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture));
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private static RecognizerCulture Culture(JsonElement asked) => JsonLine.MaybeText(asked, "culture")?.ToLowerInvariant() switch
    {
        null or "zh-cn" or "zh" => RecognizerCulture.Chinese,
        "en-us" or "en" => RecognizerCulture.English,
        var other => throw new LineException($"\"culture\" is '{other}': write zh-cn or en-us"),
    };

    private static RecognizerProfile Profile(JsonElement asked) => JsonLine.MaybeText(asked, "profile")?.ToLowerInvariant() switch
    {
        null or "chat" => RecognizerProfile.Chat,
        "spec" => RecognizerProfile.Spec,
        var other => throw new LineException($"\"profile\" is '{other}': write spec or chat"),
    };

    // The member's wall clock: an offset that is written is left aside.
    private static DateTime Reference(JsonElement asked, TimeProvider clock) => JsonLine.MaybeText(asked, "reference") is not { } text ? clock.GetLocalNow().DateTime
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.DateTime
        : throw new LineException($"\"reference\" is '{text}': write a time such as 2016-11-07T00:00:00");

    private static ImmutableArray<RecognizerModel> Models(JsonElement asked)
    {
        if (!asked.TryGetProperty("models", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(static name => name.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(static name => Model(name.GetString()!)).Distinct()]
            : throw new LineException("\"models\" must be a list of texts");
    }

    private static RecognizerModel Model(string name) =>
        name.All(char.IsAsciiLetter) && Enum.TryParse<RecognizerModel>(name, ignoreCase: true, out var model) ? model
            : throw new LineException($"\"models\" holds '{name}': write {string.Join(", ", Enum.GetNames<RecognizerModel>().Select(static known => known.ToLowerInvariant()))}");
}
