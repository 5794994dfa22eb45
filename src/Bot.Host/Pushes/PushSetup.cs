using Bot.Core.Ports;
using Bot.Host.Content;
using Bot.Host.Operators;

namespace Bot.Host.Pushes;

/// <summary>Links the parts of the pushes.</summary>
internal static partial class PushSetup
{
    public static IServiceCollection AddPushes(this IServiceCollection services)
    {
        services.AddSingleton<PushIntake>();
        services.AddSingleton<AudienceDirectory>();
        services.AddSingleton<AudienceFacts>();
        services.AddSingleton<PlatformParts>();
        services.AddSingleton<PushPlatform>();
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<PushRunner>();
            var catalog = provider.GetRequiredService<LiveCatalog>();
            return new PushParts(
                provider.GetRequiredService<IPushLedger>(),
                () => catalog.Current.Policy,
                provider.GetRequiredService<AudienceFacts>().ReadAsync,
                provider.GetRequiredService<PushPlatform>().CallAsync,
                provider.GetRequiredService<TimeProvider>())
            {
                Standing = provider.GetRequiredService<AudienceFacts>().StandingAsync,
                Failed = exception => LogFailed(log, exception),
            };
        });
        services.AddSingleton<PushRunner>();
        services.AddSingleton<PushForecast>();
        services.AddSingleton<WhyNot>();
        services.AddSingleton<MemberEditRoutes.Editing>();
        services.AddSingleton<PushLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<PushLoop>());
        return services;
    }

    [LoggerMessage(EventId = 1505, Level = LogLevel.Error, Message = "A push could not be taken up; it is tried again when its claim ends")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
