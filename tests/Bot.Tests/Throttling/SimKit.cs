using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Content;
using Bot.Core.Throttling;
using Bot.Host.Tools.Simulate;
using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>One line that a simulation wrote.</summary>
public sealed record SimVerdict(string Id, string At, string Decision, string? Rule, string? Until, string? Result, string? Digest, ImmutableArray<string> Items, ImmutableArray<SimFinding> Failing);

/// <summary>One rule that failed.</summary>
public sealed record SimFinding(string Rule, int? Have, int? Limit, string? FreeAt, ImmutableArray<string> Evidence);

/// <summary>Runs a policy and commands through the simulation on a real store.</summary>
public static class SimKit
{
    /// <summary>What was said, in order. Commands are written without <c>"</c> where JSON allows no doubt: <c>01T09:00 push id=p class=promo member=M</c>; days are of November 2026, UTC.</summary>
    public static async Task<ImmutableArray<SimVerdict>> RunAsync(StoreServers servers, StoreKind kind, string policy, string commands)
    {
        var clock = new SimClock();
        await using var scratch = await ScratchStore.OpenAsync(kind == StoreKind.Redis ? "redis" : "sqlite", kind == StoreKind.Redis ? await servers.EmptySingleAsync() : "", clock);
        var output = new StringWriter();
        var simulation = new Simulation(scratch.Store.Pushes, clock, policy, Parse, output);
        foreach (var line in commands.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await simulation.RunAsync(SimCommand.Read(Json(line)));
        }

        await simulation.EndAsync();
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];
    }

    /// <summary>A policy from its text; its problems fail the test.</summary>
    public static ThrottlePolicy Parse(string text)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        return PolicyParser.Parse(new ContentFile("dialogs/throttle.yaml", text), problems)
            ?? throw new InvalidOperationException(string.Join('\n', problems.Select(problem => problem.Format("en"))));
    }

    private static string Json(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = words[0].Length > 4 && words[0][4] == '-' ? words[0] : $"2026-11-{words[0]}{(words[0].Count(c => c == ':') == 1 ? ":00" : "")}Z";
        var fields = new Dictionary<string, object?> { ["at"] = at, ["do"] = words[1] };
        foreach (var word in words.Skip(2))
        {
            var (name, value) = (word[..word.IndexOf('=', StringComparison.Ordinal)], word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            fields[name] = name is "outcome" or "members" ? value.Split(',') : name is "size" or "count" ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : name is "zone" ? value : value.Replace('_', ' ');
        }

        return JsonSerializer.Serialize(fields);
    }

    private static SimVerdict Read(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new SimVerdict(
            Text(json, "id")!, Text(json, "at")!, Text(json, "decision")!, Text(json, "rule"), Text(json, "until"), Text(json, "result"), Text(json, "digest"), Texts(json, "items"),
            [.. json.GetProperty("failing").EnumerateArray().Select(one => new SimFinding(Text(one, "rule")!, Number(one, "have"), Number(one, "limit"), Text(one, "freeAt"), Texts(one, "evidence")))]);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static ImmutableArray<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(one => one.GetString()!)] : [];
}
