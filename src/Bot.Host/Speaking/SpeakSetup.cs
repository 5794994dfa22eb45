namespace Bot.Host.Speaking;

/// <summary>Links the parts of speaking unasked.</summary>
internal static class SpeakSetup
{
    public static IServiceCollection AddSpeaking(this IServiceCollection services)
    {
        services.AddSingleton<SpeakGates>();
        services.AddSingleton<SpeakQueue>();
        services.AddSingleton<SpeakLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<SpeakLoop>());
        return services;
    }
}
