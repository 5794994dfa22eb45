using Bot.Storage;

namespace Bot.Host.Console.Access;

/// <summary>Tells the person at the terminal where the console is, and while there is no account how to get in. Never through the log: the link is a secret for a day.</summary>
internal static class FirstRunLink
{
    /// <summary>The lines to print.</summary>
    /// <param name="firstRun">Issues the link's token.</param>
    /// <param name="addresses">Where the service listens.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<IReadOnlyList<string>> LinesAsync(FirstRun firstRun, IEnumerable<string> addresses, CancellationToken cancel)
    {
        var place = addresses.Select(Openable).FirstOrDefault();
        if (place is null)
        {
            return [];
        }

        try
        {
            return await firstRun.IssueAsync(cancel).ConfigureAwait(false) is { } token
                ?
                [
                    "请在浏览器打开下面的链接，设置管理员（24 小时内有效，只能用一次）",
                    "Open this link in a browser to make the administrator (valid for 24 hours, once)",
                    $"  {place}/console/first-run?token={token}",
                ]
                : [$"控制台 / console: {place}/console/"];
        }
        catch (StoreException away)
        {
            return [$"控制台 / console: {place}/console/  ({away.Message})"];
        }
    }

    // An address that listens everywhere is none that a browser can open.
    private static string Openable(string address) => address.Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal)
        .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal).TrimEnd('/');
}
