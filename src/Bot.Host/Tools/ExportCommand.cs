using System.Globalization;
using System.Text;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Host.Operators;

namespace Bot.Host.Tools;

/// <summary><c>export</c>: the record as JSON Lines, streamed.</summary>
internal static class ExportCommand
{
    public static async Task<int> RunAsync(string[] args, string root, TextWriter output, CancellationToken cancel)
    {
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (!Time(options["from"], out var from) || !Time(options["to"], out var to))
        {
            await output.WriteLineAsync("--from 和 --to 要写成 ISO 8601 时间 / --from and --to are ISO 8601 times").ConfigureAwait(false);
            return 2;
        }

        var channel = options["channel"] ?? "";
        var query = new InteractionQuery(
            options["conversation"] is { } conversation ? new ConversationKey(channel, conversation) : null,
            options["member"] is { } member ? new MemberKey(channel, member) : null,
            from,
            to,
            int.MaxValue);
        var app = BotHost.Build(args, root);
        await using (app.ConfigureAwait(false))
        {
            await foreach (var entry in InteractionRoutes.FindAsync(app.Services.GetRequiredService<IRecord>(), query, cancel).ConfigureAwait(false))
            {
                await output.WriteLineAsync(Encoding.UTF8.GetString(StateJson.Write(entry.Interaction))).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private static bool Time(string? text, out DateTimeOffset? time)
    {
        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        time = read ? value : null;
        return read || string.IsNullOrEmpty(text);
    }
}
