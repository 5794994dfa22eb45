using System.Globalization;
using Bot.Core.Throttling;
using NodaTime;
using LocalTime = Bot.Core.Throttling.LocalTime;

namespace Bot.Tests.Throttling;

/// <summary>Days and quiet hours where clocks jump, fall back, or leave a day out. Times were worked out by hand from the zones' published rules.</summary>
public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-22T04:00Z", "2026-11-21T16:00Z", "2026-11-22T16:00Z")]
    [InlineData("America/New_York", "2026-03-08T12:00Z", "2026-03-08T05:00Z", "2026-03-09T04:00Z")] // 23 h
    [InlineData("America/New_York", "2026-11-01T12:00Z", "2026-11-01T04:00Z", "2026-11-02T05:00Z")] // 25 h
    [InlineData("Australia/Lord_Howe", "2026-04-04T20:00Z", "2026-04-04T13:00Z", "2026-04-05T13:30Z")] // 24.5 h
    [InlineData("Australia/Lord_Howe", "2026-10-03T20:00Z", "2026-10-03T13:30Z", "2026-10-04T13:00Z")] // 23.5 h
    [InlineData("America/Havana", "2024-03-10T12:00Z", "2024-03-10T05:00Z", "2024-03-11T04:00Z")] // midnight does not exist
    [InlineData("America/Havana", "2024-11-03T12:00Z", "2024-11-03T04:00Z", "2024-11-04T05:00Z")] // midnight comes twice
    [InlineData("Africa/Cairo", "2026-04-24T12:00Z", "2026-04-23T22:00Z", "2026-04-24T21:00Z")]
    [InlineData("America/Santiago", "2026-09-06T12:00Z", "2026-09-06T04:00Z", "2026-09-07T03:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59Z", "2011-12-29T10:00Z", "2011-12-30T10:00Z")] // the 29th; the 30th never was
    [InlineData("Pacific/Apia", "2011-12-30T10:00Z", "2011-12-30T10:00Z", "2011-12-31T10:00Z")] // the 31st
    public void Day_WhereClocksChange_BeginsAtItsFirstInstant(string zone, string at, string from, string until)
    {
        var day = LocalTime.Of(zone)!.Window(CalendarUnit.Day, Time(at));

        Assert.Equal((Time(from), Time(until)), day);
    }

    [Fact]
    public void Week_BeginsOnMonday_AndMonthOnTheFirst()
    {
        var local = LocalTime.Of("Asia/Shanghai")!;

        Assert.Equal((Time("2026-11-15T16:00Z"), Time("2026-11-22T16:00Z")), local.Window(CalendarUnit.Week, Time("2026-11-22T15:59:59.999Z")));
        Assert.Equal((Time("2026-10-31T16:00Z"), Time("2026-11-30T16:00Z")), local.Window(CalendarUnit.Month, Time("2026-11-22T04:00Z")));
        Assert.Equal(28, local.DaysInMonth(Time("2026-02-28T15:59:59Z")));
        Assert.Equal(31, local.DaysInMonth(Time("2026-02-28T16:00Z")));
    }

    [Theory]
    [InlineData("Asia/Shanghai", 22 * 60, 8 * 60, "2026-11-22T13:59:59.999Z", null, null)]
    [InlineData("Asia/Shanghai", 22 * 60, 8 * 60, "2026-11-22T14:00Z", "2026-11-22T14:00Z", "2026-11-23T00:00Z")]
    [InlineData("Asia/Shanghai", 22 * 60, 8 * 60, "2026-11-22T23:59:59.999Z", "2026-11-22T14:00Z", "2026-11-23T00:00Z")]
    [InlineData("Asia/Shanghai", 22 * 60, 8 * 60, "2026-11-23T00:00Z", null, null)]
    [InlineData("Asia/Shanghai", 12 * 60, 14 * 60, "2026-11-22T05:00Z", "2026-11-22T04:00Z", "2026-11-22T06:00Z")]
    [InlineData("America/New_York", 22 * 60, 150, "2026-03-08T06:00Z", "2026-03-08T03:00Z", "2026-03-08T07:00Z")] // 02:30 does not exist: 03:00 is the first valid time
    [InlineData("America/New_York", 22 * 60, 90, "2026-11-01T05:00Z", "2026-11-01T02:00Z", "2026-11-01T06:30Z")] // 01:30 comes twice: the later one ends
    [InlineData("America/New_York", 90, 8 * 60, "2026-11-01T05:30Z", "2026-11-01T05:30Z", "2026-11-01T13:00Z")] // and the earlier one begins
    public void Quiet_HoursOfTheLocalDay_AreHeldToTheMillisecond(string zone, int from, int until, string at, string? begins, string? ends)
    {
        var quiet = LocalTime.Of(zone)!.Quiet(new Hours(from, until), Time(at));

        Assert.Equal(begins is null ? null : ((DateTimeOffset From, DateTimeOffset Until)?)(Time(begins), Time(ends!)), quiet);
    }

    [Fact]
    public void NextAt_InAGap_IsTheFirstValidInstant()
    {
        var local = LocalTime.Of("America/New_York")!;

        Assert.Equal(Time("2026-03-08T07:00Z"), local.NextAt(150, Time("2026-03-08T05:00Z")));
        Assert.Equal(Time("2026-03-08T07:00Z"), local.NextAt(150, Time("2026-03-08T07:00Z")));
        Assert.Equal(Time("2026-03-09T06:30Z"), local.NextAt(150, Time("2026-03-08T07:00:00.001Z")));
    }

    [Fact]
    public void Days_OfEveryZone_FollowEachOtherWithoutHoleOrOverlap()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var local = LocalTime.Of(id)!;
            var at = Time("2026-01-01T00:00Z");
            while (at < Time("2027-01-01T00:00Z"))
            {
                var (from, until) = local.Window(CalendarUnit.Day, at);
                Assert.True(from <= at && at < until, $"{id}: {at:O} is not in its own day {from:O}..{until:O}");
                Assert.Equal((from, until), local.Window(CalendarUnit.Day, until.AddMilliseconds(-1)));
                Assert.Equal(until, local.Window(CalendarUnit.Day, until).From);
                at = until;
            }
        }
    }

    [Fact]
    public void Of_NoSuchZone_IsNull() => Assert.Null(LocalTime.Of("Asia/Atlantis"));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
