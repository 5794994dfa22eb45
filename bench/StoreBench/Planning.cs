using System.Diagnostics;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Storage;

namespace StoreBench;

/// <summary>How long it takes to go through the audience of a campaign, and how much memory: pages of profiles, the segment asked of each.</summary>
internal sealed class Planning(Store store)
{
    private const int Lanes = 256;

    public async Task RunAsync(int members)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < members)
            {
                var member = new MemberKey("bench", string.Create(CultureInfo.InvariantCulture, $"member-{i:000000}"));
                await store.Ledger.ChangeProfileAsync(member, [new ProfileChange.Tagged([i % 2 == 0 ? "oily" : "dry"], []), new ProfileChange.Met(DateTimeOffset.UnixEpoch)], default);
            }
        })));
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var segment = new Segment.Tagged("oily");
        var (found, peak, cursor, began) = (0, 0L, (string?)null, Stopwatch.GetTimestamp());
        while (await store.Record.MembersAsync(cursor, 200, default) is { IsEmpty: false } page)
        {
            found += page.Count(one => segment.Holds(one.Member, one.Profile, DateTimeOffset.UnixEpoch));
            cursor = page[^1].Cursor;
            peak = Math.Max(peak, GC.GetTotalMemory(false) - before);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{members} members, {found} in the segment: {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s, at most {peak >> 20} MB of heap beyond what was there, resident {Process.GetCurrentProcess().WorkingSet64 >> 20} MB"));
    }
}
