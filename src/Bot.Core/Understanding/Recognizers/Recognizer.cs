using System.Collections.Immutable;

namespace Bot.Core.Understanding.Recognizers;

/// <summary>
/// Reads numbers, prices, sizes, times and the like from what people write, in Chinese and English. Linear in the text's
/// length, whatever it holds; never throws for any text.
/// </summary>
public static class Recognizer
{
    private static readonly ImmutableArray<RecognizerModel> All = [.. Enum.GetValues<RecognizerModel>()];

    /// <summary>Everything that was recognised, by place; where two overlap, the longer stands.</summary>
    public static ImmutableArray<Recognized> Recognize(string text, RecognizeOptions options)
    {
        var scan = new Scan(text, options);
        var found = new List<Recognized>();
        if (options.Models.IsDefaultOrEmpty)
        {
            foreach (var model in All)
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

        return Longest(found, options.Profile == RecognizerProfile.Chat);
    }

    private static ImmutableArray<Recognized> Longest(List<Recognized> found, bool chat)
    {
        if (found.Count < 2)
        {
            return [.. found];
        }

        // By place, the longer first: whoever begins inside the one before it either replaces it (longer) or goes.
        var ordered = new (Recognized One, long Rank)[found.Count];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = (found[i], ((long)(chat ? TypeRank.Of(found[i].TypeName) : 0) << 32) + i);
        }

        Array.Sort(ordered, static (one, two) =>
            one.One.Start != two.One.Start ? one.One.Start.CompareTo(two.One.Start)
            : one.One.End != two.One.End ? two.One.End.CompareTo(one.One.End)
            : one.Rank.CompareTo(two.Rank));
        var kept = new List<Recognized>(found.Count);
        foreach (var (one, _) in ordered)
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
