using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>What a sign-in gives.</summary>
/// <param name="Token">For the cookie.</param>
/// <param name="Who">Who is signed in now.</param>
public sealed record SignedIn(string Token, Operator Who);

/// <summary>Signing in and out, and changing one's own password. The same answer after the same work, whether a name exists or not.</summary>
public sealed class SignIn(IDesk desk, Accounts accounts, Sessions sessions, Passwords passwords, LockOut lockOut, SharedTries shared, Audit audit)
{
    private static readonly Refusal Wrong = new(401, "wrong_password", "账号或密码不对", "The name or the password is wrong");

    /// <summary>Begins a new session, never one that the browser brought; that one ends.</summary>
    public async Task<(SignedIn? In, Refusal? Wrong)> EnterAsync(HttpContext context, string? name, string? password, CancellationToken cancel)
    {
        var key = name is { Length: > 0 and <= 200 } ? SafeKey(name) : "";
        var (found, wrong) = await VerifyAsync(key, password, context.Address(), cancel).ConfigureAwait(false);
        if (found is null)
        {
            return (null, wrong);
        }

        if (await sessions.FindAsync(context, cancel).ConfigureAwait(false) is { Session: { } earlier } leaving)
        {
            await sessions.EndAsync(earlier.Key, audit.Line(leaving, "session.ended", $"account/{leaving.Name}"), cancel).ConfigureAwait(false);
        }

        return await BeginAsync(found, context.Address(), cancel).ConfigureAwait(false);
    }

    /// <summary>Begins a session for an account whose owner has shown themselves.</summary>
    internal async Task<(SignedIn? In, Refusal? Wrong)> BeginAsync(KeptAccount account, string address, CancellationToken cancel)
    {
        var (token, key, session, change) = sessions.Begin(account);
        await desk.CommitAsync([change, audit.Line(account.Account.Name, address, "session.begun", $"account/{account.Account.Name}")], cancel).ConfigureAwait(false);
        await sessions.SweepAsync(key, cancel).ConfigureAwait(false);
        return (new SignedIn(token, new Operator(account.Account.Name, account.Account.Display, Roles.Permits(account.Account.Roles), address)
        {
            Session = new LiveSession(key, session.Csrf, account.Account, account.Version),
        }), null);
    }

    /// <summary>Sets one's own password; every session of the account ends, and a new one begins.</summary>
    public async Task<(SignedIn? In, Refusal? Wrong)> ChangePasswordAsync(Operator who, string? old, string? next, CancellationToken cancel)
    {
        if (Passwords.Check(next) is { } bad)
        {
            return (null, bad);
        }

        var (found, wrong) = await VerifyAsync(Accounts.KeyOf(who.Name), old, who.Address, cancel).ConfigureAwait(false);
        if (found is null)
        {
            return (null, wrong!.Status == 401 ? new Refusal(403, "wrong_password", "原密码不对", "The old password is wrong") : wrong);
        }

        var (changed, refused) = await accounts.ChangeAsync(who, who.Name, new AccountChange(Password: next), null, cancel).ConfigureAwait(false);
        return changed is null ? (null, refused) : await BeginAsync(changed, who.Address, cancel).ConfigureAwait(false);
    }

    private async Task<(KeptAccount? Found, Refusal? Wrong)> VerifyAsync(string key, string? password, string address, CancellationToken cancel)
    {
        var seen = await shared.LookAsync(key, address, cancel).ConfigureAwait(false);
        var wait = lockOut.Try(key, address);
        if ((wait is null || seen.Wait > wait ? seen.Wait : wait) is { } after)
        {
            // A name that nobody has may be a password in the wrong field: it is not noted.
            if (SharedTries.Telling(seen) is { } telling && await accounts.FindAsync(key, cancel).ConfigureAwait(false) is { } locked)
            {
                await desk.CommitAsync([telling, audit.Line("", address, "session.locked", $"account/{locked.Account.Name}")], cancel).ConfigureAwait(false);
            }

            var minutes = Math.Max(1, (int)Math.Ceiling(after.TotalMinutes));
            return (null, new Refusal(429, "locked", $"试得太多了，请 {minutes} 分钟后再来", $"Too many tries: come back in {minutes} minutes") { After = after });
        }

        var found = await accounts.FindAsync(key, cancel).ConfigureAwait(false);
        var right = await passwords.VerifyAsync(password ?? "", found?.Account.Password, cancel).ConfigureAwait(false);
        if (!right || found!.Account.Disabled)
        {
            await shared.WrongAsync(key, address).ConfigureAwait(false);
            return (null, Wrong);
        }

        lockOut.Right(key, address);
        await shared.RightAsync(seen).ConfigureAwait(false);
        return (found, null);
    }

    private static string SafeKey(string name)
    {
        try
        {
            return Accounts.KeyOf(name);
        }
        catch (ArgumentException)
        {
            // Half a character: nobody's name.
            return "";
        }
    }
}
