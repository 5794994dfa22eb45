using Bot.Core.Catalog;
using Bot.Core.Content;
using Bot.Core.Throttling;
using Bot.Host.Content;

namespace Bot.Host.Tools;

/// <summary><c>lint</c>: checks all content and says what is wrong, where, and what to write instead.</summary>
internal static class LintCommand
{
    public static int Run(string[] args, string root, TextWriter output)
    {
        var language = Option(args, "--lang") ?? "zh";
        var github = Option(args, "--format") == "github";
        var preset = new ConfigurationBuilder().SetBasePath(Path.GetFullPath(root)).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build()[PolicyPresets.Setting];
        var folder = new ContentFolder(Option(args, "--root") ?? root, preset);
        var catalog = CatalogBuilder.Build(folder.Read(), folder.Preset);
        foreach (var problem in catalog.Problems)
        {
            output.WriteLine(github ? GitHub(problem, language) : problem.Format(language));
        }

        var errors = catalog.Problems.Count(problem => problem.Severity == Severity.Error);
        var warnings = catalog.Problems.Length - errors;
        output.WriteLine(language.StartsWith("en", StringComparison.Ordinal)
            ? $"{catalog.Templates.All.Length} templates, {catalog.Dialogs.All.Length} dialogs: {errors} errors, {warnings} warnings"
            : $"{catalog.Templates.All.Length} 个模板，{catalog.Dialogs.All.Length} 个对话：{errors} 个错误，{warnings} 个提醒");
        return errors > 0 ? 1 : 0;
    }

    private static string GitHub(Problem problem, string language) =>
        $"::{(problem.Severity == Severity.Error ? "error" : "warning")} file={problem.File},line={problem.Line},col={problem.Column}::{problem.Code} {problem.In(language)}";

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
