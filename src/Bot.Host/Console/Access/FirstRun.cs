using System.Collections.Immutable;
using Bot.Core.Ports;

namespace Bot.Host.Console.Access;

/// <summary>The way in while there is no account, or when every password is lost: a link, printed at start, that makes an administrator once.</summary>
public sealed class FirstRun(IDesk desk, Accounts accounts, SignIn signIn, AccessOptions options, TimeProvider clock)
{
    private const int Sweep = 100;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private sealed record Link(DateTimeOffset Until, bool Recovers = false);

    /// <summary>A new token for the link; null when an administrator exists and none is to be recovered. What earlier starts printed holds for its day.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancel)
    {
        var recovers = !await accounts.NoneAsync(cancel).ConfigureAwait(false);
        if (recovers && !options.Recover)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var token = Kept.Token();
        ImmutableArray<DeskChange> changes =
        [
            new DeskChange.Put(Kept.FirstRun, Kept.Hash(token), Kept.Write(new Link(now + Life, recovers)), 0),
            .. (await desk.ListAsync(Kept.FirstRun, null, Sweep, cancel).ConfigureAwait(false))
                .Where(found => Kept.Read<Link>(found.Json).Until <= now)
                .Select(found => new DeskChange.Remove(Kept.FirstRun, found.Key, found.Version)),
        ];
        await desk.CommitAsync(changes, cancel).ConfigureAwait(false);
        return token;
    }

    /// <summary>Null when a token may be used now; else why not.</summary>
    public async Task<Refusal?> CheckAsync(string? token, CancellationToken cancel) => (await FindAsync(token, cancel).ConfigureAwait(false)).Wrong;

    /// <summary>Makes the administrator and signs them in.</summary>
    public async Task<(SignedIn? In, Refusal? Wrong)> UseAsync(HttpContext context, string? token, string? name, string? display, string? password, CancellationToken cancel)
    {
        var (found, wrong) = await FindAsync(token, cancel).ConfigureAwait(false);
        if (found is null)
        {
            return (null, wrong);
        }

        var takeAway = new DeskChange.Remove(Kept.FirstRun, found.Key, found.Version);
        var (made, refused) = await accounts.CreateByLinkAsync(takeAway, !Kept.Read<Link>(found.Json).Recovers, context.Address(), name, display, password, cancel).ConfigureAwait(false);
        return made is null ? (null, refused) : await signIn.BeginAsync(made, context.Address(), cancel).ConfigureAwait(false);
    }

    private async Task<(DeskDocument? Found, Refusal? Wrong)> FindAsync(string? token, CancellationToken cancel)
    {
        var found = token is { Length: > 0 and <= 100 } ? await desk.FindAsync(Kept.FirstRun, Kept.Hash(token), cancel).ConfigureAwait(false) : null;
        var link = found is null ? null : Kept.Read<Link>(found.Json);
        return link?.Recovers != true && !await accounts.NoneAsync(cancel).ConfigureAwait(false) ? (null, AccountRules.SetUp)
            : link is not null && link.Until > clock.GetUtcNow() ? (found, null)
            : (null, new Refusal(403, "link_over", "这个链接不对或已过期；重新启动服务会印出新的链接", "This link is wrong or too old; a restart of the service prints a new one"));
    }
}
