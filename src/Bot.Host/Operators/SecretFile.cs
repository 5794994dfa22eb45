using System.Security.Cryptography;

namespace Bot.Host.Operators;

/// <summary>A secret that the service made for itself: 256 random bits in a file that only its owner can read.</summary>
public static class SecretFile
{
    /// <summary>Reads the secret, or makes it when the file is absent.</summary>
    public static string ReadOrMake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            try
            {
                using var writer = new StreamWriter(new FileStream(path, options));
                writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made it first: use that one.
                return File.ReadAllText(path).Trim();
            }
        }

        return File.ReadAllText(path).Trim();
    }
}
