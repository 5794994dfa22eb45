using System.Collections.Immutable;

namespace Bot.Channels.BotFramework;

/// <summary>The addresses and issuers of one Azure cloud; every one can be overridden in <see cref="BotFrameworkOptions"/>.</summary>
/// <param name="Issuer">Who issues the connector's tokens; with <c>/.default</c> the scope of ours.</param>
/// <param name="ChannelMetadata">OpenID metadata of the connector's keys.</param>
/// <param name="EntraMetadata">OpenID metadata of Entra's keys: Emulator, skills.</param>
/// <param name="LoginHost">Entra's address, without a tenant.</param>
/// <param name="MultiTenant">Tenant that issues tokens to multi-tenant bots.</param>
/// <param name="StsHost">Issuer host of Entra's version 1 tokens.</param>
/// <param name="EntraTenants">Microsoft's own tenants whose tokens the Emulator and skills carry.</param>
internal sealed record Cloud(
    string Issuer,
    string ChannelMetadata,
    string EntraMetadata,
    string LoginHost,
    string MultiTenant,
    string StsHost,
    ImmutableArray<string> EntraTenants)
{
    private const string BotFrameworkTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string EmulatorTenant = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
    private const string GovTenant = "cab8a31a-1906-4287-a0d8-4eef66b95f6e";
    private const string ChinaTenant = "a55a4d5b-9241-49b1-b4ff-befa8db00269";

    public static Cloud Public { get; } = new(
        "https://api.botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        "https://login.microsoftonline.com",
        "botframework.com",
        "https://sts.windows.net",
        [BotFrameworkTenant, EmulatorTenant, "69e9b82d-4842-4902-8d1e-abc5b98a55e8"]);

    public static Cloud UsGov { get; } = new(
        "https://api.botframework.us",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        $"https://login.microsoftonline.us/{GovTenant}/v2.0/.well-known/openid-configuration",
        "https://login.microsoftonline.us",
        "MicrosoftServices.onmicrosoft.us",
        "https://sts.windows.net",
        [GovTenant, EmulatorTenant]);

    public static Cloud China { get; } = new(
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        $"https://login.partner.microsoftonline.cn/{ChinaTenant}/v2.0/.well-known/openid-configuration",
        "https://login.partner.microsoftonline.cn",
        "microsoftservices.partner.onmschina.cn",
        "https://sts.chinacloudapi.cn",
        [ChinaTenant]);

    /// <summary>By <c>ChannelService</c>; null when that names no cloud that we know.</summary>
    public static Cloud? Of(string? channelService) => channelService?.TrimEnd('/').ToUpperInvariant() switch
    {
        null or "" or "HTTPS://BOTFRAMEWORK.COM" or "HTTPS://API.BOTFRAMEWORK.COM" => Public,
        "HTTPS://BOTFRAMEWORK.AZURE.US" => UsGov,
        "HTTPS://BOTFRAMEWORK.AZURE.CN" or "HTTPS://API.BOTFRAMEWORK.AZURE.CN" => China,
        _ => null,
    };

    /// <summary>The issuers of one Entra tenant's tokens, versions 1 and 2.</summary>
    public IEnumerable<string> IssuersOf(string tenant) => [$"{StsHost}/{tenant}/", $"{LoginHost}/{tenant}/v2.0", $"{LoginHost}/{tenant}/"];
}
