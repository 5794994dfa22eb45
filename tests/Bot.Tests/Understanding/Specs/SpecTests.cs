using System.Globalization;
using Bot.Core.Understanding.Recognizers;
using Bot.Tests.Kit;

namespace Bot.Tests.Understanding.Specs;

/// <summary>
/// Microsoft's own cases (the half that lies beside the checkout), read in the spec profile: how many must be right, and
/// exactly which are known to be wrong. A case that starts to fail shows here, and so does one that was mended.
/// </summary>
public sealed class SpecTests
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests/Bot.Tests/Understanding/Specs/known-failures.txt");
    private static readonly string Specs = Path.Combine(Repository.Root, "../shared/specs");

    /// <summary>Culture, model, and the share that must be right, in percent.</summary>
    public static TheoryData<RecognizerCulture, RecognizerModel, double> Floors { get; } = new()
    {
        { RecognizerCulture.Chinese, RecognizerModel.Ordinal, 100 },
        { RecognizerCulture.Chinese, RecognizerModel.Age, 100 },
        { RecognizerCulture.Chinese, RecognizerModel.Temperature, 100 },
        { RecognizerCulture.Chinese, RecognizerModel.Boolean, 100 },
        { RecognizerCulture.Chinese, RecognizerModel.Url, 100 },
        { RecognizerCulture.Chinese, RecognizerModel.Number, 98 },
        { RecognizerCulture.Chinese, RecognizerModel.Percentage, 98 },
        { RecognizerCulture.Chinese, RecognizerModel.Currency, 95 },
        { RecognizerCulture.Chinese, RecognizerModel.Dimension, 95 },
        { RecognizerCulture.Chinese, RecognizerModel.NumberRange, 95 },
        { RecognizerCulture.Chinese, RecognizerModel.DateTime, 90 },
        { RecognizerCulture.Chinese, RecognizerModel.PhoneNumber, 90 },
        { RecognizerCulture.English, RecognizerModel.Number, 90 },
        { RecognizerCulture.English, RecognizerModel.Percentage, 90 },
        { RecognizerCulture.English, RecognizerModel.Ordinal, 90 },
        { RecognizerCulture.English, RecognizerModel.Currency, 90 },
        { RecognizerCulture.English, RecognizerModel.Dimension, 90 },
        { RecognizerCulture.English, RecognizerModel.DateTime, 70 },
        { RecognizerCulture.English, RecognizerModel.Email, 100 },
        { RecognizerCulture.English, RecognizerModel.Url, 100 },
        { RecognizerCulture.English, RecognizerModel.Boolean, 100 },
    };

    [Theory]
    [MemberData(nameof(Floors))]
    public void Cases_OfAModel_AreReadRightAsOftenAsAskedFor(RecognizerCulture culture, RecognizerModel model, double floor)
    {
        var file = Files().Single(file => file.Culture == culture && file.Model == model);
        var cases = file.Cases().Where(one => !one.Skipped).ToArray();
        var right = cases.Count(one => file.Wrong(one) is null);
        Assert.True(right * 100.0 >= floor * cases.Length, $"{right} of {cases.Length} right, below {floor} %");
    }

    [Fact]
    public void Cases_ThatAreReadWrong_AreTheOnesKnown()
    {
        var wrong = Files()
            .SelectMany(file => file.Cases().Where(one => !one.Skipped && file.Wrong(one) is not null).Select(one => $"{file.Culture}/{file.Model} #{one.Number.ToString(CultureInfo.InvariantCulture)} {one.Input.ReplaceLineEndings(" ")}"))
            .ToArray();
        if (Environment.GetEnvironmentVariable("QUNZHU_GOLDEN") == "write")
        {
            File.WriteAllLines(Golden, wrong);
        }

        Assert.Equal(File.ReadAllLines(Golden), wrong);
    }

    private static SpecFile[] Files()
    {
        Assert.SkipUnless(Directory.Exists(Specs), "no ../shared/specs beside the repository");
        return [.. SpecFile.Under(Specs)];
    }
}
