using Bot.Core.Understanding.Recognizers.Chinese.Numbers;
using Bot.Core.Understanding.Recognizers.Chinese.Units;

namespace Bot.Core.Understanding.Recognizers;

/// <summary>Reads all of one kind from a text, in order of place, none overlapping another.</summary>
internal delegate void Reader(Scan scan, List<Recognized> into);

/// <summary>Who reads what.</summary>
internal static class Readers
{
    /// <summary>The reader for a model in a language and profile; null when there is none.</summary>
    public static Reader? Of(RecognizerModel model, RecognizeOptions options) =>
        (options.Profile == RecognizerProfile.Chat ? Shop.ShopReaders.Of(model, options.Culture) : null) ?? Plain(model, options);

    private static Reader? Plain(RecognizerModel model, RecognizeOptions options) => (model, options.Culture, options.Profile) switch
    {
        (RecognizerModel.Number, RecognizerCulture.Chinese, RecognizerProfile.Spec) => NumberModel.Read,
        (RecognizerModel.Number, RecognizerCulture.English, _) => English.Numbers.NumberReader.Read,
        (RecognizerModel.Ordinal, RecognizerCulture.English, _) => English.Numbers.OrdinalReader.Read,
        (RecognizerModel.Percentage, RecognizerCulture.English, _) => English.Numbers.PercentageReader.Read,
        (RecognizerModel.NumberRange, RecognizerCulture.English, _) => English.Numbers.NumberRangeReader.Read,
        (RecognizerModel.DateTime, RecognizerCulture.Chinese, _) => Chinese.Dates.ChineseDates.Read,
        (RecognizerModel.DateTime, RecognizerCulture.English, _) => English.Dates.DateTimeReader.Read,
        (RecognizerModel.Ordinal, RecognizerCulture.Chinese, RecognizerProfile.Spec) => OrdinalModel.Read,
        (RecognizerModel.Percentage, RecognizerCulture.Chinese, RecognizerProfile.Spec) => PercentageModel.Read,
        (RecognizerModel.NumberRange, RecognizerCulture.Chinese, RecognizerProfile.Spec) => NumberRangeModel.Read,
        (RecognizerModel.Currency, RecognizerCulture.Chinese, RecognizerProfile.Spec) => CurrencyModel.Read,
        (RecognizerModel.Dimension, RecognizerCulture.Chinese, RecognizerProfile.Spec) => UnitModels.ReadDimension,
        (RecognizerModel.Age, RecognizerCulture.Chinese, RecognizerProfile.Spec) => UnitModels.ReadAge,
        (RecognizerModel.Temperature, RecognizerCulture.Chinese, RecognizerProfile.Spec) => UnitModels.ReadTemperature,
        (RecognizerModel.Currency, RecognizerCulture.English, _) => English.Units.CurrencyReader.Read,
        (RecognizerModel.Dimension, RecognizerCulture.English, _) => English.Units.DimensionReader.Read,
        (RecognizerModel.Age, RecognizerCulture.English, _) => English.Units.AgeReader.Read,
        (RecognizerModel.Temperature, RecognizerCulture.English, _) => English.Units.TemperatureReader.Read,
        (RecognizerModel.PhoneNumber, _, _) => Sequences.PhoneReader.Read,
        (RecognizerModel.Boolean, _, _) => Choices.BooleanReader.Read,
        (RecognizerModel.Email, _, _) => Sequences.EmailReader.Read,
        (RecognizerModel.Url, _, _) => Sequences.UrlReader.Read,
        _ => null,
    };
}
