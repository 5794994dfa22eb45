using System.Globalization;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Host.Content;
using Bot.Host.Operators;
using Bot.Host.Pushes;

namespace Bot.Host.Tools;

/// <summary>
/// <c>why</c>, <c>why-not</c> and <c>forecast</c>: the throttle explains itself on the command line, as JSON, from the same
/// store and content as the service (requirement D12). Nothing is sent, kept or counted.
/// </summary>
internal static class PushCommand
{
    public static async Task<int> RunAsync(string verb, string[] args, string root, TextWriter output, CancellationToken cancel, Action<IServiceCollection>? configure = null)
    {
        // “why ID --Storage:Path …”: the id stands first, the rest is configuration.
        var id = verb == "why" && args.Length > 0 && !args[0].StartsWith('-') ? args[0] : null;
        var settings = id is null ? args : args[1..];
        var options = new ConfigurationBuilder().AddCommandLine(settings).Build();
        if (Mistake(verb, id, options) is { } mistake)
        {
            await output.WriteLineAsync(mistake).ConfigureAwait(false);
            return 2;
        }

        var app = BotHost.Build(settings, root, configure);
        await using (app.ConfigureAwait(false))
        {
            var problems = app.Services.GetRequiredService<LiveCatalog>().Load();
            if (!problems.IsEmpty)
            {
                await output.WriteLineAsync(problems[0].Format("zh")).ConfigureAwait(false);
                return 1;
            }

            return verb switch
            {
                "why" => await WhyAsync(id!, app.Services, output, cancel).ConfigureAwait(false),
                "forecast" => await ForecastAsync(options, app.Services, output, cancel).ConfigureAwait(false),
                _ => await WhyNotAsync(options, app.Services, output, cancel).ConfigureAwait(false),
            };
        }
    }

    private static string? Mistake(string verb, string? id, IConfiguration options) => verb switch
    {
        "why" when id is null => "why ID：缺消息编号 / the push's id is missing",
        "forecast" when options["channel"] is null || options["member"] is null => "forecast 需要 --channel 和 --member / forecast needs --channel and --member",
        "why-not" when options["channel"] is null => "why-not 需要 --channel / why-not needs --channel",
        "why-not" when options["at"] is { } at && Time(at) is null => "--at 要写成 ISO 8601 时间，如 2026-11-22T21:00:00+08:00 / --at is an ISO 8601 time, 2026-11-22T21:00:00+08:00 say",
        _ => null,
    };

    private static async Task<int> WhyAsync(string id, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var row = await services.GetRequiredService<IPushLedger>().FindAsync(id, cancel).ConfigureAwait(false);
        if (row is null)
        {
            await output.WriteLineAsync($"没有消息 {id} / no push {id}").ConfigureAwait(false);
            return 1;
        }

        return await WriteAsync(PushView.Of(row), output).ConfigureAwait(false);
    }

    private static async Task<int> WhyNotAsync(IConfiguration options, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var ask = new PushAsk
        {
            Class = options["class"],
            Member = To(options, "member"),
            Group = To(options, "group"),
            Template = options["template"],
            Campaign = options["campaign"],
            Channel = options["platform"],
            Topic = options["topic"],
            Relevance = options["relevance"],
            Stage = options["stage"],
            At = options["at"] is { } at ? Time(at) : null,
        };
        var (answer, problems) = await services.GetRequiredService<WhyNot>().AskAsync(ask, cancel).ConfigureAwait(false);
        if (answer is null)
        {
            await output.WriteLineAsync(string.Join('\n', problems)).ConfigureAwait(false);
            return 2;
        }

        return await WriteAsync(answer, output).ConfigureAwait(false);
    }

    private static async Task<int> ForecastAsync(IConfiguration options, IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var member = new MemberKey(options["channel"]!, options["member"]!);
        return await WriteAsync(await services.GetRequiredService<PushForecast>().OfAsync(member, cancel).ConfigureAwait(false), output).ConfigureAwait(false);
    }

    private static PushTo? To(IConfiguration options, string name) => options[name] is { } id ? new PushTo(options["channel"], id) : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static async Task<int> WriteAsync<T>(T answer, TextWriter output)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(answer, ApiJson.Options)).ConfigureAwait(false);
        return 0;
    }
}
