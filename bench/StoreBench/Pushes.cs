using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace StoreBench;

/// <summary>Decisions of the throttle: four caps counted, six slots taken and the row kept, durable at the answer; each for another member, thirty to a group.</summary>
internal sealed class Pushes(IPushLedger ledger)
{
    private const int InGroup = 30;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private int _next;

    public async Task RunAsync(TimeSpan length)
    {
        Console.WriteLine("what            in flight  per second  p50 ms  p99 ms  max ms  alloc/op  cpu us/op");
        foreach (var settle in (bool[])[false, true])
        {
            foreach (var lanes in (int[])[1, 64, 256, 500])
            {
                await RunAsync(settle, lanes, TimeSpan.FromSeconds(0.7), false);
                await RunAsync(settle, lanes, length, true);
            }
        }

        Console.WriteLine($"resident {Process.GetCurrentProcess().WorkingSet64 >> 20} MB");
    }

    /// <summary>Keeps so many sent pushes for each of so many members.</summary>
    public async Task FillAsync(int members, int each)
    {
        for (var round = 0; round < each; round++)
        {
            await Parallel.ForAsync(0, members, new ParallelOptions { MaxDegreeOfParallelism = 500 }, async (member, _) =>
            {
                var wish = Wish($"{_run}:{round}:{member}", member, 100);
                await ledger.ReserveAsync(wish, default);
                await ledger.SettleAsync(wish.Row.Push.Id, null, new Settlement.Sent($"m{round}:{member}"), default);
            });
            Console.WriteLine($"{round + 1} of {each}");
        }
    }

    private async Task RunAsync(bool settle, int lanes, TimeSpan length, bool show)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var used = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(() => LaneAsync(settle, began, length))));
        var took = Stopwatch.GetElapsedTime(began);
        var all = times.SelectMany(one => one).Order().ToArray();
        if (show)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(settle ? "reserve+settle" : "reserve"),-14}  {lanes,9}  {all.Length / took.TotalSeconds,10:F0}  {Ms(all, 0.5),6:F2}  {Ms(all, 0.99),6:F2}  {Ms(all, 1),6:F2}  {(GC.GetTotalAllocatedBytes() - allocated) / all.Length,8}  {(Environment.CpuUsage.TotalTime - used).TotalMicroseconds / all.Length,9:F0}"));
        }
    }

    private async Task<List<long>> LaneAsync(bool settle, long began, TimeSpan length)
    {
        var taken = new List<long>();
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            var start = Stopwatch.GetTimestamp();
            var number = Interlocked.Increment(ref _next);
            var wish = Wish($"{_run}:{number}", number, 1);
            if (await ledger.ReserveAsync(wish, default) is not ReserveAnswer.Admitted)
            {
                throw new InvalidOperationException("A push to a fresh member was refused.");
            }

            taken.Add(Stopwatch.GetTimestamp() - start);
            if (settle)
            {
                await ledger.SettleAsync(wish.Row.Push.Id, null, new Settlement.Sent($"m{number}"), default);
            }
        }

        return taken;
    }

    private Reservation Wish(string id, int number, int limit)
    {
        var now = TimeProvider.System.GetUtcNow();
        var member = new MemberKey("wecom", string.Create(CultureInfo.InvariantCulture, $"wm{_run}{number:x16}"));
        var group = new ConversationKey("wecom", string.Create(CultureInfo.InvariantCulture, $"wr{_run}{number / InGroup:x16}"));
        var ofMember = LogKey.Of(member);
        var ofGroup = LogKey.Of(group);
        ImmutableArray<LogKey> slots = [ofMember, ofMember.With(PushClass.Promo), ofMember.WithCampaign("double-12"), ofGroup, ofGroup.With(PushClass.Promo), LogKey.OfBot("bot")];
        return new Reservation
        {
            Row = new()
            {
                Push = new() { Id = id, Class = PushClass.Promo, Member = member, Group = group, Campaign = "double-12", CreatedAt = now, Relevance = "bought:tea" },
                Content = new("promo.day"),
                State = PushState.Calling,
                Due = now.AddSeconds(30),
                Calls = 1,
                Slots = slots,
                Verdict = new() { Decision = Decision.Send, At = now, Class = PushClass.Promo, Policy = "0a1b2c3d", Zone = "Asia/Shanghai", LocalTime = "2026-11-22T09:30:00.000", Tier = "fresh" },
            },
            Checks =
            [
                new Check.Cap("member-day", [ofMember], limit, Window.Calendar(now.Date, now.Date.AddDays(1))),
                new Check.Cap("member-24h", [ofMember], limit, Window.Rolling(Day)),
                new Check.Cap("member-promo", [ofMember.With(PushClass.Promo)], 2 * limit, Window.Rolling(7 * Day)),
                new Check.Cap("group-day", [ofGroup], 1000, Window.Calendar(now.Date, now.Date.AddDays(1))),
            ],
        };
    }

    private static double Ms(long[] sorted, double part) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))] * 1000.0 / Stopwatch.Frequency;
}
