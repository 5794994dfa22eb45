using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>A turn as one call: what the commit script takes, and what its answer means.</summary>
internal static class CommitCall
{
    private const int FixedKeys = 15;
    private const int FixedValues = 19;

    public static RedisKey[] Keys(in ConversationKeys keys, TurnCommit commit, TallyBatch tally, string operation, string member)
    {
        var days = Days(tally);
        var all = new RedisKey[FixedKeys + commit.Answered.Length + days.Length];
        all[0] = keys.State;
        all[1] = keys.Queue;
        all[2] = keys.Rows;
        all[3] = keys.Facts;
        all[4] = keys.AllFacts;
        all[5] = keys.Waiting;
        all[6] = keys.Wakes;
        all[7] = keys.WakeTimes;
        all[8] = keys.Handed;
        all[9] = keys.Count;
        all[10] = keys.Pending(member);
        all[11] = keys.PendingMembers;
        all[12] = keys.Operation(operation);
        all[13] = TallyKeys.Writes(keys.Bucket);
        all[14] = keys.Active;
        for (var i = 0; i < commit.Answered.Length; i++)
        {
            all[FixedKeys + i] = keys.Answered(commit.Answered[i].ActivityId);
        }

        for (var i = 0; i < days.Length; i++)
        {
            all[FixedKeys + commit.Answered.Length + i] = TallyKeys.Day(keys.Bucket, days[i]);
        }

        return all;
    }

    public static RedisValue[] Values(in ConversationKeys keys, TurnCommit commit, TallyBatch tally, string operation, string member, byte[]? changes, string node, StoreSettings settings, long now)
    {
        var days = Days(tally);
        var counts = tally.Places.Sum(place => place.Counts.Length);
        var values = new List<RedisValue>(FixedValues + commit.Answered.Length + commit.Interactions.Length + (2 * commit.Outbox.Length) + (3 * tally.Active.Length) + days.Length + (3 * counts))
        {
            keys.Name,
            commit.ExpectedVersion,
            commit.ExpectedVersion + 1,
            StateJson.Write(commit.State),
            Number(commit.WakeAt),
            Number(commit.State.HandOff?.Since),
            operation,
            node,
            now,
            now + (long)settings.Lease.TotalMicroseconds,
            (long)settings.KeepAnswered.TotalSeconds,
            member,
            changes ?? [],
            commit.Answered.Length,
            commit.Interactions.Length,
            commit.Outbox.Length,
            days.Length,
            tally.Active.Length,
            TallyKeys.Day(keys.Bucket),
        };
        foreach (var answered in commit.Answered)
        {
            values.Add(Answer(answered.Answer));
        }

        foreach (var fact in commit.Interactions)
        {
            values.Add(StateJson.Write(fact));
        }

        foreach (var row in commit.Outbox)
        {
            values.Add(row.Id);
            values.Add(PackedRow.Write(row));
        }

        foreach (var active in tally.Active)
        {
            values.Add(TallyKeys.Active(active.Member, active.IsGroup));
            values.Add(active.Day.DayNumber);
            values.Add(TallyKeys.Place(keys, commit.Conversation.Channel, active.IsGroup));
        }

        values.AddRange(days.Select(day => (RedisValue)day));
        foreach (var place in tally.Places)
        {
            var (day, where) = (days.IndexOf(place.Day.DayNumber) + 1, TallyKeys.Place(keys, commit.Conversation.Channel, place.IsGroup));
            foreach (var (name, count) in place.Counts)
            {
                values.Add(day);
                values.Add(TallyKeys.Field(name, where));
                values.Add(count);
            }
        }

        return [.. values];
    }

    public static CommitResult Result(RedisResult result, TurnCommit commit)
    {
        var parts = (RedisValue[])result!;
        return (string?)parts[0] switch
        {
            "K" => new CommitResult.Kept(commit.ExpectedVersion + 1, SendsHere: parts.Length < 2 || parts[1] != "0", Behind: parts.Length < 3 || parts[2] != "0"),
            "C" => new CommitResult.Conflict(),
            _ => new CommitResult.Duplicate(Earlier(parts, commit)),
        };
    }

    /// <summary><c>0</c>: a bare acknowledgement; <c>1</c> and bytes: those bytes.</summary>
    public static RedisValue Answer(ReadOnlyMemory<byte>? answer) => answer is { } bytes ? (byte[])[(byte)'1', .. bytes.Span] : "0";

    private static ImmutableArray<Answered> Earlier(RedisValue[] parts, TurnCommit commit)
    {
        var earlier = ImmutableArray.CreateBuilder<Answered>();
        for (var i = 1; i < parts.Length; i += 2)
        {
            var answer = (byte[])parts[i + 1]!;
            var id = commit.Answered[int.Parse((string)parts[i]!, CultureInfo.InvariantCulture)].ActivityId;
            earlier.Add(answer[0] == '0' ? new(id) : new(id, answer.AsMemory(1)));
        }

        return earlier.DrainToImmutable();
    }

    private static ImmutableArray<int> Days(TallyBatch tally) => [.. tally.Places.Select(place => place.Day.DayNumber).Concat(tally.Active.Select(active => active.Day.DayNumber)).Distinct()];

    private static RedisValue Number(DateTimeOffset? at) => at is { } known ? known.Micros() : "";
}
