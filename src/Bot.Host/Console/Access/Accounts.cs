using System.Collections.Immutable;
using System.Text;
using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>An account with its version.</summary>
public sealed record KeptAccount(Account Account, long Version)
{
    /// <summary>Under which it is kept.</summary>
    public string Key => Accounts.KeyOf(Account.Name);
}

/// <summary>What is to become of an account; null leaves what is there.</summary>
public sealed record AccountChange(string? Display = null, ImmutableArray<string>? Roles = null, bool? Disabled = null, string? Password = null, string? Language = null, string? Why = null);

/// <summary>The accounts. There is always one active administrator, once there was one.</summary>
public sealed class Accounts(IDesk desk, Passwords passwords, Audit audit, TimeProvider clock)
{
    private const int Most = 500;
    private const int Tries = 8;

    /// <summary>The key of a name: width and case do not count.</summary>
    public static string KeyOf(string name) => name.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>One account; null when there is none, or the name cannot be one.</summary>
    public async Task<KeptAccount?> FindAsync(string? name, CancellationToken cancel) =>
        name is not null && AccountRules.IsName(name) && await desk.FindAsync(Kept.Accounts, KeyOf(name), cancel).ConfigureAwait(false) is { } found
            ? new KeptAccount(Kept.Read<Account>(found.Json), found.Version)
            : null;

    /// <summary>All of them, by name.</summary>
    public async Task<ImmutableArray<KeptAccount>> ListAsync(CancellationToken cancel) =>
        [.. (await desk.ListAsync(Kept.Accounts, null, Most, cancel).ConfigureAwait(false)).Select(found => new KeptAccount(Kept.Read<Account>(found.Json), found.Version))];

    /// <summary>True while there is none: the service waits for its first administrator.</summary>
    public async Task<bool> NoneAsync(CancellationToken cancel) => await desk.FindAsync(Kept.Access, Kept.Admins, cancel).ConfigureAwait(false) is null;

    /// <summary>Makes an account.</summary>
    public Task<(KeptAccount? Made, Refusal? Wrong)> CreateAsync(Operator by, string? name, string? display, ImmutableArray<string> roles, string? password, CancellationToken cancel) =>
        MakeAsync((what, on, to) => audit.Line(by, what, on, 0, to), name, display, roles, password, cancel);

    /// <summary>Makes an administrator by a link, which is taken away.</summary>
    /// <param name="link">The change that takes it away.</param>
    /// <param name="isFirst">True when nobody may have been one before, at whatever node.</param>
    /// <param name="address">Where the caller is.</param>
    /// <param name="name">What they will sign in with.</param>
    /// <param name="display">What others see.</param>
    /// <param name="password">Their password.</param>
    /// <param name="cancel">Ends the wait.</param>
    internal Task<(KeptAccount? Made, Refusal? Wrong)> CreateByLinkAsync(DeskChange link, bool isFirst, string address, string? name, string? display, string? password, CancellationToken cancel) =>
        MakeAsync((what, on, to) => audit.Line(name ?? "", address, what, on, 0, to, isFirst ? "first-run" : "recover"), name, display, [Roles.Admin], password, cancel, link, isFirst);

    /// <summary>Changes an account. A change of password, roles or state ends its sessions.</summary>
    /// <param name="by">Who changes it.</param>
    /// <param name="name">Whose.</param>
    /// <param name="change">What.</param>
    /// <param name="expected">The version that was read; null takes any.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<(KeptAccount? Changed, Refusal? Wrong)> ChangeAsync(Operator by, string name, AccountChange change, long? expected, CancellationToken cancel)
    {
        var hash = default(string);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await FindAsync(name, cancel).ConfigureAwait(false) is not { } found)
            {
                return (null, AccountRules.None(name));
            }

            if (expected is { } version && version != found.Version)
            {
                return (found, AccountRules.Stale);
            }

            var others = await ListAsync(cancel).ConfigureAwait(false);
            if (AccountRules.Wrong(change, found, others) is { } wrong)
            {
                return (null, wrong);
            }

