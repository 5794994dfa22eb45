using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Recognizers.Chinese.Numbers;

namespace Bot.Core.Understanding.Recognizers.Chinese.Units;

/// <summary>The <c>dimension</c>, <c>age</c> and <c>temperature</c> models, as Microsoft reads Chinese.</summary>
internal static class UnitModels
{
    private static readonly UnitTable Dimensions = new(
        from line in ShippedTable.Lines("Recognizers.Chinese.Units.Dimensions.txt")
        let field = line.Split('|')
        let unit = new Unit(field[0])
        from word in UnitTable.Words(unit, field[1], weak: false).Concat(UnitTable.Words(unit, field[2], weak: true))
        select word);

    private static readonly UnitTable Ages = new(
    [
        .. UnitTable.Words(new("Year"), "周岁", weak: false),
        .. UnitTable.Words(new("Year"), "岁 岁大 周岁大", weak: true),
        .. UnitTable.Words(new("Month"), "个月大 月大", weak: true),
        .. UnitTable.Words(new("Week"), "周大 个星期大 星期大 个周大", weak: true),
        .. UnitTable.Words(new("Day"), "天大 日大", weak: true),
    ]);

    private static readonly UnitTable Temperatures = new(
    [
        .. UnitTable.Words(new("F"), "华氏温度 华氏度 °f ℉", weak: false),
        .. UnitTable.Words(new("K"), "开尔文温度 开氏度 凯氏度 开尔文", weak: false),
        .. UnitTable.Words(new("K"), "k", weak: true),
        .. UnitTable.Words(new("R"), "兰氏温度 兰氏度 °r", weak: false),
        .. UnitTable.Words(new("C"), "摄氏温度 摄氏度 °c ℃", weak: false),
        .. UnitTable.Words(new("Degree"), "度 °", weak: true),
        .. UnitTable.Words(new("F"), "华氏温度 华氏", weak: false, sign: true),
        .. UnitTable.Words(new("K"), "开氏温度 开氏", weak: false, sign: true),
        .. UnitTable.Words(new("R"), "兰氏温度 兰氏", weak: false, sign: true),
        .. UnitTable.Words(new("C"), "摄氏温度 摄氏", weak: false, sign: true),
    ]);

    private static readonly Unit Liang = new("Liang");

    /// <summary>Lengths, areas, volumes, weights, speeds, amounts of data, power and energy.</summary>
    public static void ReadDimension(Scan scan, List<Recognized> into)
    {
        var found = UnitScanner.Read(scan, Dimensions);
        var liang = scan.Text.Contains('两') ? Weighed(scan) : [];
        foreach (var span in liang.Count == 0 ? found : Merged(found, liang))
        {
            Add(scan, span, "dimension", into);
        }
    }

    /// <summary>Ages.</summary>
    public static void ReadAge(Scan scan, List<Recognized> into) => ReadAll(scan, Ages, "age", into);

    /// <summary>Temperatures.</summary>
    public static void ReadTemperature(Scan scan, List<Recognized> into) => ReadAll(scan, Temperatures, "temperature", into);

    private static void ReadAll(Scan scan, UnitTable table, string type, List<Recognized> into)
    {
        foreach (var span in UnitScanner.Read(scan, table))
        {
            Add(scan, span, type, into);
        }
    }

    private static void Add(Scan scan, UnitSpan span, string type, List<Recognized> into) =>
        into.Add(scan.Lower(span.Start, span.End - span.Start, type, new Field("value", span.Value is { } value ? NumberSpan.Write(value) : null), new Field("unit", span.Unit.Name)));

    // 1234两, 半斤八两: a digit that is a unit when a number stands right before it and nothing counted behind it.
    private static List<UnitSpan> Weighed(Scan scan)
    {
        var numbers = ChineseNumbers.Of(scan);
        var found = new List<UnitSpan>();
        for (var i = 0; i + 1 < numbers.Length; i++)
        {
            var (number, unit) = (numbers[i], numbers[i + 1]);
            if (unit.Start == number.End
                && unit.Length == 1
                && scan.Text[unit.Start] == '两'
                && !(i > 0 && numbers[i - 1].End == number.Start)
                && !(i + 2 < numbers.Length && numbers[i + 2].Start == unit.End)
                && !(unit.End < scan.Text.Length && "个只天次年岁块件句位条张元万千百".Contains(scan.Text[unit.End], StringComparison.Ordinal)))
            {
                found.Add(new UnitSpan(number.Start, unit.End, number.Value, Liang, false, true));
            }
        }

        return found;
    }

    private static IEnumerable<UnitSpan> Merged(List<UnitSpan> found, List<UnitSpan> others) =>
        found.Where(one => !others.Exists(other => one.Start < other.End && other.Start < one.End)).Concat(others).OrderBy(one => one.Start);
}
