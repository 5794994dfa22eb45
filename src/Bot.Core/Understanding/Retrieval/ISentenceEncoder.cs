namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// Tells how near sentences are in meaning, by vectors. None is shipped: in a shop's matters a general one finds no more
/// than words and sounds do, and none is to be had from the package sources. Who has one registers it with the host; it is
/// asked as the third, where words and sounds are unsure.
/// </summary>
/// <remarks>Pure and safe to call from many threads: the same text always gives the same vector. It must not throw.</remarks>
public interface ISentenceEncoder
{
    /// <summary>How many numbers a vector has, 1 or more.</summary>
    int Size { get; }

    /// <summary>The cosine up to which two sentences have nothing to do with each other, -1 to less than 1. Measured on sentences of the shop; what is above it counts up to 1.</summary>
    float Unlike { get; }

    /// <summary>Writes the vector of a sentence: folded, synonyms put in place. Of any length but 0.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="vector">Where to; exactly <see cref="Size"/> numbers.</param>
    void Encode(string text, Span<float> vector);
}
