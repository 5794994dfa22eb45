using System.Text.Json;
using Bot.Core.Understanding.Retrieval;
using Bot.Core.Understanding.Routing;

namespace Bot.Host.Tools.Understand;

/// <summary><c>route --train FILE</c>: texts in, the label that each leads to out, and whether it leads anywhere at all.</summary>
internal static class RouteCommand
{
    private const string Usage = "route --train FILE";

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (options["train"] is not { Length: > 0 } train)
        {
            await errors.WriteLineAsync(Usage).ConfigureAwait(false);
            return 2;
        }

        if (LineFile.Read(train, errors, Example) is not { } examples)
        {
            return 2;
        }

        var router = Router.Learn(examples, Background.Build(Lexicon.Empty));
        return await JsonLine.AnswerAsync(input, output, Route, cancel).ConfigureAwait(false);

        void Route(JsonElement asked, Utf8JsonWriter writer)
        {
            var routed = router.Route(JsonLine.Text(asked, "text"));
            writer.WriteString("label", routed.Label);
            writer.WriteNumber("score", Math.Round(routed.Score, 4));
            writer.WriteBoolean("outOfScope", routed.OutOfScope);
        }
    }

    private static IEnumerable<RouteExample> Example(JsonElement line) => [new RouteExample(JsonLine.Text(line, "text"), JsonLine.Text(line, "label"))];
}
