using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>Counts anew, in the plainest way, what a store keeps counted.</summary>
internal static class TallyRecount
{
    /// <summary>What the store says, and what its record says, each as <c>day place name</c> to how often.</summary>
    public static async Task EqualAsync(Store store, DateOnly from, DateOnly to)
    {
        var facts = (await store.ReadAsync(new InteractionQuery(Limit: 100_000))).Select(one => one.Interaction).ToList();
        var recount = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var fact in facts.Where(fact => FactTally.DayOf(fact.At) >= from && FactTally.DayOf(fact.At) <= to))
        {
            foreach (var name in FactTally.Of(fact))
            {
                Add(recount, FactTally.DayOf(fact.At).DayNumber, Place(fact), name);
            }
        }

        foreach (var one in facts.Where(FactTally.IsActive).GroupBy(fact => (fact.Conversation, fact.IsGroup, fact.Member)))
        {
            var days = one.Select(fact => FactTally.DayOf(fact.At).DayNumber).Distinct().Order().ToList();
            for (var i = 0; i < days.Count; i++)
            {
                var gap = i == 0 || days[i] - days[i - 1] >= 400 ? "new" : $"{days[i] - days[i - 1]}";
                if (days[i] >= from.DayNumber && days[i] <= to.DayNumber)
                {
                    Add(recount, days[i], Place(one.First()), "~people/" + gap);
                }
            }
        }

        Assert.Equal(recount, await KeptAsync(store, from, to));
    }

    /// <summary>How many different members spoke in each group, as the kept counts tell it and as the record does.</summary>
    public static async Task SamePeopleAsync(Store store, DateOnly from, DateOnly to)
    {
        var people = (await store.ReadAsync(new InteractionQuery(Limit: 100_000))).Select(one => one.Interaction)
            .Where(fact => FactTally.IsActive(fact) && FactTally.DayOf(fact.At) >= from && FactTally.DayOf(fact.At) <= to)
            .Select(fact => (fact.Conversation, fact.IsGroup, fact.Member)).Distinct().Count();
        var sheet = await store.Tallies.ReadAsync(from, to, TestContext.Current.CancellationToken);
        var told = sheet.Days.ToArray().SelectMany(part => part.ToArray())
            .Where(cell => ActiveDays.Gap(sheet.Names[cell.Name]) is { } gap && (long)cell.Day - gap < from.DayNumber).Sum(cell => cell.Count);

        Assert.Equal(people, told);
    }

    /// <summary>On which days each member spoke in a group, as it is kept and as the record tells it.</summary>
    public static async Task SameDaysAsync(Store store)
    {
        var spoke = (await store.ReadAsync(new InteractionQuery(Limit: 100_000))).Select(one => one.Interaction).Where(fact => fact.IsGroup && FactTally.IsActive(fact))
            .GroupBy(fact => new GroupMember(fact.Conversation, fact.Member.Id)).ToArray();
        var days = await store.Tallies.ActiveAsync([.. spoke.Select(one => one.Key), new(Make.Group, "nobody"), new(new("none", "none"), "nobody")], TestContext.Current.CancellationToken);

        Assert.Equal([.. spoke.Select(one => one.Select(fact => FactTally.DayOf(fact.At).DayNumber).Distinct().Order().ToArray()), [], []], days.Select(one => one.ToArray()));
    }

    public static async Task<SortedDictionary<string, int>> KeptAsync(Store store, DateOnly from, DateOnly to)
    {
        var kept = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var sheet = await store.Tallies.ReadAsync(from, to, TestContext.Current.CancellationToken);
        foreach (var part in sheet.Days)
        {
            foreach (var cell in part.Span)
            {
                Assert.InRange(cell.Count, 1, int.MaxValue);
                var place = sheet.Places[cell.Place];
                Add(kept, cell.Day, place.Group is { } group ? $"{group.Channel} {group.Id}" : place.Channel, sheet.Names[cell.Name], cell.Count);
            }
        }

        return kept;
    }

    private static string Place(Interaction fact) => fact.IsGroup ? $"{fact.Conversation.Channel} {fact.Conversation.Id}" : fact.Conversation.Channel;

    private static void Add(SortedDictionary<string, int> counts, int day, string place, string name, int by = 1)
    {
        var key = $"{day} {place} {name}";
        counts[key] = counts.GetValueOrDefault(key) + by;
    }
}
