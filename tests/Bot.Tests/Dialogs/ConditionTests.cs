using System.Collections.Immutable;
using Bot.Core.Dialogs;

namespace Bot.Tests.Dialogs;

public sealed class ConditionTests
{
    private static readonly DialogState State = new()
    {
        Dialog = "d",
        Instance = "i",
        Starter = "s",
        StartedAt = default,
        LastAt = default,
        Slots = ImmutableSortedDictionary<string, SlotValue>.Empty
            .Add("kind", new("退款", "退货")).Add("focus", new("猫，静音", "宠物、静音")).Add("budget", new("两千", "2000", 2000)).Add("skipped", new("跳过", ""))
            .Add("tail", new("8000", "8000")),
        Saved = ImmutableSortedDictionary<string, string>.Empty
            .Add("o", """{"days":8,"status":"已发货","paid":true,"tail":"8000"}""").Add("products", "[]").Add("found", """[{"name":"a"}]"""),
    };

    [Theory]
    [InlineData("kind is 退货", true)]
    [InlineData("kind is not 退货", false)]
    [InlineData("kind is '退货'", true)]
    [InlineData("focus is 静音", true)]
    [InlineData("focus is 除甲醛", false)]
    [InlineData("budget > 1999", true)]
    [InlineData("budget>=2000", true)]
    [InlineData("budget < 2000", false)]
    [InlineData("budget <= 2000.5", true)]
    [InlineData("budget is 2000", true)]
    [InlineData("missing > 3", false)]
    [InlineData("missing is empty", true)]
    [InlineData("skipped is empty", true)]
    [InlineData("kind is not empty", true)]
    [InlineData("products is empty", true)]
    [InlineData("found is not empty", true)]
    [InlineData("found.count is 1", true)]
    [InlineData("o.days > 7 and kind is 退货", true)]
    [InlineData("o.days > 9 and kind is 退货", false)]
    [InlineData("o.days > 9 or kind is 退货", true)]
    [InlineData("o.days > 9 or kind is 换货 or o.paid is yes", true)]
    [InlineData("kind is 换货 and o.days > 7 or budget > 1", true)]
    [InlineData("o.nothing is empty", true)]
    [InlineData("o.tail is tail", true)]
    [InlineData("o.tail is 'tail'", false)]
    public void Holds_Condition_IsDecided(string text, bool holds) => Assert.Equal(holds, ConditionTest.Holds(ConditionParser.Parse(text).Condition!, State));

    [Theory]
    [InlineData("", 0)]
    [InlineData("kind", 0)]
    [InlineData("kind = 退货", 0)]
    [InlineData("kind is", 0)]
    [InlineData("kind is not", 0)]
    [InlineData("budget > viel", 0)]
    [InlineData("kind is 退货 and ", 15)]
    [InlineData("kind is 退货 or budget >> 3", 14)]
    [InlineData("System.Exit()", 0)]
    public void Parse_NoCondition_SaysWhere(string text, int offset) => Assert.Equal((null, offset), ConditionParser.Parse(text));
}
