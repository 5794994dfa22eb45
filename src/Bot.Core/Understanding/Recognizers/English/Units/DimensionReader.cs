using Bot.Core.Understanding.Recognizers.English.Numbers;
using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>English lengths, areas, volumes, weights, speeds, sizes of data and angles; and such units alone.</summary>
internal static class DimensionReader
{
    private static readonly string[] InchFollowers = ["tall", "long", "wide", "high", "deep", "thick", "by", "x", "in", "screen", "display", "diameter", "heel", "of"];

    /// <summary>Reads all of them.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        var readings = UnitReading.Read(scan, UnitNames.Dimensions, letters: false);
        var quotes = new Quotes(text);
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (reading.Value is not { } value)
            {
                Add(scan, into, reading, null, reading.Name.Unit);
                continue;
            }

            if (reading.Name.Kind == "Length" && Rate(text, reading.End) is { } rate)
            {
                Add(scan, into, reading with { End = rate.End, Name = reading.Name with { Kind = "Speed" } }, NumberFormat.Text(value), $"{reading.Name.Unit} per {rate.Time}");
                continue;
            }

            var joined = false;
            while (i + 1 < readings.Count && readings[i + 1].Value is { } less && Ratio(reading.Name.Unit, readings[i + 1].Name.Unit) is var ratio and > 0
                && Joins(text, reading.End, readings[i + 1].Start))
            {
                value += less / ratio;
                reading = reading with { End = readings[i + 1].End };
                joined = true;
                i++;
            }

            if (joined)
            {
                Add(scan, into, reading, value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), reading.Name.Unit);
            }
            else if (Meant(text, reading, value, ref quotes))
            {
                Add(scan, into, reading, NumberFormat.Text(value), reading.Name.Unit);
            }
        }
    }

    private static void Add(Scan scan, List<Recognized> into, UnitReading reading, string? value, string unit) =>
        into.Add(scan.FoundLower(reading.Start, reading.End, "dimension", new Field("value", value), new Field("unit", unit), new Field("subtype", reading.Name.Kind)));

    // 6 pm is a time, 2 in april a date, 24 degrees a temperature where the text speaks of one, and a quote that ends is no inch.
    private static bool Meant(string text, UnitReading reading, double value, ref Quotes quotes)
    {
        var before = BeforeBlanks(text, reading.Start) - 1;
        if (before >= 0 && char.GetUnicodeCategory(text[before]) == System.Globalization.UnicodeCategory.CurrencySymbol)
        {
            return false;
        }

        var name = text.AsSpan(0, reading.End);
        return reading.Name.Unit switch
        {
            "Picometer" when name.EndsWith("pm") => Math.Abs(value) >= 13 && !(reading.Start > 0 && text[reading.Start - 1] == ':'),
            "Inch" when name.EndsWith("in") => Ends(text, reading.End),
            "Inch" when name[^1] == '"' => !quotes.Open(text, reading.Start),
            "Degree" => !TemperatureReader.IsHeatWord(text) && !Scale(text, reading.End),
            "Turn" => false,
            _ => true,
        };
    }

    // "in" as inch: at an end, or before a word that measures.
    private static bool Ends(string text, int end)
    {
        var at = AfterBlanks(text, end);
        if (at >= text.Length || !char.IsLetterOrDigit(text[at]))
        {
            return true;
        }

        foreach (var word in InchFollowers)
        {
            if (text.AsSpan(at).StartsWith(word) && !IsWordAt(text, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    // A temperature's scale after the degrees.
    private static bool Scale(string text, int end)
    {
        var at = AfterBlanks(text, end);
        return UnitNames.Temperatures.Find(text, at) is { Name.Unit: not "Degree" };
    }

    // per hour, an hour, /h after a length.
    private static (string Time, int End)? Rate(string text, int end)
    {
        var at = AfterBlanks(text, end);
        if (at >= text.Length)
        {
            return null;
        }

        var rest = text.AsSpan(at);
        var word = rest[0] == '/' ? 1 : rest.StartsWith("per ") ? 4 : rest.StartsWith("an ") ? 3 : rest.StartsWith("a ") ? 2 : 0;
        if (word == 0)
        {
            return null;
        }

        var start = AfterBlanks(text, at + word);
        var last = start;
        while (last < text.Length && last - start <= 12 && char.IsAsciiLetter(text[last]))
        {
            last++;
        }

        var time = text.AsSpan(start, last - start) switch
        {
            "hour" or "hr" or "hours" => "hour",
            "h" when word != 2 && word != 3 => "hour",
            "minute" or "min" => "minute",
            "second" or "sec" => "second",
            "s" when word != 2 => "second",
            "millisecond" => "millisecond",
            "ms" when word != 2 => "millisecond",
            "microsecond" => "microsecond",
            _ => null,
        };
        return time is null || IsWordAt(text, last) ? null : (time, last);
    }

    private static double Ratio(string large, string small) => (large, small) switch
    {
        ("Foot", "Inch") => 12,
        ("Yard", "Foot") => 3,
        ("Yard", "Inch") => 36,
        ("Mile", "Yard") => 1760,
        ("Mile", "Foot") => 5280,
        _ => 0,
    };

    private static bool Joins(string text, int end, int start)
    {
        var at = AfterBlanks(text, end);
        if (text.AsSpan(at).StartsWith("and "))
        {
            at = AfterBlanks(text, at + 4);
        }

        return at == start;
    }

    // Whether a quotation is open at a place; places come from left to right.
    private struct Quotes(string text)
    {
        private int at;
        private bool open;

        public bool Open(string source, int until)
        {
            for (; at < until; at++)
            {
                open ^= text[at] == '"' && !(at > 0 && char.IsAsciiDigit(source[at - 1]));
            }

            return open;
        }
    }
}
