using System.Collections.Immutable;
using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.Chinese;

/// <summary>Dates and times in Chinese beyond the cases of Microsoft's files; Monday, 7 November 2016, 16:12.</summary>
public sealed class DateTests
{
    private static readonly DateTime Now = new(2016, 11, 7, 16, 12, 0);

    [Theory]
    [InlineData("去年十二月25号", "date 2015-12-25 = 2015-12-25")]
    [InlineData("下个月3号", "date XXXX-12-03 = 2015-12-03 ; 2016-12-03")]
    [InlineData("12.5.2017", "date 2017-05-12 = 2017-05-12")]
    [InlineData("23/7", "date XXXX-07-23 = 2016-07-23 ; 2017-07-23")]
    [InlineData("大前天", "date 2016-11-04 = 2016-11-04")]
    [InlineData("下下周三", "date 2016-11-23 = 2016-11-23")]
    [InlineData("两周后的周五", "date 2016-11-25 = 2016-11-25")]
    [InlineData("五年之前", "date 2011-11-07 = 2011-11-07")]
    [InlineData("十月的最后一个星期五", "date XXXX-10-WXX-5-#4 = 2016-10-28 ; 2017-10-27")]
    [InlineData("周五12号", "date XXXX-WXX-5 = 2016-08-12 ; 2017-05-12")]
    [InlineData("明年的端午节", "date 2017-05-05 = 2017-05-05")]
    [InlineData("乾隆六十年正月", "daterange 1795-01 = 1795-01-01..1795-02-01")]
    [InlineData("2015年4月31日", "date 2015-04-31 = not resolved")]
    public void Days_AreRead(string text, string wanted) => Assert.Equal(wanted, Read(text));

    [Theory]
    [InlineData("上上个月", "daterange 2016-09 = 2016-09-01..2016-10-01")]
    [InlineData("下半月", "daterange (2016-11-16,2016-12-01,P15D) = 2016-11-16..2016-12-01")]
    [InlineData("去年第四季度", "daterange (2015-10-01,2016-01-01,P3M) = 2015-10-01..2016-01-01")]
    [InlineData("2019年最后一周", "daterange 2019-W52 = 2019-12-23..2019-12-30")]
    [InlineData("今年前三个月", "daterange (2016-01-01,2016-04-01,P3M) = 2016-01-01..2016-04-01")]
    [InlineData("五月的前三天", "daterange (XXXX-05-01,XXXX-05-04,P3D) = 2016-05-01..2016-05-04 ; 2017-05-01..2017-05-04")]
    [InlineData("80年代", "daterange (XX80-01-01,XX90-01-01,P10Y) = 1980-01-01..1990-01-01 ; 2080-01-01..2090-01-01")]
    [InlineData("上世纪90年代", "daterange (1990-01-01,2000-01-01,P10Y) = 1990-01-01..2000-01-01")]
    [InlineData("后3个月", "daterange (2016-11-08,2017-02-08,P3M) = 2016-11-08..2017-02-08")]
    [InlineData("12月到2月", "daterange (XXXX-12-01,XXXX-02-01,P2M) = 2015-12-01..2016-02-01 ; 2016-12-01..2017-02-01")]
    [InlineData("2014年5月-2015年8月", "daterange (2014-05-01,2015-08-01,P15M) = 2014-05-01..2015-08-01")]
    [InlineData("2015年后2018年前", "daterange (2015-01-01,2018-01-01,P3Y) = 2015-01-01..2018-01-01")]
    [InlineData("周一到周五", "daterange (XXXX-WXX-1,XXXX-WXX-5,P4D) = 2016-10-31..2016-11-04 ; 2016-11-07..2016-11-11")]
    [InlineData("5月1号和5月7号之间", "daterange (XXXX-05-01,XXXX-05-07,P6D) = 2016-05-01..2016-05-07 ; 2017-05-01..2017-05-07")]
    public void Periods_AreRead(string text, string wanted) => Assert.Equal(wanted, Read(text));

