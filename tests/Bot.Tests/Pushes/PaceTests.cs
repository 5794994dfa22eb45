using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Pushes;
using Bot.Host.Pushes.Campaigns;
using Bot.Host.Tools.Simulate;

namespace Bot.Tests.Pushes;

/// <summary>A long campaign over a paced platform, on a simulated clock: as long as computed, never above the quota, no catching up.</summary>
public sealed class PaceTests
{
    private const int PerSecond = 30;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private readonly SimClock _clock = new();
    private readonly List<DateTimeOffset> _calls = [];
    private DateTimeOffset? _throttled;

    /// <summary>100,000 as the specification says; fewer where asked.</summary>
    private static int Recipients => int.TryParse(Environment.GetEnvironmentVariable("QUNZHU_RECIPIENTS"), CultureInfo.InvariantCulture, out var asked) ? asked : 100_000;

    [Fact]
    public async Task Campaign_AtThirtyASecondWithHeadRoom_TakesItsTimeAndNeverMore()
    {
        var cancel = TestContext.Current.CancellationToken;
        _clock.Set(Start);
        await using var scratch = await ScratchStore.OpenAsync("sqlite", "", _clock);
        var (ledger, campaigns) = (scratch.Store.Pushes, scratch.Store.Campaigns);
        var policy = new ThrottlePolicy { Revision = "pace", Pace = [new PaceRule(null, PerSecond, 100)] };
        var parts = new PushParts(ledger, () => policy, (_, _, _, _) => ValueTask.FromResult(PushFacts.Unknown), CallAsync, _clock)
        {
            Wait = (by, _) =>
            {
                _clock.Set(_clock.GetUtcNow() + by);
                return Task.CompletedTask;
            },
        };
        var options = new PushOptions { Claim = TimeSpan.FromHours(1) };
        var pushes = new PushRunner(parts, options);
        var runner = new CampaignRunner(new CampaignParts(campaigns, ledger, MembersAsync, pushes.Desk, key => [key], _ => "", _clock), options);
        await campaigns.SaveAsync(
            new Campaign { Id = "pace", Segment = new Segment.Everyone(), Kind = PushClass.Value, Category = "all", Window = new Hours(0, 0), Template = "a.b", Schedule = new CampaignSchedule("2026-11-22T02:00", "UTC"), State = CampaignState.Scheduled, NextRun = Start },
            cancel);

        var first = Start;
        while ((await campaigns.FindAsync("pace", cancel))!.State != CampaignState.Done || await ledger.NextDueAsync(cancel) is not null)
        {
            var more = await runner.StepAsync(cancel);
            await pushes.RunDueAsync(cancel);
            if (!more)
            {
                _clock.Set(await ledger.NextDueAsync(cancel) is { } due && due > _clock.GetUtcNow() ? due : _clock.GetUtcNow().AddSeconds(1));
            }
        }

        var delivered = _calls.Count;
        Assert.Equal(Recipients, delivered);
        var expected = Recipients / 27.0 + (_throttled is null ? 0 : 5);
        Assert.InRange((_calls[^1] - first).TotalSeconds, expected * 0.99, (expected * 1.01) + 1);
        for (var i = PerSecond; i < _calls.Count; i++)
        {
            Assert.True(_calls[i] - _calls[i - PerSecond] >= TimeSpan.FromSeconds(1), $"more than {PerSecond} calls in the second before {_calls[i]:O}");
        }

        if (_throttled is { } at)
        {
            Assert.True(_calls.First(call => call > at) - at >= TimeSpan.FromSeconds(5));
            Assert.InRange(_calls.Count(call => call > at.AddSeconds(5) && call <= at.AddSeconds(65)), 1539, 1701);
        }
    }

    private ValueTask<CallResult> CallAsync(PushRow row, CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        if (_throttled is null && now >= Start.AddMinutes(10))
        {
            _throttled = now;
            return ValueTask.FromResult<CallResult>(new CallResult.Throttled(TimeSpan.FromSeconds(5), "busy"));
        }

        _calls.Add(now);
        return ValueTask.FromResult<CallResult>(new CallResult.Sent(null));
    }

    private static ValueTask<ImmutableArray<RecordedMember>> MembersAsync(string? after, int max, CancellationToken cancel)
    {
        var from = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture) + 1;
        return ValueTask.FromResult<ImmutableArray<RecordedMember>>(
            [.. Enumerable.Range(from, Math.Max(0, Math.Min(max, Recipients - from))).Select(i => new RecordedMember($"{i}", new MemberKey("pace", $"{i}"), Profile.Empty))]);
    }
}
