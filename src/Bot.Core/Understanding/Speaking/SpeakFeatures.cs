using System.Collections.Immutable;

namespace Bot.Core.Understanding.Speaking;

/// <summary>A message as the gate sees it: a few measures, and its characters and their pairs, hashed. Sparse.</summary>
/// <param name="At">Which features, ascending within the hashed part; 0 to <see cref="Count"/> - 1.</param>
/// <param name="Values">Their values, in the same order.</param>
public sealed record SpeakFeatures(ImmutableArray<int> At, ImmutableArray<float> Values)
{
    /// <summary>How many features there are.</summary>
    public const int Count = 1 << 14;

    private const int Measures = 32;
    private const int MaxRead = 160;

    /// <summary>Reads a message.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="cues">Its cues.</param>
    /// <param name="recognition">What it may mean.</param>
    public static SpeakFeatures Of(string text, SpeakCues cues, Recognition recognition)
    {
        var at = ImmutableArray.CreateBuilder<int>(96);
        var values = ImmutableArray.CreateBuilder<float>(96);
        var candidates = recognition.Candidates;
        var score = candidates.IsEmpty ? 0 : candidates[0].Score;
        var margin = candidates.Length > 1 ? score - candidates[1].Score : score;
        ReadOnlySpan<double> measures =
        [
            1, 2 * score, 2 * margin, candidates.IsEmpty ? 1 : 0, score >= 0.6 ? 1 : 0, score >= 0.8 ? 1 : 0,
            Flag(cues.Question), Flag(cues.Shop), Flag(cues.Rhetorical), Flag(cues.Joking), Flag(cues.Greeting), Flag(cues.ToPerson), Flag(cues.AsksHelp), Flag(cues.Settled),
            Flag(cues.Mark), Flag(cues.Particle), Math.Min(cues.Letters, 60) / 30.0, Flag(cues.Letters < 5), Flag(cues.Letters > 40), Math.Min(cues.LatinWords, 5) / 5.0,
            cues.Question ? 2 * score : 0, cues.Shop ? 2 * score : 0, Flag(cues.Question && cues.Shop), Flag(!cues.Question && !cues.Shop),
        ];
        for (var i = 0; i < measures.Length; i++)
        {
            if (measures[i] != 0)
            {
                at.Add(i);
                values.Add((float)measures[i]);
            }
        }

        Span<int> room = stackalloc int[(2 * MaxRead) + 1];
        var hashed = Hashed(text, candidates.IsEmpty ? null : candidates[0].Key, room);
        var value = (float)(2 / Math.Sqrt(Math.Max(1, hashed.Length)));
        foreach (var feature in hashed)
        {
            at.Add(feature);
            values.Add(value);
        }

        return new SpeakFeatures(at.DrainToImmutable(), values.DrainToImmutable());
    }

    // Each once, ascending.
    private static Span<int> Hashed(string text, string? key, Span<int> found)
    {
        var letters = TextFold.Letters(text.Length > MaxRead ? text[..MaxRead] : text);
        var count = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            found[count++] = Place(letters[i], 0);
            if (i > 0)
            {
                found[count++] = Place(letters[i - 1], letters[i]);
            }
        }

        if (key is not null)
        {
            // What stands for the entry: one that is often the wrong answer is told apart.
            found[count++] = Place((int)(Hash(key) & 0xFFFFFF), -1);
        }

        found = found[..count];
        found.Sort();
        var kept = 0;
        foreach (var feature in found)
        {
            if (kept == 0 || found[kept - 1] != feature)
            {
                found[kept++] = feature;
            }
        }

        return found[..kept];
    }

    private static int Place(int first, int second)
    {
        var mixed = ((ulong)(uint)first * 0x9E3779B97F4A7C15UL) ^ (((ulong)(uint)second + 1) * 0xC2B2AE3D27D4EB4FUL);
        mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9UL;
        return Measures + (int)((mixed >> 33) % (Count - Measures));
    }

    /// <summary>FNV-1a over UTF-16: the same on every machine.</summary>
    internal static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    private static double Flag(bool value) => value ? 1 : 0;
}
