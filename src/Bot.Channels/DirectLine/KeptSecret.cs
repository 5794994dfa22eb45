using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Bot.Channels.DirectLine;

/// <summary>Where no secret is configured: makes one on first start and reads it back ever after, so that tokens outlive a restart.</summary>
internal sealed class KeptSecret : IPostConfigureOptions<DirectLineOptions>
{
    private const string FileName = "directline.secret";

    public void PostConfigure(string? name, DirectLineOptions options)
    {
        if (options.Secret.Length > 0 || options.DataFolder.Length == 0)
        {
            return;
        }

        Directory.CreateDirectory(options.DataFolder);
        var path = Path.Combine(options.DataFolder, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        options.Secret = File.ReadAllText(path).Trim();
    }

    // Written beside and moved into place: two processes that start together end with one secret, and nobody reads half of it.
    private static void Make(string path)
    {
        var beside = $"{path}.{Environment.ProcessId}";
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(beside, open))
        {
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }

        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }
}
