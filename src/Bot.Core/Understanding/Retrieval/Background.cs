using System.Collections.Immutable;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>What people say anyway: it tells which words mean much, and what is not for the assistant. Immutable.</summary>
public sealed class Background
{
    private readonly QuestionIndex? _lines;

    private Background(ImmutableArray<string> sentences, Lexicon lexicon)
    {
        Sentences = sentences;
        Lexicon = lexicon;
        var words = new Reading[sentences.Length];
        var sounds = new Reading[sentences.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var (text, things) = lexicon.Apply(Wording.Fold(sentences[i]));
            words[i] = WordReader.Read(text, things);
            sounds[i] = SoundReader.Read(text);
        }

        WordReadings = [.. words.Select(static reading => reading.Terms).Where(static terms => terms.Length > 0)];
        SoundReadings = [.. sounds.Select(static reading => reading.Terms).Where(static terms => terms.Length > 0)];
        Words = TermCounts.Of(words);
        Sounds = TermCounts.Of(sounds);
        var lines = words.Where(static reading => reading.Terms.Length > 0).Select(reading => new IndexedQuestion([.. reading.Terms.Select(Words.Vocabulary.Find)], reading.Length, false)).ToArray();
        _lines = lines.Length == 0 ? null : new QuestionIndex(Words.Vocabulary, Words, lines, [.. Enumerable.Range(0, lines.Length)], lines.Length);
    }

    /// <summary>The sentences.</summary>
    public ImmutableArray<string> Sentences { get; }

    /// <summary>The words that stand for others in them, and in the questions that are weighed against them.</summary>
    public Lexicon Lexicon { get; }

    internal ImmutableArray<uint[]> WordReadings { get; }

    internal ImmutableArray<uint[]> SoundReadings { get; }

    internal TermCounts Words { get; }

    internal TermCounts Sounds { get; }

    /// <summary>How alike a text and the nearest of these sentences are, 0 to 1; 0 where there are none.</summary>
    internal float Nearest(Reading asked)
    {
        Span<Hit> best = stackalloc Hit[1];
        return _lines?.Search(asked, best) > 0 ? best[0].Likeness : 0;
    }

    /// <summary>What ships with the program, and more where an operator has more.</summary>
    /// <param name="lexicon">The same as that of the questions.</param>
    /// <param name="more">Other sentences, from the merchant's own groups say; at most <see cref="MaxMore"/> are taken.</param>
    public static Background Build(Lexicon lexicon, IEnumerable<string>? more = null) => Of(lexicon, Shipped.Concat((more ?? []).Take(MaxMore)));

    /// <summary>Only the sentences given.</summary>
    public static Background Of(Lexicon lexicon, IEnumerable<string> sentences) => new([.. sentences], lexicon);

    /// <summary>What ships with the program.</summary>
    public static IEnumerable<string> Shipped => ShippedTable.Lines("Retrieval.Background.txt");

    /// <summary>Most sentences of an operator's own that are taken.</summary>
    public const int MaxMore = 50_000;
}
