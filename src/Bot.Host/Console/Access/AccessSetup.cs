namespace Bot.Host.Console.Access;

/// <summary>Puts access in place.</summary>
internal static class AccessSetup
{
    /// <summary>Adds accounts, sessions, keys and the trail.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<Passwords>()
        .AddSingleton<Audit>()
        .AddSingleton<Accounts>()
        .AddSingleton<Sessions>()
        .AddSingleton<LockOut>()
        .AddSingleton<SharedTries>()
        .AddSingleton<SignIn>()
        .AddSingleton<FirstRun>()
        .AddSingleton<ApiKeys>();
}
