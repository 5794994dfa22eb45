namespace Bot.Channels.BotFramework.Outbound;

/// <summary>What became of one call to a connector. What the platform does is a value, never an exception.</summary>
/// <typeparam name="T">What a success brings.</typeparam>
public abstract record Called<T>
{
    private Called()
    {
    }

    /// <summary>2xx.</summary>
    /// <param name="Value">What it brought.</param>
    public sealed record Ok(T Value) : Called<T>;

    /// <summary>Certainly not done, and worth another try: throttled (429, 412), nobody listened, or no token could be had.</summary>
    /// <param name="After">Retry-After, when given.</param>
    /// <param name="Reason">Short, without message text or ids.</param>
    public sealed record NotNow(TimeSpan? After, string Reason) : Called<T>;

    /// <summary>Certainly not done, and not worth another try: 4xx, a redirect, an address that is not allowed.</summary>
    /// <param name="Status">HTTP status; 0 when the call was not made.</param>
    /// <param name="Reason">Short, without message text or ids.</param>
    public sealed record No(int Status, string Reason) : Called<T>;

    /// <summary>Perhaps done: it timed out, broke off, or came back as 408 or 5xx after the request was sent.</summary>
    /// <param name="Reason">Short, without message text or ids.</param>
    public sealed record Unsure(string Reason) : Called<T>;

    /// <summary>The same outcome, with another value in a success.</summary>
    /// <typeparam name="TOther">The other value's type.</typeparam>
    /// <param name="map">Makes it.</param>
    public Called<TOther> Map<TOther>(Func<T, TOther> map) => this switch
    {
        Ok ok => new Called<TOther>.Ok(map(ok.Value)),
        NotNow notNow => new Called<TOther>.NotNow(notNow.After, notNow.Reason),
        No no => new Called<TOther>.No(no.Status, no.Reason),
        Unsure unsure => new Called<TOther>.Unsure(unsure.Reason),
        _ => throw new InvalidOperationException("a closed hierarchy has no fifth case"),
    };
}
