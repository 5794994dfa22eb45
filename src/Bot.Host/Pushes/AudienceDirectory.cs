using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;

namespace Bot.Host.Pushes;

/// <summary>
/// Who is in which group, and which identities are one person: read from all profiles, and kept for ten minutes, or until an
/// operator joins or parts identities, on whichever node: that is known everywhere within a second.
/// </summary>
public sealed class AudienceDirectory(IRecord record, ILedger ledger, IDesk desk, TimeProvider clock) : IDisposable
{
    private const int Page = 500;
    private const int MostRemembered = 100_000;
    private const string Kind = "people";
    private const string Changed = "changed";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentDictionary<ConversationKey, bool> _isGroup = new();
    private volatile Book? _book;

    /// <summary>Reads anew when next asked, here and on other nodes: after an operator joined identities, or a member was erased.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        _book = null;
        while (await desk.FindAsync(Kind, Changed, cancel).ConfigureAwait(false) is var mark
            && await desk.CommitAsync([new DeskChange.Put(Kind, Changed, "{}", mark?.Version ?? 0)], cancel).ConfigureAwait(false) is not DeskOutcome.Kept)
        {
            // Somebody else was quicker, perhaps before what we changed could be read: once more.
        }
    }

    /// <summary>The members of a group whom we know, those aside who left.</summary>
    public async ValueTask<ImmutableArray<MemberKey>> MembersAsync(ConversationKey group, CancellationToken cancel) =>
        (await BookAsync(cancel).ConfigureAwait(false)).In.TryGetValue(group, out var members) ? [.. members] : [];

    /// <summary>How many members of each group we know. What was read last, however long ago; it is then read anew for the next who ask.</summary>
    public Task<IReadOnlyDictionary<ConversationKey, int>> SizesAsync()
    {
        var reading = Task.Run(() => BookAsync(CancellationToken.None).AsTask());
        return _book is { } known ? Task.FromResult(Sizes(known)) : SizesAsync(reading);

        static async Task<IReadOnlyDictionary<ConversationKey, int>> SizesAsync(Task<Book> reading) => Sizes(await reading.ConfigureAwait(false));

        static IReadOnlyDictionary<ConversationKey, int> Sizes(Book book) => book.In.ToDictionary(one => one.Key, one => one.Value.Count);
    }

    /// <summary>The groups that anybody we know is in, the fullest first.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask<ImmutableArray<ConversationKey>> AllGroupsAsync(int most, CancellationToken cancel)
    {
        var book = await BookAsync(cancel).ConfigureAwait(false);
        return await GroupsAmongAsync(book.In.OrderByDescending(pair => pair.Value.Count).Take(most).Select(pair => pair.Key), cancel).ConfigureAwait(false);
    }

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
            _book = null;
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
        if (_book is { } book && await IsFreshAsync(book, cancel).ConfigureAwait(false))
        {
            return book;
        }

        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return _book is { } other && await IsFreshAsync(other, cancel).ConfigureAwait(false) ? other : _book = await ReadAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<bool> IsFreshAsync(Book book, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - book.At >= Fresh)
        {
            return false;
        }

        if (now - book.Looked < Look)
        {
            return true;
        }

        if (await desk.RevisionAsync(Kind, cancel).ConfigureAwait(false) != book.Revision)
        {
            return false;
        }

        book.Looked = now;
        return true;
    }

    private async Task<Book> ReadAsync(CancellationToken cancel)
    {
        // Before the profiles: what changes while they are read is read once more.
        var revision = await desk.RevisionAsync(Kind, cancel).ConfigureAwait(false);
        var book = new Book(clock.GetUtcNow(), revision, [], [], new(StringComparer.Ordinal));
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

    private sealed record Book(DateTimeOffset At, long Revision, Dictionary<ConversationKey, List<MemberKey>> In, Dictionary<MemberKey, ImmutableArray<ConversationKey>> Of, Dictionary<string, List<MemberKey>> People)
    {
        private long _looked = At.UtcTicks;

        /// <summary>When the revision was last seen to be the same.</summary>
        public DateTimeOffset Looked
        {
            get => new(Volatile.Read(ref _looked), TimeSpan.Zero);
            set => Volatile.Write(ref _looked, value.UtcTicks);
        }
    }
}
