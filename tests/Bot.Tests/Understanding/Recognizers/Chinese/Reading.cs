using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.Chinese;

/// <summary>Shows what is read from a Chinese text in Microsoft's profile, in one line.</summary>
internal static class Reading
{
    public static string Of(RecognizerModel model, string text) =>
        string.Join(" | ", Recognizer.Recognize(text, Options(model)).Select(one => $"{one.Text}={one["value"]}"));

    public static string Units(RecognizerModel model, string text) =>
        string.Join(" | ", Recognizer.Recognize(text, Options(model)).Select(one => $"{one.Text}={one["value"] ?? "null"} {one["unit"]}"));

    public static RecognizeOptions Options(RecognizerModel model) => new(RecognizerCulture.Chinese, RecognizerProfile.Spec, new DateTime(2016, 11, 7), [model]);
}
