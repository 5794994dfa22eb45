using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Storage.Redis;

/// <summary>The record of interactions, in Redis streams; several are read as one, by the ids that the server gave.</summary>
internal sealed class RedisRecord(RedisCalls calls, RedisProfiles profiles, RedisErasure erasure, RedisTallies tallies) : IRecord
{
    private const int Page = 256;
    private const int SmallPage = 16;

    private readonly DayStreams _days = new(calls, tallies);

    public ValueTask<DayStretch> OfDayAsync(DayQuery query, CancellationToken cancel) => _days.ReadAsync(query, cancel);

    public async IAsyncEnumerable<RecordedInteraction> ReadAsync(InteractionQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var left = query.Limit;
        var heads = new PriorityQueue<(FactSource Source, Interaction Fact), FactPlace>();
        var sources = await SourcesAsync(query).ConfigureAwait(false);
        var firsts = await Task.WhenAll(sources.Select(async source => (source, first: await source.NextAsync().ConfigureAwait(false)))).ConfigureAwait(false);
        foreach (var (source, first) in firsts)
        {
            Offer(heads, source, first);
        }

        while (left > 0 && heads.TryDequeue(out var head, out var place))
        {
            cancel.ThrowIfCancellationRequested();
            if (Wanted(head.Fact, query))
            {
                left--;
                yield return new(place.ToString(), head.Fact);
            }

            if (left > 0)
            {
                Offer(heads, head.Source, await head.Source.NextAsync().ConfigureAwait(false));
            }
        }
    }

    public async ValueTask<Profile> ProfileAsync(MemberKey member, CancellationToken cancel) => await profiles.ReadAsync(member).ConfigureAwait(false);

    public ValueTask<ImmutableArray<RecordedMember>> MembersAsync(string? after, int max, CancellationToken cancel) => new(MemberPages.ReadAsync(calls, profiles, after, max, cancel));

    public ValueTask<long> EraseAsync(MemberKey member, CancellationToken cancel) => new(erasure.EraseAsync(member));

    private static void Offer(PriorityQueue<(FactSource, Interaction), FactPlace> heads, FactSource source, (FactPlace Place, Interaction Fact)? next)
    {
        if (next is { } known)
        {
            heads.Enqueue((source, known.Fact), known.Place);
        }
    }

    // To the microsecond, as every store counts time.
    private static bool Wanted(Interaction fact, InteractionQuery query) =>
        (query.Member is not { } member || fact.Member == member)
        && (query.From is not { } from || fact.At.Micros() >= from.Micros())
        && (query.To is not { } to || fact.At.Micros() < to.Micros());

    private async Task<List<FactSource>> SourcesAsync(InteractionQuery query)
    {
        FactPlace? after = query.After is { } cursor ? FactPlace.Parse(cursor) : null;
        if (query.Conversation is { } conversation)
        {
            return [Of(conversation, after, Page)];
        }

        if (query.Member is { } member)
        {
            return [.. Everywhere(await profiles.ReadAsync(member).ConfigureAwait(false)).Select(key => Of(key, after, SmallPage * 4))];
        }

        return [.. Enumerable.Range(0, RedisKeys.Buckets).Select(bucket => new FactSource(calls, RedisKeys.OfBucket(bucket, "facts"), bucket, false, after, SmallPage))];
    }

    private FactSource Of(ConversationKey conversation, FactPlace? after, int page)
    {
        var keys = new ConversationKeys(conversation);
        return new(calls, keys.Facts, keys.Bucket, true, after, page);
    }

    internal static IEnumerable<ConversationKey> Everywhere(Profile profile) => profile.Direct is { } direct ? profile.Conversations.Add(direct) : profile.Conversations;
}
