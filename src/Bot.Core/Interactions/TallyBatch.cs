using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Interactions;

/// <summary>What some facts of one conversation count, on one day in one place.</summary>
/// <param name="Day">The day, see <see cref="FactTally.DayOf"/>.</param>
/// <param name="IsGroup">True for the group; false for the direct messages of its channel.</param>
/// <param name="Counts">How often by name, each name once.</param>
public sealed record PlaceTally(DateOnly Day, bool IsGroup, ImmutableArray<KeyValuePair<string, int>> Counts);

/// <summary>A day on which a member spoke.</summary>
/// <param name="IsGroup">In the group, else in a direct conversation.</param>
/// <param name="Member">Who.</param>
/// <param name="Day">When.</param>
public readonly record struct ActiveDay(bool IsGroup, MemberKey Member, DateOnly Day);

/// <summary>Everything that some facts of one conversation count, for a store to add in the commit that keeps them.</summary>
/// <param name="Places">Counts; mostly one entry.</param>
/// <param name="Active">Days on which members spoke; mostly one at most.</param>
public sealed record TallyBatch(ImmutableArray<PlaceTally> Places, ImmutableArray<ActiveDay> Active)
{
    /// <summary>Counts facts of one conversation.</summary>
    public static TallyBatch Of(ImmutableArray<Interaction> facts)
    {
        var places = new List<(DateOnly Day, bool IsGroup, List<KeyValuePair<string, int>> Counts)>(1);
        var active = new List<ActiveDay>(1);
        foreach (var fact in facts)
        {
            var day = FactTally.DayOf(fact.At);
            if (FactTally.IsActive(fact))
            {
                var one = new ActiveDay(fact.IsGroup, fact.Member, day);
                if (!active.Contains(one))
                {
                    active.Add(one);
                }
            }

            foreach (var name in FactTally.Of(fact))
            {
                var at = places.FindIndex(place => place.Day == day && place.IsGroup == fact.IsGroup);
                if (at < 0)
                {
                    at = places.Count;
                    places.Add((day, fact.IsGroup, new(8)));
                }

                Add(places[at].Counts, name);
            }
        }

        return new([.. places.Select(place => new PlaceTally(place.Day, place.IsGroup, [.. place.Counts]))], [.. active]);
    }

    private static void Add(List<KeyValuePair<string, int>> counts, string name)
    {
        for (var i = 0; i < counts.Count; i++)
        {
            if (string.Equals(counts[i].Key, name, StringComparison.Ordinal))
            {
                counts[i] = new(name, counts[i].Value + 1);
                return;
            }
        }

        counts.Add(new(name, 1));
    }
}
