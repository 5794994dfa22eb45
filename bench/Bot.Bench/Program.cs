using BenchmarkDotNet.Running;
using Bot.Bench;

// dotnet run -c Release --project bench/Bot.Bench -- --filter '*'
// dotnet run -c Release --project bench/Bot.Bench -- studio|turn [CONTENT FOLDER]
if (args is ["studio", ..])
{
    StudioBench.Run(args.Length > 1 ? args[1] : ".", Console.Out);
    return;
}

if (args is ["turn", ..])
{
    TurnBench.Run(args.Length > 1 ? args[1] : ".", Console.Out);
    return;
}

BenchmarkSwitcher.FromTypes([typeof(TemplateBench)]).Run(args);
