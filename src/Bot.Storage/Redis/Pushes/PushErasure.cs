using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Throttling;
using Bot.Storage.Redis.Pushes.Journal;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>Erases a member's rows and own logs. What counts for groups and bots stays, under names that say nothing.</summary>
internal sealed class PushErasure(RedisCalls calls, PushKeys keys, PushTidying tidying, PushJournal? journal)
{
    private const int AtOnce = 100;

    public async Task<long> EraseAsync(MemberKey member, RedisValue now)
    {
        await tidying.AllAsync().ConfigureAwait(false);
        var mark = RedisCalls.NewOperation();
        var hash = HashOf(member);
        var nameless = new List<JournalSignal>();
        for (var gone = 0L; ;)
        {
            var answer = (RedisValue[])(await calls.ScriptAsync(
                KeepScripts.Erase, keys.Only, now, PushKeys.Of(member), LogKey.Of(member).Text[1..], mark, AtOnce, hash).ConfigureAwait(false))!;
            gone += (long)answer[1];
            for (var i = 2; i < answer.Length; i += 3)
            {
                nameless.Add(new(answer[i]!, answer[i + 1]!, (long)answer[i + 2]));
            }

            if ((int)answer[0] == 0)
            {
                await (journal?.WriteAsync(new(tables => Erase(tables, member, nameless)), alone: true) ?? Task.CompletedTask).ConfigureAwait(false);
                return gone;
            }
        }
    }

    /// <summary>What a journal knows a member by.</summary>
    public static long HashOf(MemberKey member) => unchecked((long)StableHash.Of(member.Channel, member.Id));

    /// <summary>The member's name in a log of their own (<c>|length:length:channel id</c>), without the variant behind it; nothing for a group's, a bot's or an operator's log.</summary>
    public static string Whose(LogKey key)
    {
        var text = key.Text.AsSpan();
        if (text is not (['m' or 'e' or 'c', '|', ..]))
        {
            return "";
        }

        var first = text[2..].IndexOf(':');
        var second = first < 0 ? -1 : text[(3 + first)..].IndexOf(':');
        if (second < 0
            || !int.TryParse(text.Slice(2, first), NumberStyles.None, CultureInfo.InvariantCulture, out var channel)
            || !int.TryParse(text.Slice(3 + first, second), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return "";
        }

        var end = 4 + first + second + channel + id;
        return end <= text.Length ? key.Text[1..end] : "";
    }

    private static void Erase(JournalTables tables, MemberKey member, List<JournalSignal> nameless)
    {
        tables.Erase(HashOf(member));
        foreach (var own in (LogKey[])[LogKey.Of(member), LogKey.Engaged(member), LogKey.Complained(member), LogKey.Wished(member)])
        {
            tables.EraseLogs(own.Text);
        }

        foreach (var entry in nameless)
        {
            tables.Keep(entry);
        }
    }
}
