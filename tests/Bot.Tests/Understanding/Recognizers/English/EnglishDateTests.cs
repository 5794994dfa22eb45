using System.Collections.Immutable;
using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.English;

/// <summary>English dates and times, beside those of the specs; seen from Monday 7 November 2016, 16:12.</summary>
public sealed class EnglishDateTests
{
    private static readonly DateTime Monday = new(2016, 11, 7, 16, 12, 0);

    [Theory]
    [InlineData("I'll go back Oct. 2", "date oct. 2: XXXX-10-02=2016-10-02 XXXX-10-02=2017-10-02")]
    [InlineData("21/04/2016 or 9-18-15", "date 21/04/2016: 2016-04-21=2016-04-21; date 9-18-15: 2015-09-18=2015-09-18")]
    [InlineData("twenty second of June", "date twenty second of june: XXXX-06-22=2016-06-22 XXXX-06-22=2017-06-22")]
    [InlineData("the day before yesterday", "date the day before yesterday: 2016-11-05=2016-11-05")]
    [InlineData("friday this week, or next week on friday", "date friday this week: 2016-11-11=2016-11-11; date next week on friday: 2016-11-18=2016-11-18")]
    [InlineData("this coming sunday", "date this coming sunday: 2016-11-13=2016-11-13")]
    [InlineData("the first friday in july", "date the first friday in july: XXXX-07-WXX-5-#1=2016-07-01 XXXX-07-WXX-5-#1=2017-07-07")]
    [InlineData("January 5th next year", "date january 5th next year: 2017-01-05=2017-01-05")]
    [InlineData("two weeks from now, a month ago", "date two weeks from now: 2016-11-21=2016-11-21; date a month ago: 2016-10-07=2016-10-07")]
    [InlineData("on 31.12.2016", "date 31.12.2016: 2016-12-31=2016-12-31")]
    [InlineData("two sundays from now", "date two sundays from now: 2016-11-20=2016-11-20")]
    [InlineData("the day after christmas", "date the day after christmas: 2016-12-26=2016-12-26")]
    [InlineData("8/15 (Wed), for the 22nd.", "date 8/15 (wed): XXXX-08-15=2016-08-15 XXXX-08-15=2017-08-15; date the 22nd: XXXX-XX-22=2016-10-22 XXXX-XX-22=2016-11-22")]
    [InlineData("April 31", "date april 31: XXXX-04-31=not resolved")]
    public void Date(string text, string wanted) => Assert.Equal(wanted, Shown(text));

    [Theory]
    [InlineData("half past seven", "time half past seven: T07:30=07:30:00 T19:30=19:30:00")]
    [InlineData("a quarter to nine pm", "time a quarter to nine pm: T20:45=20:45:00")]
    [InlineData("2016-12-16T12:23:59", "datetime 2016-12-16t12:23:59: 2016-12-16T12:23:59=2016-12-16 12:23:59")]
    [InlineData("move the 5 o'clock meeting to 6pm", "time 5 o'clock: T05=05:00:00 T17=17:00:00; time 6pm: T18=18:00:00")]
    [InlineData("more than 2 hours ago", "datetimerange more than 2 hours ago: 2016-11-07T14:12:00=~2016-11-07 14:12:00")]
    [InlineData("2nd tuesday at 9am of october 2018", "datetime 2nd tuesday at 9am of october 2018: XXXX-10-WXX-2-#2T09=2018-10-09 09:00:00")]
    [InlineData("1140 a.m.", "time 1140 a.m.: T11:40=11:40:00")]
    [InlineData("mid-afternoon", "time mid-afternoon: T14=14:00:00")]
    [InlineData("8am this morning", "datetime 8am this morning: 2016-11-07T08=2016-11-07 08:00:00")]
    [InlineData("tonight at 7:30", "datetime tonight at 7:30: 2016-11-07T19:30=2016-11-07 19:30:00")]
    [InlineData("in 5 hours", "datetime in 5 hours: 2016-11-07T21:12:00=2016-11-07 21:12:00")]
    [InlineData("04/21/2016, 8:00pm", "datetime 04/21/2016, 8:00pm: 2016-04-21T20:00=2016-04-21 20:00:00")]
    [InlineData("late evening today", "datetimerange late evening today: 2016-11-07TEV=2016-11-07 18:00:00~2016-11-07 20:00:00")]
    [InlineData("from 10pm to 2am tomorrow", "datetimerange from 10pm to 2am tomorrow: (2016-11-08T22,2016-11-09T02,PT4H)=2016-11-08 22:00:00~2016-11-09 02:00:00")]
    [InlineData("from 4pm tomorrow to 5pm friday", "datetimerange from 4pm tomorrow to 5pm friday: (2016-11-08T16,XXXX-WXX-5T17,PT73H)=2016-11-08 16:00:00~2016-11-11 17:00:00")]
    public void Clock(string text, string wanted) => Assert.Equal(wanted, Shown(text));

