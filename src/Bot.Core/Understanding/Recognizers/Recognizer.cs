using System.Collections.Immutable;

namespace Bot.Core.Understanding.Recognizers;

/// <summary>
/// Reads numbers, prices, sizes, times and the like from what people write, in Chinese and English. Linear in the text's
/// length, whatever it holds; never throws for any text.
/// </summary>
public static class Recognizer
{
    /// <summary>Everything that was recognised, by place; where two overlap, the longer stands.</summary>
    public static ImmutableArray<Recognized> Recognize(string text, RecognizeOptions options)
    {
        var scan = new Scan(text, options);
        var found = new List<Recognized>();
        if (options.Models.IsDefaultOrEmpty)
        {
            foreach (var model in Enum.GetValues<RecognizerModel>())
            {
                Readers.Of(model, options)?.Invoke(scan, found);
            }
        }
        else
        {
            foreach (var model in options.Models)
            {
                Readers.Of(model, options)?.Invoke(scan, found);
            }
        }

        return Longest(found);
    }

    private static ImmutableArray<Recognized> Longest(List<Recognized> found)
    {
        if (found.Count < 2)
        {
            return [.. found];
        }

        // By place, the longer first: whoever begins inside the one before it either replaces it (longer) or goes.
        var ordered = found.Select((one, at) => (one, at)).OrderBy(pair => pair.one.Start).ThenByDescending(pair => pair.one.End).ThenBy(pair => pair.at).Select(pair => pair.one);
        var kept = new List<Recognized>(found.Count);
        foreach (var one in ordered)
        {
            if (kept.Count > 0 && one.Start <= kept[^1].End)
            {
                if (one.End - one.Start > kept[^1].End - kept[^1].Start)
                {
                    kept[^1] = one;
                }

                continue;
            }

            kept.Add(one);
        }

        return [.. kept];
    }
}
