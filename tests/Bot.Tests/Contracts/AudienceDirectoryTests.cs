using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Host.Pushes;

namespace Bot.Tests.Contracts;

/// <summary>Two nodes on one store: who is one person is known to both within a second of its being joined or parted on either.</summary>
[Collection(nameof(StoreContracts))]
public sealed class AudienceDirectoryTests(StoreServers servers)
{
    private static readonly MemberKey[] Members = [new("wecom", "a"), new("wecom", "b"), new("webchat", "c")];

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Joined_OnAnotherNode_IsKnownWithinASecond(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        using var here = new AudienceDirectory(store.Record, store.Ledger, store.Desk, place.Clock);
        using var there = new AudienceDirectory(store.Record, store.Ledger, store.Desk, place.Clock);
        await JoinAsync(Members[0], "p");
        await JoinAsync(Members[1], "p");
        Assert.Equal(Members[..2], await PersonAsync(here));

        await JoinAsync(Members[2], "p");
        await there.ForgetAsync(Cancel);
        place.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Members, await PersonAsync(here));

        await JoinAsync(Members[1], null);
        await there.ForgetAsync(Cancel);
        place.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Members[0], Members[2]], await PersonAsync(here));

        // Forgotten on both at once: neither waits for the other for ever.
        await Task.WhenAll(here.ForgetAsync(Cancel), there.ForgetAsync(Cancel), here.ForgetAsync(Cancel));
        Assert.Equal([Members[0], Members[2]], await PersonAsync(there));

        async Task JoinAsync(MemberKey member, string? person) => await store.Ledger.ChangeProfileAsync(member, [new ProfileChange.OfPerson(person)], Cancel);

        async Task<MemberKey[]> PersonAsync(AudienceDirectory directory) => [.. (await directory.PersonAsync("p", Members[0], Cancel)).OrderBy(member => Array.IndexOf(Members, member))];
    }
}
