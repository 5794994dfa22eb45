using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bot.Host.Console.Access;

/// <summary>A person's account, as kept.</summary>
public sealed record Account
{
    /// <summary>What they sign in with.</summary>
    public required string Name { get; init; }

    /// <summary>What others see.</summary>
    public required string Display { get; init; }

    /// <summary>Their roles.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>True when they may not sign in.</summary>
    public bool Disabled { get; init; }

    /// <summary>The hash of the password.</summary>
    public required string Password { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>Grows with every change of password, roles or state: sessions of an earlier one are over.</summary>
    public long Epoch { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its password was set.</summary>
    public DateTimeOffset PasswordAt { get; init; }

    /// <summary>True when it may do everything, now.</summary>
    public bool IsActiveAdmin => !Disabled && Roles.Contains(Access.Roles.Admin);
}

/// <summary>A session, as kept under the hash of its token.</summary>
/// <param name="Account">The key of its account.</param>
/// <param name="Csrf">What every change by this session must carry.</param>
/// <param name="Epoch">The account's epoch at its begin.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="SeenAt">When it was last used, to five minutes.</param>
public sealed record Session(string Account, string Csrf, long Epoch, DateTimeOffset BegunAt, DateTimeOffset SeenAt);

/// <summary>An API key, as kept under its id.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">The names of its permissions.</param>
/// <param name="Hash">Of the secret.</param>
/// <param name="By">The account that made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="UsedAt">When it was last used, to the hour; null for never.</param>
public sealed record ApiKey(string Name, ImmutableArray<string> Scopes, string Hash, string By, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt = null);

/// <summary>Kinds of documents, random tokens and their hashes.</summary>
internal static class Kept
{
    public const string Accounts = "account";
    public const string Sessions = "session";
    public const string Keys = "key";
    public const string FirstRun = "first-run";

    // One document that every change of who is an active administrator passes through, so that two such changes meet.
    public const string Access = "access";
    public const string Admins = "admins";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("null where a document is kept");

    /// <summary>256 random bits, fit for a cookie or an address.</summary>
    public static string Token() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The same time for every wrong one.</summary>
    public static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
