using Bot.Core.Understanding.Values;

namespace Bot.Tests.Understanding.Values;

public sealed class DateReaderTests
{
    // A Saturday.
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("今天", "2026-11-21")]
    [InlineData("明天上午", "2026-11-22")]
    [InlineData("后天", "2026-11-23")]
    [InlineData("大后天", "2026-11-24")]
    [InlineData("周三", "2026-11-25")]
    [InlineData("下周三", "2026-11-25")]
    [InlineData("下下周三", "2026-12-02")]
    [InlineData("这周日", "2026-11-22")]
    [InlineData("星期天", "2026-11-22")]
    [InlineData("11月25日", "2026-11-25")]
    [InlineData("十一月二十五号", "2026-11-25")]
    [InlineData("3月8号", "2027-03-08")]
    [InlineData("25号", "2026-11-25")]
    [InlineData("5号", "2026-12-05")]
    [InlineData("2026-12-01", "2026-12-01")]
    [InlineData("2027年1月2日", "2027-01-02")]
    [InlineData("三天后", "2026-11-24")]
    [InlineData("tomorrow", "2026-11-22")]
    [InlineData("next Wednesday", "2026-11-25")]
    public void Find_Said_IsTheDay(string text, string day) => Assert.Equal(day, DateReader.Find(text, Today)!.Value.Value);

    [Theory]
    [InlineData("2月30日")]
    [InlineData("13月1日")]
    [InlineData("以后再说")]
    [InlineData("预算300")]
    public void Find_NoDay_IsNone(string text) => Assert.Null(DateReader.Find(text, Today));

    [Theory]
    [InlineData("11月25日到27日", "2026-11-25/2026-11-27")]
    [InlineData("明天到周三", "2026-11-22/2026-11-25")]
    [InlineData("周末", "2026-11-21/2026-11-22")]
    [InlineData("下周", "2026-11-23/2026-11-29")]
    [InlineData("明天", "2026-11-22/2026-11-22")]
    public void FindRange_Said_IsBothDays(string text, string days) => Assert.Equal(days, DateReader.FindRange(text, Today)!.Value.Value);

    [Fact]
    public void Today_LateEveningUtc_IsTheShopsDay() => Assert.Equal(new DateOnly(2026, 11, 22), DateReader.Today(new DateTimeOffset(2026, 11, 21, 20, 0, 0, TimeSpan.Zero), "Asia/Shanghai"));
}
