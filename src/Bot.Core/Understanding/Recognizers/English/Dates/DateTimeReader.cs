using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Dates, times, periods, durations and sets in English, as Microsoft's DateTimeModel reads them (<c>datetimeV2.*</c>).</summary>
internal static class DateTimeReader
{
    /// <summary>The reader for <see cref="RecognizerModel.DateTime"/>.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var tokens = Lexer.Cut(scan.Text, out var count, out var timely);
        if (!timely)
        {
            return;
        }

        var reading = new Reading(scan.Text, tokens, count, scan.Options.Reference);
        foreach (var piece in new Joiner(reading).Join(reading.Pieces()))
        {
            var start = tokens[piece.First].Start;
            var length = tokens[piece.Next - 1].End - start;

            // Microsoft's reading shows these in lower case.
            into.Add(TimeResolution.Found(scan, start, length, piece.Value) with { Text = scan.Text.Substring(start, length) });
        }
    }
}
