using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Throttling;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Host.Console.Studio;

/// <summary>What a path may be, and what stands there.</summary>
internal static class ContentPaths
{
    /// <summary>Longest path.</summary>
    public const int MaxPath = 200;

    /// <summary>Longest text of a file, in characters.</summary>
    public const int MaxText = 500_000;

    private static readonly string[] Endings = [".tmpl", ".yaml", ".chat"];

    /// <summary>Why a path cannot be used; null when it can.</summary>
    public static (string Zh, string En)? Wrong(string? path)
    {
        if (string.IsNullOrEmpty(path) || path.Length > MaxPath)
        {
            return ($"路径要有 1 到 {MaxPath} 个字符。", $"A path has 1 to {MaxPath} characters.");
        }

        if (!path.StartsWith("templates/", StringComparison.Ordinal) && !path.StartsWith("dialogs/", StringComparison.Ordinal))
        {
            return ("路径要以 templates/ 或 dialogs/ 开头。", "A path begins with templates/ or dialogs/.");
        }

        if (!path.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/') && !IsNamedInChinese(path))
        {
            return ("路径只能用字母、数字、_ - . 和 /。", "A path holds letters, digits, _ - . and / alone.");
        }

        if (path.Split('/').Any(part => part.Length == 0 || part[0] == '.' || part[^1] == '.' || part.Contains("..", StringComparison.Ordinal)))
        {
            return ("路径的每一段都要有名字，不能以点开头或结尾，不能有“..”。", "Every part of a path has a name; none begins or ends with a dot or holds `..`.");
        }

        var (isTemplate, isTest) = (path.EndsWith(".tmpl", StringComparison.Ordinal), path.EndsWith(".chat", StringComparison.Ordinal));
        return !Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) ? ("文件名要以 .tmpl、.yaml 或 .chat 结尾。", "A file name ends with .tmpl, .yaml or .chat.")
            : isTemplate && !path.StartsWith("templates/", StringComparison.Ordinal) ? (".tmpl 文件放在 templates/ 里。", "A .tmpl file stands in templates/.")
            : isTest && !path.StartsWith("dialogs/tests/", StringComparison.Ordinal) ? (".chat 文件放在 dialogs/tests/ 里。", "A .chat file stands in dialogs/tests/.")
            : null;
    }

    /// <summary><c>template|dialog|persona|synonyms|policy|data|model|sample|test</c>.</summary>
    public static string KindOf(string path) => path switch
    {
        _ when path.EndsWith(".tmpl", StringComparison.Ordinal) => "template",
        _ when path.EndsWith(".chat", StringComparison.Ordinal) => "test",
        PolicyParser.FilePath => "policy",
        _ when path == SynonymsReader.FilePath => "synonyms",
        _ when path.StartsWith("dialogs/personas/", StringComparison.Ordinal) => "persona",
        _ when path.StartsWith("templates/_models/", StringComparison.Ordinal) => "model",
        _ when path.StartsWith("templates/_samples/", StringComparison.Ordinal) => "sample",
        _ when DialogSet.IsDialog(path) || path == DialogSet.DefaultsPath => "dialog",
        _ => "data",
    };

    /// <summary>What others call it: a template's key, a dialog's, persona's or model's id; else the path.</summary>
    public static string KeyOf(string path)
    {
        var stem = path[..path.LastIndexOf('.')];
        return KindOf(path) switch
        {
            "template" => After(stem, "templates/").Replace('/', '.') is var key && key.StartsWith("_parts.", StringComparison.Ordinal) ? key["_parts.".Length..] : key,
            "dialog" => After(stem, "dialogs/"),
            "persona" => After(stem, "dialogs/personas/"),
            "model" => After(stem, "templates/_models/").Replace('/', '.'),
            _ => path,
        };
    }

    /// <summary>The files with one text put in its place, or added.</summary>
    public static List<ContentFile> With(IEnumerable<ContentFile> files, params IReadOnlyList<ContentFile> drafts)
    {
        var paths = drafts.Select(draft => draft.Path).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(file => !paths.Contains(file.Path)).Concat(drafts).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    // Samples ship with Chinese names: 最长昵称.yaml.
    private static bool IsNamedInChinese(string path) =>
        path.StartsWith("templates/_samples/", StringComparison.Ordinal) && path.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/');

    private static string After(string path, string folder) => path[folder.Length..];
}
