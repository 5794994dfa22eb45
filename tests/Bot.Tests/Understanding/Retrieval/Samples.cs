using Bot.Core.Understanding;
using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

/// <summary>A small shop's questions.</summary>
internal static class Samples
{
    public static readonly Background Plain = Background.Build(Lexicon.Empty);

    public static readonly Ask[] Asks =
    [
        new("ship.when", "什么时候发货"), new("ship.when", "今天下单几号能到"), new("ship.when", "when will it ship"),
        new("ship.fee", "包邮吗"), new("ship.fee", "运费多少钱"), new("ship.fee", "满多少免邮"),
        new("return.how", "怎么退货"), new("return.how", "不喜欢可以退吗"), new("return.how", "退货流程是什么"),
        new("invoice", "可以开发票吗"), new("invoice", "发票抬头怎么填"), new("invoice", "电子发票在哪下载"),
        new("coupon", "优惠券怎么用"), new("coupon", "优惠券在哪里领"), new("coupon", "为什么券用不了"),
        new("genuine", "是正品吗"), new("genuine", "怎么辨别真假"), new("hello", "你好"),
    ];

    public static Retriever Shop { get; } = Retriever.Build(Asks, Plain);

    public static IEnumerable<Ask> Made(int count, int seed)
    {
        var random = new Random(seed);
        string[] things = ["面霜", "精华", "洗面奶", "防晒", "口红", "面膜", "订单", "发票", "券", "会员", "快递", "赠品"];
        string[] asked = ["多少钱", "怎么用", "什么时候到", "能退吗", "有货吗", "在哪里看", "怎么领", "为什么没有", "可以改吗", "是真的吗"];
        for (var i = 0; i < count; i++)
        {
            yield return new Ask($"e{random.Next(count / 2 + 1)}", $"{things[random.Next(things.Length)]}{(char)(0x4E00 + random.Next(400))}{asked[random.Next(asked.Length)]}");
        }
    }
}
