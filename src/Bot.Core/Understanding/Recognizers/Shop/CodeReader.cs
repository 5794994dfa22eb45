namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>The <c>ordernumber</c>, <c>trackingnumber</c> and <c>wechatid</c> models.</summary>
internal static class CodeReader
{
    private static readonly WordTable<bool> OrderWords = WordTable.Ends("单 订单编 order no 交易 流水 商户单 订单尾");
    private static readonly WordTable<bool> TrackWords = WordTable.Ends("快递 运单 物流 面单 顺丰 圆通 中通 申通 韵达 极兔 德邦 邮政 京东 菜鸟 百世 天天 tracking 包裹 寄回 退货单 回寄 跨越 sf yt jt zto sto yto yd ems jd");

    private static readonly WordTable<bool> WeChatWords = WordTable.Ends("微信 微 wechat weixin wx vx v信 薇信 威信 加v 加我v v 卫星 绿泡泡");

    // The letters before the digits, and whose they are.
    private static readonly (string Prefix, string Courier)[] Couriers =
    [
        ("sf", "顺丰"), ("yto", "圆通"), ("yt", "圆通"), ("zto", "中通"), ("zt", "中通"), ("sto", "申通"), ("yd", "韵达"), ("yunda", "韵达"), ("jt", "极兔"), ("jdv", "京东"), ("jdx", "京东"), ("jd", "京东"), ("dpk", "德邦"),
        ("dpl", "德邦"), ("db", "德邦"), ("ems", "邮政"), ("kye", "跨越"), ("ky", "跨越"), ("uc", "优速"), ("htky", "百世"), ("bt", "百世"), ("tt", "天天"), ("lp", "菜鸟"), ("cn", "菜鸟"), ("fw", "丰网"), ("zjs", "宅急送"), ("ane", "安能"), ("yz", "邮政"),
    ];

    /// <summary>Adds order numbers: digits (and letters) behind 订单号, or 12 to 20 digits that are no courier's.</summary>
    public static void ReadOrders(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (var run = CodeRun.Next(text, 0, joined: true); run.Length > 0; run = CodeRun.Next(text, run.End, joined: true))
        {
            if (run.Length is < 6 or > 32 || run.Digits < 6 || Tracking(text, run) is not null)
            {
                continue;
            }

            var said = run.Digits >= 8 | run.Length - run.Digits <= 4 && CodeRun.Follows(text, run.Start, OrderWords);
            var plain = run.Digits == run.Length && run.Length is >= 12 and <= 20 && !IsIdentity(text[run.Start..run.End]) && !CodeRun.Follows(text, run.Start, WeChatWords);
            if (said || plain)
            {
                into.Add(scan.Found(run.Start, run.Length, "ordernumber", new Field("value", scan.Shown[run.Start..run.End].ToUpperInvariant())));
            }
        }
    }

    /// <summary>Adds couriers' numbers: SF, YT, JD … with digits, or digits behind 快递单号 and the like.</summary>
    public static void ReadTracking(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (var run = CodeRun.Next(text, 0, joined: true); run.Length > 0; run = CodeRun.Next(text, run.End, joined: true))
        {
            if (Tracking(text, run) is { } courier)
            {
                var value = new Field("value", scan.Shown[run.Start..run.End].ToUpperInvariant());
                into.Add(courier.Length == 0 ? scan.Found(run.Start, run.Length, "trackingnumber", value) : scan.Found(run.Start, run.Length, "trackingnumber", value, new Field("courier", courier)));
            }
        }
    }

    /// <summary>Adds WeChat ids: wxid_…, and what stands behind 微信号.</summary>
    public static void ReadWeChat(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (var run = CodeRun.Next(text, 0, joined: true); run.Length > 0; run = CodeRun.Next(text, run.End, joined: true))
        {
            var known = text[run.Start..run.End].StartsWith("wxid_");
            if (run.Length is >= 6 and <= 20 && char.IsAsciiLetter(text[run.Start]) && !(run.End < text.Length && text[run.End] is '@' or '.') && (known || (CodeRun.Follows(text, run.Start, WeChatWords) && IsId(text[run.Start..run.End]))))
            {
                into.Add(scan.Found(run.Start, run.Length, "wechatid", new Field("value", scan.Shown[run.Start..run.End])));
            }
        }
    }

    // A word of letters only is a word: 微信 official.
    private static bool IsId(ReadOnlySpan<char> run) => run.ContainsAnyInRange('0', '9') || run.ContainsAny('_', '-');

    // The courier's name, empty when it is not known; null for no such number.
    private static string? Tracking(ReadOnlySpan<char> text, CodeRun run)
    {
        if (run.Length is < 9 or > 24 || run.Digits < 8)
        {
            return null;
        }

        var code = text[run.Start..run.End];
        if (run.Length == 13 && run.Digits == 9 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) && char.IsAsciiLetter(code[11]) && char.IsAsciiLetter(code[12]))
        {
            return "邮政";
        }

        foreach (var (prefix, courier) in Couriers)
        {
            if (code.StartsWith(prefix) && run.Digits >= 9 && (prefix.Length > 1 && char.IsAsciiDigit(code[prefix.Length]) || prefix is "jdv" or "jdx" or "jd"))
            {
                return courier;
            }
        }

        var plain = run.Digits == run.Length && run.Length is >= 10 and <= 20;
        return plain && CodeRun.Follows(text, run.Start, TrackWords) ? "" : null;
    }

    // Eighteen digits with a birthday are an identity card, and none of our business.
    private static bool IsIdentity(ReadOnlySpan<char> digits) =>
        digits.Length == 18 && digits[6..8] is "19" or "20" && digits[0] is >= '1' and <= '6' && digits[10..12] is "01" or "02" or "03" or "04" or "05" or "06" or "07" or "08" or "09" or "10" or "11" or "12" && digits[12] <= '3' && !(digits[..2] is "20");
}