    [Theory]
    [InlineData("from 3 to 12 of Sept", "daterange from 3 to 12 of sept: (XXXX-09-03,XXXX-09-12,P9D)=2016-09-03~2016-09-12 (XXXX-09-03,XXXX-09-12,P9D)=2017-09-03~2017-09-12")]
    [InlineData("January 12, 2016 - 02/22/2016", "daterange january 12, 2016 - 02/22/2016: (2016-01-12,2016-02-22,P41D)=2016-01-12~2016-02-22")]
    [InlineData("the third week next year", "daterange the third week next year: 2017-W03=2017-01-16~2017-01-23")]
    [InlineData("end of month", "daterange end of month: 2016-11=2016-11-16~2016-12-01")]
    [InlineData("between March and May", "daterange between march and may: (XXXX-03-01,XXXX-05-01,P2M)=2016-03-01~2016-05-01 (XXXX-03-01,XXXX-05-01,P2M)=2017-03-01~2017-05-01")]
    [InlineData("within 3 days from tomorrow", "daterange within 3 days from tomorrow: (2016-11-08,2016-11-11,P3D)=2016-11-08~2016-11-11")]
    [InlineData("2023-1107", "daterange 2023: 2023=2023-01-01~2024-01-01; daterange 1107: 1107=1107-01-01~1108-01-01")]
    [InlineData("the 1970s", "daterange the 1970s: (1970-01-01,1980-01-01,P10Y)=1970-01-01~1980-01-01")]
    [InlineData("this upcoming quarter", "daterange this upcoming quarter: (2017-01-01,2017-04-01,P3M)=2017-01-01~2017-04-01")]
    [InlineData("2016 or later", "daterange 2016 or later: 2016=2016-01-01~")]
    [InlineData("no later than tomorrow", "daterange no later than tomorrow: 2016-11-08=~2016-11-08")]
    [InlineData("the month of May", "daterange the month of may: XXXX-05=2016-05-01~2016-06-01 XXXX-05=2017-05-01~2017-06-01")]
    [InlineData("second half of next year", "daterange second half of next year: (2017-07-01,2018-01-01,P6M)=2017-07-01~2018-01-01")]
    public void Range(string text, string wanted) => Assert.Equal(wanted, Shown(text));

    [Theory]
    [InlineData("2 years 5 months and 3 days", "duration 2 years 5 months and 3 days: P2Y5M3D=76291200")]
    [InlineData("a year and a half", "duration a year and a half: P1.5Y=47304000")]
    [InlineData("every monday at 9am", "set every monday at 9am: XXXX-WXX-1T09=not resolved")]
    [InlineData("every other week, mondays", "set every other week: P2W=not resolved; set mondays: XXXX-WXX-1=not resolved")]
    [InlineData("halloween", "date halloween: XXXX-10-31=2016-10-31 XXXX-10-31=2017-10-31")]
    [InlineData("New Year's Day 2017", "date new year's day 2017: 2017-01-01=2017-01-01")]
    [InlineData("next thanksgiving", "date next thanksgiving: 2016-11-24=2016-11-24")]
    public void LengthSetAndFeast(string text, string wanted) => Assert.Equal(wanted, Shown(text));

