using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>A file that somebody uploaded.</summary>
/// <param name="Id">Its id: long and drawn by lot, so that only those who were given the address can read it.</param>
/// <param name="Name">A safe file name.</param>
/// <param name="ContentType">What its first bytes say for pictures; else what the client said.</param>
/// <param name="Path">Where its bytes are.</param>
internal sealed record StoredFile(string Id, string Name, string ContentType, string Path);

/// <summary>Keeps uploads for a day in files under the data folder. Nothing a client sends becomes part of a path.</summary>
internal sealed class UploadStore(IOptions<DirectLineOptions> options, TimeProvider time)
{
    private readonly string root = Path.GetFullPath(Path.Combine(options.Value.DataFolder, "uploads"));
    private readonly Lock gate = new();
    private long? stored;

    private sealed record Facts(string Name, string ContentType);

    /// <summary>Keeps a file; null when the conversation or the server keeps enough already.</summary>
    public StoredFile? Keep(string conversation, string? name, string? contentType, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.Combine(root, FolderOf(conversation));
        lock (gate)
        {
            stored ??= Measure();
            if (stored + bytes.Length > options.Value.MaxStoredBytes || CountIn(folder) >= options.Value.MaxFilesPerConversation)
            {
                return null;
            }

            stored += bytes.Length;
        }

        Directory.CreateDirectory(folder);
        var id = FolderOf(conversation) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = Path.Combine(folder, id + ".bin");
        var safe = SafeName.Of(name);
        var type = PictureType.Judge(bytes, contentType);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        File.WriteAllBytes(path + ".json", JsonSerializer.SerializeToUtf8Bytes(new Facts(safe, type)));
        return new StoredFile(id, safe, type, path);
    }

    /// <summary>Finds a file that is still kept.</summary>
    public StoredFile? Find(string id)
    {
        if (id.Length != 48 || !id.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var path = Path.Combine(root, id[..16], id + ".bin");
        if (!File.Exists(path) || !File.Exists(path + ".json") || TooOld(path))
        {
            return null;
        }

        var facts = JsonSerializer.Deserialize<Facts>(File.ReadAllBytes(path + ".json"));
        return facts is null ? null : new StoredFile(id, facts.Name, facts.ContentType, path);
    }

    /// <summary>Takes away what is older than the retention.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(root, "*.bin", SearchOption.AllDirectories).Where(TooOld).ToList())
        {
            File.Delete(path);
            File.Delete(path + ".json");
        }

        foreach (var folder in Directory.EnumerateDirectories(root).Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()).ToList())
        {
            Directory.Delete(folder);
        }

        lock (gate)
        {
            stored = Measure();
        }
    }

    private static string FolderOf(string conversation) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation)))[..16];

    private static int CountIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.bin").Count() : 0;

    private bool TooOld(string path) => time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) >= options.Value.FileRetention;

    private long Measure() => Directory.Exists(root) ? new DirectoryInfo(root).EnumerateFiles("*.bin", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
}
