using Bot.Core.Understanding.Recognizers.Shop;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads numbers as people write them: 1500, 1.5k, 3万5, 两千三百, 一千五, 二十, 三点五. Of a guess (两千三四) the upper end counts.</summary>
public static class NumberReader
{
    private const int MostDigits = 15;

    /// <summary>Every number in the text, in order.</summary>
    public static IEnumerable<Found> All(string text)
    {
        var folded = Fold.Text(text);
        for (var i = 0; i < folded.Length;)
        {
            var idiom = Idioms.At(folded, i);
            var found = idiom > 0 ? null : At(folded, i);
            if (found is { } number)
            {
                yield return number;
            }

            i = found?.End ?? i + Math.Max(1, idiom > 0 ? idiom : Digits(folded, i));
        }
    }

    /// <summary>The number that begins at a position of an already folded text.</summary>
    public static Found? At(string folded, int start)
    {
        var negative = start + 1 < folded.Length && folded[start] == '-' && char.IsAsciiDigit(folded[start + 1]) && (start == 0 || !char.IsLetterOrDigit(folded[start - 1]));
        var at = negative ? start + 1 : start;
        if (at >= folded.Length || Digits(folded, at) > MostDigits || !ShopNumberReader.TryRead(folded, at, out var number) || number.Is(Said.Half))
        {
            return null;
        }

        var value = negative ? -number.High : number.High;
        return new Found(start, number.End - start, Amount.Plain(value), value);
    }

    private static int Digits(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }
}
