using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;

namespace Bot.Tests.Contracts;

/// <summary>What every store promises of labels.</summary>
[Collection(nameof(StoreContracts))]
public sealed class SpeakLabelsContract(StoreServers servers)
{
    private static readonly ConversationKey Other = new("msteams", "19:other@thread");

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task KeepAsync_TwiceOfOneInteraction_TheLastHolds(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        Assert.Empty(await store.SpeakLabels.GroupsAsync(Cancel));
        Assert.Empty(await store.SpeakLabels.ListAsync(Make.Group, Cancel));

        await store.SpeakLabels.KeepAsync([Label("b"), Label("a", verdict: SpeakVerdict.Speak), Label("a", group: Other)], Cancel);
        var last = Label("a", verdict: SpeakVerdict.Wrong) with { Text = "多少钱？😀|{}", Entry = "faq.x", Live = true, By = "小美" };
        await store.SpeakLabels.KeepAsync([last], Cancel);
        await store.SpeakLabels.KeepAsync([], Cancel);

        Assert.Equal([last, Label("b")], await store.SpeakLabels.ListAsync(Make.Group, Cancel));
        Assert.Equal([Label("a", group: Other)], await store.SpeakLabels.ListAsync(Other, Cancel));
        Assert.Equal([new(Make.Group, 2), new(Other, 1)], await store.SpeakLabels.GroupsAsync(Cancel));
        await place.CloseAsync(store);
        var again = await place.OpenAsync();
        Assert.Equal([last, Label("b")], await again.SpeakLabels.ListAsync(Make.Group, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task KeepAsync_Many_AllAreThere(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        ImmutableArray<SpeakLabel> labels = [.. Enumerable.Range(0, 2000).Select(i => Label($"i{i:D4}"))];

        await store.SpeakLabels.KeepAsync(labels, Cancel);

        Assert.Equal(labels, await store.SpeakLabels.ListAsync(Make.Group, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task EraseAsync_Member_TakesTheLabelsOfTheirMessagesAndWhatWaitsForThem(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var turn = Make.Turn(Make.Group, 0, "a");
        var waits = new AmbientPending(Make.Alice.Id, "a", "faq.x", "几点开门", 1, 1, Make.Noon, "zh-CN");
        await store.KeptAsync(turn with
        {
            State = turn.State with { Ambient = new() { Mode = AmbientMode.Shadow, Pending = waits } },
            ProfileChanges = [new ProfileChange.Seen(Make.Group, "爱丽丝")],
        });
        await store.SpeakLabels.KeepAsync([Label("a"), Label("b") with { Member = Make.Bob }, Label("c", group: Other)], Cancel);

        await store.Record.EraseAsync(Make.Alice, Cancel);

        Assert.Equal([Label("b") with { Member = Make.Bob }], await store.SpeakLabels.ListAsync(Make.Group, Cancel));
        Assert.Equal([new(Make.Group, 1)], await store.SpeakLabels.GroupsAsync(Cancel));
        var ambient = (await store.Ledger.LoadAsync(Make.Group, Make.Bob, Cancel)).State.Ambient;
        Assert.Equal((AmbientMode.Shadow, null), (ambient!.Mode, ambient.Pending));
    }

    private static SpeakLabel Label(string interaction, ConversationKey? group = null, SpeakVerdict verdict = SpeakVerdict.Silent) => new()
    {
        Group = group ?? Make.Group,
        Interaction = interaction,
        Member = Make.Alice,
        Text = "几点开门",
        Verdict = verdict,
        At = Make.Noon,
    };
}
