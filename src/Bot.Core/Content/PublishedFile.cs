using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Core.Content;

/// <summary>The version of one file that is in force for all nodes, whatever stands on their disks.</summary>
/// <param name="Path">Which file.</param>
/// <param name="Text">Its text; null when it was taken away.</param>
/// <param name="Version">From 1; the number in its log of versions.</param>
/// <param name="OnDisk">Hash of the file on disk that this version knew: only another one is news. Empty when there was none.</param>
/// <param name="Seen">Hashes of the files before that, the newest first: a node that still has one of them has nothing new to say.</param>
public sealed record PublishedFile(string Path, string? Text, long Version, string OnDisk, ImmutableArray<string> Seen)
{
    /// <summary>How many earlier hashes are kept.</summary>
    public const int MaxSeen = 32;

    /// <summary>The hash of a file's text: 16 hex digits of its SHA-256, or nothing where there is no file.</summary>
    public static string HashOf(string? text) => text is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>This one with another file known.</summary>
    public PublishedFile Knowing(string onDisk) => onDisk == OnDisk ? this : this with
    {
        OnDisk = onDisk,
        Seen = [.. Seen.Prepend(OnDisk).Where(hash => hash != onDisk).Distinct().Take(MaxSeen)],
    };
}

/// <summary>A file on disk that says something new.</summary>
/// <param name="Path">Which file.</param>
/// <param name="Text">Its text; null when it was deleted.</param>
/// <param name="Before">What was in force.</param>
/// <param name="Earlier">The text on disk before, where this node saw it; null where it did not, or there was none.</param>
public sealed record FileNews(string Path, string? Text, PublishedFile? Before, string? Earlier);

/// <summary>Lays what was published over what is on disk.</summary>
public static class PublishedOver
{
    /// <summary>The content that shall be in force, and the files that are one more version of their own.</summary>
    /// <param name="files">What is on disk.</param>
    /// <param name="published">What was published, by path.</param>
    /// <param name="earlier">What this node saw on disk before, by path; null at its start.</param>
    /// <param name="isAlone">True where no other node has a disk of its own: any file that is not known is news, also one that was known long ago.</param>
    public static (ImmutableArray<ContentFile> Files, ImmutableArray<FileNews> News) Lay(
        IReadOnlyList<ContentFile> files,
        IReadOnlyDictionary<string, PublishedFile> published,
        IReadOnlyDictionary<string, string>? earlier,
        bool isAlone)
    {
        var disk = files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<ContentFile>();
        var news = ImmutableArray.CreateBuilder<FileNews>();
        foreach (var path in disk.Keys.Concat(published.Keys).Concat(earlier?.Keys ?? []).Distinct().Order(StringComparer.Ordinal))
        {
            var (text, known) = (disk.GetValueOrDefault(path), published.GetValueOrDefault(path));
            var before = earlier?.GetValueOrDefault(path);
            var changedHere = earlier is not null && before != text;
            if (known is null ? changedHere : IsNews(text, known, changedHere, isAlone))
            {
                news.Add(new FileNews(path, text, known, before));
                Add(path, text);
            }
            else
            {
                Add(path, known is null ? text : known.Text);
            }
        }

        return (result.ToImmutable(), news.ToImmutable());

        void Add(string path, string? text)
        {
            if (text is not null)
            {
                result.Add(new ContentFile(path, text));
            }
        }
    }

    private static bool IsNews(string? text, PublishedFile known, bool changedHere, bool isAlone)
    {
        var hash = PublishedFile.HashOf(text);
        return hash != known.OnDisk && text != known.Text && (isAlone || changedHere || !known.Seen.Contains(hash));
    }
}
