using System.Buffers;

namespace Bot.Core.Understanding.Speaking;

/// <summary>What the surface of a message says about whether it wants an answer. Work is linear in the text's length; what is beyond <see cref="MaxRead"/> is not read.</summary>
public readonly record struct SpeakCues
{
    /// <summary>Longest text that is read.</summary>
    public const int MaxRead = 200;

    private static readonly SearchValues<string> Questions = Set(
        "什么", "甚么", "啥", "怎么", "怎样", "咋", "哪", "多少", "多久", "多长", "多大", "多贵", "多远", "几块", "几元", "几号", "几点", "几天", "几个", "几支", "几折",
        "几次", "几年", "几月", "几毛", "如何", "为何", "何时", "谁", "吗", "是不是", "有没有", "能不能", "能否", "是否", "可否", "请问", "求问", "问一下", "问下", "想问",
        "求推荐", "求支招", "求指", "求助", "求教", "求科普", "还是要", "还是得", "可不可以", "来着", "?", "what", "how", "when", "where", "which", "anyone", "can i", "can you",
        "do you", "does it", "is it", "is there", "are there", "should i", "why");

    private static readonly SearchValues<string> Trade = Set(
        "价", "多少钱", "怎么卖", "便宜", "包邮", "邮费", "运费", "有货", "没货", "缺货", "断货", "补货", "现货", "库存", "到货", "发货", "快递", "物流", "单号", "签收", "配送",
        "优惠", "打折", "折扣", "活动", "满减", "退货", "退款", "退换", "换货", "发票", "下单", "付款", "支付", "售后", "尺码", "规格", "保质期", "正品", "小样", "赠品",
        "会员", "积分", "门店", "实体店", "客服", "price", "how much", "in stock", "shipping", "refund", "coupon", "delivery", "discount", "invoice");

    private static readonly SearchValues<string> Rhetoric = Set(
        "难道", "何必", "至于吗", "有完没完", "是不是傻", "怎么这么", "怎么那么", "怎么又", "怎么就", "怎么可能", "什么鬼", "搞什么", "懂的都懂", "你懂的", "谁懂", "谁不", "谁还不",
        "不是吗", "凭什么", "哪有", "哪能", "哪敢", "哪舍得", "什么时候是个头", "有什么办法", "没什么", "不知道为什么", "不知道怎么", "干嘛呢", "吃了吗", "在吗", "睡了吗", "说什么", "对吧", "你说呢");

    private static readonly SearchValues<string> Jokes = Set("哈哈", "hhh", "233", "笑死", "狗头", "doge", "嘿嘿", "嘻嘻", "笑哭", "红红火火", "lol", "haha", "🤣", "😂", "😹", "绝了", "6666");

    private static readonly SearchValues<string> Greets = Set("早上好", "早安", "晚安", "下午好", "晚上好", "大家好", "新年快乐", "生日快乐", "节日快乐", "good morning", "good night", "hello", "辛苦了", "欢迎", "恭喜");

    private static readonly SearchValues<string> Persons = Set("你", "楼上", "楼下", "姐夫", "老公", "老婆", "哥们", "兄弟", "他说", "她说", "@");

    private static readonly SearchValues<string> Helps = Set("有人知道", "谁知道", "有人用过", "有姐妹", "求问", "请问", "求推荐", "求支招", "求助", "新人", "刚进群", "第一次", "能不能讲", "谁能", "想问", "问一下", "问下", "anyone");

    private static readonly SearchValues<string> Ends = Set("谢谢", "谢啦", "多谢", "感谢", "知道了", "明白了", "懂了", "好的", "收到", "不用了", "算了", "找到了", "看到了", "没事了", "解决了", "搞定", "thanks", "thank you", "never mind", "got it", "nvm");

    /// <summary>Asks something: an interrogative, <c>A不A</c>, a closing particle, a question mark.</summary>
    public bool Question { get; private init; }

    /// <summary>Speaks of price, stock, delivery or another matter of a shop.</summary>
    public bool Shop { get; private init; }

    /// <summary>A question that wants no answer.</summary>
    public bool Rhetorical { get; private init; }

    /// <summary>Laughs.</summary>
    public bool Joking { get; private init; }

    /// <summary>Greets or congratulates.</summary>
    public bool Greeting { get; private init; }

    /// <summary>Speaks to, or of, somebody in the group.</summary>
    public bool ToPerson { get; private init; }

    /// <summary>Asks the group for help in so many words.</summary>
    public bool AsksHelp { get; private init; }

    /// <summary>Says that a matter is settled: thanks, never mind, found it.</summary>
    public bool Settled { get; private init; }

    /// <summary>Holds a question mark.</summary>
    public bool Mark { get; private init; }

    /// <summary>Ends in a particle that asks.</summary>
    public bool Particle { get; private init; }

    /// <summary>Letters and digits.</summary>
    public int Letters { get; private init; }

    /// <summary>Latin words.</summary>
    public int LatinWords { get; private init; }

    /// <summary>Reads a text.</summary>
    public static SpeakCues Of(string text)
    {
        Span<char> folded = stackalloc char[MaxRead];
        var (length, letters, words, latin) = (0, 0, 0, false);
        foreach (var raw in text.AsSpan(0, Math.Min(text.Length, MaxRead)))
        {
            var c = char.ToLowerInvariant(Folding.Simplified.Char(TextFold.HalfWidth(raw)));
            folded[length++] = c;
            letters += char.IsLetterOrDigit(c) ? 1 : 0;
            words += char.IsAsciiLetter(c) && !latin ? 1 : 0;
            latin = char.IsAsciiLetter(c);
        }

        ReadOnlySpan<char> read = folded[..length];
        var particle = EndsAsking(read, letters);
        return new SpeakCues
        {
            Question = particle || AorNotA(read) || read.ContainsAny(Questions),
            Shop = read.ContainsAny(Trade),
            Rhetorical = read.ContainsAny(Rhetoric),
            Joking = read.ContainsAny(Jokes),
            Greeting = read.ContainsAny(Greets),
            ToPerson = read.ContainsAny(Persons),
            AsksHelp = read.ContainsAny(Helps),
            Settled = letters <= 12 && read.ContainsAny(Ends),
            Mark = read.Contains('?'),
            Particle = particle,
            Letters = letters,
            LatinWords = words,
        };
    }

    // 能不能, 有没有, 要不要, 好不好.
    private static bool AorNotA(ReadOnlySpan<char> text)
    {
        for (var i = 2; i < text.Length; i++)
        {
            if (text[i - 1] is '不' or '没' && text[i] == text[i - 2] && text[i] >= '\u4e00')
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsAsking(ReadOnlySpan<char> text, int letters)
    {
        var end = text.Length - 1;
        while (end >= 0 && (!char.IsLetterOrDigit(text[end]) || text[end] == 'h'))
        {
            end--;
        }

        return end >= 0 && (text[end] is '吗' or '嘛' or '么' or '呢' || (letters >= 4 && text[end] is '不' or '没'));
    }

    private static SearchValues<string> Set(params ReadOnlySpan<string> words) => SearchValues.Create(words, StringComparison.Ordinal);
}
