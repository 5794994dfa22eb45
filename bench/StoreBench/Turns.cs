using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace StoreBench;

/// <summary>Turns as the service makes them: a question, its answer, both on record, one message out.</summary>
internal sealed class Turns
{
    private readonly ConversationKey _conversation;
    private readonly MemberKey _member;
    private readonly Route _route = new("botframework", "http://localhost:9000/", new("bot", "小助"));
    private ConversationState _state = ConversationState.New;
    private long _version;

    private Turns(string name)
    {
        _conversation = new("bench", name);
        _member = new("bench", "member-" + name);
    }

    public static async Task<Turns> BeginAsync(ILedger ledger, string name)
    {
        var turns = new Turns(name);
        await ledger.LoadAsync(turns._conversation, turns._member, default);
        return turns;
    }

    public TurnCommit Next(bool outbox)
    {
        var now = TimeProvider.System.GetUtcNow();
        var activity = $"{_conversation.Id}|{_version + 1:D7}";
        _state = _state with { Turns = _version + 1, Route = _route, IsGroup = true, Name = "护肤交流群", Said = [new("answer.delivery#1", now)] };
        var commit = new TurnCommit
        {
            Conversation = _conversation,
            ExpectedVersion = _version++,
            State = _state,
            Member = _member,
            Answered = [new(activity)],
            Interactions =
            [
                Fact(activity, "0", now) with { Kind = InteractionKind.Said, Text = "@小助 敏感肌可以用哪款面霜？" },
                Fact(activity, "1", now) with { Kind = InteractionKind.Replied, Text = "敏感肌可以看看舒缓修护霜，成分简单，先在耳后试一下。", Template = "answer.sensitive@1#2", Persona = "advisor", PersonaBy = "group", ContentKind = "answer", Score = 0.9 },
            ],
            Outbox = outbox ? [new(activity + "|0", new OutboundMessage { Conversation = _conversation, Route = _route, IsGroup = true, Text = "敏感肌可以看看舒缓修护霜，成分简单，先在耳后试一下。", ReplyToId = activity }, 0, now)] : [],
        };
        return commit;
    }

    private Interaction Fact(string activity, string part, DateTimeOffset now) => new()
    {
        Id = activity + "|" + part,
        At = now,
        Conversation = _conversation,
        IsGroup = true,
        Member = _member,
        Kind = InteractionKind.Said,
        ActivityId = activity,
    };
}
