using System.Collections.Immutable;
using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>Sessions of people: a random token in a cookie, of which only the hash is kept.</summary>
public sealed class Sessions(IDesk desk, Accounts accounts, AccessOptions options, TimeProvider clock)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "qz_session";

    private const int Sweep = 100;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>The changes that begin a session; what else belongs to it goes into the same commit.</summary>
    internal (string Token, string Key, Session Session, DeskChange Change) Begin(KeptAccount account)
    {
        var token = Kept.Token();
        var now = clock.GetUtcNow();
        var session = new Session(account.Key, Kept.Token(), account.Account.Epoch, now, now);
        return (token, Kept.Hash(token), session, new DeskChange.Put(Kept.Sessions, Kept.Hash(token), Kept.Write(session), 0));
    }

    /// <summary>The session that a request's cookie names, when it holds still.</summary>
    public async Task<Operator?> FindAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and <= 100 } token || await desk.FindAsync(Kept.Sessions, Kept.Hash(token), cancel).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var session = Kept.Read<Session>(found.Json);
        var now = clock.GetUtcNow();
        if (now - session.SeenAt >= options.SessionIdle
            || await accounts.FindAsync(session.Account, cancel).ConfigureAwait(false) is not { Account: { Disabled: false } account } kept
            || account.Epoch != session.Epoch)
        {
            return null;
        }

        if (now - session.SeenAt >= Fresh)
        {
            // Another request of the same page may have said so already: that is as good.
            await desk.CommitAsync([new DeskChange.Put(Kept.Sessions, found.Key, Kept.Write(session with { SeenAt = now }), found.Version)], cancel).ConfigureAwait(false);
        }

        return new Operator(account.Name, account.Display, Roles.Permits(account.Roles), context.Address())
        {
            Session = new LiveSession(found.Key, session.Csrf, account, kept.Version),
        };
    }

    /// <summary>Ends a session; nothing when it is over already.</summary>
    public async Task EndAsync(string key, DeskChange line, CancellationToken cancel)
    {
        if (await desk.FindAsync(Kept.Sessions, key, cancel).ConfigureAwait(false) is { } found)
        {
            await desk.CommitAsync([new DeskChange.Remove(Kept.Sessions, key, found.Version), line], cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Takes away some sessions that are over: those that follow a key, which is as good as chance.</summary>
    internal async Task SweepAsync(string after, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        ImmutableArray<DeskChange> over =
        [
            .. (await desk.ListAsync(Kept.Sessions, after, Sweep, cancel).ConfigureAwait(false))
                .Where(found => now - Kept.Read<Session>(found.Json).SeenAt >= options.SessionIdle)
                .Select(found => new DeskChange.Remove(Kept.Sessions, found.Key, found.Version)),
        ];
        if (!over.IsEmpty)
        {
            await desk.CommitAsync(over, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the token to the browser.</summary>
    public void Hand(HttpContext context, string token) => context.Response.Cookies.Append(Cookie, token, Settings(context));

    /// <summary>Takes the cookie back.</summary>
    public void TakeBack(HttpContext context) => context.Response.Cookies.Delete(Cookie, Settings(context));

    private CookieOptions Settings(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = options.SecureCookie || context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
