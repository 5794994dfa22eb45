using System.Collections.Immutable;
using Bot.Core.Throttling;

namespace Bot.Tests.Throttling;

/// <summary>What is told from logs alone: tiers, the brake, likeness.</summary>
public sealed class FoldTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FatigueRule Tired = new("fatigue", 2, 4, 3, 1, true);
    private static readonly BrakeRule Braking = new("group_brake", 10, TimeSpan.FromHours(24), 3, TimeSpan.FromDays(7), Over.Defer);

    [Theory]
    [InlineData("PP", FatigueTier.Fresh)]
    [InlineData("PPP", FatigueTier.Cool)]
    [InlineData("PPEPP", FatigueTier.Fresh)]
    [InlineData("PPPPPP", FatigueTier.Cold)]
    [InlineData("PPPPPPPPP", FatigueTier.Muted)]
    [InlineData("PPPPPPPPPPPPPPP", FatigueTier.Muted)]
    [InlineData("PPPPPPE", FatigueTier.Cool)]
    [InlineData("PPPPPPEE", FatigueTier.Fresh)]
    [InlineData("C", FatigueTier.Muted)]
    [InlineData("CE", FatigueTier.Cold)]
    [InlineData("", FatigueTier.Fresh)]
    public void Tier_FollowsPushesAndSigns(string events, FatigueTier expected) =>
        Assert.Equal(expected, Fatigue.Of(Tired, Log(events, 'P'), Log(events, 'E'), Log(events, 'C')));

    [Theory]
    [InlineData(200, "2", false)] // 1 %, but fewer than three
    [InlineData(200, "3", true)]
    [InlineData(400, "3", false)]
    [InlineData(400, "4", true)] // exactly 1 %
    [InlineData(401, "4", false)]
    public void Brake_TripsAtTheShare(int size, string left, bool trips)
    {
        var count = int.Parse(left, System.Globalization.CultureInfo.InvariantCulture);
        var leaves = Enumerable.Range(0, count).Select(i => new LogEntry(Start.AddMinutes(i), $"l{i}")).ToImmutableArray();

        Assert.Equal(trips, Brake.Tripped(Braking, size - count, leaves, Start.AddHours(1)) is not null);
    }

    [Fact]
    public void Brake_PausesFromTheLastOfThem_AndForgetsWhoLeftEarlier()
    {
        var leaves = new[] { 0.0, 1, 2, 27 }.Select((hour, i) => new LogEntry(Start.AddHours(hour), $"l{i}")).ToImmutableArray();

        var tripped = Brake.Tripped(Braking, 196, leaves, Start.AddHours(28));

        Assert.Equal((Start.AddHours(2).AddDays(7), 3, 200), (tripped!.Value.Until, tripped.Value.Left, tripped.Value.Of));
        Assert.Null(Brake.Tripped(Braking, 196, leaves, Start.AddHours(2).AddDays(7)));
    }

    [Fact]
    public void Likeness_OfTheSameWordsInOtherDress_IsHigh()
    {
        var one = Likeness.Of("双十一大促！保湿面霜第二件半价，今晚八点开抢，点击 https://shop.example/a 下单");
        var same = Likeness.Of("【双十一大促】保湿面霜 第二件半价 ！今晚八点开抢～ 点击https://shop.example/a下单");
        var other = Likeness.Of("换季皮肤干痒怎么办？三个小习惯，帮你守住水分。");

        Assert.True(Likeness.PerMille(one, same) > 950);
        Assert.True(Likeness.PerMille(one, other) < 100);
        Assert.Equal(1000, Likeness.PerMille(one, one));
        Assert.Equal(0, Likeness.PerMille(one, []));
    }

    [Theory]
    [InlineData("24h", "24h")]
    [InlineData("7d", "7d")]
    [InlineData("90m", "1h30m")]
    [InlineData("1d12h", "1d12h")]
    [InlineData("500ms", "500ms")]
    [InlineData("1d", "24h")]
    public void Durations_ReadAndWritten(string text, string shown) => Assert.Equal(shown, Durations.Show(Durations.Read(text)!.Value));

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("h")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("1w")]
    [InlineData("99999999999d")]
    public void Durations_ThatAreNone_AreNull(string text) => Assert.Null(Durations.Read(text));

    private static ImmutableArray<LogEntry> Log(string events, char kind) =>
        [.. events.Select((c, i) => (c, i)).Where(pair => pair.c == kind).Select(pair => new LogEntry(Start.AddHours(pair.i), $"{pair.i}"))];
}
