using Bot.Storage;

namespace Bot.Tests.Storage;

public sealed class MomentsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(-10, -1)]
    [InlineData(-11, -1)]
    public void Micros_Ticks_AreRoundedUp(long ticks, long micros) => Assert.Equal(micros, DateTimeOffset.UnixEpoch.AddTicks(ticks).Micros());

    [Fact]
    public void At_OtherZone_IsTheSameMomentInUtc()
    {
        var at = new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal((at, TimeSpan.Zero), (Moments.At(at.Micros()), Moments.At(at.Micros()).Offset));
    }

    [Fact]
    public void Of_KnownKeys_NeverChanges()
    {
        // Kept data is found by these numbers: a change here would lose it.
        Assert.Equal(4193912455598064049UL, StableHash.Of("msteams", "19:群"));
        Assert.NotEqual(StableHash.Of("a", "bc"), StableHash.Of("ab", "c"));
    }
}