    [Theory]
    [InlineData("May I go with the second team after a great fall?")]
    [InlineData("You may not, it may last; good morning to the sun")]
    [InlineData("13/13/2016 99:99 2016-13-45 32nd $12 a 4:3 screen")]
    [InlineData("the 4th floor, 37.5, 1,000 and 50%")]
    public void Nothing(string text) => Assert.Equal("", Shown(text));

    /// <summary>Words of time in no order, at the ends of the calendar too: nothing throws, all results lie in the text, in order.</summary>
    [Fact]
    public void Soup_IsRead()
    {
        string[] words =
        [
            "and", "the", "first", "2", "13", "31", "30", "february", "feb", "-", "/", ".", ":", ",", "99", "00", "0000", "9999", "2016", "next", "last", "this", "week", "of",
            "years", "month", "monday", "to", "from", "between", "before", "after", "ago", "in", "within", "at", "pm", "a", "half", "past", "quarter", "every", "morning", "tonight",
            "end", "early", "(", ")", "'", "s", "s", "q1", "h2", "fy", "decade", "century", "99999999999", "1e9", "easter", "ramadan", "weekend", "12:30", "10/1", "5.5", "business", "days",
            "999999999", "than", "or", "later", "more", "starting", "now", "today", "thousand", "hundred", "nineteen", "eighty", "½", "rest", "fortnight", "8am", "noon",
        ];
        var chance = new Random(20161107);
        foreach (var reference in new[] { Monday, DateTime.MinValue, DateTime.MaxValue, new DateTime(2, 3, 1), new DateTime(9998, 12, 31) })
        {
            for (var round = 0; round < 1500; round++)
            {
                var text = string.Join(chance.Next(4) == 0 ? "" : " ", Enumerable.Range(0, chance.Next(1, 14)).Select(_ => words[chance.Next(words.Length)]));
                InOrder(text, Read(text, reference));
            }
        }
    }

    [Theory]
    [InlineData("and ")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("twenty ")]
    [InlineData("2016-")]
    [InlineData("1/1-")]
    [InlineData("3 days after ")]
    [InlineData("between 1 and ")]
    [InlineData("monday ")]
    [InlineData("next next ")]
    [InlineData("1 hour and ")]
    [InlineData("every ")]
    [InlineData("from may to ")]
    [InlineData("early late mid ")]
    [InlineData("((")]
    [InlineData("一二三四的")]
    [InlineData("first monday of ")]
    public void TenThousand_AreRead(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, (10_000 / part.Length) + 1));
        InOrder(text, Read(text, Monday));
    }

    private static void InOrder(string text, ImmutableArray<Recognized> found)
    {
        var end = -1;
        foreach (var one in found)
        {
            Assert.True(one.Start > end && one.End >= one.Start && one.End < text.Length, text);
            end = one.End;
        }
    }

    private static ImmutableArray<Recognized> Read(string text, DateTime reference) =>
        Recognizer.Recognize(text, new RecognizeOptions(RecognizerCulture.English, RecognizerProfile.Spec, reference, [RecognizerModel.DateTime]));

    private static string Shown(string text) => string.Join("; ", Read(text, Monday).Select(one =>
        $"{one.TypeName["datetimeV2.".Length..]} {one.Text}: {string.Join(' ', ((ImmutableArray<ImmutableArray<Field>>)one["values"]!).Select(Value))}"));

    private static string Value(ImmutableArray<Field> fields)
    {
        string Of(string name) => (string?)fields.FirstOrDefault(field => field.Name == name).Value ?? "";
        return $"{Of("timex")}={(Of("value") is { Length: > 0 } value ? value : $"{Of("start")}~{Of("end")}")}";
    }
}
