using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Storage.Redis.Speaking;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>Erases a member, conversation by conversation, the profile last: after a crash it can be asked for again and goes on.</summary>
internal sealed class RedisErasure(RedisCalls calls, RedisProfiles profiles, IOutbox outbox, IPushLedger pushes, RedisSpeakLabels labels)
{
    public async Task<long> EraseAsync(MemberKey member)
    {
        await profiles.SweepAsync().ConfigureAwait(false);
        var profile = await profiles.ReadAsync(member).ConfigureAwait(false);
        var states = new List<(ConversationKey Key, bool IsDirect)>();
        foreach (var conversation in RedisRecord.Everywhere(profile))
        {
            states.Add((conversation, await RewriteAsync(conversation, member).ConfigureAwait(false)));
        }

        var direct = states.Where(one => one.IsDirect).Select(one => one.Key).ToHashSet();
        var gone = 0L;
        foreach (var (conversation, isDirect) in states)
        {
            var keys = new ConversationKeys(conversation);
            gone += await FactsAsync(keys, member).ConfigureAwait(false);
            await DaysAsync(conversation, keys, member, isGroup: true).ConfigureAwait(false);
            await DaysAsync(conversation, keys, member, isGroup: false).ConfigureAwait(false);
            await RowsAsync(conversation, keys, member, direct).ConfigureAwait(false);
            await LogAsync(keys, member, isDirect).ConfigureAwait(false);
        }

        await DeadAsync(states.Select(one => new ConversationKeys(one.Key).Dead).Distinct(), member, direct).ConfigureAwait(false);
        await pushes.EraseAsync(member, CancellationToken.None).ConfigureAwait(false);
        await labels.EraseAsync(member).ConfigureAwait(false);
        await profiles.RemoveAsync(member).ConfigureAwait(false);
        return gone;
    }

    /// <summary>Takes the member out of a conversation's state; says whether the conversation is theirs alone.</summary>
    private async Task<bool> RewriteAsync(ConversationKey conversation, MemberKey member)
    {
        var keys = new ConversationKeys(conversation);
        while (true)
        {
            var found = await calls.RunAsync(() => calls.Data.HashGetAsync(keys.State, ["s", "v"])).ConfigureAwait(false);
            if (found[0].IsNull)
            {
                // Never written, so there is nobody else in it.
                return true;
            }

            var state = StateJson.Read<ConversationState>((byte[])found[0]!);
            var version = long.Parse((string)found[1]!, CultureInfo.InvariantCulture);
            var without = Erasure.Without(state, member.Id);
            var kept = await calls.ScriptAsync(RedisScripts.Rewrite, [keys.State, keys.Handed], keys.Name, version, version + 1, StateJson.Write(without), without.HandOff is null ? 0 : 1).ConfigureAwait(false);
            if ((int)kept == 1)
            {
                return !state.IsGroup;
            }
        }
    }

    private async Task<long> FactsAsync(ConversationKeys keys, MemberKey member)
    {
        var gone = 0L;
        var source = new FactSource(calls, keys.Facts, keys.Bucket, true, null, 256);
        while (await source.NextAsync().ConfigureAwait(false) is var (at, fact))
        {
            if (fact.Member != member)
            {
                continue;
            }

            await calls.RunAsync(() => calls.Data.ExecuteAsync("XDEL", keys.AllFacts, at.Id)).ConfigureAwait(false);
            var day = FactTally.DayOf(fact.At).DayNumber;
            var place = TallyKeys.Place(keys, fact.Conversation.Channel, fact.IsGroup);
            await calls.ScriptAsync(
                TallyScripts.Take,
                [keys.Facts, TallyKeys.Writes(keys.Bucket), TallyKeys.Day(keys.Bucket, day)],
                [at.Id, day, .. FactTally.Of(fact).Select(name => (RedisValue)TallyKeys.Field(name, place))]).ConfigureAwait(false);

            // Still known as answered, but not with what was said.
            var answered = keys.Answered(fact.ActivityId);
            var answer = (byte[]?)await calls.RunAsync(() => calls.Data.StringGetAsync(answered)).ConfigureAwait(false);
            if (answer is { Length: > 17 })
            {
                await calls.RunAsync(() => calls.Data.ExecuteAsync("SET", answered, (byte[])[.. answer.AsSpan(0, 16), (byte)'0'], "XX", "KEEPTTL")).ConfigureAwait(false);
            }

            gone++;
        }

        return gone;
    }

    private async Task DaysAsync(ConversationKey conversation, ConversationKeys keys, MemberKey member, bool isGroup)
    {
        var (field, place) = (TallyKeys.Active(member, isGroup), TallyKeys.Place(keys, conversation.Channel, isGroup));
        while ((byte[]?)await calls.RunAsync(() => calls.Data.HashGetAsync(keys.Active, field)).ConfigureAwait(false) is { } held)
        {
            var days = ActiveDays.All(ActiveDays.Read(held)).ToList();
            var gone = await calls.ScriptAsync(
                TallyScripts.TakeDays,
                [keys.Active, TallyKeys.Writes(keys.Bucket), .. days.Select(day => TallyKeys.Day(keys.Bucket, day.Day))],
                [field, held, .. days.SelectMany(day => (RedisValue[])[day.Day, TallyKeys.Field(day.Name, place)])]).ConfigureAwait(false);
            if ((int)gone == 1)
            {
                return;
            }
        }
    }

    private async Task RowsAsync(ConversationKey conversation, ConversationKeys keys, MemberKey member, HashSet<ConversationKey> direct)
    {
        foreach (var entry in await calls.RunAsync(() => calls.Data.HashGetAllAsync(keys.Rows)).ConfigureAwait(false))
        {
            if (Erasure.IsFor(PackedRow.Read(entry.Name!, entry.Value!).Message, member, direct))
            {
                await outbox.SettleAsync(conversation, entry.Name!, new DeliveryResult.Sent(""), null, DateTimeOffset.UnixEpoch, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task LogAsync(ConversationKeys keys, MemberKey member, bool direct)
    {
        var entries = (await calls.RunAsync(() => calls.Data.ListRangeAsync(keys.Log)).ConfigureAwait(false)).Select((entry, i) => PackedRow.ReadLogged(i, entry!)).ToList();
        var theirs = entries.Where(entry => entry.MemberId == member.Id).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var said = entry.MemberId == member.Id;
            if (said || direct || Erasure.Concerns(entry.Json.Span, member.Id, theirs))
            {
                var empty = PackedRow.WriteLogged(said ? "" : entry.MemberId, entry.Id, Erasure.Tombstone(entry.Json.Span));
                await calls.RunAsync(async () =>
                {
                    await calls.Data.ListSetByIndexAsync(keys.Log, entry.Sequence, empty).ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
            }
        }
    }

    private async Task DeadAsync(IEnumerable<RedisKey> lists, MemberKey member, HashSet<ConversationKey> direct)
    {
        foreach (var list in lists)
        {
            foreach (var letter in await calls.RunAsync(() => calls.Data.ListRangeAsync(list)).ConfigureAwait(false))
            {
                if (Erasure.IsFor(PackedRow.ReadDead(letter!).Row.Message, member, direct))
                {
                    await calls.RunAsync(() => calls.Data.ListRemoveAsync(list, letter, 1)).ConfigureAwait(false);
                }
            }
        }
    }
}
