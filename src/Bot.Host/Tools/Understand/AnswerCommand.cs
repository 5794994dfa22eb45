using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Content;
using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Host.Tools.Understand;

/// <summary><c>answer --knowledge FILE</c>: questions in, the entries that answer them out, with the decision and why.</summary>
internal static class AnswerCommand
{
    private const string Usage = "answer --knowledge FILE [--background FILE] [--synonyms FILE] [--top 5]";

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        var top = 5;
        if (options["knowledge"] is not { Length: > 0 } knowledge
            || (options["top"] is { } wanted && (!int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out top) || top is < 1 or > 20)))
        {
            await errors.WriteLineAsync(Usage).ConfigureAwait(false);
            return 2;
        }

        if (LineFile.Read(knowledge, errors, Entry) is not { } asks || More(options["background"], errors) is not { } more || Words(options["synonyms"], errors) is not { } lexicon)
        {
            return 2;
        }

        var rule = new DecisionRule();
        var retriever = Retriever.Build(asks, Background.Build(lexicon, more));
        return await JsonLine.AnswerAsync(input, output, Answer, cancel).ConfigureAwait(false);

        void Answer(JsonElement asked, Utf8JsonWriter writer)
        {
            var found = retriever.Find(JsonLine.Text(asked, "text"), top: top);
            var decided = rule.Decide(found, Addressed(asked));
            writer.WriteStartArray("answers");
            foreach (var candidate in found.Candidates)
            {
                writer.WriteStartObject();
                writer.WriteString("id", candidate.Key);
                writer.WriteNumber("score", Math.Round(candidate.Score, 4));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("decision", decided.Decision switch { Decision.Answer => "answer", Decision.Ask => "ask", _ => "silent" });
            writer.WriteNumber("score", Math.Round(decided.Score, 4));
            writer.WriteString("reason", decided.Reason);
        }
    }

    private static bool Addressed(JsonElement asked) => !asked.TryGetProperty("addressed", out var value) || value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.Null => true,
        JsonValueKind.False => false,
        _ => throw new LineException("\"addressed\" must be true or false"),
    };

    private static IEnumerable<Ask> Entry(JsonElement entry)
    {
        var id = entry.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetRawText() : JsonLine.Text(entry, "id");
        if (!entry.TryGetProperty("questions", out var questions) || questions.ValueKind != JsonValueKind.Array || questions.EnumerateArray().Any(static question => question.ValueKind != JsonValueKind.String))
        {
            throw new LineException("\"questions\" must be a list of texts");
        }

        return [.. questions.EnumerateArray().Select(question => new Ask(id, question.GetString()!))];
    }

    private static List<string>? More(string? file, TextWriter errors) => file is null ? [] : LineFile.Sentences(file, errors);

    private static Lexicon? Words(string? file, TextWriter errors)
    {
        if (file is null)
        {
            return Lexicon.Empty;
        }

        try
        {
            var problems = ImmutableArray.CreateBuilder<Problem>();
            var groups = SynonymsReader.Read([new ContentFile(SynonymsReader.FilePath, File.ReadAllText(file))], problems);
            foreach (var problem in problems)
            {
                errors.WriteLine(problem.Format("en"));
            }

            return Lexicon.Build(groups);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine($"{file}: cannot be read: {error.Message}");
            return null;
        }
    }
}
