using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Host.Pushes;

/// <summary>Who is in which group, and which identities are one person: read from all profiles, and kept for ten minutes.</summary>
public sealed class AudienceDirectory(IRecord record, ILedger ledger, TimeProvider clock) : IDisposable
{
    private const int Page = 500;
    private const int MostRemembered = 100_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentDictionary<ConversationKey, bool> _isGroup = new();
    private volatile Book? _book;

    /// <summary>Reads anew when next asked; after an operator joined identities, or a member was erased.</summary>
    public void Forget() => _book = null;

    /// <summary>The members of a group whom we know, those aside who left.</summary>
    public async ValueTask<ImmutableArray<MemberKey>> MembersAsync(ConversationKey group, CancellationToken cancel) =>
        (await BookAsync(cancel).ConfigureAwait(false)).In.TryGetValue(group, out var members) ? [.. members] : [];

    /// <summary>The groups that a member is in.</summary>
    public async ValueTask<ImmutableArray<ConversationKey>> GroupsAsync(MemberKey member, CancellationToken cancel)
    {
        var book = await BookAsync(cancel).ConfigureAwait(false);
        return book.Of.TryGetValue(member, out var places) ? await GroupsAmongAsync(places, cancel).ConfigureAwait(false) : [];
    }

    /// <summary>Those that are groups.</summary>
    public async ValueTask<ImmutableArray<ConversationKey>> GroupsAmongAsync(IEnumerable<ConversationKey> conversations, CancellationToken cancel)
    {
        var book = _book;
        var groups = ImmutableArray.CreateBuilder<ConversationKey>();
        foreach (var conversation in conversations)
        {
            if (book?.In.TryGetValue(conversation, out var members) == true && members.Count > 1 || await IsGroupAsync(conversation, cancel).ConfigureAwait(false))
            {
                groups.Add(conversation);
            }
        }

        return groups.DrainToImmutable();
    }

    /// <summary>All identities of a person, the one that asks among them.</summary>
    public async ValueTask<ImmutableArray<MemberKey>> PersonAsync(string person, MemberKey asking, CancellationToken cancel)
    {
        var book = await BookAsync(cancel).ConfigureAwait(false);
        if (!book.People.TryGetValue(person, out var people) || !people.Contains(asking))
        {
            // Joined after the reading, perhaps on another node.
            Forget();
            book = await BookAsync(cancel).ConfigureAwait(false);
        }

        return book.People.TryGetValue(person, out people) ? people.Contains(asking) ? [.. people] : [.. people, asking] : [asking];
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async ValueTask<bool> IsGroupAsync(ConversationKey conversation, CancellationToken cancel)
    {
        if (_isGroup.TryGetValue(conversation, out var known))
        {
            return known;
        }

        var found = await ledger.LoadAsync(conversation, new MemberKey(conversation.Channel, ""), cancel).ConfigureAwait(false);
        if (found.Version > 0)
        {
            if (_isGroup.Count >= MostRemembered)
            {
                _isGroup.Clear();
            }

            _isGroup[conversation] = found.State.IsGroup;
        }

        return found.State.IsGroup;
    }

    private async ValueTask<Book> BookAsync(CancellationToken cancel)
    {
        if (_book is { } book && clock.GetUtcNow() - book.At < Fresh)
        {
            return book;
        }

        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return _book is { } other && clock.GetUtcNow() - other.At < Fresh ? other : _book = await ReadAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Book> ReadAsync(CancellationToken cancel)
    {
        var book = new Book(clock.GetUtcNow(), [], [], new(StringComparer.Ordinal));
        string? after = null;
        while (await record.MembersAsync(after, Page, cancel).ConfigureAwait(false) is { IsEmpty: false } page)
        {
            after = page[^1].Cursor;
            foreach (var (_, member, profile) in page)
            {
                var places = profile.Conversations.Except(profile.Away).Where(place => place != profile.Direct).ToImmutableArray();
                book.Of[member] = places;
                foreach (var place in places)
                {
                    (book.In.TryGetValue(place, out var members) ? members : book.In[place] = []).Add(member);
                }

                if (profile.Person is { } person)
                {
                    (book.People.TryGetValue(person, out var people) ? people : book.People[person] = []).Add(member);
                }
            }
        }

        return book;
    }

    private sealed record Book(DateTimeOffset At, Dictionary<ConversationKey, List<MemberKey>> In, Dictionary<MemberKey, ImmutableArray<ConversationKey>> Of, Dictionary<string, List<MemberKey>> People);
}
