using System.Security.Cryptography;
using System.Text;

namespace Bot.Host.Operators;

/// <summary>
/// The key that operators' tools send as <c>X-Operator-Key</c> or <c>Authorization: Bearer</c>. From <c>Operator:Key</c>;
/// without it one is made at first start and kept in the data folder, readable by its owner only.
/// </summary>
public sealed class OperatorKey
{
    private readonly byte[] _hash;

    private OperatorKey(string key, string? file)
    {
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        File = file;
    }

    /// <summary>Where the key stands, when it was made here; null when configuration gave it.</summary>
    public string? File { get; }

    /// <summary>Reads or makes the key.</summary>
    public static OperatorKey From(IConfiguration configuration, string dataFolder)
    {
        if (configuration["Operator:Key"] is { Length: > 0 } configured)
        {
            return new OperatorKey(configured, null);
        }

        return new OperatorKey(SecretFile.ReadOrMake(Path.Combine(dataFolder, "operator.key")), Path.Combine(dataFolder, "operator.key"));
    }

    /// <summary>True when the request carries the key. Takes the same time for every wrong one.</summary>
    public bool Admits(HttpRequest request)
    {
        var sent = request.Headers["X-Operator-Key"].ToString();
        if (sent.Length == 0 && request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            sent = header["Bearer ".Length..];
        }

        return sent.Length is > 0 and <= 1024 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent)), _hash);
    }
}
