using Bot.Core.Content;
using Bot.Core.Throttling;

namespace Bot.Host.Content;

/// <summary>The files that operators edit: everything under <c>templates/</c> and <c>dialogs/</c> of the content root.</summary>
/// <param name="root">The folder that holds both.</param>
/// <param name="preset">The throttle policy's preset of a shop without <c>dialogs/throttle.yaml</c>; null for the default.</param>
public sealed class ContentFolder(string root, string? preset = null)
{
    private const long MaxFile = 1024 * 1024;
    private static readonly string[] Folders = ["templates", "dialogs"];
    private static readonly string[] Endings = [".tmpl", ".yaml", ".yml"];

    /// <summary>The folder that holds both.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The setting <c>Throttle:Preset</c>.</summary>
    public string Preset { get; } = string.IsNullOrWhiteSpace(preset) ? PolicyPresets.Default : preset;

    /// <summary>Reads all of it. Hidden files, other endings and files over 1 MiB are left out.</summary>
    public IReadOnlyList<ContentFile> Read()
    {
        var files = new List<ContentFile>();
        foreach (var path in Paths())
        {
            var relative = Path.GetRelativePath(Root, path).Replace('\\', '/');
            files.Add(new ContentFile(relative, File.ReadAllText(path)));
        }

        return files;
    }

    /// <summary>Changes when a file is added, removed or written: cheap enough to ask every few seconds.</summary>
    public long Stamp()
    {
        var hash = default(HashCode);
        foreach (var path in Paths())
        {
            var info = new FileInfo(path);
            hash.Add(path, StringComparer.Ordinal);
            hash.Add(info.Exists ? info.Length : -1);
            hash.Add(info.Exists ? info.LastWriteTimeUtc.Ticks : -1);
        }

        return hash.ToHashCode();
    }

    private IEnumerable<string> Paths() => Folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.Ordinal) && Path.GetFileName(path)[0] != '.')
        .Where(path => new FileInfo(path).Length <= MaxFile)
        .OrderBy(path => path, StringComparer.Ordinal);
}
