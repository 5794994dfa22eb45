using System.Net;
using System.Net.Sockets;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>Which service addresses may be called, and how the path behind them is made.</summary>
internal static class ServiceAddress
{
    /// <summary>
    /// The address of one connector route: every segment escaped on its own. Null where the service address is not one, or
    /// where a segment would be lost in the path (empty, or dots that every server resolves away).
    /// </summary>
    public static Uri? Route(string serviceUrl, string query, params ReadOnlySpan<string> segments)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var root)
            || (root.Scheme != Uri.UriSchemeHttps && root.Scheme != Uri.UriSchemeHttp)
            || root.Query.Length > 0 || root.Fragment.Length > 0 || root.UserInfo.Length > 0)
        {
            return null;
        }

        var path = new System.Text.StringBuilder(root.GetLeftPart(UriPartial.Path).TrimEnd('/')).Append("/v3");
        foreach (var segment in segments)
        {
            if (segment is "" or "." or "..")
            {
                return null;
            }

            path.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return new Uri(path.Append(query).ToString());
    }

    /// <summary>Why our token must not go there; null when it may. Names are judged again when they are resolved.</summary>
    public static string? Objection(Uri address, BotFrameworkOptions options)
    {
        if (!options.AuthenticationOn)
        {
            return null;
        }

        if (!options.AllowedServiceHosts.IsEmpty && !options.AllowedServiceHosts.Any(host => Matches(address.Host, host)))
        {
            return "the service address's host is not in BotFramework:AllowedServiceHosts";
        }

        if (options.AllowPrivateServiceUrls)
        {
            return null;
        }

        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return "the service address is not https";
        }

        return address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && !IsPublic(ip)) ? "the service address is private" : null;
    }

    /// <summary>False for every address that is not the public internet's: this machine, private nets, link-local and metadata services, translations of these.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        Span<byte> b = stackalloc byte[16];
        address.TryWriteBytes(b, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsPublic4(b);
        }

        return b switch
        {
            // 2001::/32 (Teredo) and 2002::/16 (6to4) tunnel to any IPv4 address; only global unicast is public at all.
            [0x20, 0x01, 0x00, 0x00, ..] or [0x20, 0x02, ..] or [0x20, 0x01, 0x0D, 0xB8, ..] => false,
            [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, ..] => IsPublic4(b[12..]),
            _ => (b[0] & 0xE0) == 0x20,
        };
    }

    private static bool IsPublic4(ReadOnlySpan<byte> b) => b switch
    {
        [0 or 10 or 127, ..] => false,
        [100, >= 64 and <= 127, ..] => false,
        [169, 254, ..] or [192, 168, ..] or [192, 0, 0, ..] or [192, 0, 2, ..] => false,
        [172, >= 16 and <= 31, ..] => false,
        [198, 18 or 19, ..] or [198, 51, 100, ..] or [203, 0, 113, ..] => false,
        [168, 63, 129, 16, ..] => false, // Azure's own host service, reachable from every Azure machine
        [>= 224, ..] => false,
        _ => true,
    };

    private static bool Matches(string host, string allowed) => allowed.StartsWith('.')
        ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);
}
