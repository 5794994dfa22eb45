using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Turns;

namespace Bot.Storage.Sqlite;

/// <summary>Facts that share a row: one member's, of one moment, one after the other. Mostly all of a turn's.</summary>
/// <param name="Member">The member's hash.</param>
/// <param name="At">When, in microseconds.</param>
/// <param name="Json">One fact as an object, several as an array.</param>
internal readonly record struct PackedFacts(long Member, long At, byte[] Json)
{
    /// <summary>Packs a turn's facts, in their order.</summary>
    public static List<PackedFacts> Of(ImmutableArray<Interaction> facts)
    {
        var rows = new List<PackedFacts>(1);
        for (int from = 0, to; from < facts.Length; from = to)
        {
            var first = facts[from];
            for (to = from + 1; to < facts.Length && facts[to].Member == first.Member && facts[to].At == first.At; to++)
            {
            }

            rows.Add(new(Hash(first.Member), first.At.Micros(), to == from + 1 ? StateJson.Write(first) : StateJson.Write(facts[from..to].ToArray())));
        }

        return rows;
    }

    /// <summary>What a row holds, in order.</summary>
    public static Interaction[] Read(ReadOnlySpan<byte> json) =>
        json is [(byte)'[', ..] ? StateJson.Read<Interaction[]>(json) : [StateJson.Read<Interaction>(json)];

    /// <summary>How people are found: the fact itself says whether it is really they.</summary>
    public static long Hash(MemberKey member) => unchecked((long)StableHash.Of(member.Channel, member.Id));
}
