using System.Text.Json;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Service;

/// <summary>4,111 real customer turns (CrossWOZ) through the protocol: as direct messages, and as group chatter of 40 members in 8 groups.</summary>
public sealed class RealTurnsTests
{
    private const int Groups = 8;
    private const int Members = 40;
    private const int DirectThreads = 120;

    [Fact]
    public async Task Post_RealTurns_AreAllOnRecordAndAnsweredWhereTheyShould()
    {
        var file = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "crosswoz-turns.jsonl"));
        Assert.SkipUnless(File.Exists(file), "crosswoz-turns.jsonl is not beside the checkout");
        var turns = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
            .Where(line => line.Length > 0)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
            .ToArray();
        await using var connector = await ConnectorServer.StartAsync();
        await using var service = new ServiceProcess();
        await service.StartAsync();

        // In order within a thread, all threads at once.
        var direct = Enumerable.Range(0, DirectThreads).Select(thread => SendAsync(
            turns.Index().Where(turn => turn.Index % DirectThreads == thread)
                .Select(turn => (Id: $"d{turn.Index}", Conversation: $"dm{thread}", Member: $"member{thread}", Text: turn.Item, Group: false))));
        var groups = Enumerable.Range(0, Groups).Select(group => SendAsync(
            turns.Index().Where(turn => turn.Index % Groups == group)
                .Select(turn => (Id: $"g{turn.Index}", Conversation: $"group{group}", Member: $"m{turn.Index % Members}", Text: Addressed(turn.Index) ? $"@小助 {turn.Item}" : turn.Item, Group: true))));
        await Task.WhenAll([.. direct, .. groups]);
        await service.OutboxEmptyAsync();

        var record = await service.RecordAsync();
        var said = record.Where(fact => Kind(fact) == "Said").Select(Id).ToArray();
        Assert.Equal(turns.Length * 2, said.Length);
        Assert.Equal(said.Length, said.Distinct().Count());
        var answered = record.Where(fact => Kind(fact) == "Replied").Select(Id).ToHashSet();
        var silent = record.Where(fact => Kind(fact) == "Silent").ToLookup(Id, fact => fact.GetProperty("reason").GetString());
        foreach (var i in Enumerable.Range(0, turns.Length))
        {
            Assert.True(answered.Contains($"d{i}") || silent[$"d{i}"].SequenceEqual(["handed_off"]), $"direct turn {i} was not answered: {turns[i]}");
            if (!Addressed(i) && answered.Contains($"g{i}"))
            {
                // Only a dialog that this member began may go on unaddressed.
                Assert.Contains(record, fact => Id(fact) == $"g{i}" && Kind(fact) == "Replied" && fact.GetProperty("reason").GetString()!.StartsWith("dialog:", StringComparison.Ordinal));
            }

            Assert.True(answered.Contains($"g{i}") || silent[$"g{i}"].Any(), $"group turn {i} has neither answer nor reason");
        }

        Assert.All(record.Where(fact => Kind(fact) == "Silent"), fact => Assert.NotEqual("error", fact.GetProperty("reason").GetString()));
        Assert.All(connector.Replies.Where(reply => reply.ReplyToId is not null), reply => Assert.Equal(Home(reply.ReplyToId!), reply.Conversation));

        async Task SendAsync(IEnumerable<(string Id, string Conversation, string Member, string Text, bool Group)> messages)
        {
            foreach (var message in messages)
            {
                var activity = Wire.Message(connector.Url, message.Conversation, message.Member, message.Id, message.Text, message.Group);
                var status = await service.Client.PostAsync(activity);
                Assert.True(status is 200 or 202, $"{message.Id}: {status}");
            }
        }
    }

    private static bool Addressed(int turn) => turn % 23 == 0;

    private static string Home(string id)
    {
        var turn = int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture);
        return id[0] == 'd' ? $"dm{turn % DirectThreads}" : $"group{turn % Groups}";
    }

    private static string Kind(JsonElement fact) => fact.GetProperty("kind").GetString()!;

    private static string Id(JsonElement fact) => fact.GetProperty("activityId").GetString()!;
}
