using Bot.Host.Console.Access;

namespace Bot.Host.Console.Api;

/// <summary>What a route needs of whoever calls it.</summary>
/// <param name="Permission">What they must be permitted.</param>
/// <param name="IsOpen">True when nobody has to be signed in.</param>
public sealed record Needs(Permission Permission, bool IsOpen = false);

/// <summary>What a route does, for the OpenAPI document.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Query">The names of what it reads from the query, where its handler does not tell.</param>
public sealed record RouteWords(string Zh, string En, IReadOnlyList<string> Query);

/// <summary>What is said of a route where it is mapped.</summary>
public static class RouteWordsOn
{
    /// <summary>Who may call it. A route of the API without this is refused to everybody, and fails a test.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Permission permission)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Needs(permission));

    /// <summary>Anybody may call it, signed in or not.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Needs(Permission.None, IsOpen: true));

    /// <summary>What it does, in both languages, and what it reads from the query where its handler does not tell.</summary>
    public static TBuilder Says<TBuilder>(this TBuilder route, string zh, string en, params string[] query)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteWords(zh, en, query));
}
