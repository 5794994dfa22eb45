namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Small English numbers, as in orders: two boxes, a dozen eggs, half a kilo.</summary>
internal static class EnglishWords
{
    /// <summary>Reads the word between two places, and the next when they belong together.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, int end, out ShopNumber number)
    {
        number = default;
        if (end - at > 8)
        {
            return false;
        }

        decimal value = text[at..end] switch
        {
            "one" or "a" or "an" => 1,
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            "ten" => 10,
            "eleven" => 11,
            "twelve" => 12,
            "fifteen" => 15,
            "twenty" => 20,
            "thirty" => 30,
            "forty" => 40,
            "fifty" => 50,
            "sixty" => 60,
            "eighty" => 80,
            "half" => 0.5m,
            _ => 0,
        };
        if (value == 0)
        {
            return false;
        }

        var rest = text[end..];
        var scale = rest.StartsWith(" hundred") ? (Length: 8, By: 100m) : rest.StartsWith(" thousand") ? (Length: 9, By: 1000m) : (Length: 0, By: 1m);
        if (value == 0.5m)
        {
            end += rest.StartsWith(" a ") ? 2 : 0;
            number = new ShopNumber(at, end, value, value, Said.Word | Said.Half);
            return true;
        }

        if (text[at] == 'a' && scale.Length == 0 && ShopUnits.At(text, end + 1 < text.Length ? end + 1 : text.Length, out _) is not { Kind: UnitKind.Strong })
        {
            return false;
        }

        number = new ShopNumber(at, end + scale.Length, value * scale.By, value * scale.By, Said.Word);
        return true;
    }
}
