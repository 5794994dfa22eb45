using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Host.Pushes;
using Bot.Host.Runtime;
using Bot.Host.Speaking;

namespace Bot.Host.Operators;

/// <summary>Speaking unasked: how each group stands, what waits for a label, labels, and the switch.</summary>
internal static class SpeakRoutes
{
    private const int MaxLabels = 5_000;
    private const int MaxText = 500;
    private const int MostGroups = 200;
    private const int MaxDays = 90;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/speak", ListAsync);
        api.MapGet("/speak/queue", QueueAsync);
        api.MapPost("/speak/labels", LabelAsync);
        api.MapPut("/speak/mode", ModeAsync);
    }

    private static async Task<IResult> ListAsync(string? channel, string? group, ISpeakLabels labels, SpeakGates gates, ILedger ledger, SpeakSettings settings, AudienceDirectory directory, CancellationToken cancel)
    {
        var groups = channel is { Length: > 0 } && group is { Length: > 0 }
            ? [new SpeakGroup(new ConversationKey(channel, group), (await labels.ListAsync(new ConversationKey(channel, group), cancel).ConfigureAwait(false)).Length)]
            : await GroupsAsync(labels, directory, cancel).ConfigureAwait(false);
        var items = new List<object>();
        foreach (var (key, count) in groups)
        {
            var gate = gates.Of(key);
            var state = (await ledger.LoadAsync(key, new MemberKey(key.Channel, ""), cancel).ConfigureAwait(false)).State;
            var ambient = state.Ambient ?? AmbientState.Empty;
            var mode = settings.Enabled ? ambient.Mode : AmbientMode.Off;
            items.Add(new
            {
                group = key,
                name = state.Name,
                mode = mode.ToString().ToLowerInvariant(),
                on = gate.IsOn && mode == AmbientMode.Auto,
                why = mode == AmbientMode.Auto ? gate.Why : mode.ToString().ToLowerInvariant(),
                labels = count,
                wanted = gate.Measure.Wanted,
                said = gate.Measure.Said,
                precision = gate.Measure.Precision,
                recall = gate.Measure.Recall,
                lately = new { said = gate.Measure.LiveSaid, right = gate.Measure.LiveRight },
                threshold = gate.Threshold <= 1 ? gate.Threshold : default(double?),
                quietUntil = ambient.QuietUntil,
                spokeToday = ambient.Said.Length,
            });
        }

        return Results.Json(new { items }, ApiJson.Options);
    }

    // Those that have labels, then those that wait for their first.
    private static async Task<SpeakGroup[]> GroupsAsync(ISpeakLabels labels, AudienceDirectory directory, CancellationToken cancel)
    {
        var labelled = await labels.GroupsAsync(cancel).ConfigureAwait(false);
        var known = labelled.Select(one => one.Group).ToHashSet();
        var others = await directory.AllGroupsAsync(MostGroups, cancel).ConfigureAwait(false);
        return [.. labelled, .. others.Where(group => !known.Contains(group)).Select(group => new SpeakGroup(group, 0))];
    }

    private static async Task<IResult> QueueAsync(string channel, string group, int? days, bool? all, int? limit, SpeakQueue queue, ISpeakLabels labels, CancellationToken cancel)
    {
        if (days is < 1 or > MaxDays || limit is < 1 or > 1000)
        {
            return Results.Problem(statusCode: 400, title: $"days 要在 1 到 {MaxDays} 之间，limit 要在 1 到 1000 之间 / days must lie between 1 and {MaxDays}, limit between 1 and 1000");
        }

        var key = new ConversationKey(channel, group);
        var labelled = (await labels.ListAsync(key, cancel).ConfigureAwait(false)).ToDictionary(label => label.Interaction, label => label.Verdict, StringComparer.Ordinal);
        var items = (await queue.ReadAsync(key, days ?? 7, cancel).ConfigureAwait(false))
            .Select(decision => (Decision: decision, Label: labelled.TryGetValue(decision.Interaction, out var verdict) ? verdict.ToString().ToLowerInvariant() : null))
            .Where(one => all == true || one.Label is null)
            .Take(limit ?? 100)
            .Select(one => new
            {
                one.Decision.Interaction,
                one.Decision.At,
                one.Decision.Member,
                one.Decision.Text,
                one.Decision.Entry,
                one.Decision.Because,
                one.Decision.Score,
                one.Decision.Gate,
                one.Decision.Answer,
                one.Label,
            });
        return Results.Json(new { items }, ApiJson.Options);
    }

    private static async Task<IResult> LabelAsync(SpeakLabels body, SpeakQueue queue, ISpeakLabels labels, SpeakGates gates, TimeProvider clock, CancellationToken cancel)
    {
        if (body is not { Channel.Length: > 0, Group.Length: > 0, Labels: { Length: > 0 and <= MaxLabels } given })
        {
            return Wrong($"channel, group, labels (1–{MaxLabels})");
        }

        var key = new ConversationKey(body.Channel, body.Group);
        var decisions = given.Any(one => one.Interaction is { Length: > 0 })
            ? (await queue.ReadAsync(key, MaxDays, cancel).ConfigureAwait(false)).ToDictionary(decision => decision.Interaction, StringComparer.Ordinal)
            : [];
        var kept = ImmutableArray.CreateBuilder<SpeakLabel>();
        foreach (var (one, i) in given.Select((one, i) => (one, i)))
        {
            if (!Enum.TryParse<SpeakVerdict>(one.Label, ignoreCase: true, out var verdict) || !Enum.IsDefined(verdict) || char.IsAsciiDigit(one.Label[0]))
            {
                return Wrong($"labels[{i}].label: speak, silent, wrong");
            }

            var decision = one.Interaction is { Length: > 0 } id ? decisions.GetValueOrDefault(id) : null;
            if (decision is null && (one.Interaction is { Length: > 0 } || one.Text is not { Length: > 0 and <= MaxText }))
            {
                return Wrong(string.Create(CultureInfo.InvariantCulture, $"labels[{i}]: interaction (of the queue, {MaxDays} days) or text (1–{MaxText})"));
            }

            kept.Add(new SpeakLabel
            {
                Group = key,
                Interaction = decision?.Interaction ?? $"text:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Text!)).AsSpan(0, 12))}",
                Member = decision?.Member ?? new MemberKey(key.Channel, ""),
                Text = decision?.Text ?? one.Text!,
                Entry = decision?.Entry,
                Verdict = verdict,
                Live = decision?.IsLive == true,
                By = body.Operator ?? "",
                At = decision?.At ?? clock.GetUtcNow(),
            });
        }

        await labels.KeepAsync(kept.ToImmutable(), cancel).ConfigureAwait(false);
        var learns = gates.Added(key, kept.Count, kept.Any(label => label is { Live: true, Verdict: not SpeakVerdict.Speak }));
        return Results.Json(new { kept = kept.Count, learns }, ApiJson.Options);
    }

    private static async Task<IResult> ModeAsync(SpeakModeBody body, Lanes lanes, TimeProvider clock, CancellationToken cancel)
    {
        if (body is not { Channel.Length: > 0, Group.Length: > 0, Mode.Length: > 0 } || !Enum.TryParse<AmbientMode>(body.Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode) || char.IsAsciiDigit(body.Mode[0]))
        {
            return Wrong("channel, group, mode: auto, shadow, off");
        }

        var now = clock.GetUtcNow();
        var activity = new Activity
        {
            Type = ActivityType.Event,
            Id = $"operator:{Guid.NewGuid():N}",
            Conversation = new ConversationKey(body.Channel, body.Group),
            From = new Account(""),
            Name = body.Operator,
            At = now,
        };
        var reached = true;
        var receipt = await lanes.OperateAsync(
            activity,
            state =>
            {
                var outcome = OperatorTurn.SetSpeaking(state, activity, mode, now);
                reached = !outcome.Interactions.IsEmpty;
                return outcome;
            },
            cancel).ConfigureAwait(false);
        return receipt is not Receipt.Kept ? Results.StatusCode(503)
            : reached ? Results.Json(new { ok = true }, ApiJson.Options)
            : Results.Problem(statusCode: 404, title: "没有见过这个群 / no such group");
    }

    private static IResult Wrong(string fields) => Results.Problem(statusCode: 400, title: $"缺少或写错了：{fields} / missing or wrong: {fields}");
}
