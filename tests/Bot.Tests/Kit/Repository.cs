using Bot.Core.Content;

namespace Bot.Tests.Kit;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its root: the folder of <c>Bot.sln</c>, above the test's own.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly string[] Folders = ["templates", "dialogs"];

    /// <summary>All content that ships: <c>templates/</c> and <c>dialogs/</c>.</summary>
    public static IReadOnlyList<ContentFile> Content() =>
        [.. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".tmpl", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new ContentFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no Bot.sln above " + AppContext.BaseDirectory);
    }
}
