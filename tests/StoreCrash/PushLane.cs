using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

/// <summary>Pushes without end: reserves, settles in every way, and prints what was answered.</summary>
internal sealed class PushLane(IPushLedger ledger, int lane, string round)
{
    private readonly LogKey _all = LogKey.OfBot("crash");

    public async Task RunAsync()
    {
        for (var i = 0; ; i++)
        {
            var id = $"{round}-{lane}-{i}";
            var member = new MemberKey("crash", $"{lane}-{i % 7}");
            var answer = await ledger.ReserveAsync(new Reservation
            {
                Row = new()
                {
                    Push = new() { Id = id, Class = PushClass.Promo, Member = member, Campaign = "crash", CreatedAt = DateTimeOffset.UnixEpoch },
                    State = PushState.Calling,
                    Due = DateTimeOffset.UnixEpoch,
                    Slots = [_all, LogKey.Of(member), LogKey.Of(member).With(PushClass.Promo)],
                },
                Checks = [new Check.Cap("all", [_all], 1_000_000, Window.Rolling(TimeSpan.FromDays(1)))],
            }, default);
            Say(answer is ReserveAnswer.Admitted, $"reserved {id}");
            Settlement? end = (i % 4) switch
            {
                0 => new Settlement.Sent("m"),
                1 => new Settlement.Failed("400"),
                2 => new Settlement.Awaiting(DateTimeOffset.UnixEpoch),
                _ => null,
            };
            if (end is not null)
            {
                Say(await ledger.SettleAsync(id, 0, end, default) is not null, $"{end.GetType().Name} {id}");
            }
        }
    }

    // One write per line: a kill cannot cut it in two.
    private static void Say(bool isSo, string line)
    {
        if (!isSo)
        {
            throw new InvalidOperationException($"It is not so: {line}");
        }

        Console.Out.WriteLine(line);
    }
}
