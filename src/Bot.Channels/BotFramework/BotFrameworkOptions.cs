using System.Collections.Immutable;
using Bot.Channels.BotFramework.Outbound;

namespace Bot.Channels.BotFramework;

/// <summary>
/// How we meet the Bot Framework. The first group carries the SDK's own configuration names, so that settings of an
/// existing bot can be taken over as they are; the second stands under <c>BotFramework:</c>. Empty means the cloud's default.
/// </summary>
public sealed record BotFrameworkOptions
{
    internal const string DefaultScope = "/.default";

    /// <summary><c>MultiTenant</c>, <c>SingleTenant</c>, or <c>UserAssignedMSI</c>: a managed identity, which has no secret.</summary>
    public string MicrosoftAppType { get; init; } = "MultiTenant";

    /// <summary>The bot's app id. Empty: no authentication, and only callers on this machine.</summary>
    public string MicrosoftAppId { get; init; } = "";

    /// <summary>The app's secret; <c>MicrosoftAppPassword_FILE</c> names a file to read it from.</summary>
    public string MicrosoftAppPassword { get; init; } = "";

    /// <summary>The app's tenant; needed unless it is <c>MultiTenant</c>.</summary>
    public string MicrosoftAppTenantId { get; init; } = "";

    /// <summary>Where the platform gives a managed identity's tokens: <c>IDENTITY_ENDPOINT</c>, which it sets itself. Empty: the machine's metadata service.</summary>
    public string IdentityEndpoint { get; init; } = "";

    /// <summary>What <see cref="IdentityEndpoint"/> wants to see: <c>IDENTITY_HEADER</c>. A secret.</summary>
    public string IdentityHeader { get; init; } = "";

    /// <summary>Which cloud: empty, <c>https://botframework.azure.us</c> or <c>https://botframework.azure.cn</c>.</summary>
    public string ChannelService { get; init; } = "";

    /// <summary>Authority of our own tokens, without <c>/oauth2/v2.0/token</c>.</summary>
    public string ToChannelFromBotLoginUrl { get; init; } = "";

    /// <summary>Scope of our own tokens; <c>/.default</c> is added where it lacks.</summary>
    public string ToChannelFromBotOAuthScope { get; init; } = "";

    /// <summary>Issuer of the connector's tokens.</summary>
    public string ToBotFromChannelTokenIssuer { get; init; } = "";

    /// <summary>OpenID metadata of the connector.</summary>
    public string ToBotFromChannelOpenIdMetadataUrl { get; init; } = "";

    /// <summary>OpenID metadata of Entra, for Emulator and skills.</summary>
    public string ToBotFromEmulatorOpenIdMetadataUrl { get; init; } = "";

    /// <summary>Issuers accepted on the Emulator and skill paths, besides the built-in ones.</summary>
    public ImmutableArray<string> ValidTokenIssuers { get; init; } = [];

    /// <summary>App ids of bots that may call us as a skill; <c>*</c> for any. Empty: none.</summary>
    public ImmutableArray<string> AllowedCallers { get; init; } = [];

    /// <summary>Endorsements that the connector's key must have besides the channel's own.</summary>
    public ImmutableArray<string> RequiredEndorsements { get; init; } = [];

    /// <summary>Without an app id, let callers from other machines in too. Only for closed test networks.</summary>
    public bool AllowAnonymousRemote { get; init; }

    /// <summary>With an app id, let answers (and our token) go to http and private addresses too. Only for tests and the Emulator.</summary>
    public bool AllowPrivateServiceUrls { get; init; }

    /// <summary>Host names, or endings that begin with a dot, that answers may go to. Empty: any that an authenticated activity named.</summary>
    public ImmutableArray<string> AllowedServiceHosts { get; init; } = [];

    /// <summary>Take JSON under any Content-Type, as the SDKs do.</summary>
    public bool LenientContentType { get; init; }

    /// <summary>How long one call to the connector may take.</summary>
    public TimeSpan ConnectorTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>True when tokens are demanded and sent.</summary>
    public bool AuthenticationOn => MicrosoftAppId.Length > 0;

    /// <summary>What could not be read of the configuration; listed with the rest.</summary>
    internal ImmutableArray<string> Unreadable { get; init; } = [];

    internal bool SingleTenant => MicrosoftAppType.Equals("SingleTenant", StringComparison.OrdinalIgnoreCase);

    internal bool ManagedIdentity => MicrosoftAppType.Equals("UserAssignedMSI", StringComparison.OrdinalIgnoreCase);

    /// <summary>The host that tokens come from.</summary>
    internal string TokenSource => new Uri(!ManagedIdentity ? LoginUrl : IdentityEndpoint.Length > 0 ? IdentityEndpoint : TokenRequest.MachineEndpoint).Host;

