using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Tests.Pushes;

public sealed class PushJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 9, 30, 0, 123, TimeSpan.Zero);

    [Fact]
    public void Row_WrittenAndRead_IsTheSame()
    {
        var row = new PushRow
        {
            Push = new Push { Id = "p|1;😀", Class = PushClass.Promo, Member = new("wx", "m:1"), Group = new("wx", "g"), CreatedAt = At, Expires = At.AddHours(1), Override = new("owner", "sale"), Likeness = [1, -2] },
            Content = new PushContent("promo.day"),
            State = PushState.Held,
            Fence = 3,
            Due = At,
            Slots = [LogKey.Of(new MemberKey("wx", "m:1")).With(PushClass.Promo)],
            SlotAt = At,
            Failures = ["429"],
            Verdict = new Verdict
            {
                Decision = Decision.Hold,
                Rule = "member-day",
                Until = At,
                At = At,
                Class = PushClass.Promo,
                Policy = "0a1b2c3d",
                Zone = "Asia/Shanghai",
                LocalTime = "x",
                Failing = [new Finding("member-day", 1, 1, "day", At, ["p0"])],
            },
        };

        var back = PushJson.Read(PushJson.Write(row));

        Assert.Equal(PushJson.Write(row), PushJson.Write(back));
        Assert.Equal(row.Verdict.Failing[0].Evidence[0], back.Verdict!.Failing[0].Evidence[0]);
        Assert.Equal(row.Slots[0], back.Slots[0]);
        Assert.Equal(row.Push.Likeness[1], back.Push.Likeness[1]);
    }

    [Fact]
    public void Row_WithDefaults_ReadsBackWithoutNullArrays()
    {
        var back = PushJson.Read(PushJson.Write(new PushRow { Push = new Push { Id = "p", Class = PushClass.Transactional, CreatedAt = At } }));

        Assert.Empty(back.Slots);
        Assert.Empty(back.Failures);
        Assert.Empty(back.Items);
        Assert.Empty(back.Push.Likeness);
        Assert.Equal("bot", back.Push.Bot);
    }
}
