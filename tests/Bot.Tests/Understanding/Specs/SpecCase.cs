using System.Text.Json;
using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Specs;

/// <summary>One case of Microsoft's test data (../shared/language.md, 1.2).</summary>
public sealed record SpecCase(int Number, string Input, DateTime Reference, bool Skipped, JsonElement Results);

/// <summary>One file of cases and the model that it tests.</summary>
public sealed record SpecFile(string Path, RecognizerCulture Culture, RecognizerModel Model)
{
    /// <summary>The model files below a folder that this project reads.</summary>
    public static IEnumerable<SpecFile> Under(string specs) =>
        from culture in Enum.GetValues<RecognizerCulture>()
        from path in Directory.EnumerateFiles(specs, "*Model.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Directory.GetParent(path)!.Name == culture.ToString()
        select new SpecFile(path, culture, ModelOf(System.IO.Path.GetFileNameWithoutExtension(path)));

    /// <summary>Its cases.</summary>
    public IEnumerable<SpecCase> Cases()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path).TrimStart('\uFEFF'));
        var number = 0;
        foreach (var one in document.RootElement.EnumerateArray())
        {
            var flags = Text(one, "NotSupported") + "," + Text(one, "NotSupportedByDesign") + "," + Text(one, "NotSupportedBy");
            var reference = one.TryGetProperty("Context", out var context) && context.TryGetProperty("ReferenceDateTime", out var at) ? at.GetDateTime() : new DateTime(2016, 11, 7);
            yield return new SpecCase(
                number++,
                one.GetProperty("Input").GetString()!,
                reference,
                flags.Contains("dotnet", StringComparison.OrdinalIgnoreCase) || one.TryGetProperty("IgnoreResolution", out _),
                one.GetProperty("Results").Clone());
        }
    }

    /// <summary>What is wrong with the reading of a case; null when it is right.</summary>
    public string? Wrong(SpecCase one)
    {
        var read = Recognizer.Recognize(one.Input, new RecognizeOptions(Culture, RecognizerProfile.Spec, one.Reference, [Model]));
        return SpecCompare.Difference(one.Results, read);
    }

    private static RecognizerModel ModelOf(string file) => file switch
    {
        "PercentModel" => RecognizerModel.Percentage,
        "URLModel" => RecognizerModel.Url,
        _ => Enum.Parse<RecognizerModel>(file[..^"Model".Length]),
    };

    private static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
