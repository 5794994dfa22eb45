using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Bot.Channels.BotFramework;

/// <summary>Reads <see cref="BotFrameworkOptions"/> out of configuration.</summary>
public static class BotFrameworkSettings
{
    /// <summary>
    /// Takes the SDK's names from the root and ours from <c>BotFramework:</c>. Lists may be arrays or one text with commas.
    /// What cannot be read keeps its default and is named by <see cref="BotFrameworkOptions.Validate"/>.
    /// </summary>
    /// <param name="configuration">The root.</param>
    public static BotFrameworkOptions Read(IConfiguration configuration)
    {
        var own = configuration.GetSection("BotFramework");
        var defaults = new BotFrameworkOptions();
        var wrong = new List<string>();
        var options = new BotFrameworkOptions
        {
            MicrosoftAppType = Text(configuration, "MicrosoftAppType") is { Length: > 0 } type ? type : defaults.MicrosoftAppType,
            MicrosoftAppId = Text(configuration, "MicrosoftAppId"),
            MicrosoftAppPassword = Secret(configuration, wrong),
            MicrosoftAppTenantId = Text(configuration, "MicrosoftAppTenantId"),
            IdentityEndpoint = Text(configuration, "IDENTITY_ENDPOINT"),
            IdentityHeader = Text(configuration, "IDENTITY_HEADER"),
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
            AllowAnonymousRemote = Flag(own, "AllowAnonymousRemote", wrong),
            AllowPrivateServiceUrls = Flag(own, "AllowPrivateServiceUrls", wrong),
            LenientContentType = Flag(own, "LenientContentType", wrong),
            ConnectorTimeout = Time(own, "ConnectorTimeout", defaults.ConnectorTimeout, wrong),
        };
        return options with { Unreadable = [.. wrong] };
    }

    private static string Text(IConfiguration section, string name) => section[name]?.Trim() ?? "";

    private static bool Flag(IConfiguration section, string name, List<string> wrong)
    {
        var text = Text(section, name);
        if (text.Length > 0 && !bool.TryParse(text, out _))
        {
            wrong.Add($"BotFramework:{name} is '{text}': write true or false.");
        }

        return bool.TryParse(text, out var value) && value;
    }

    private static TimeSpan Time(IConfiguration section, string name, TimeSpan otherwise, List<string> wrong)
    {
        var text = Text(section, name);
        if (text.Length == 0 || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out otherwise))
        {
            return otherwise;
        }

        wrong.Add($"BotFramework:{name} is '{text}': write a time as 00:00:15.");
        return new BotFrameworkOptions().ConnectorTimeout;
    }

    private static string Secret(IConfiguration configuration, List<string> wrong)
    {
        if (Text(configuration, "MicrosoftAppPassword_FILE") is not { Length: > 0 } file)
        {
            return Text(configuration, "MicrosoftAppPassword");
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            wrong.Add($"MicrosoftAppPassword_FILE names '{file}', which cannot be read ({e.GetType().Name}): name a file that holds the secret.");
            return "";
        }
    }

    private static ImmutableArray<string> List(IConfiguration section, string name)
    {
        var children = section.GetSection(name).GetChildren().Select(child => child.Value).ToArray();
        var values = children.Length > 0 ? children : section[name]?.Split(',') ?? [];
        return [.. values.Select(value => value?.Trim()).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];
    }
}
