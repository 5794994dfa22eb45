using Bot.Channels.BotFramework;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Host.Console.Access;
using Bot.Host.Console.Inbox;
using Bot.Host.Content;
using Bot.Host.Delivery;
using Bot.Host.Pushes;
using Bot.Host.Runtime;
using Bot.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Host.Operability;

/// <summary>Checks configuration and content before the service opens its doors: every mistake is listed, not just the first.</summary>
internal static partial class StartCheck
{
    /// <summary>Reads what was published from the console, so that the service starts with it. Where the store does not answer it starts with the files, and takes the rest when it does.</summary>
    public static async Task ReadDeskAsync(IServiceProvider services, CancellationToken cancel)
    {
        try
        {
            await services.GetRequiredService<DeskContent>().PollAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A setting that is wrong is told with all others; a store that is away is told by health.
            LogAdvice(services.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.Storage"), exception.Message);
        }
    }

    public static List<string> Problems(IServiceProvider services)
    {
        var wrong = new List<string>();
        wrong.AddRange(services.GetRequiredService<UnreadableSettings>().Problems);
        wrong.AddRange(services.GetRequiredService<TurnSettings>().Problems());
        wrong.AddRange(services.GetRequiredService<SpeakSettings>().Problems());
        wrong.AddRange(services.GetRequiredService<LaneOptions>().Problems());
        wrong.AddRange(services.GetRequiredService<DeliveryOptions>().Problems());
        wrong.AddRange(services.GetRequiredService<PushOptions>().Problems());
        wrong.AddRange(services.GetRequiredService<AccessOptions>().Problems());
        wrong.AddRange(services.GetRequiredService<InboxOptions>().Problems());
        wrong.AddRange(services.GetRequiredService<ProxyOptions>().Problems());
        wrong.AddRange(services.GetRequiredService<BotFrameworkOptions>().Validate());
        wrong.AddRange(OptionProblems(services));
        wrong.AddRange(services.GetRequiredService<LiveCatalog>().Load().Select(problem => problem.Format("zh")));
        return wrong;
    }

    /// <summary>Tells operators what the store says of its own set-up: no append-only file, an eviction policy that forgets.</summary>
    public static void Advise(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.Storage");
        foreach (var warning in services.GetRequiredService<Store>().Warnings)
        {
            LogAdvice(log, warning);
        }
    }

    [LoggerMessage(EventId = 1402, Level = LogLevel.Warning, Message = "{Advice}")]
    private static partial void LogAdvice(ILogger log, string advice);

    private static IEnumerable<string> OptionProblems(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (AggregateException exception)
        {
            return exception.Flatten().InnerExceptions.SelectMany(inner => inner is OptionsValidationException options ? options.Failures : [inner.Message]);
        }
    }
}
