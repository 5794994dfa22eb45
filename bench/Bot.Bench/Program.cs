using BenchmarkDotNet.Running;
using Bot.Bench;

// dotnet run -c Release --project bench/Bot.Bench -- --filter '*'
BenchmarkSwitcher.FromTypes([typeof(TemplateBench)]).Run(args);
