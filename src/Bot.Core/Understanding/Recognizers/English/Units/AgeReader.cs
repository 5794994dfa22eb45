using Bot.Core.Understanding.Recognizers.English.Numbers;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>English ages: five years old, 87 yo, 6 weeks of age.</summary>
internal static class AgeReader
{
    /// <summary>Reads all ages.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        foreach (var reading in UnitReading.Read(scan, UnitNames.Ages, letters: false))
        {
            if (reading.Value is { } value)
            {
                into.Add(scan.FoundLower(reading.Start, reading.End, "age", new Field("value", NumberFormat.Text(value)), new Field("unit", reading.Name.Unit)));
            }
        }
    }
}
