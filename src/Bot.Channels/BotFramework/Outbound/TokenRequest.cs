using System.Globalization;
using System.Text.Json;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>
/// How a token is asked for, and how long it lasts. An app with a secret asks its authority (client credentials). A
/// managed identity asks the machine it runs on: where <c>IDENTITY_ENDPOINT</c> and <c>IDENTITY_HEADER</c> are set
/// (App Service, Container Apps) there, else the instance metadata service. See
/// learn.microsoft.com/azure/app-service/overview-managed-identity and /entra/identity/managed-identities-azure-resources/how-to-use-vm-token.
/// </summary>
internal static class TokenRequest
{
    /// <summary>The instance metadata service of a virtual machine.</summary>
    public const string MachineEndpoint = "http://169.254.169.254/metadata/identity/oauth2/token";

    private const string PlatformVersion = "2019-08-01";
    private const string MachineVersion = "2018-02-01";
    private const double UsualSeconds = 3600;

    public static HttpRequestMessage Of(BotFrameworkOptions options, string scope) => options.ManagedIdentity ? Managed(options, scope) : new(HttpMethod.Post, new Uri($"{options.LoginUrl}/oauth2/v2.0/token"))
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.MicrosoftAppId,
            ["client_secret"] = options.MicrosoftAppPassword,
            ["scope"] = scope,
        }),
    };

    /// <summary>Some authorities write the number as text, a managed identity's may only say until when; nothing at all means the usual hour.</summary>
    public static double Seconds(JsonElement json, DateTimeOffset now) =>
        Number(json, "expires_in") ?? (Number(json, "expires_on") is { } until ? until - now.ToUnixTimeSeconds() : UsualSeconds);

    private static HttpRequestMessage Managed(BotFrameworkOptions options, string scope)
    {
        var hasPlatform = options.IdentityEndpoint.Length > 0;
        var (endpoint, version) = hasPlatform ? (options.IdentityEndpoint, PlatformVersion) : (MachineEndpoint, MachineVersion);
        var resource = scope[..^BotFrameworkOptions.DefaultScope.Length];
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{endpoint}?api-version={version}&resource={Uri.EscapeDataString(resource)}&client_id={Uri.EscapeDataString(options.MicrosoftAppId)}"));
        request.Headers.Add(hasPlatform ? "X-IDENTITY-HEADER" : "Metadata", hasPlatform ? options.IdentityHeader : "true");
        return request;
    }

    private static double? Number(JsonElement json, string name) => !json.TryGetProperty(name, out var value)
        ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString() ?? "", CultureInfo.InvariantCulture);
}
