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
    private static readonly string[] Endings = [".tmpl", ".yaml", ".yml", ".chat"];

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

    /// <summary>One file's text, or null where it is none of <see cref="Read"/>'s.</summary>
    /// <param name="path">As <see cref="ContentFile.Path"/>; checked by the caller.</param>
    public string? ReadOne(string path)
    {
        var full = Path.Combine(Root, path);
        return IsOurs(full) && File.Exists(full) ? File.ReadAllText(full) : null;
    }

    /// <summary>Writes one file, whole or not at all.</summary>
    /// <param name="path">As <see cref="ContentFile.Path"/>; checked by the caller.</param>
    /// <param name="text">Its text; null takes the file away.</param>
    public void Write(string path, string? text)
    {
        var full = Path.Combine(Root, path);
        if (text is null)
        {
            File.Delete(full);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var half = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.part");
        File.WriteAllText(half, text);
        File.Move(half, full, overwrite: true);
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
        .Where(IsOurs)
        .OrderBy(path => path, StringComparer.Ordinal);

    private static bool IsOurs(string path) =>
        Endings.Contains(Path.GetExtension(path), StringComparer.Ordinal) && Path.GetFileName(path)[0] != '.' && new FileInfo(path) is var info && (!info.Exists || info.Length <= MaxFile);
}
