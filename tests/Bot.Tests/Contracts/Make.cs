using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Storage;

namespace Bot.Tests.Contracts;

/// <summary>Short ways to say what the tests keep.</summary>
internal static class Make
{
    public static readonly ConversationKey Group = new("msteams", "19:group@thread");
    public static readonly MemberKey Alice = new("msteams", "29:alice");
    public static readonly MemberKey Bob = new("msteams", "29:bob");
    public static readonly Route Route = new("botframework", "https://smba.example/teams/", new("28:bot", "小助"));
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A commit on a group conversation that takes it from a version to the next.</summary>
    public static TurnCommit Turn(ConversationKey conversation, long version, params string[] activities) => new()
    {
        Conversation = conversation,
        ExpectedVersion = version,
        State = ConversationState.New with { Turns = version + 1, IsGroup = true, Route = Route },
        Member = Alice,
        Answered = [.. activities.Select(id => new Answered(id))],
    };

    public static TurnCommit Saying(this TurnCommit commit, params string[] texts) => commit with
    {
        Interactions = [.. texts.Select((text, i) => Fact(commit.Conversation, commit.Member, text, i))],
    };

    public static TurnCommit Sending(this TurnCommit commit, params string[] ids) => commit with
    {
        Outbox = [.. ids.Select(id => Row(commit.Conversation, id))],
    };

    public static OutboxRow Row(ConversationKey conversation, string id) =>
        new(id, new() { Conversation = conversation, Route = Route, IsGroup = true, Text = "第" + id }, 0, DateTimeOffset.UnixEpoch);

    public static Interaction Fact(ConversationKey conversation, MemberKey member, string text, int part = 0, DateTimeOffset? at = null) => new()
    {
        Id = $"{conversation.Id}|{text}|{part}",
        At = at ?? Noon,
        Conversation = conversation,
        IsGroup = true,
        Member = member,
        Kind = InteractionKind.Said,
        ActivityId = "a-" + text,
        Text = text,
        Data = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v"),
    };

    public static async Task<long> KeptAsync(this Store store, TurnCommit commit) =>
        Assert.IsType<CommitResult.Kept>(await store.Ledger.CommitAsync(commit, TestContext.Current.CancellationToken)).Version;

    public static async Task<List<RecordedInteraction>> ReadAsync(this Store store, InteractionQuery query)
    {
        var all = new List<RecordedInteraction>();
        await foreach (var one in store.Record.ReadAsync(query, TestContext.Current.CancellationToken))
        {
            all.Add(one);
        }

        return all;
    }

    public static async Task<List<string?>> TextsAsync(this Store store, InteractionQuery query) => [.. (await store.ReadAsync(query)).Select(one => one.Interaction.Text)];

    public static ProfileChange Stated(string name, string value) => new ProfileChange.Stated(name, new(value, AttributeSource.Stated, 1, Noon));
}