    [Theory]
    [InlineData("差五分八点", "time T07:55 = 07:55:00 ; 19:55:00")]
    [InlineData("五点三刻左右", "time T05:45 = 05:45:00 ; 17:45:00")]
    [InlineData("晚上12点", "time T24 = 00:00:00")]
    [InlineData("零点", "time T00 = 00:00:00")]
    [InlineData("12:30 p.m.", "time T12:30 = 12:30:00")]
    [InlineData("下午三到五点", "timerange (T15,T17,PT2H) = 15:00:00..17:00:00")]
    [InlineData("从五点半到六点", "timerange (T05:30,T06,PT0H30M) = 05:30:00..06:00:00 ; 17:30:00..18:00:00")]
    [InlineData("今晚8点到10点", "datetimerange (2016-11-07T20,2016-11-07T22,PT2H) = 2016-11-07 20:00:00..2016-11-07 22:00:00")]
    [InlineData("周一下午3点到周二上午10点", "datetimerange (XXXX-WXX-1T15,XXXX-WXX-2T10,PT19H) = 2016-11-07 15:00:00..2016-11-08 10:00:00")]
    [InlineData("2016-11-07T15:30", "datetime 2016-11-07T15:30 = 2016-11-07 15:30:00")]
    [InlineData("11月7日,下午3点", "datetime XXXX-11-07T15 = 2015-11-07 15:00:00 ; 2016-11-07 15:00:00")]
    [InlineData("明早七点", "datetime 2016-11-08T07 = 2016-11-08 07:00:00")]
    [InlineData("前10分钟", "datetimerange (2016-11-07T16:02:00,2016-11-07T16:12:00,PT10M) = 2016-11-07 16:02:00..2016-11-07 16:12:00")]
    public void Clocks_AreRead(string text, string wanted) => Assert.Equal(wanted, Read(text));

    [Theory]
    [InlineData("一个半月", "duration P1.5M = 3888000")]
    [InlineData("3小时20分钟", "duration PT3H20M = 12000")]
    [InlineData("两个星期零三天", "duration P2W3D = 1468800")]
    [InlineData("每3个小时", "set PT3H = not resolved")]
    [InlineData("每月15号", "set XXXX-XX-15 = not resolved")]
    [InlineData("每晚八点", "set T20 = not resolved")]
    [InlineData("每年5月1日", "set XXXX-05-01 = not resolved")]
    public void LengthsAndSets_AreRead(string text, string wanted) => Assert.Equal(wanted, Read(text));

    [Theory]
    [InlineData("下午三点以后", "timerange T15 after = 15:00:00..")]
    [InlineData("明天下午三点之前", "datetimerange 2016-11-08T15 before = ..2016-11-08 15:00:00")]
    [InlineData("截至2019年3月", "daterange 2019-03 before = ..2019-03-01")]
    [InlineData("自从去年", "daterange 2015 since = 2015-01-01..")]
    [InlineData("周五及以前", "daterange XXXX-WXX-5 until = ..2016-11-04 ; ..2016-11-11")]
    public void WhatIsSaidAround_ChangesTheRange(string text, string wanted) => Assert.Equal(wanted, Read(text));

    [Theory]
    [InlineData("早")]
    [InlineData("晚")]
    [InlineData("到")]
    [InlineData("99时")]
    [InlineData("25点")]
    [InlineData("第三天")]
    [InlineData("《明日之后》")]
    [InlineData("今日头条")]
    [InlineData("3周岁")]
    public void Others_AreNoTimes(string text) => Assert.Equal("", Read(text));

