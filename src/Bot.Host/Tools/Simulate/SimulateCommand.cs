using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Throttling;
using Bot.Storage;

namespace Bot.Host.Tools.Simulate;

/// <summary><c>simulate --policy FILE [--store sqlite|redis]</c>: commands as JSON Lines in, verdicts as JSON Lines out, on a simulated clock (docs/how-to/simulate-a-policy.md).</summary>
internal static class SimulateCommand
{
    private const string Usage = "simulate --policy FILE [--store sqlite|redis] [--redis HOST:PORT]";

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var kind = configuration["store"] ?? "sqlite";
        if (configuration["policy"] is not { Length: > 0 } policy || kind is not ("sqlite" or "redis"))
        {
            await errors.WriteLineAsync(Usage).ConfigureAwait(false);
            return 2;
        }

        try
        {
            var clock = new SimClock();
            var scratch = await ScratchStore.OpenAsync(kind, configuration["redis"] ?? configuration.GetConnectionString("Redis") ?? "localhost:6379", clock).ConfigureAwait(false);
            await using (scratch.ConfigureAwait(false))
            {
                var simulation = new Simulation(scratch.Store.Pushes, clock, policy, file => Load(file, errors), output);
                return await PlayAsync(simulation, input, output, errors, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is SimException or StoreException)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<int> PlayAsync(Simulation simulation, TextReader input, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (number, wrong) = (0, false);
        while (await input.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            number++;
            if (line.AsSpan().Trim() is [] or ['#', ..])
            {
                continue;
            }

            try
            {
                await simulation.RunAsync(SimCommand.Read(line)).ConfigureAwait(false);
            }
            catch (SimException mistake)
            {
                wrong = true;
                await errors.WriteLineAsync($"line {number}: {mistake.Message}").ConfigureAwait(false);
            }

            await output.FlushAsync(cancel).ConfigureAwait(false);
        }

        await simulation.EndAsync().ConfigureAwait(false);
        await output.FlushAsync(cancel).ConfigureAwait(false);
        return wrong ? 1 : 0;
    }

    // A policy with mistakes never comes into force: each is told with its line, and the one before stays.
    private static ThrottlePolicy Load(string file, TextWriter errors)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SimException($"the policy cannot be read: {error.Message}");
        }

        var problems = ImmutableArray.CreateBuilder<Problem>();
        var policy = PolicyParser.Parse(new ContentFile(file, text), problems);
        foreach (var problem in problems)
        {
            errors.WriteLine(problem.Format("en"));
        }

        return policy ?? throw new SimException($"{file}: the policy has errors and is not in force");
    }
}
