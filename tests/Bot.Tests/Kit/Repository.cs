using Bot.Core.Content;

namespace Bot.Tests.Kit;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    private static readonly string[] Large = ["templates/faq/", "templates/skin/", "templates/product/"];

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

    /// <summary>The shop without most of its answers, where a test builds or starts it often: the parts that belong together, and one answer.</summary>
    public static IReadOnlyList<ContentFile> SmallContent() =>
        [.. Content().Where(file => !Large.Any(part => file.Path.StartsWith(part, StringComparison.Ordinal)) || file.Path == "templates/faq/ship.when.tmpl")];

    /// <summary>Writes content below a folder.</summary>
    public static void Write(IEnumerable<ContentFile> files, string root)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
    }
}
