using Bot.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Host.Tools;

/// <summary>The program's verbs. Without one it serves. Exit codes: 0 well, 1 something is wrong with the content or a test failed, 2 the command line is wrong.</summary>
public static class CommandLine
{
    /// <summary>Runs the verb in the arguments.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        var verb = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "run";
        var rest = args.Length > 0 && !args[0].StartsWith('-') ? args[1..] : args;
        var root = ContentRoot.Find();
        switch (verb)
        {
            case "run":
                return await ServeAsync(rest, root, cancel).ConfigureAwait(false);
            case "lint":
                return LintCommand.Run(rest, root, output);
            case "test":
                return Transcripts.TranscriptCommand.Run(rest, root, output);
            case "export":
                return await ExportCommand.RunAsync(rest, root, output, cancel).ConfigureAwait(false);
            case "simulate":
                return await Simulate.SimulateCommand.RunAsync(rest, System.Console.In, output, System.Console.Error, cancel).ConfigureAwait(false);
            case "why" or "why-not" or "forecast":
                return await PushCommand.RunAsync(verb, rest, root, output, cancel).ConfigureAwait(false);
            case "recognize":
                return await Understand.RecognizeCommand.RunAsync(System.Console.In, output, TimeProvider.System, cancel).ConfigureAwait(false);
            case "answer":
                return await Understand.AnswerCommand.RunAsync(rest, System.Console.In, output, System.Console.Error, cancel).ConfigureAwait(false);
            case "route":
                return await Understand.RouteCommand.RunAsync(rest, System.Console.In, output, System.Console.Error, cancel).ConfigureAwait(false);
            case "help":
                await output.WriteLineAsync(Help).ConfigureAwait(false);
                return 0;
            default:
                await output.WriteLineAsync($"没有命令 {verb} / no command {verb}\n{Help}").ConfigureAwait(false);
                return 2;
        }
    }

    // A store that is not there, a setting or folder that is wrong, an address that is taken: said, not thrown.
    private static async Task<int> ServeAsync(string[] args, string root, CancellationToken cancel)
    {
        try
        {
            return await BotHost.RunAsync(args, root, cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await System.Console.Error.WriteLineAsync($"不能启动 / cannot start: {error.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    private const string Help = """
        run [--urls URL] [--KEY VALUE]          serve (default)
        lint [--lang zh|en] [--format text|github]   check templates and dialogs
        test [FILES or FOLDERS]                 run .chat transcripts
        export [--conversation ID] [--member ID] [--channel ID] [--from TIME] [--to TIME]   the record as JSON Lines
        simulate --policy FILE [--store sqlite|redis]   pushes as JSON Lines in, verdicts out
        why ID                                  what became of a push, and why
        why-not --channel ID (--member ID | --group ID) --class CLASS [--at TIME] [--template KEY] [--campaign ID]   would it go, and if not, why
        forecast --channel ID --member ID       what a member will get in the next seven days
        recognize                               numbers, prices, times and the like in texts; JSON Lines in and out
        answer --knowledge FILE [--background FILE] [--synonyms FILE] [--top 5]   questions as JSON Lines in, answers out
        route --train FILE                      texts as JSON Lines in, labels out
        """;
}
