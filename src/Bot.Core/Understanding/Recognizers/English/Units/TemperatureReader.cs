using Bot.Core.Understanding.Recognizers.English.Numbers;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>English temperatures: 30 degrees celsius, 85°, and scales alone.</summary>
internal static class TemperatureReader
{
    private static readonly System.Buffers.SearchValues<string> Angles = System.Buffers.SearchValues.Create(
        ["angle", "turn", "rotat", "tilt", "spin", "pivot", "swivel", "latitude", "longitude", "azimuth", "slope"],
        StringComparison.Ordinal);

    private static readonly System.Buffers.SearchValues<string> HeatWords = System.Buffers.SearchValues.Create(
        ["temperature", "weather", "thermostat", "boil", "freez", "celsius", "fahrenheit", "fever"],
        StringComparison.Ordinal);

    private static readonly System.Buffers.SearchValues<string> Heat = System.Buffers.SearchValues.Create(
        ["temperature", "temp ", "weather", "thermostat", "heat", "hot", "warm", "cold", "cool", "boil", "freez", "oven", "fever", "celsius", "fahrenheit"],
        StringComparison.Ordinal);

    /// <summary>Reads all temperatures.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        foreach (var reading in UnitReading.Read(scan, UnitNames.Temperatures, letters: false))
        {
            if (reading.Name.Unit == "Degree" ? !IsAngle(scan.Text) : !reading.Name.Unsure || (reading.Value is { } worth && IsMeant(scan.Text, reading, worth)))
            {
                into.Add(scan.FoundLower(
                    reading.Start,
                    reading.End,
                    "temperature",
                    new Field("value", reading.Value is { } value ? NumberFormat.Text(value) : null),
                    new Field("unit", reading.Name.Unit)));
            }
        }
    }

    // 30 c, and 30c where the text speaks of heat; not 2021 C.P.I., nor a form 13F.
    private static bool IsMeant(string text, UnitReading reading, double value) =>
        !(reading.End + 1 < text.Length && text[reading.End] == '.' && char.IsLetter(text[reading.End + 1]))
            && ((Math.Abs(value) < 500 && reading.Name.Unit != "K" && char.IsWhiteSpace(text[reading.End - 2])) || IsHeat(text));

    /// <summary>True when degrees in this text are those of an angle.</summary>
    public static bool IsAngle(string text) => text.AsSpan().ContainsAny(Angles);

    /// <summary>True when degrees in this text are those of a temperature.</summary>
    public static bool IsHeatWord(string text) => text.AsSpan().ContainsAny(HeatWords);

    /// <summary>True when the text may speak of heat or cold.</summary>
    public static bool IsHeat(string text) => text.AsSpan().ContainsAny(Heat);
}
