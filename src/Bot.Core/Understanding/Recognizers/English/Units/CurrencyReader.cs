using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;
using Bot.Core.Understanding.Recognizers.English.Numbers;
using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>English amounts of money: $20, 5 dollars and 30 cents, 75 USD million, one dollar and one; and currencies alone.</summary>
internal static class CurrencyReader
{
    // Small unit -> last word of the large unit's name -> how many make one.
    private static readonly FrozenDictionary<string, FrozenDictionary<string, double>> Small = ShippedTable.Lines("Recognizers.English.Units.SmallMoney.txt")
        .Select(static line => line.Split('|'))
        .GroupBy(static parts => parts[0])
        .ToFrozenDictionary(
            static group => group.Key,
            static group => group.SelectMany(static parts => parts[2].Split(',').Select(large => (large, double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))))
                .DistinctBy(static pair => pair.large, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(static pair => pair.large, static pair => pair.Item2, StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads all amounts.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var readings = UnitReading.Read(scan, UnitNames.Currencies, letters: true);
        if (readings.Count == 0)
        {
            return;
        }

        var numbers = scan.EnglishNumbers.Numbers;
        var number = 0;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (reading.Value is null || Small.ContainsKey(reading.Name.Unit))
            {
                Add(scan, into, reading);
                continue;
            }

            // 3 dollars (and) 50 cents.
            while (i + 1 < readings.Count && readings[i + 1].Value is { } less && Ratio(reading.Name, readings[i + 1].Name) is var ratio and > 0
                && Joins(scan.Text, reading.End, readings[i + 1].Start))
            {
                reading = reading with { End = readings[i + 1].End, Value = reading.Value + (less / ratio) };
                i++;
            }

            // 15 dollars (and) 50.
            while (number < numbers.Count && numbers[number].Start < reading.End)
            {
                number++;
            }

            var next = i + 1 < readings.Count ? readings[i + 1].Start : int.MaxValue;
            if (number < numbers.Count && numbers[number].Start < next && !(next < int.MaxValue && next < numbers[number].End) && Cents(scan.Text, reading, numbers[number]) is { } cents)
            {
                reading = reading with { End = numbers[number].End, Value = reading.Value + (cents / 100) };
            }

            Add(scan, into, reading);
        }
    }

    private static double Ratio(UnitName large, UnitName small) =>
        Small.TryGetValue(small.Unit, out var names) && names.TryGetValue(large.Unit[(large.Unit.LastIndexOf(' ') + 1)..], out var ratio) ? ratio : 0;

    private static double? Cents(string text, UnitReading reading, EnglishNumber number) =>
        reading.Value == Math.Floor(reading.Value!.Value) && number.Kind == NumberKind.Integer && number.Value is > 0 and < 100 && text[number.Start] != '-'
            && number.End == number.BareEnd && !number.Glued && !(number.End < text.Length && text[number.End] is '-' or '%' or '/' or ':')
            && Joins(text, reading.End, number.Start)
            ? number.Value
            : null;

    // Blanks, or "and" between blanks.
    private static bool Joins(string text, int end, int start)
    {
        var at = AfterBlanks(text, end);
        if (at == start)
        {
            return at > end;
        }

        return at > end && text.AsSpan(at).StartsWith("and") && AfterBlanks(text, at + 3) == start && start > at + 3;
    }

    private static void Add(Scan scan, List<Recognized> into, UnitReading reading)
    {
        var value = new Field("value", reading.Value is { } worth ? NumberFormat.Text(worth) : null);
        var unit = new Field("unit", reading.Name.Unit);
        into.Add(reading.Name.Kind.Length == 0
            ? scan.FoundLower(reading.Start, reading.End, "currency", value, unit)
            : scan.FoundLower(reading.Start, reading.End, "currency", value, unit, new Field("isoCurrency", reading.Name.Kind)));
    }
}
