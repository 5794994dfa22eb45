namespace Bot.Host.Console.Access;

/// <summary>Signing in, from <c>Console:*</c>.</summary>
public sealed record AccessOptions
{
    /// <summary>How long a session lives without being used.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>True marks the cookie for https only, whatever the connection to this process is: for a service behind a proxy that ends TLS.</summary>
    public bool SecureCookie { get; init; }

    /// <summary>True prints at start a link that makes one more administrator, for who lost every password. Set it back afterwards.</summary>
    public bool Recover { get; init; }

    /// <summary>Rounds of PBKDF2 for new passwords. No setting: only tests, which sign in often, write fewer.</summary>
    internal int Rounds { get; init; } = 600_000;

    /// <summary>What is wrong with the settings.</summary>
    public IEnumerable<string> Problems()
    {
        if (SessionIdle < TimeSpan.FromMinutes(5) || SessionIdle > TimeSpan.FromDays(30))
        {
            yield return $"Console:SessionIdle is {SessionIdle}. Write a time from 00:05:00 to 30.00:00:00.";
        }
    }
}
