namespace Bot.Host.Console.Studio;

/// <summary>Puts the studio in place.</summary>
internal static class StudioSetup
{
    /// <summary>Adds its rooms.</summary>
    public static IServiceCollection AddStudio(this IServiceCollection services) => services
        .AddSingleton<DraftDesk>()
        .AddSingleton<Publisher>()
        .AddSingleton<ContentCheck>()
        .AddSingleton<ContentList>()
        .AddSingleton<Presence>()
        .AddSingleton<TemplateHits>()
        .AddSingleton<FileUsers>()
        .AddSingleton<WordingTrials>()
        .AddSingleton<Exporter>()
        .AddSingleton<ChatTests>()
        .AddSingleton<TestSend>();
}
