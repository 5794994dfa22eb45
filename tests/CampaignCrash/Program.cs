using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Pushes;
using Bot.Host.Pushes.Campaigns;
using Bot.Storage.Sqlite;

// The process that the crash tests kill: sends a promo campaign to so many members, and writes what reached the
// platform into a file. It dies by itself at a named step, or is killed from outside; begun again it goes on.
// Arguments: connection, deliveries, recipients, hours that have passed, step to die at (or -), at its how manyth time.
var (connection, deliveries, recipients) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
var clock = new LaterClock(TimeSpan.FromHours(int.Parse(args[3], CultureInfo.InvariantCulture)));
var (step, nth, seen) = (args[4], int.Parse(args[5], CultureInfo.InvariantCulture), 0);
var policy = new ThrottlePolicy
{
    Revision = "crash",
    Caps = [new CapRule("member-day", [Per.Member], [], 1, false, new PolicyWindow("day", null, CalendarUnit.Day), Over.Drop)],
};
await using var store = SqliteStore.Open(connection, new(), clock);
await using var file = new FileStream(deliveries, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
var parts = new PushParts(store.Pushes, () => policy, (_, _, _, _) => ValueTask.FromResult(PushFacts.Unknown), CallAsync, clock) { Fault = Fault };
var options = new PushOptions { Claim = TimeSpan.FromMinutes(1), FirstRetry = TimeSpan.FromMilliseconds(1), PauseAtPerMille = 1001 };
var runner = new PushRunner(parts, options);
var campaigns = new CampaignRunner(
    new CampaignParts(store.Campaigns, store.Pushes, MembersAsync, runner.Desk, key => [key], _ => "", clock) { Node = "node", Fault = Fault }, options);
await store.Campaigns.SaveAsync(
    new Campaign
    {
        Id = "crash",
        Segment = new Segment.Everyone(),
        Kind = PushClass.Promo,
        Category = "all",
        Window = new Hours(0, 0),
        Frequency = new Frequency(1, TimeSpan.FromDays(7)),
        Template = "a.b",
        Schedule = new CampaignSchedule("2026-01-01T00:00", "UTC"),
        State = CampaignState.Scheduled,
        NextRun = DateTimeOffset.UnixEpoch,
    },
    default);
do
{
    await campaigns.StepAsync(default);
    await runner.RunDueAsync(default);
}
while ((await store.Campaigns.FindAsync("crash", default))!.State != CampaignState.Done || await store.Pushes.NextDueAsync(default) is not null);
Console.Out.WriteLine("done");

ValueTask<CallResult> CallAsync(PushRow row, CancellationToken cancel)
{
    // One in ten is refused, one in ten must come again; neither reaches anybody.
    var number = int.Parse(row.Push.Member!.Id, CultureInfo.InvariantCulture);
    if (number % 10 == 3)
    {
        return ValueTask.FromResult<CallResult>(new CallResult.Refused("refused"));
    }

    if (number % 10 == 7 && row.Calls == 1)
    {
        return ValueTask.FromResult<CallResult>(new CallResult.Throttled(null, "busy"));
    }

    file.Write(Encoding.UTF8.GetBytes($"{row.Push.Id}\n"));
    file.Flush();
    Console.Out.WriteLine(row.Push.Id);
    return ValueTask.FromResult<CallResult>(new CallResult.Sent(row.Push.Id));
}

ValueTask<ImmutableArray<RecordedMember>> MembersAsync(string? after, int max, CancellationToken cancel)
{
    var from = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture) + 1;
    return ValueTask.FromResult<ImmutableArray<RecordedMember>>(
        [.. Enumerable.Range(from, Math.Max(0, Math.Min(max, recipients - from))).Select(i => new RecordedMember($"{i}", new MemberKey("crash", $"{i}"), Profile.Empty))]);
}

void Fault(string name)
{
    if (name == step && ++seen == nth)
    {
        Process.GetCurrentProcess().Kill();
        throw new UnreachableException("nobody survives that");
    }
}

/// <summary>The real clock, some hours on: what a dead process had claimed is free at once.</summary>
internal sealed class LaterClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
