using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Turns;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>
/// Profiles, each in its member's own bucket. What a turn changes is first kept with the turn, then brought here; a
/// crash in between is made good by whoever reads that member in that conversation, or by the sweep.
/// </summary>
internal sealed class RedisProfiles(RedisCalls calls)
{
    private const int MostParsed = 20_000;

    // What was read lately, as it stood: the same bytes need no parsing. Never asked instead of the server.
    private readonly ConcurrentDictionary<MemberKey, (byte[] Json, Profile Profile)> _parsed = new();

    public async Task<Profile> ReadAsync(MemberKey member) => (await LoadAsync(member).ConfigureAwait(false)).Profile;

    public async Task ChangeAsync(MemberKey member, string operation, ImmutableArray<ProfileChange> changes)
    {
        var keys = Keys(member);
        while (true)
        {
            var (profile, version) = await LoadAsync(member).ConfigureAwait(false);
            var changed = changes.Aggregate(profile, (old, change) => old.With(change));
            var kept = await calls.ScriptAsync(RedisScripts.Profile, keys, version, version + 1, StateJson.Write(changed), operation, RedisKeys.Name(member)).ConfigureAwait(false);
            if ((int)kept == 1)
            {
                return;
            }
        }
    }

    /// <summary>Brings over what a conversation's bucket holds for a member, oldest first.</summary>
    public async Task BringAsync(int bucket, MemberKey member)
    {
        var name = RedisKeys.Name(member);
        var pending = RedisKeys.OfBucket(bucket, "p:" + name);
        foreach (var json in await calls.RunAsync(() => calls.Data.ListRangeAsync(pending)).ConfigureAwait(false))
        {
            await BringAsync(bucket, member, StateJson.Read<PendingChanges>((byte[])json!), json).ConfigureAwait(false);
        }
    }

    public async Task BringAsync(int bucket, MemberKey member, PendingChanges changes, RedisValue json)
    {
        var name = RedisKeys.Name(member);
        await ChangeAsync(member, changes.Operation, changes.All).ConfigureAwait(false);
        await calls.ScriptAsync(RedisScripts.Applied, [RedisKeys.OfBucket(bucket, "p:" + name), RedisKeys.OfBucket(bucket, "pending")], json, name).ConfigureAwait(false);
    }

    /// <summary>Looks through all buckets for what a crash left.</summary>
    public async Task SweepAsync()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, RedisKeys.Buckets)
            .Select(bucket => calls.RunAsync(() => calls.Data.SetMembersAsync(RedisKeys.OfBucket(bucket, "pending"))))).ConfigureAwait(false);
        for (var bucket = 0; bucket < found.Length; bucket++)
        {
            foreach (var member in found[bucket])
            {
                await BringAsync(bucket, RedisKeys.Member(member!)).ConfigureAwait(false);
            }
        }
    }

    public async Task RemoveAsync(MemberKey member)
    {
        await calls.ScriptAsync(RedisScripts.Unknow, Keys(member), RedisKeys.Name(member)).ConfigureAwait(false);
        _parsed.TryRemove(member, out _);
    }

    private static RedisKey[] Keys(MemberKey member) =>
        [RedisKeys.Profile(member), RedisKeys.ProfileOperations(member), RedisKeys.Members(RedisKeys.Bucket(member))];

    private async Task<(Profile Profile, long Version)> LoadAsync(MemberKey member)
    {
        var found = await calls.RunAsync(() => calls.Data.HashGetAsync(RedisKeys.Profile(member), ["j", "v"])).ConfigureAwait(false);
        return found[0].IsNull
            ? (Profile.Empty, 0)
            : (Parse(member, (byte[])found[0]!), long.Parse((string)found[1]!, CultureInfo.InvariantCulture));
    }

    private Profile Parse(MemberKey member, byte[] json)
    {
        if (_parsed.TryGetValue(member, out var known) && known.Json.AsSpan().SequenceEqual(json))
        {
            return known.Profile;
        }

        if (_parsed.Count >= MostParsed)
        {
            _parsed.Clear();
        }

        var profile = StateJson.Read<Profile>(json);
        _parsed[member] = (json, profile);
        return profile;
    }
}
