using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Turns, in Redis: one script, one round trip.</summary>
internal sealed class RedisLedger(RedisCalls calls, RedisProfiles profiles, string node, StoreSettings settings, TimeProvider clock) : ILedger
{
    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(5);
    private long _swept;

    public async ValueTask<Snapshot> LoadAsync(ConversationKey conversation, MemberKey member, CancellationToken cancel)
    {
        var keys = new ConversationKeys(conversation);
        var pending = calls.RunAsync(() => calls.Data.KeyExistsAsync(keys.Pending(RedisKeys.Name(member))));
        var profile = profiles.ReadAsync(member);
        var found = await calls.RunAsync(() => calls.Data.HashGetAsync(keys.State, ["s", "v"])).ConfigureAwait(false);
        var known = await profile.ConfigureAwait(false);
        if (await pending.ConfigureAwait(false))
        {
            await profiles.BringAsync(keys.Bucket, member).ConfigureAwait(false);
            known = await profiles.ReadAsync(member).ConfigureAwait(false);
        }

        return found[0].IsNull
            ? new(ConversationState.New, 0, known)
            : new(StateJson.Read<ConversationState>((byte[])found[0]!), long.Parse((string)found[1]!, CultureInfo.InvariantCulture), known);
    }

    public async ValueTask<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancel)
    {
        var operation = RedisCalls.NewOperation();
        var member = RedisKeys.Name(commit.Member);
        var keys = new ConversationKeys(commit.Conversation);
        var changes = commit.ProfileChanges.Length == 0 ? null : PendingChanges.Of(operation, commit.ProfileChanges);
        var json = changes is null ? null : StateJson.Write(changes);
        var tally = TallyBatch.Of(commit.Interactions);
        var result = CommitCall.Result(
            await calls.ScriptAsync(
                RedisScripts.Commit,
                CommitCall.Keys(keys, commit, tally, operation, member),
                CommitCall.Values(keys, commit, tally, operation, member, json, node, settings, clock.GetUtcNow().Micros())).ConfigureAwait(false),
            commit);
        if (json is not null && result is CommitResult.Kept)
        {
            // All that waits for this member here, in order: ours is the last of it.
            await profiles.BringAsync(keys.Bucket, commit.Member).ConfigureAwait(false);
        }

        return result;
    }

    public async ValueTask<bool> IsOwnMessageAsync(ConversationKey conversation, string activityId, CancellationToken cancel)
    {
        var own = new ConversationKeys(conversation).Own(activityId);
        return await calls.RunAsync(() => calls.Data.KeyExistsAsync(own)).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<DueWake>> DueAsync(DateTimeOffset now, int max, CancellationToken cancel)
    {
        if (_swept == 0 || Stopwatch.GetElapsedTime(_swept) > SweepPause)
        {
            _swept = Stopwatch.GetTimestamp();
            await profiles.SweepAsync().ConfigureAwait(false);
        }

        var due = ImmutableArray.CreateBuilder<DueWake>();
        var names = await Buckets.EarliestAsync(calls, "wakes", now.Micros(), max).ConfigureAwait(false);
        foreach (var bucket in names.GroupBy(one => one.Bucket))
        {
            var taken = (RedisValue[])(await calls.ScriptAsync(
                RedisScripts.Wake,
                [RedisKeys.OfBucket(bucket.Key, "wakes"), RedisKeys.OfBucket(bucket.Key, "waketimes")],
                [now.Micros(), (now + settings.Lease).Micros(), .. bucket.Select(one => (RedisValue)one.Name)]).ConfigureAwait(false))!;
            for (var i = 0; i < taken.Length; i += 2)
            {
                due.Add(new(RedisKeys.Conversation(taken[i]!), Moments.At(long.Parse((string)taken[i + 1]!, CultureInfo.InvariantCulture))));
            }
        }

        due.Sort((one, other) => one.At.CompareTo(other.At));
        return due.DrainToImmutable();
    }

    public async ValueTask ChangeProfileAsync(MemberKey member, ImmutableArray<ProfileChange> changes, CancellationToken cancel) =>
        await profiles.ChangeAsync(member, RedisCalls.NewOperation(), changes).ConfigureAwait(false);

    public async IAsyncEnumerable<(ConversationKey Conversation, ConversationState State)> HandedOffAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (_, name, _) in await Buckets.EarliestAsync(calls, "handed", double.PositiveInfinity, int.MaxValue).ConfigureAwait(false))
        {
            cancel.ThrowIfCancellationRequested();
            var conversation = RedisKeys.Conversation(name);
            var state = await calls.RunAsync(() => calls.Data.HashGetAsync(new ConversationKeys(conversation).State, "s")).ConfigureAwait(false);
            if (!state.IsNull && StateJson.Read<ConversationState>((byte[])state!) is { HandOff: not null } known)
            {
                yield return (conversation, known);
            }
        }
    }
}
