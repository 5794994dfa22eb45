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
}
