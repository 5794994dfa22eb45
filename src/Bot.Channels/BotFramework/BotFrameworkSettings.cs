using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;

namespace Bot.Channels.BotFramework;

/// <summary>Reads <see cref="BotFrameworkOptions"/> out of configuration.</summary>
public static class BotFrameworkSettings
{
    /// <summary>
    /// Takes the SDK's names from the root and ours from <c>BotFramework:</c>. Lists may be arrays or one text with commas.
    /// An unreadable value or secret file throws with the setting's name.
    /// </summary>
    /// <param name="configuration">The root.</param>
    public static BotFrameworkOptions Read(IConfiguration configuration)
    {
        var own = configuration.GetSection("BotFramework");
        var defaults = new BotFrameworkOptions();
        return new BotFrameworkOptions
        {
            MicrosoftAppType = Text(configuration, "MicrosoftAppType") is { Length: > 0 } type ? type : defaults.MicrosoftAppType,
            MicrosoftAppId = Text(configuration, "MicrosoftAppId"),
            MicrosoftAppPassword = Secret(configuration),
            MicrosoftAppTenantId = Text(configuration, "MicrosoftAppTenantId"),
            ChannelService = Text(configuration, "ChannelService"),
            ToChannelFromBotLoginUrl = Text(configuration, "ToChannelFromBotLoginUrl"),
            ToChannelFromBotOAuthScope = Text(configuration, "ToChannelFromBotOAuthScope"),
            ToBotFromChannelTokenIssuer = Text(configuration, "ToBotFromChannelTokenIssuer"),
            ToBotFromChannelOpenIdMetadataUrl = Text(configuration, "ToBotFromChannelOpenIdMetadataUrl"),
            ToBotFromEmulatorOpenIdMetadataUrl = Text(configuration, "ToBotFromEmulatorOpenIdMetadataUrl"),
            ValidTokenIssuers = List(configuration, "ValidTokenIssuers"),
            AllowedCallers = List(own, "AllowedCallers"),
            RequiredEndorsements = List(own, "RequiredEndorsements"),
            AllowedServiceHosts = List(own, "AllowedServiceHosts"),
            AllowAnonymousRemote = own.GetValue("AllowAnonymousRemote", defaults.AllowAnonymousRemote),
            AllowPrivateServiceUrls = own.GetValue("AllowPrivateServiceUrls", defaults.AllowPrivateServiceUrls),
            LenientContentType = own.GetValue("LenientContentType", defaults.LenientContentType),
            ConnectorTimeout = own.GetValue("ConnectorTimeout", defaults.ConnectorTimeout),
        };
    }

    private static string Text(IConfiguration section, string name) => section[name]?.Trim() ?? "";

    private static string Secret(IConfiguration configuration)
    {
        if (Text(configuration, "MicrosoftAppPassword_FILE") is not { Length: > 0 } file)
        {
            return Text(configuration, "MicrosoftAppPassword");
        }

        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new InvalidOperationException($"MicrosoftAppPassword_FILE names '{file}', which does not exist.");
    }

    private static ImmutableArray<string> List(IConfiguration section, string name)
    {
        var children = section.GetSection(name).GetChildren().Select(child => child.Value).ToArray();
        var values = children.Length > 0 ? children : section[name]?.Split(',') ?? [];
        return [.. values.Select(value => value?.Trim()).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];
    }
}