    internal Cloud Cloud => Cloud.Of(ChannelService) ?? Cloud.Public;

    internal string LoginUrl => Or(ToChannelFromBotLoginUrl, $"{Cloud.LoginHost}/{(SingleTenant || ManagedIdentity ? MicrosoftAppTenantId : Cloud.MultiTenant)}").TrimEnd('/');

    internal string Scope => WithDefault(Or(ToChannelFromBotOAuthScope, Cloud.Issuer));

    internal string ChannelIssuer => Or(ToBotFromChannelTokenIssuer, Cloud.Issuer);

    internal string ChannelMetadata => Or(ToBotFromChannelOpenIdMetadataUrl, Cloud.ChannelMetadata);

    internal string EntraMetadata => Or(ToBotFromEmulatorOpenIdMetadataUrl, Cloud.EntraMetadata);

    /// <summary>Fixed at start: nothing that a token says can add to it.</summary>
    internal ImmutableHashSet<string> EntraIssuers => Cloud.EntraTenants
        .Concat(MicrosoftAppTenantId.Length > 0 ? [MicrosoftAppTenantId] : [])
        .SelectMany(Cloud.IssuersOf)
        .Concat(ValidTokenIssuers)
        .ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with these settings, one message each: which, why, and what to write.</summary>
    public ImmutableArray<string> Validate() => [.. Unreadable, .. Problems()];

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;

    private static string WithDefault(string scope) => scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? scope : $"{scope.TrimEnd('/')}{DefaultScope}";

    private IEnumerable<string> Problems()
    {
        if (MicrosoftAppType.ToUpperInvariant() is not ("MULTITENANT" or "SINGLETENANT" or "USERASSIGNEDMSI"))
        {
            yield return $"MicrosoftAppType is '{MicrosoftAppType}': write MultiTenant, SingleTenant or UserAssignedMSI.";
        }

        if ((SingleTenant || ManagedIdentity) && MicrosoftAppTenantId.Length == 0)
        {
            yield return $"MicrosoftAppTenantId is empty: a {MicrosoftAppType} bot needs the tenant id of its app registration.";
        }

        if (ManagedIdentity && !AuthenticationOn)
        {
            yield return "MicrosoftAppId is empty: a UserAssignedMSI bot needs the client id of its managed identity.";
        }

        if (ManagedIdentity && IdentityEndpoint.Length > 0 != IdentityHeader.Length > 0)
        {
            yield return "Only one of IDENTITY_ENDPOINT and IDENTITY_HEADER is set: the platform sets both; remove the one to ask the machine's metadata service.";
        }

        if (ManagedIdentity && IdentityEndpoint.Length > 0 && !(Uri.TryCreate(IdentityEndpoint, UriKind.Absolute, out var identity) && identity.Scheme is "http" or "https"))
        {
            yield return $"IDENTITY_ENDPOINT is '{IdentityEndpoint}': write an absolute address.";
        }

        if (AuthenticationOn && !ManagedIdentity && MicrosoftAppPassword.Length == 0)
        {
            yield return "MicrosoftAppPassword is empty while MicrosoftAppId is set: write the client secret's value, or name its file in MicrosoftAppPassword_FILE.";
        }

        if (!AuthenticationOn && MicrosoftAppPassword.Length > 0)
        {
            yield return "MicrosoftAppId is empty while MicrosoftAppPassword is set: write the app id, or remove the secret for anonymous local use.";
        }

        if (AuthenticationOn && AllowAnonymousRemote)
        {
            yield return "BotFramework:AllowAnonymousRemote is true while MicrosoftAppId is set: remove one of the two.";
        }

        if (Cloud.Of(ChannelService) is null)
        {
            yield return $"ChannelService is '{ChannelService}': leave it empty, or write https://botframework.azure.us or https://botframework.azure.cn.";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(ToChannelFromBotLoginUrl), ToChannelFromBotLoginUrl),
            (nameof(ToBotFromChannelOpenIdMetadataUrl), ToBotFromChannelOpenIdMetadataUrl),
            (nameof(ToBotFromEmulatorOpenIdMetadataUrl), ToBotFromEmulatorOpenIdMetadataUrl),
        })
        {
            if (value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))))
            {
                yield return $"{name} is '{value}': write an absolute https address (http only on loopback).";
            }
        }

        if (ConnectorTimeout < TimeSpan.FromSeconds(1) || ConnectorTimeout > TimeSpan.FromMinutes(2))
        {
            yield return $"BotFramework:ConnectorTimeout is {ConnectorTimeout}: write a time between 00:00:01 and 00:02:00.";
        }
    }
}
