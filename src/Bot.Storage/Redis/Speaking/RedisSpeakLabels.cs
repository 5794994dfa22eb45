using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Speaking;

/// <summary>Labels in Redis: one hash for each group, interaction to JSON, and a set of the groups that have one.</summary>
internal sealed class RedisSpeakLabels(RedisCalls calls, string tenant) : ISpeakLabels
{
    private readonly RedisKey _groups = "sp:{" + tenant + "}:groups";

    public async ValueTask KeepAsync(ImmutableArray<SpeakLabel> labels, CancellationToken cancel)
    {
        foreach (var group in labels.GroupBy(label => RedisKeys.Name(label.Group), StringComparer.Ordinal))
        {
            // The group first: a group without labels is passed over, a label without its group would be lost.
            await calls.RunAsync(() => calls.Data.SetAddAsync(_groups, group.Key)).ConfigureAwait(false);
            HashEntry[] entries = [.. group.Select(label => new HashEntry(label.Interaction, StateJson.Write(label)))];
            await calls.RunAsync(async () =>
            {
                await calls.Data.HashSetAsync(KeyOf(group.Key), entries).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
    }

    public async ValueTask<ImmutableArray<SpeakLabel>> ListAsync(ConversationKey group, CancellationToken cancel) => await ReadAsync(RedisKeys.Name(group)).ConfigureAwait(false);

    public async ValueTask<ImmutableArray<SpeakGroup>> GroupsAsync(CancellationToken cancel)
    {
        var found = new List<SpeakGroup>();
        foreach (var name in await NamesAsync().ConfigureAwait(false))
        {
            if (await calls.RunAsync(() => calls.Data.HashLengthAsync(KeyOf(name))).ConfigureAwait(false) is > 0 and var labels)
            {
                found.Add(new SpeakGroup(RedisKeys.Conversation(name), (int)labels));
            }
        }

        return [.. found.OrderBy(group => group.Group.Channel, StringComparer.Ordinal).ThenBy(group => group.Group.Id, StringComparer.Ordinal)];
    }

    /// <summary>Takes out the labels of a member's messages.</summary>
    public async Task EraseAsync(MemberKey member)
    {
        foreach (var name in await NamesAsync().ConfigureAwait(false))
        {
            RedisValue[] theirs = [.. (await ReadAsync(name).ConfigureAwait(false)).Where(label => label.Member == member).Select(label => (RedisValue)label.Interaction)];
            if (theirs.Length > 0)
            {
                await calls.RunAsync(() => calls.Data.HashDeleteAsync(KeyOf(name), theirs)).ConfigureAwait(false);
            }
        }
    }

    private RedisKey KeyOf(string name) => "sp:{" + tenant + "}:labels:" + name;

    private async Task<string[]> NamesAsync() => [.. (await calls.RunAsync(() => calls.Data.SetMembersAsync(_groups)).ConfigureAwait(false)).Select(name => (string)name!)];

    private async Task<ImmutableArray<SpeakLabel>> ReadAsync(string name)
    {
        var all = await calls.RunAsync(() => calls.Data.HashGetAllAsync(KeyOf(name))).ConfigureAwait(false);
        return [.. all.Select(entry => StateJson.Read<SpeakLabel>((byte[])entry.Value!)).OrderBy(label => label.Interaction, StringComparer.Ordinal)];
    }
}