            hash ??= change.Password is null ? null : await passwords.HashAsync(change.Password, cancel).ConfigureAwait(false);
            var after = Changed(found.Account, change, hash);
            var admins = found.Account.IsActiveAdmin == after.IsActiveAdmin ? null : await AdminsAsync(found.Key, after.IsActiveAdmin, cancel).ConfigureAwait(false);
            if (admins is { Length: 0 })
            {
                return (null, AccountRules.LastAdmin);
            }

            ImmutableArray<DeskChange> changes =
            [
                new DeskChange.Put(Kept.Accounts, found.Key, Kept.Write(after), found.Version),
                .. admins ?? [],
                audit.Line(by, hash is null ? "account.changed" : "account.password", $"account/{after.Name}", found.Version, found.Version + 1, change.Why),
            ];
            if (await desk.CommitAsync(changes, cancel).ConfigureAwait(false) is DeskOutcome.Kept)
            {
                return (new KeptAccount(after, found.Version + 1), null);
            }
        }

        return (null, AccountRules.Stale);
    }

    private async Task<(KeptAccount? Made, Refusal? Wrong)> MakeAsync(
        Func<string, string, long, DeskChange> line, string? name, string? display, ImmutableArray<string> roles, string? password, CancellationToken cancel, DeskChange? link = null, bool isFirst = false)
    {
        var all = await ListAsync(cancel).ConfigureAwait(false);
        if (AccountRules.Wrong(name, display, roles, password, all) is { } wrong)
        {
            return (null, wrong);
        }

        var now = clock.GetUtcNow();
        var account = new Account
        {
            Name = name!.Trim(),
            Display = string.IsNullOrWhiteSpace(display) ? name.Trim() : display.Trim(),
            Roles = [.. roles.Distinct()],
            Password = await passwords.HashAsync(password!, cancel).ConfigureAwait(false),
            CreatedAt = now,
            PasswordAt = now,
        };
        for (var tries = 0; tries < Tries; tries++)
        {
            var admins = isFirst ? [new DeskChange.Put(Kept.Access, Kept.Admins, Kept.Write<string[]>([KeyOf(name)]), 0)]
                : account.IsActiveAdmin ? await AdminsAsync(KeyOf(name), true, cancel).ConfigureAwait(false)
                : [];
            ImmutableArray<DeskChange> changes = [new DeskChange.Put(Kept.Accounts, KeyOf(name), Kept.Write(account), 0), .. admins, .. link is null ? Array.Empty<DeskChange>() : [link], line("account.created", $"account/{account.Name}", 1)];
            switch (await desk.CommitAsync(changes, cancel).ConfigureAwait(false))
            {
                case DeskOutcome.Kept:
                    return (new KeptAccount(account, 1), null);
                case DeskOutcome.Stale { Kind: Kept.Accounts }:
                    return (null, AccountRules.Taken(name));
                case DeskOutcome.Stale stale when isFirst || stale.Kind == Kept.FirstRun:
                    return (null, AccountRules.SetUp);
                default:
                    continue;
            }
        }

        return (null, AccountRules.Stale);
    }

    private Account Changed(Account account, AccountChange change, string? hash)
    {
        var after = account with
        {
            Display = change.Display?.Trim() ?? account.Display,
            Roles = change.Roles is { } roles ? [.. roles.Distinct()] : account.Roles,
            Disabled = change.Disabled ?? account.Disabled,
            Language = change.Language ?? account.Language,
            Password = hash ?? account.Password,
            PasswordAt = hash is null ? account.PasswordAt : clock.GetUtcNow(),
        };
        var ends = hash is not null || after.Disabled != account.Disabled || !after.Roles.ToHashSet().SetEquals(account.Roles);
        return ends ? after with { Epoch = account.Epoch + 1 } : after;
    }

    // The list of active administrators with one more or one less; nothing when that would leave none.
    private async Task<DeskChange[]> AdminsAsync(string key, bool isOne, CancellationToken cancel)
    {
        var found = await desk.FindAsync(Kept.Access, Kept.Admins, cancel).ConfigureAwait(false);
        var before = found is null ? [] : Kept.Read<string[]>(found.Json);
        string[] after = isOne ? [.. before.Append(key).Distinct(StringComparer.Ordinal)] : [.. before.Where(one => one != key)];
        return after.Length == 0 ? [] : [new DeskChange.Put(Kept.Access, Kept.Admins, Kept.Write(after), found?.Version ?? 0)];
    }
}
