using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.English;

/// <summary>Shows what a model reads, in one line, so that a test is one line too.</summary>
internal static class Reads
{
    /// <summary>"text=value" of each result, with its unit and currency where it has them; separated by "; ".</summary>
    public static string Shown(string text, RecognizerModel model, RecognizerCulture culture = RecognizerCulture.English)
    {
        var found = Recognizer.Recognize(text, new RecognizeOptions(culture, RecognizerProfile.Spec, new DateTime(2016, 11, 7), [model]));
        foreach (var one in found)
        {
            Assert.InRange(one.Start, 0, one.End);
            Assert.InRange(one.End, one.Start, text.Length - 1);
        }

        return string.Join("; ", found.Select(one => $"{one.Text}={one["value"] ?? "-"}{Of(one, "unit")}{Of(one, "isoCurrency")}"));
    }

    private static string Of(Recognized one, string name) => one[name] is { } value ? $" {value}" : "";
}
