namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Prices without a number: 门票免费, 免费的, 不免费, 不要钱.</summary>
internal static class FreeOfCharge
{
    private static readonly WordTable<bool> Words = WordTable.Starts("免费 免票 不要钱 不花钱 不收费 没有门票费 没门票费");
    private static readonly WordTable<bool> Follows = WordTable.Starts("的 景 玩 开放 入 游 可以玩 参观 停车 吗 么 呢 吧 不 , ， 。 ! ！ ? ？");
    private static readonly string[] Topics = ["门票", "票价", "价格", "运费", "邮费", "快递费", "手续费", "安装费", "服务费"];

    /// <summary>Adds them.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (var at = 0; at < text.Length; at++)
        {
            var length = text[at] is '免' or '不' or '没' ? Words.Length(text[at..]) : 0;
            if (length == 0)
            {
                continue;
            }

            var not = text[at] == '免' && text[..at] is [.., '不'] or [.., '不', '是'] ? (text[at - 1] == '不' ? 1 : 2) : 0;
            if (not > 0 || at + length == text.Length || Follows.Has(text[(at + length)..]) || HasTopic(text, at))
            {
                into.Add(scan.Lower(at - not, length + not, "price",
                    new Field("value", not > 0 ? "(0,]" : "0"), new Field("unit", Coins.Name("CNY")), new Field("isoCurrency", "CNY")));
            }

            at += length - 1;
        }
    }

    private static bool HasTopic(ReadOnlySpan<char> text, int at)
    {
        var near = text[Math.Max(0, at - 8)..at];
        foreach (var word in Topics)
        {
            if (near.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
