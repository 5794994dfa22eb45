using Bot.Core.Activities;
using Bot.Host.Delivery;
using Bot.Tests.Contracts;

namespace Bot.Tests.Host;

/// <summary>What waits for one conversation on this node.</summary>
public sealed class SendLineTests
{
    [Fact]
    public void Next_SeveralRows_GivesThemInOrderAndSaysWhichIsLast()
    {
        var line = new SendLine();
        Assert.True(line.TryAdd([Row("a"), Row("b")], behind: false));

        Assert.Equal(("a", false), Named(line.Next()));
        Assert.Equal(("b", true), Named(line.Next()));
        Assert.Null(line.Next());
        Assert.False(line.TakeStale());
    }

    [Fact]
    public void TryRetire_SomethingLeftToDo_IsRefusedAndAfterwardsNothingIsTaken()
    {
        var line = new SendLine();
        Assert.True(line.TryAdd([Row("a")], behind: false));
        Assert.False(line.TryRetire());
        line.Next();
        line.Outdate();
        Assert.False(line.TryRetire());
        Assert.True(line.TakeStale());
        Assert.False(line.TakeStale());

        Assert.True(line.TryRetire());
        Assert.False(line.TryAdd([Row("b")], behind: false));
    }

    [Fact]
    public void Replace_StoreHasRowsInFront_PutsThemFirstAndKeepsWhatWasAdded()
    {
        var line = new SendLine();
        Assert.True(line.TryAdd([Row("mine")], behind: true));
        Assert.True(line.TakeStale());

        line.Replace([Row("theirs"), Row("mine")], 9);

        Assert.Equal(["theirs", "mine", "mine"], Rest(line));
    }

    [Fact]
    public void Replace_StoreGivesNothing_IsAnothersConversation()
    {
        var line = new SendLine();
        Assert.True(line.TryAdd([Row("mine")], behind: true));

        line.Replace([], 9);

        Assert.Empty(Rest(line));
    }

    [Fact]
    public void Abandon_Line_LosesItsRowsAndTakesNoMore()
    {
        var line = new SendLine();
        Assert.True(line.TryAdd([Row("a")], behind: false));
        var told = false;

        line.Abandon(() => told = true);

        Assert.True(told);
        Assert.Null(line.Next());
        Assert.False(line.TryAdd([Row("b")], behind: false));
    }

    private static (string Id, bool Last)? Named((OutboxRow Row, bool Last)? next) => next is var (row, last) ? (row.Id, last) : null;

    private static IEnumerable<string> Rest(SendLine line)
    {
        while (line.Next() is var (row, _))
        {
            yield return row.Id;
        }
    }

    private static OutboxRow Row(string id) => Make.Row(Make.Group, id);
}
