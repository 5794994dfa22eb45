using System.Collections.Immutable;
using Bot.Core.Shop;
using Bot.Core.Understanding.Values;

namespace Bot.Tests.Understanding.Values;

public sealed class ReadersTests
{
    private static readonly string[] Area = ["平", "平米", "㎡"];

    private static readonly Choice[] Kinds =
        [new("退货", ["退款", "不想要了"]), new("换货", ["换一个", "exchange"]), new("维修", ["修", "坏了"])];

    [Theory]
    [InlineData("二十平", true, 20)]
    [InlineData("20㎡", true, 20)]
    [InlineData("大概 35 平米吧", true, 35)]
    [InlineData("二十", false, 20)]
    public void Quantity_Read_IsTheNumber(string text, bool sure, int value) => Assert.Equal(value, QuantityReader.Find(text, Area, sure)!.Value.Number);

    [Theory]
    [InlineData("二十", true)]
    [InlineData("二十块", false)]
    public void Quantity_OtherMeaning_IsNone(string text, bool sure) => Assert.Null(QuantityReader.Find(text, Area, sure));

    [Theory]
    [InlineData("我的电话 138-0013-8000", "13800138000")]
    [InlineData("+86 13800138000", "13800138000")]
    public void Phone_Written_IsDigits(string text, string value) => Assert.Equal(value, DigitsReader.PhoneNo(text)!.Value.Value);

    [Theory]
    [InlineData("138001380001")]
    [InlineData("12800138000")]
    public void Phone_OtherDigits_IsNone(string text) => Assert.Null(DigitsReader.PhoneNo(text));

    [Theory]
    [InlineData("订单号是2026112500001哦", "2026112500001")]
    [InlineData("１２３４５６７８", "12345678")]
    public void OrderNo_Written_IsRead(string text, string value) => Assert.Equal(value, DigitsReader.OrderNo(text)!.Value.Value);

    [Theory]
    [InlineData("1234567")]
    [InlineData("123456789012345678901")]
    public void OrderNo_TooShortOrLong_IsNone(string text) => Assert.Null(DigitsReader.OrderNo(text));

    [Theory]
    [InlineData("可以", true)]
    [InlineData("可以的", true)]
    [InlineData("行", true)]
    [InlineData("好的，谢谢", true)]
    [InlineData("嗯嗯", true)]
    [InlineData("要", true)]
    [InlineData("没问题！", true)]
    [InlineData("不错", true)]
    [InlineData("yes", true)]
    [InlineData("OK", true)]
    [InlineData("不用了", false)]
    [InlineData("不对", false)]
    [InlineData("不行", false)]
    [InlineData("不对，预算三千", false)]
    [InlineData("No", false)]
    [InlineData("不可以", false)]
    [InlineData("不是这个", false)]
    public void YesNo_Said_IsRead(string text, bool yes) => Assert.Equal(yes, YesNoReader.Read(text));

    [Theory]
    [InlineData("可以退货吗")]
    [InlineData("要多久")]
    [InlineData("行不行?")]
    [InlineData("三百")]
    [InlineData("")]
    public void YesNo_QuestionOrOther_IsNeither(string text) => Assert.Null(YesNoReader.Read(text));

    [Theory]
    [InlineData("我想退款", true, "退货")]
    [InlineData("杯子坏了，帮我修一下", true, "维修")]
    [InlineData("I want to exchange it", true, "换货")]
    [InlineData("不要退货，换一个", true, "换货")]
    [InlineData("第三个", false, "维修")]
    [InlineData("最后一个", false, "维修")]
    [InlineData("2", false, "换货")]
    [InlineData("选第二个吧", false, "换货")]
    [InlineData("the second one", false, "换货")]
    public void Choice_Said_IsRead(string text, bool sure, string name) => Assert.Equal(name, ChoiceReader.Find(text, Kinds, sure)!.Value.Value);

    [Theory]
    [InlineData("2", true)]
    [InlineData("7", false)]
    [InlineData("随便看看", false)]
    [InlineData("exchanges", true)]
    public void Choice_NoneMeant_IsNone(string text, bool sure) => Assert.Null(ChoiceReader.Find(text, Kinds, sure));

    [Fact]
    public void Choice_Several_AreNamedInOrder() => Assert.Equal(["维修", "退货"], ChoiceReader.Named("坏了，退款", Kinds).Select(static found => found.Value));

    [Theory]
    [InlineData("那个小棕瓶还有吗")]
    [InlineData("p001")]
    [InlineData("晚安修护精华")]
    public void Product_ByAnyName_IsRead(string text)
    {
        var shop = ShopData.Empty with
        {
            Products = [new("P001", "晚安修护精华", "Night Serum", "精华", 199, 5, "30ml", ["小棕瓶"], ImmutableArray<string>.Empty, "", "")],
        };

        Assert.Equal("晚安修护精华", ProductReader.Find(text, shop, sure: true)!.Value.Value);
    }

    [Theory]
    [InlineData("我在杭州", true, "杭州")]
    [InlineData("杭州市", true, "杭州")]
    [InlineData("桐庐县", false, "桐庐县")]
    public void City_Said_IsRead(string text, bool sure, string value) => Assert.Equal(value, CityReader.Find(text, sure)!.Value.Value);
}
