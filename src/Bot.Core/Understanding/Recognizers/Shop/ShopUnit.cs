using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>What a unit measures.</summary>
internal enum UnitKind
{
    /// <summary>No unit.</summary>
    None,

    /// <summary>元, 块, 美元.</summary>
    Money,

    /// <summary>毛, 角.</summary>
    Tenth,

    /// <summary>分钱.</summary>
    Hundredth,

    /// <summary>%, 百分之.</summary>
    Percent,

    /// <summary>折.</summary>
    Fold,

    /// <summary>码.</summary>
    Size,

    /// <summary>度, ℃.</summary>
    Heat,

    /// <summary>岁.</summary>
    Age,

    /// <summary>米, kg, gb.</summary>
    Dimension,

    /// <summary>Counts goods: 斤, 箱, 件.</summary>
    Strong,

    /// <summary>Counts goods among other things: 张, 份, 台.</summary>
    Medium,

    /// <summary>个.</summary>
    Weak,

    /// <summary>Anything else: 人, 天, 楼.</summary>
    Other,
}

/// <summary>A unit.</summary>
/// <param name="Kind">What it measures.</param>
/// <param name="Name">Its name in results; money's ISO code.</param>
internal sealed record ShopUnit(UnitKind Kind, string Name)
{
    /// <summary>No unit.</summary>
    public static ShopUnit None { get; } = new(UnitKind.None, "");

    /// <summary>Chinese money.</summary>
    public static ShopUnit Yuan { get; } = new(UnitKind.Money, "CNY");

    /// <summary>Goods counted in 块, which is mostly money.</summary>
    public static ShopUnit Lump { get; } = new(UnitKind.Medium, "块");

    /// <summary>True for money in any coin.</summary>
    public bool IsMoney => Kind is UnitKind.Money or UnitKind.Tenth or UnitKind.Hundredth;

    /// <summary>True for what counts goods.</summary>
    public bool IsCount => Kind is UnitKind.Strong or UnitKind.Medium or UnitKind.Weak;
}

/// <summary>The units of a shop and their words.</summary>
internal static class ShopUnits
{
    private const int Longest = 8;

    private static readonly FrozenDictionary<string, ShopUnit> Words = Read().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, ShopUnit>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // Characters that make another word of the unit before them: 条件, 包邮, 双方, 元旦, 支持.
    private static readonly FrozenDictionary<char, string> Other = new Dictionary<char, string>
    {
        ['元'] = "旦素宵月气首凶老朝代组方次论店桥",
        ['角'] = "落度色形逐斗",
        ['毛'] = "病衣巾笔利孩发线毯绒主",
        ['米'] = "饭线粉酒色面其兰奇",
        ['度'] = "过假数日量角无全旋环转调定电的近",
        ['码'] = "头农",
        ['斤'] = "斤",
        ['包'] = "括邮装含裹子容退办庇办过围换",
        ['瓶'] = "子颈",
        ['箱'] = "子包",
        ['袋'] = "子鼠",
        ['盒'] = "子马饭",
        ['罐'] = "头装",
        ['桶'] = "装",
        ['件'] = "事套",
        ['双'] = "方十11卡人层面开向击休核倍重色皮肩击胞拼旦",
        ['套'] = "路餐装房间现件娃图圈",
        ['打'] = "折算开卡车包印游架赏死听电针字了扫水球造几八九七六五四三对0123456789",
        ['支'] = "持付撑援出票付教队烟流",
        ['提'] = "前高示醒货交升到问出供拔现成车着",
        ['单'] = "位号独个品买价日人身纯词元机选元据点反",
        ['管'] = "理家不用道他它你我得",
        ['板'] = "块子凳栗",
        ['卷'] = "子积土入起发",
        ['听'] = "说话起着歌课到",
        ['串'] = "联口行",
        ['捆'] = "绑",
        ['扎'] = "心实根",
        ['台'] = "湾风阶词式北",
        ['份'] = "额子",
        ['只'] = "有要能是需想会为不剩好用看买卖发装",
        ['张'] = "嘴贴口",
        ['条'] = "件款例理码形",
        ['组'] = "织合长成件建装员团",
        ['对'] = "方于比应不着接话齐象称面付的吧了吗联战折口",
        ['片'] = "子段面刻区源",
        ['本'] = "来身地店周月人次质该年科命群",
        ['把'] = "握手这那它他我你",
        ['粒'] = "度子",
        ['杯'] = "子",
        ['顶'] = "多级部不住",
        ['床'] = "单上垫头",
        ['副'] = "本作驾主业",
        ['根'] = "据本源",
        ['部'] = "分门署",
        ['盘'] = "点子",
        ['贴'] = "吧图",
        ['款'] = "式项",
        ['个'] = "性体头案别",
        ['升'] = "级职学值降温",
        ['克'] = "服制隆",
        ['平'] = "均时台安静面板常衡凡民替时",
        ['尺'] = "寸码子",
        ['寸'] = "头步",
        ['伏'] = "特",
        ['瓦'] = "斯片",
        ['刀'] = "具片口工",
        ['欧'] = "洲美码",
        ['分'] = "钟之手别开析成享类支红期布配",
        ['岁'] = "月末",
        ['折'] = "叠页伞屏纸线射磨腾回旧合子",
        ['大'] = "概约致",
    }.ToFrozenDictionary();

    /// <summary>The longest unit at a place and the place after it; null when none is there.</summary>
    public static ShopUnit? At(ReadOnlySpan<char> text, int position, out int end)
    {
        end = position;
        if (position >= text.Length)
        {
            return null;
        }

        if (char.IsAsciiLetter(text[position]))
        {
            while (end < text.Length && end < position + 12 && (char.IsAsciiLetter(text[end]) || (end > position && text[end] is '/' or '2' or '3')))
            {
                end++;
            }

            // m2, km/h; and no more than letters otherwise.
            if (Whole(text, position, end, out var unit))
            {
                return unit;
            }

            while (end > position && !char.IsAsciiLetter(text[end - 1]))
            {
                end--;
            }

            var slash = text[position..end].IndexOf('/');
            end = slash > 0 ? position + slash : end;
            return Whole(text, position, end, out unit) ? unit : null;
        }

        for (var length = Math.Min(Longest, text.Length - position); length > 0; length--)
        {
            if (Lookup.TryGetValue(text.Slice(position, length), out var unit) && !(length == 1 && IsOther(text, position)))
            {
                end = position + length;
                return unit;
            }
        }

        return null;
    }

    private static bool Whole(ReadOnlySpan<char> text, int position, int end, out ShopUnit? unit)
    {
        unit = null;
        return end > position && !(end < text.Length && char.IsAsciiLetterOrDigit(text[end])) && Lookup.TryGetValue(text[position..end], out unit);
    }

    private static bool IsOther(ReadOnlySpan<char> text, int position) =>
        position + 1 < text.Length && Other.TryGetValue(text[position], out var next) && next.Contains(text[position + 1], StringComparison.Ordinal);

    private static Dictionary<string, ShopUnit> Read()
    {
        var words = new Dictionary<string, ShopUnit>(StringComparer.Ordinal);
        foreach (var line in ShippedTable.Lines("Recognizers.Shop.Units.txt"))
        {
            var field = line.Split('|');
            var kind = Enum.Parse<UnitKind>(field[0]);
            var unit = kind == UnitKind.Money && field[1] == "CNY" ? ShopUnit.Yuan : new ShopUnit(kind, field[1]);
            foreach (var word in field[2].Split(' '))
            {
                words[word] = unit;
            }
        }

        return words;
    }
}
