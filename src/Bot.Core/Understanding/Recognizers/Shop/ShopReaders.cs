namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Who reads what in the chat profile; what is not here is read as in Microsoft's.</summary>
internal static class ShopReaders
{
    /// <summary>The chat reader for a model in a language; null when there is none of its own.</summary>
    public static Reader? Of(RecognizerModel model, RecognizerCulture culture) => (model, culture) switch
    {
        (RecognizerModel.Number, RecognizerCulture.Chinese) => ChatNumbers.ReadNumber,
        (RecognizerModel.Ordinal, RecognizerCulture.Chinese) => ChatNumbers.ReadOrdinal,
        (RecognizerModel.Percentage, RecognizerCulture.Chinese) => ChatNumbers.ReadPercentage,
        (RecognizerModel.NumberRange, RecognizerCulture.Chinese) => ChatNumbers.ReadRange,
        (RecognizerModel.Currency, RecognizerCulture.Chinese) => PriceReader.ReadCurrency,
        (RecognizerModel.Dimension, RecognizerCulture.Chinese) => ChatMeasures.ReadDimension,
        (RecognizerModel.Age, RecognizerCulture.Chinese) => ChatMeasures.ReadAge,
        (RecognizerModel.Temperature, RecognizerCulture.Chinese) => ChatMeasures.ReadTemperature,
        (RecognizerModel.PhoneNumber, _) => PhoneReader.Read,
        (RecognizerModel.Boolean, _) => ChoiceModel.ReadBoolean,
        (RecognizerModel.Price, _) => PriceReader.Read,
        (RecognizerModel.Discount, _) => DiscountReader.Read,
        (RecognizerModel.Quantity, _) => CountReader.Read,
        (RecognizerModel.Size, _) => SizeReader.Read,
        (RecognizerModel.OrderNumber, _) => CodeReader.ReadOrders,
        (RecognizerModel.TrackingNumber, _) => CodeReader.ReadTracking,
        (RecognizerModel.Choice, _) => ChoiceModel.Read,
        (RecognizerModel.WeChatId, _) => CodeReader.ReadWeChat,
        _ => null,
    };
}
