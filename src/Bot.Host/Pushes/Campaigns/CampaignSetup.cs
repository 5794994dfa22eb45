using Bot.Core.Ports;
using Bot.Host.Content;

namespace Bot.Host.Pushes.Campaigns;

/// <summary>Links the parts of campaigns.</summary>
internal static class CampaignSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var (record, catalog) = (provider.GetRequiredService<IRecord>(), provider.GetRequiredService<LiveCatalog>());
            return new CampaignParts(
                provider.GetRequiredService<ICampaigns>(),
                provider.GetRequiredService<IPushLedger>(),
                record.MembersAsync,
                provider.GetRequiredService<PushRunner>().Desk,
                key => Shelves.Of(catalog.Current.Templates, key),
                key => string.Join('\n', catalog.Current.Templates.Find(key)?.Sections.Select(section => section.Text) ?? []),
                provider.GetRequiredService<TimeProvider>());
        });
        // A segment says what it is anywhere in its object, not only first.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.AllowOutOfOrderMetadataProperties = true);
        services.AddSingleton<CampaignRunner>();
        services.AddSingleton<ContentStock>();
        services.AddHostedService<CampaignLoop>();
        return services;
    }
}
