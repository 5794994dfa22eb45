using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Dialogs;
using Bot.Core.Interactions;
using Bot.Core.Turns;

namespace Bot.Tests.Turns;

public sealed class StateJsonTests
{
    [Fact]
    public void Read_ConversationWithDialog_ComesBackWhole()
    {
        var dialog = new DialogState { Dialog = "d", Instance = "i", Starter = "s", StartedAt = DateTimeOffset.UnixEpoch, LastAt = DateTimeOffset.UnixEpoch };
        var state = ConversationState.New with
        {
            Turns = 3,
            Threads = ImmutableDictionary<string, MemberThread>.Empty.Add("a|b", new(dialog)),
            Route = new("x", "y", new("b")),
        };

        var back = StateJson.Read<ConversationState>(StateJson.Write(state));

        Assert.Equal("d", back.Threads["a|b"].Dialog!.Dialog);
        Assert.Equal(3, back.Turns);
        Assert.False(back.Said.IsDefault);
    }

    [Fact]
    public void Read_OldProfileWithoutNewFields_KeepsTheirInitialValues()
    {
        var back = StateJson.Read<Profile>("{}"u8);

        Assert.Empty(back.Segments);
        Assert.Empty(back.Conversations);
        Assert.Equal(Consent.Default, back.Consent);
    }

    [Fact]
    public void Read_InteractionOfTheFirstKind_ComesBack()
    {
        var said = new Interaction { Id = "i", At = default, Conversation = new("a", "b"), Member = new("a", "m"), Kind = InteractionKind.Said, ActivityId = "x" };

        Assert.Equal(said, StateJson.Read<Interaction>(StateJson.Write(said)));
    }

    [Fact]
    public void Write_Chinese_StaysReadable()
    {
        var message = new OutboundMessage { Conversation = new("a", "b"), Route = new("x", "y", new("b")), Text = "你好" };

        Assert.Contains("你好", System.Text.Encoding.UTF8.GetString(StateJson.Write(message)), StringComparison.Ordinal);
        Assert.Empty(StateJson.Read<OutboundMessage>(StateJson.Write(message)).Cards);
    }

    [Fact]
    public void Write_EveryFieldSet_IsWhatTheSerialiserWrites()
    {
        var message = new OutboundMessage
        {
            Verb = OutboundVerb.Update,
            Conversation = new("a", "b\"<"),
            Route = new("x", "y", new("b", "我", true), "t"),
            IsGroup = true,
            OpenWith = new("m", "小鹿", true),
            Text = "你好\n\u2028😀\ud800",
            Mentions = [new(new("m"), "@m")],
            SuggestedActions = ["一"],
            Cards = [new("t", "s", null, null, ["b"])],
            ReplyToId = "r",
            TargetId = "t",
            Locale = "zh-CN",
            Initiator = Initiator.Merchant,
            Member = new("a", "m"),
            SpeakerName = "s",
        };
        var fact = new Interaction
        {
            Id = "i",
            At = DateTimeOffset.UnixEpoch.AddTicks(1),
            Conversation = new("a", "b"),
            IsGroup = true,
            Member = new("a", "m"),
            Kind = InteractionKind.Replied,
            ActivityId = "x",
            Text = "t",
            Reason = "r",
            Template = "k@1#1",
            Persona = "p",
            PersonaBy = "default",
            ContentKind = "answer",
            Initiator = Initiator.Merchant,
            Score = 0.1,
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("to", "direct").Add("a+b", "é"),
        };
        var state = new ConversationState
        {
            Turns = 3,
            Route = message.Route,
            IsGroup = true,
            Name = "n",
            Threads = ImmutableDictionary<string, MemberThread>.Empty.Add("a|b", new(null, DateTimeOffset.UnixEpoch, 2, DateTimeOffset.UnixEpoch, "en")),
            HandOff = new(HandOffStatus.Human, "t", "r", "m", DateTimeOffset.UnixEpoch, ["o"]),
            Said = [new("k#1", DateTimeOffset.UnixEpoch)],
            Heard = new("m", DateTimeOffset.UnixEpoch),
            Left = [DateTimeOffset.UnixEpoch],
            Pushed = ["p"],
            Ambient = new()
            {
                Mode = AmbientMode.Shadow,
                QuietUntil = DateTimeOffset.UnixEpoch,
                Pending = new("m", "a", "k", "问", 0.7, 0.9, DateTimeOffset.UnixEpoch, "en"),
                Said = [new("k", DateTimeOffset.UnixEpoch)],
                Spoke = [3],
            },
            Rating = new(DateTimeOffset.UnixEpoch, true, true),
        };

        SameAsSerialiser(message);
        SameAsSerialiser(fact);
        SameAsSerialiser(state);
    }

    [Fact]
    public void Write_OnlyWhatMustBe_ComesBackAsItWas()
    {
        ComesBack(new OutboundMessage { Conversation = new("a", "b"), Route = new("x", "", new("b")) });
        ComesBack(new OutboundMessage { Conversation = new("a", "b"), Route = new("x", "", new("b")), Text = "", Cards = default });
        ComesBack(new Interaction { Id = "i", At = default, Conversation = new("a", "b"), Member = new("a", "m"), Kind = InteractionKind.Said, ActivityId = "x" });
        ComesBack(ConversationState.New);
        ComesBack(ConversationState.New with { Turns = -1, Threads = ImmutableDictionary<string, MemberThread>.Empty.Add("m", MemberThread.Empty) });
    }

    // A property that is added must be set above and written by hand too: nothing may be left at its initial value here.
    private static void SameAsSerialiser<T>(T value)
    {
        var whole = System.Text.Json.JsonSerializer.SerializeToElement(value, StateJson.Options);
        var settable = typeof(T).GetProperties().Count(property => property.CanWrite);

        Assert.Equal(settable, whole.EnumerateObject().Count());
        Assert.Equal(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, StateJson.Options), StateJson.Write(value));
    }

    private static void ComesBack<T>(T value)
    {
        static string Whole(T value) => System.Text.Json.JsonSerializer.Serialize(value, StateJson.Options);
        static string WithoutEmpty(string json) => json.Replace(",\"cards\":[]", "", StringComparison.Ordinal);

        Assert.Equal(WithoutEmpty(Whole(value)), WithoutEmpty(Whole(StateJson.Read<T>(StateJson.Write(value)))));
    }
}
