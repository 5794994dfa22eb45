using Bot.Core.Activities;
using Bot.Core.Turns;
using Bot.Host.Runtime;

namespace Bot.Tests.Host;

/// <summary>A lane remembers the state that it kept, unless another node writes there too.</summary>
public sealed class LaneMemoryTests
{
    private readonly Lane _lane = new(new ConversationKey("test", "c"));

    [Fact]
    public void Remember_AfterACommit_IsThereUntilForgotten()
    {
        _lane.Remember(ConversationState.New, 3);
        Assert.Equal(3, _lane.Remembered?.Version);

        _lane.Forget();
        Assert.Null(_lane.Remembered);
        _lane.Remember(ConversationState.New, 4);
        Assert.Equal(4, _lane.Remembered?.Version);
    }

    [Fact]
    public void Contest_AnotherNodeWrote_RemembersNothingForAWhile()
    {
        _lane.Remember(ConversationState.New, 1);
        _lane.Contest();
        Assert.Null(_lane.Remembered);

        var turns = 0;
        for (; _lane.Remembered is null && turns < 1000; turns++)
        {
            _lane.Remember(ConversationState.New, turns);
        }

        Assert.Equal(65, turns);
    }
}
