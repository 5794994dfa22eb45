using System.Diagnostics;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

/// <summary>Our side: one reservation with four exact rules on three logs, as a policy would ask for it.</summary>
internal sealed class Decisions(IPushLedger ledger, string name)
{
    private const int People = 50_000;
    private int _next;

    public int Count => _next;

    /// <summary>Runs so many workers for a while; gives decisions per second.</summary>
    public async Task<double> RunAsync(int workers, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(began) < time)
            {
                await OneAsync(Interlocked.Increment(ref _next));
                count++;
            }

            return count;
        })));
        return done.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>One decision, of the given number; the same number is never used twice.</summary>
    public Task OneAsync(int i) => OneAsync(i, (int)(i * 7919L % People), (int)(i * 104729L % People));

    public async Task OneAsync(int i, int person, int place)
    {
        var member = new MemberKey("wecom", $"wmAbCdEf{person}");
        var group = new ConversationKey("wecom", $"wrGroup{place}");
        var all = LogKey.Of(member);
        var promo = all.With(PushClass.Promo);
        var inGroup = LogKey.Of(group);
        var now = DateTimeOffset.UtcNow;
        var row = new PushRow
        {
            Push = new() { Id = $"{name}-{i}", Class = PushClass.Promo, Member = member, Group = group, Campaign = "double-eleven", CreatedAt = now },
            Content = new("promo.day"),
            State = PushState.Calling,
            Due = now.AddMinutes(1),
            Slots = [all, promo, inGroup],
            Calls = 1,
            Verdict = new() { Decision = Decision.Send, At = now, Class = PushClass.Promo, Policy = "0a1b2c3d", Zone = "Asia/Shanghai", LocalTime = "2026-11-22T09:30:00.000" },
        };
        var answer = await ledger.ReserveAsync(
            new()
            {
                Row = row,
                Checks =
                [
                    new Check.Cap("member-24h", [all], 1_000_000, Window.Rolling(TimeSpan.FromHours(24))),
                    new Check.Cap("member-7d", [all], 1_000_000, Window.Rolling(TimeSpan.FromDays(7))),
                    new Check.Cap("promo-7d", [promo], 1_000_000, Window.Rolling(TimeSpan.FromDays(7))),
                    new Check.Cap("group-24h", [inGroup], 1_000_000, Window.Rolling(TimeSpan.FromHours(24))),
                ],
            },
            CancellationToken.None);
        if (answer is not ReserveAnswer.Admitted)
        {
            throw new InvalidOperationException($"{answer}");
        }
    }
}
