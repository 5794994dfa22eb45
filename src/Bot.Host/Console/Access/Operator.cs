namespace Bot.Host.Console.Access;

/// <summary>Who acts: a person by their session, or a tool by its key.</summary>
/// <param name="Name">The account's name, or <c>key:NAME</c>. No two have the same.</param>
/// <param name="Display">What others see.</param>
/// <param name="Permissions">What they may do.</param>
/// <param name="Address">Where they call from.</param>
public sealed record Operator(string Name, string Display, Permission Permissions, string Address)
{
    /// <summary>Their session; null for a tool.</summary>
    public LiveSession? Session { get; init; }

    /// <summary>True for a tool.</summary>
    public bool IsKey => Session is null;

    /// <summary>Their roles, with blanks between; of a tool what its key amounts to.</summary>
    public string RoleNames => Session is { } session ? string.Join(' ', session.Account.Roles) : May(Permission.All) ? Roles.Admin : May(Permission.Send) ? Roles.Approver : "";

    /// <summary>Whether they may do it.</summary>
    public bool May(Permission needed) => (Permissions & needed) == needed;
}

/// <summary>A session that holds now.</summary>
/// <param name="Key">Under which it is kept.</param>
/// <param name="Csrf">What every change must carry.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="AccountVersion">The account's version.</param>
public sealed record LiveSession(string Key, string Csrf, Account Account, long AccountVersion);

/// <summary>Where a request's operator is found.</summary>
public static class OperatorContext
{
    /// <summary>Who acts. Only where the route needs somebody.</summary>
    /// <exception cref="InvalidOperationException">The route is open to all, and nobody is signed in.</exception>
    public static Operator Operator(this HttpContext context) =>
        context.Features.Get<Operator>() ?? throw new InvalidOperationException("Nobody is signed in on this route: give it .Needs(...).");

    /// <summary>Where a request comes from.</summary>
    public static string Address(this HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : "";
}
