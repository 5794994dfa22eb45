using System.Numerics;
using System.Runtime.InteropServices;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>The vectors of all questions, each of length 1; a search compares with every one. Immutable.</summary>
internal sealed class MeaningIndex
{
    private readonly ISentenceEncoder _encoder;
    private readonly Question[] _questions;
    private readonly float[][] _vectors;
    private readonly int[] _entryOf;

    /// <summary>Encodes the questions that <paramref name="previous"/> does not know.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="questions">The questions, those of one entry side by side.</param>
    /// <param name="entryOf">The entry of each question.</param>
    /// <param name="lexicon">Puts synonyms in place, as in what is asked.</param>
    /// <param name="previous">The one in force, if any.</param>
    public MeaningIndex(ISentenceEncoder encoder, IEnumerable<Question> questions, int[] entryOf, Lexicon lexicon, MeaningIndex? previous)
    {
        (_encoder, _questions, _entryOf) = (encoder, [.. questions], entryOf);
        var known = new Dictionary<Question, float[]>(ReferenceEqualityComparer.Instance);
        for (var i = 0; ReferenceEquals(previous?._encoder, encoder) && i < previous._questions.Length; i++)
        {
            known[previous._questions[i]] = previous._vectors[i];
        }

        // What only counts for the whole entry is no sentence that anyone says.
        _vectors = [.. _questions.Select(question => question.Ask.Note ? [] : known.TryGetValue(question, out var vector) ? vector : Unit(lexicon.Apply(Wording.Fold(question.Ask.Text)).Text))];
    }

    /// <summary>The nearest question of each of the nearest entries, nearest first; how many are written to <paramref name="into"/>.</summary>
    public int Search(string text, Span<Hit> into)
    {
        var asked = Unit(text);
        var best = new Dictionary<int, Hit>();
        for (var i = 0; i < _vectors.Length; i++)
        {
            var likeness = _vectors[i].Length == 0 ? 0 : Math.Clamp((Dot(asked, _vectors[i]) - _encoder.Unlike) / (1 - _encoder.Unlike), 0, 1);
            if (likeness > 0 && (!best.TryGetValue(_entryOf[i], out var hit) || hit.Likeness < likeness))
            {
                best[_entryOf[i]] = new Hit(i, likeness, likeness, likeness);
            }
        }

        var count = 0;
        foreach (var hit in best.Values.OrderByDescending(static hit => hit.Likeness).ThenBy(static hit => hit.Question).Take(into.Length))
        {
            into[count++] = hit;
        }

        return count;
    }

    private float[] Unit(string text)
    {
        var vector = new float[_encoder.Size];
        _encoder.Encode(text, vector);
        var length = MathF.Sqrt(Dot(vector, vector));
        for (var i = 0; length > 0 && i < vector.Length; i++)
        {
            vector[i] /= length;
        }

        return vector;
    }

    private static float Dot(float[] one, float[] other)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(one);
        var right = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = left.Length * Vector<float>.Count; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }
}