    [Theory]
    [InlineData("双12有优惠吗", "date XXXX-12-12 = 2015-12-12 ; 2016-12-12")]
    [InlineData("618价格", "date XXXX-06-18 = 2016-06-18 ; 2017-06-18")]
    [InlineData("38节活动", "date XXXX-03-08 = 2016-03-08 ; 2017-03-08")]
    [InlineData("年货节什么时候", "daterange (2016-12-31,2017-01-28,P28D) = 2016-12-31..2017-01-28")]
    [InlineData("月底前能发货吗", "daterange (2016-11-21,2016-12-01,P10D) before = ..2016-12-01")]
    [InlineData("下月初到货", "daterange (2016-12-01,2016-12-11,P10D) = 2016-12-01..2016-12-11")]
    [InlineData("明年中秋", "date 2017-10-04 = 2017-10-04")]
    [InlineData("除夕还发吗", "date XXXX-02-07 = 2016-02-07 ; 2017-01-27")]
    [InlineData("三天内发货", "duration P3D = 259200")]
    [InlineData("7日内退款", "duration P7D = 604800")]
    [InlineData("10分钟之前下的单", "datetime 2016-11-07T16:02:00 = 2016-11-07 16:02:00")]
    [InlineData("两个半小时后", "datetime 2016-11-07T18:42:00 = 2016-11-07 18:42:00")]
    [InlineData("明晚八点开团", "datetime 2016-11-08T20 = 2016-11-08 20:00:00")]
    [InlineData("一周一次", "duration P1W = 604800")]
    [InlineData("周一到周五早9点到晚6点", "daterange (XXXX-WXX-1,XXXX-WXX-5,P4D) = 2016-10-31..2016-11-04 ; 2016-11-07..2016-11-11 | timerange (T09,T18,PT9H) = 09:00:00..18:00:00")]
    public void Shoppers_AreUnderstood(string text, string wanted) => Assert.Equal(wanted, Read(text, RecognizerProfile.Chat));

    [Theory]
    [InlineData("三块五一斤")]
    [InlineData("0571-88888888")]
    [InlineData("现在有货吗")]
    [InlineData("有一点贵")]
    [InlineData("618元")]
    [InlineData("12号楼")]
    [InlineData("2000块")]
    [InlineData("订单号2026112012345678")]
    public void Shoppers_DoNotMeanTimes(string text) => Assert.Equal("", Read(text, RecognizerProfile.Chat));

    [Fact]
    public void AnyText_IsReadWithoutHarm()
    {
        string[] parts = ["一", "十", "二零一六", "1", "12", ".", "-", "/", ":", " ", "年", "月", "日", "点", "半", "周", "上", "下个", "前", "每", "从", "到", "三天", "明天", "大约", "差", "第", "最后", "农历", "正月", "康熙", "个星期一", "《", "》", "p.m.", "月底", "😀", "\uD83D", "间", "五一"];
        DateTime[] references = [DateTime.MinValue, Now, DateTime.MaxValue];
        foreach (var first in parts)
        {
            foreach (var second in parts)
            {
                var text = string.Concat(Enumerable.Repeat(first + second, 20));
                foreach (var one in references.SelectMany(at => Enum.GetValues<RecognizerProfile>().SelectMany(profile => Recognizer.Recognize(text, Options(profile, at)))))
                {
                    Assert.InRange(one.End, one.Start, text.Length - 1);
                    Assert.Equal(one.End - one.Start + 1, one.Text.Length);
                }
            }
        }
    }

    private static string Read(string text, RecognizerProfile profile = RecognizerProfile.Spec) =>
        string.Join(" | ", Recognizer.Recognize(text, Options(profile, Now)).Select(Show));

    private static RecognizeOptions Options(RecognizerProfile profile, DateTime reference) => new(RecognizerCulture.Chinese, profile, reference, [RecognizerModel.DateTime]);

    private static string Show(Recognized one)
    {
        var values = (ImmutableArray<ImmutableArray<Field>>)one["values"]!;
        var mod = Of(values[0], "Mod") is { Length: > 0 } word ? " " + word : "";
        return $"{one.TypeName["datetimeV2.".Length..]} {Of(values[0], "timex")}{mod} = {string.Join(" ; ", values.Select(Show))}";
    }

    private static string Show(ImmutableArray<Field> value) => Of(value, "value") is { Length: > 0 } one ? one : $"{Of(value, "start")}..{Of(value, "end")}";

    private static string Of(ImmutableArray<Field> value, string name) => value.FirstOrDefault(field => field.Name == name).Value as string ?? "";
}
