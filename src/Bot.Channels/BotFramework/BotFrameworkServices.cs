using Bot.Channels.BotFramework.Inbound;
using Bot.Channels.BotFramework.Outbound;
using Bot.Core.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Bot.Channels.BotFramework;

/// <summary>Registers the Bot Framework's door and way out.</summary>
public static class BotFrameworkServices
{
    /// <summary>
    /// Adds everything for <c>MapBotFramework</c> and the <see cref="IChannel"/>s named <c>botframework</c> and <c>botframework-parent</c>. Settings are
    /// read here; what is wrong with them is for the host to list (<see cref="BotFrameworkOptions.Validate"/>).
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The root.</param>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration) =>
        services.AddBotFramework(BotFrameworkSettings.Read(configuration));

    /// <summary>The same with settings already read.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Settings.</param>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, BotFrameworkOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NewId>(_ => () => Guid.CreateVersion7().ToString("N"));
        services.AddSingleton(options);
        services.AddSingleton(provider => new InboundAuthentication(options, Authority(), Clock(provider), provider.GetRequiredService<ILogger<InboundAuthentication>>()));
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton(provider => new OutboundTokens(options, Authority(), Clock(provider), provider.GetRequiredService<ILogger<OutboundTokens>>()));
        services.AddSingleton(provider => new ConnectorClient(
            options,
            new HttpMessageInvoker(GuardedConnection.Handler(options)),
            provider.GetRequiredService<OutboundTokens>(),
            Clock(provider)));
        services.AddSingleton<BotFrameworkChannel>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<BotFrameworkChannel>());
        services.AddSingleton<IChannel, ParentChannel>();
        return services;
    }

    /// <summary>For addresses out of our own configuration: no redirects, small answers; time-outs are the caller's, by its clock.</summary>
    internal static HttpClient Authority() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
