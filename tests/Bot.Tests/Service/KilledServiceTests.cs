using Bot.Tests.Kit;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Service;

/// <summary>The service is killed at random moments under load; the channel retries, as channels do. Nothing is lost, nothing is twice on record.</summary>
public sealed class KilledServiceTests
{
    private const int Kills = 20;
    private const int Senders = 8;

    [Fact]
    public async Task Kill_TwentyTimesUnderLoad_LosesNothing()
    {
        await using var connector = await ConnectorServer.StartAsync();
        var shop = Directory.CreateTempSubdirectory("qunzhu-small-");
        Repository.Write(Repository.SmallContent(), shop.FullName);
        await using var service = new ServiceProcess("--Content:Root", shop.FullName);
        await service.StartAsync();
        var draw = new Random(20261122);
        var acknowledged = 0;
        var stop = false;
        using var reached = new SemaphoreSlim(0);
        var target = int.MaxValue;
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var sent = new List<string>();
            while (!Volatile.Read(ref stop))
            {
                var id = $"s{sender}-{sent.Count}";
                var activity = Wire.Message(connector.Url, $"dm{sender}", $"member{sender}", id, "什么时候发货");
                await ServiceProcess.UntilAsync(async () => await service.Client.PostAsync(activity) is >= 200 and < 300);
                sent.Add(id);
                if (Interlocked.Increment(ref acknowledged) == Volatile.Read(ref target))
                {
                    reached.Release();
                }
            }

            return sent;
        })).ToArray();

        for (var kill = 0; kill < Kills; kill++)
        {
            // After so many acknowledgements more: the moment within a turn is as random as the scheduler.
            Volatile.Write(ref target, Volatile.Read(ref acknowledged) + draw.Next(20, 120));
            await reached.WaitAsync(TestContext.Current.CancellationToken);
            await service.KillAsync();
            await service.StartAsync();
        }

        Volatile.Write(ref stop, true);
        var ids = (await Task.WhenAll(senders)).SelectMany(sent => sent).ToHashSet(StringComparer.Ordinal);
        await service.OutboxEmptyAsync();
        var record = await service.RecordAsync();
        var said = record.Where(fact => fact.GetProperty("kind").GetString() == "Said").Select(fact => fact.GetProperty("activityId").GetString()!).ToArray();
        var replied = record.Where(fact => fact.GetProperty("kind").GetString() == "Replied").Select(fact => fact.GetProperty("activityId").GetString()!).ToHashSet();
        var heard = connector.Replies.Select(reply => reply.ReplyToId).ToHashSet();

        Assert.Equal(said.Length, said.Distinct().Count());
        Assert.Empty(ids.Except(said));
        Assert.Empty(said.Except(replied));
        Assert.Empty(ids.Except(heard!));
        Assert.All(connector.Replies, reply => Assert.StartsWith($"s{reply.Conversation[2..]}-", reply.ReplyToId));
        shop.Delete(recursive: true);
    }
}
