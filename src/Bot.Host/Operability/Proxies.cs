using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Bot.Host.Operability;

/// <summary>Proxies whose word is taken for where a request comes from: <c>Proxies</c> in the configuration.</summary>
public sealed class ProxyOptions
{
    private static readonly char[] Between = [',', ';', ' '];

    /// <summary>Addresses and networks, <c>10.0.0.5, 192.168.0.0/16</c>; empty takes nobody's word.</summary>
    public string Known { get; set; } = "";

    /// <summary>Every setting that makes no sense, in words.</summary>
    public IEnumerable<string> Problems() => Names().Where(name => !IPAddress.TryParse(name, out _) && !IPNetwork.TryParse(name, out _))
        .Select(name => $"Proxies:Known holds '{name}'; write addresses (10.0.0.5) and networks (10.0.0.0/8) with commas between");

    internal IEnumerable<string> Names() => Known.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Takes the client's address and protocol from proxies that are configured, and from nobody else.</summary>
internal static class Proxies
{
    public static IApplicationBuilder UseKnownProxies(this IApplicationBuilder app)
    {
        var names = app.ApplicationServices.GetRequiredService<ProxyOptions>().Names().ToArray();
        if (names.Length == 0)
        {
            return app;
        }

        // Each hop is looked at by itself: the first that is not known is who calls.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (IPNetwork.TryParse(name, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
        }

        return app.UseForwardedHeaders(options);
    }
}
