using Bot.Core.Ports;
using Bot.Host.Content;

namespace Bot.Host.Pushes.Campaigns;

/// <summary>Links the parts of campaigns.</summary>
internal static partial class CampaignSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<CampaignRunner>();
            var (record, catalog) = (provider.GetRequiredService<IRecord>(), provider.GetRequiredService<LiveCatalog>());
            return new CampaignParts(
                provider.GetRequiredService<ICampaigns>(),
                provider.GetRequiredService<IPushLedger>(),
                record.MembersAsync,
                provider.GetRequiredService<PushRunner>().Desk,
                key => Shelves.Of(catalog.Current.Templates, key),
                key => string.Join('\n', catalog.Current.Templates.Find(key)?.Sections.Select(section => section.Text) ?? []),
                provider.GetRequiredService<TimeProvider>())
            {
                Failed = exception => LogPaused(log, exception),
            };
        });
        // A segment says what it is anywhere in its object, not only first.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.AllowOutOfOrderMetadataProperties = true);
        services.AddSingleton<CampaignRunner>();
        services.AddSingleton<ContentStock>();
        services.AddHostedService<CampaignLoop>();
        return services;
    }

    [LoggerMessage(EventId = 1602, Level = LogLevel.Error, Message = "A campaign was paused: going through its audience failed")]
    private static partial void LogPaused(ILogger log, Exception exception);
}
