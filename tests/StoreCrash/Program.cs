using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Core.Turns;
using Bot.Storage;
using Bot.Storage.Redis;
using Bot.Storage.Sqlite;

if (args[0] == "push")
{
    await PushAsync(args[1], args[2], args[3]);
    return;
}

// The process that the crash tests kill: commits without end in four conversations, and prints what was acknowledged.
await using Store store = args[0] == "sqlite"
    ? SqliteStore.Open(args[1], new(), TimeProvider.System)
    : await RedisStore.OpenAsync(args[1], new() { Patience = TimeSpan.FromMinutes(1) }, TimeProvider.System);
var member = new MemberKey("crash", "member");
if (args.ElementAtOrDefault(2) == "pushes")
{
    await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(() => new PushLane(store.Pushes, lane, args[3]).RunAsync())));
}

await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(() => LaneAsync(lane))));

async Task LaneAsync(int lane)
{
    var conversation = new ConversationKey("crash", lane.ToString(CultureInfo.InvariantCulture));
    var snapshot = await store.Ledger.LoadAsync(conversation, member, default);
    for (var turn = snapshot.Version + 1; ; turn++)
    {
        var commit = new TurnCommit
        {
            Conversation = conversation,
            ExpectedVersion = turn - 1,
            State = ConversationState.New with { Turns = turn, IsGroup = true },
            Member = member,
            Answered = [new($"a{turn}")],
            Interactions = [Fact(conversation, turn, 0), Fact(conversation, turn, 1)],
            Outbox = [new($"r{turn}", new OutboundMessage { Conversation = conversation, Route = new("x", "", new("bot")), Text = $"{turn}" }, 0, DateTimeOffset.UnixEpoch)],
            ProfileChanges = [new ProfileChange.Seen(conversation, $"{lane}:{turn}")],
        };
        if (await store.Ledger.CommitAsync(commit, default) is not CommitResult.Kept { Version: var version } || version != turn)
        {
            throw new InvalidOperationException($"Turn {turn} of {lane} was not kept.");
        }

        // One write per line: a kill cannot cut it in two.
        Console.Out.WriteLine($"{lane} {turn}");
    }
}

Interaction Fact(ConversationKey conversation, long turn, int part) => new()
{
    Id = $"{turn}|{part}",
    At = DateTimeOffset.UnixEpoch,
    Conversation = conversation,
    Member = member,
    Kind = InteractionKind.Said,
    ActivityId = $"a{turn}",
    Text = $"{turn}|{part}",
};

// One of several processes that push into one group under one cap, each with a journal of its own: prints what was admitted.
static async Task PushAsync(string redis, string folder, string name)
{
    await using var store = await RedisStore.OpenAsync(redis, new() { DataFolder = folder }, TimeProvider.System);
    var group = LogKey.Of(new ConversationKey("race", "group"));
    var next = 0;
    await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Increment(ref next) is var i and <= 500)
        {
            var member = new MemberKey("race", $"{name}-{i}");
            var row = new PushRow
            {
                Push = new() { Id = $"{name}-{i}", Class = PushClass.Value, Member = member, CreatedAt = DateTimeOffset.UnixEpoch },
                State = PushState.Calling,
                Slots = [LogKey.Of(member), group],
            };
            var cap = new Check.Cap("group-24h", [group], 100, Window.Rolling(TimeSpan.FromHours(24)));
            if (await store.Pushes.ReserveAsync(new() { Row = row, Checks = [cap] }, default) is ReserveAnswer.Admitted)
            {
                Console.Out.WriteLine(row.Push.Id);
            }
        }
    })));
}
