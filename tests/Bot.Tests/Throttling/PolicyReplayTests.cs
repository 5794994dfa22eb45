using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Throttling.Replay;
using Bot.Host.Tools.Simulate;

namespace Bot.Tests.Throttling;

/// <summary>The replay in memory against the real scheduler on a real store: the same pushes go, at the same moments.</summary>
public sealed class PolicyReplayTests
{
    private const string Digests = """
        version: 1
        zone: {use: member, else: tenant, tenant: Asia/Shanghai}
        caps:
          - {id: member-day, per: member, limit: 1, window: day, over: digest}
          - {id: group-3h, per: group, limit: 1, window: 3h, over: digest}
        quiet: {id: quiet, hours: "22:00-08:00", over: defer}
        digest: {at: "10:00", max_items: 3, counts_as: 1}
        expire: {promo: 30h}
        """;

    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("preset: fmcg", 1)]
    [InlineData("preset: local-services", 2)]
    [InlineData(Digests, 3)]
    [InlineData(Digests, 4)]
    public async Task Run_SamePushes_GoAsTheSchedulerLetsThemGo(string text, int seed)
    {
        var chance = new Random(seed);
        var classes = new[] { "service", "value", "promo" };
        var pushes = Enumerable.Range(0, 120)
            .Select(i => (At: Start.AddMinutes(chance.Next(0, 60 * 24 * 6)), I: i))
            .OrderBy(one => one.At)
            .Select((one, i) => (one.At, Id: $"p{i:000}", Class: classes[chance.Next(3)], Who: chance.Next(6), Campaign: chance.Next(4)))
            .ToArray();
        var until = Start.AddDays(8);
        var clock = new SimClock();
        await using var scratch = await ScratchStore.OpenAsync("sqlite", "", clock);
        var simulation = new Simulation(scratch.Store.Pushes, clock, text, SimKit.Parse, TextWriter.Null);
        foreach (var push in pushes)
        {
            var fields = new Dictionary<string, object?> { ["at"] = Text(push.At), ["do"] = "push", ["id"] = push.Id, ["class"] = push.Class, [push.Who < 4 ? "member" : "group"] = $"a{push.Who}" };
            if (push.Campaign > 0)
            {
                fields["campaign"] = $"c{push.Campaign}";
            }

            await simulation.RunAsync(SimCommand.Read(JsonSerializer.Serialize(fields)));
        }

        await simulation.RunAsync(SimCommand.Read(JsonSerializer.Serialize(new { at = Text(until), @do = "advance" })));
        var rows = (await scratch.Store.Pushes.ListAsync(new PushQuery(Max: 1000), TestContext.Current.CancellationToken)).Where(row => row.Items.IsEmpty).ToArray();

        var input = new ReplayInput([.. rows.Select(row => new ReplayPush(row.Push, PushFacts.Unknown, []))], ImmutableDictionary<LogKey, ImmutableArray<LogEntry>>.Empty, ImmutableDictionary<string, ImmutableArray<int>>.Empty, until);
        var replayed = PolicyReplay.Run(SimKit.Parse(text), input);

        Assert.Contains(rows, row => row.State == PushState.Sent);
        Assert.Contains(rows, row => row.State is PushState.Dropped or PushState.Expired or PushState.Held or PushState.Bundled);
        Assert.Equal(rows.Select(Told), replayed.Select(Told));
    }

    [Fact]
    public void Run_WhatOthersTook_CountsAndLaterSignsDoNot()
    {
        var mei = new MemberKey("sim", "mei");
        var push = new Push { Id = "p", Class = PushClass.Value, Member = mei, CreatedAt = Start };
        var policy = SimKit.Parse("version: 1\ncaps: [{id: day, per: member, limit: 1, window: 24h, over: drop}]");
        var known = new Dictionary<LogKey, ImmutableArray<LogEntry>> { [LogKey.Of(mei)] = [new LogEntry(Start.AddHours(-3), "old"), new LogEntry(Start.AddHours(3), "later")] };
        var optedOutSince = PushFacts.Unknown with { Consent = new Bot.Core.Audience.Consent(AllOptedOut: true, ChangedAt: Start.AddHours(1)) };

        Assert.Contains(LogKey.Of(mei), PolicyReplay.Reads(new ReplayPush(push, optedOutSince, []), policy));
        var kept = Assert.Single(PolicyReplay.Run(policy, new ReplayInput([new ReplayPush(push, optedOutSince, [])], known, ImmutableDictionary<string, ImmutableArray<int>>.Empty, Start.AddDays(1))));
        Assert.Equal((Decision.Drop, "day", 1), (kept.Decision, kept.Binding!.Rule, kept.Binding.Have));
        known[LogKey.Of(mei)] = known[LogKey.Of(mei)].RemoveAt(0);
        Assert.True(Assert.Single(PolicyReplay.Run(policy, new ReplayInput([new ReplayPush(push, optedOutSince, [])], known, ImmutableDictionary<string, ImmutableArray<int>>.Empty, Start.AddDays(1)))).Went);
    }

    private static string Told(PushRow row) => row.State switch
    {
        PushState.Sent => $"{row.Push.Id} sent {Text(row.SlotAt!.Value)}",
        PushState.Bundled => $"{row.Push.Id} digest {Text(row.Verdict!.At)}",
        PushState.Held => $"{row.Push.Id} hold {row.Verdict!.Rule}",
        PushState.InDigest => $"{row.Push.Id} waits",
        _ => $"{row.Push.Id} {row.State} {row.Verdict!.Rule}",
    };

    private static string Told(ReplayOutcome one) => one.Decision switch
    {
        Decision.Send => $"{one.Push.Id} {(one.InDigest ? "digest" : "sent")} {Text(one.At)}",
        Decision.Hold => $"{one.Push.Id} hold {one.Binding!.Rule}",
        Decision.Digest => $"{one.Push.Id} waits",
        Decision.Drop => $"{one.Push.Id} Dropped {one.Binding!.Rule}",
        _ => $"{one.Push.Id} {one.Decision} {one.Binding!.Rule}",
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
