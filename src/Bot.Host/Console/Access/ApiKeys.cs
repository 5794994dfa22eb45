using System.Collections.Immutable;
using System.Security.Cryptography;
using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>Keys of a merchant's own tools: <c>qzk_ID_SECRET</c>, shown once; only the secret's hash is kept.</summary>
public sealed class ApiKeys(IDesk desk, Audit audit, TimeProvider clock)
{
    private const string Prefix = "qzk_";
    private const int IdLength = 12;
    private const int LongestName = 64;
    private const int Most = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>All of them, by id.</summary>
    public async Task<ImmutableArray<(string Id, ApiKey Key)>> ListAsync(CancellationToken cancel) =>
        [.. (await desk.ListAsync(Kept.Keys, null, Most, cancel).ConfigureAwait(false)).Select(found => (found.Key, Kept.Read<ApiKey>(found.Json)))];

    /// <summary>Makes a key; its token is told this once.</summary>
    public async Task<(string? Id, string? Token, Refusal? Wrong)> CreateAsync(Operator by, string? name, ImmutableArray<string> scopes, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName || name.Any(char.IsControl))
        {
            return (null, null, new Refusal(400, "name_wrong", $"写上这个密钥给谁用，1 到 {LongestName} 个字", $"Say what the key is for, in 1 to {LongestName} characters"));
        }

        if (scopes.IsDefaultOrEmpty || Roles.Read(scopes) is null)
        {
            return (null, null, new Refusal(400, "scopes_wrong", $"至少一个权限：{string.Join('、', Roles.PermissionNames)}", $"One scope or more: {string.Join(", ", Roles.PermissionNames)}"));
        }

        var all = await ListAsync(cancel).ConfigureAwait(false);
        if (all.Any(one => Accounts.KeyOf(one.Key.Name) == Accounts.KeyOf(name)))
        {
            return (null, null, AccountRules.Taken(name.Trim()));
        }

        if (all.Length >= Most)
        {
            return (null, null, new Refusal(409, "too_many", $"最多 {Most} 个密钥，请先删除不用的", $"At most {Most} keys: remove one first"));
        }

        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        var secret = Kept.Token();
        var key = new ApiKey(name.Trim(), [.. scopes.Distinct()], Kept.Hash(secret), by.Name, clock.GetUtcNow());
        await desk.CommitAsync([new DeskChange.Put(Kept.Keys, id, Kept.Write(key), 0), audit.Line(by, "key.created", $"key/{key.Name}", 0, 1, string.Join(' ', key.Scopes))], cancel).ConfigureAwait(false);
        return (id, $"{Prefix}{id}_{secret}", null);
    }

    /// <summary>Takes a key away; it ends at once.</summary>
    public async Task<Refusal?> RemoveAsync(Operator by, string id, CancellationToken cancel)
    {
        while (IsId(id) && await desk.FindAsync(Kept.Keys, id, cancel).ConfigureAwait(false) is { } found)
        {
            var line = audit.Line(by, "key.removed", $"key/{Kept.Read<ApiKey>(found.Json).Name}", found.Version, 0);
            if (await desk.CommitAsync([new DeskChange.Remove(Kept.Keys, id, found.Version), line], cancel).ConfigureAwait(false) is DeskOutcome.Kept)
            {
                return null;
            }
        }

        return new Refusal(404, "no_key", "没有这个密钥", "There is no such key");
    }

    /// <summary>Whose the token is; null for nobody's.</summary>
    public async Task<Operator?> FindAsync(string token, string address, CancellationToken cancel)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 200 || token[Prefix.Length..].Split('_', 2) is not [var id, var secret] || !IsId(id)
            || await desk.FindAsync(Kept.Keys, id, cancel).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var key = Kept.Read<ApiKey>(found.Json);
        if (!Kept.Same(Kept.Hash(secret), key.Hash))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (key.UsedAt is null || now - key.UsedAt >= Fresh)
        {
            await desk.CommitAsync([new DeskChange.Put(Kept.Keys, id, Kept.Write(key with { UsedAt = now }), found.Version)], cancel).ConfigureAwait(false);
        }

        return new Operator("key:" + key.Name, key.Name, Roles.Read(key.Scopes) ?? Permission.None, address);
    }

    private static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);
}
