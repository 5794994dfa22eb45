using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Understanding.Recognizers;
using Bot.Tests.Kit;

namespace Bot.Tests.Understanding.Recognizers.Shop;

/// <summary>Shows what the chat profile reads from a text, in one line.</summary>
internal static class ShopReading
{
    /// <summary>A Saturday.</summary>
    public static readonly DateTime Now = new(2026, 11, 21, 10, 0, 0);

    public static RecognizeOptions Options(params ReadOnlySpan<RecognizerModel> models) => new(RecognizerCulture.Chinese, RecognizerProfile.Chat, Now, [.. models]);

    public static ImmutableArray<Recognized> All(string text) => Recognizer.Recognize(text, Options());

    public static string Show(string text) => string.Join(" | ", All(text).Select(Show));

    public static bool IsMoneyOrCount(Recognized one) => one.TypeName is "price" or "currency" or "quantity" or "discount";

    /// <summary>A file of test data beside the repository; the test is skipped when it is absent.</summary>
    public static string Shared(string name)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "data", name);
        if (!File.Exists(path))
        {
            Assert.Skip($"no ../shared/data/{name} beside the repository");
        }

        return path;
    }

    private static string Show(Recognized one) => $"{one.TypeName}“{one.Text}”{{{string.Join(",", one.Resolution.Select(field => $"{field.Name}={Word(field.Value)}"))}}}";

    private static string Word(object? value) => value switch
    {
        ImmutableArray<ImmutableArray<Field>> values => string.Join("; ", values.Select(fields => string.Join(",", fields.Select(field => $"{field.Name}={field.Value}")))),
        JsonElement element => element.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };
}
