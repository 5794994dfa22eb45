using System.Collections.Immutable;
using Bot.Core.Understanding.Speaking;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>What a text may mean.</summary>
/// <param name="Text">The text as it was read: folded, synonyms put in place.</param>
/// <param name="Candidates">One for each key, best first.</param>
/// <param name="Domain">How likely the text is one for this shop at all, 0 to 1.</param>
/// <param name="Likeness">How alike the best candidate and the text are, 0 to 1, whatever they are about.</param>
/// <param name="BySound">True when only the sound told.</param>
public sealed record Retrieved(string Text, ImmutableArray<Candidate> Candidates, double Domain, double Likeness, bool BySound)
{
    /// <summary>
    /// How sure it is that one of them is meant at all, 0 to 1, comparable between texts: the best one's score. The very words of a question are
    /// 1, but where people say the like anyway (收到, 真不错) they are no sign that the shop is meant, and what the figures tell stands here.
    /// </summary>
    public double Certainty { get; init; } = Candidates.IsDefaultOrEmpty ? 0 : Candidates[0].Score;

    /// <summary>How alike the text and the nearest sentence of what people say anyway are, 0 to 1: what counts against a find.</summary>
    public double Anyway { get; init; }
}

/// <summary>
/// Finds which of the known questions a text asks. Characters and pairs of them, BM25 and IDF-weighted Dice; words
/// that mean nearly the same count in part. The score weighs the likeness against what people say anyway and against this shop's matters
/// (<see cref="Certainty"/>), so that it can be compared between texts.
/// Immutable: an edit makes a new one from the old, and readers go on with theirs.
/// </summary>
public sealed class Retriever
{
    /// <summary>From this score on nothing else needs to be asked whether it knows better.</summary>
    public const double Sure = 0.66;

    // Below this the second index, by sound, is asked as well, and the encoder where there is one.
    private const double Clear = 0.8;

    private const int MaxFound = 32;

    // What only sounds alike must be much more alike than what is written so.
    private const double SoundWorth = 0.75;

    // The very words are certain where the figures say at least this, or where they are this shop's matter and people do not say nearly the same anyway.
    private const double Enough = 0.6;
    private const double AsNear = 0.8;
    private const double NotOurs = 0.3;

    // By how much the others fall behind the best one, where they are less alike.
    internal const double Spread = 0.31;

    // Two or three syllables sound like many things: they must be the whole question.
    private const int LeastSounds = 4;
    private const float Whole = 0.999f;
    private const double OtherThing = 0.5;

    // What is said of another thing is seldom an answer: at most something to ask back.
    private const double OtherThingScore = 0.7;

    private readonly ImmutableArray<Question> _questions;
    private readonly Background _background;
    private readonly Vocabulary _words;
    private readonly Vocabulary _sounds;
    private readonly QuestionIndex _byWord;
    private readonly QuestionIndex _bySound;
    private readonly DomainGate _wordGate;
    private readonly DomainGate _soundGate;
    private readonly MeaningIndex? _byMeaning;

    private Retriever(ImmutableArray<Question> questions, Background background, Vocabulary words, Vocabulary sounds, ISentenceEncoder? encoder, Retriever? previous)
    {
        (_questions, _background, _words, _sounds) = (questions, background, words, sounds);
        var entries = new Dictionary<string, int>(StringComparer.Ordinal);
        var entryOf = new int[questions.Length];
        for (var i = 0; i < entryOf.Length; i++)
        {
            entryOf[i] = entries.TryGetValue(questions[i].Ask.Key, out var entry) ? entry : entries[questions[i].Ask.Key] = entries.Count;
        }

        _byWord = new QuestionIndex(words, background.Words, [.. questions.Select(static question => question.Words)], entryOf, entries.Count);
        _bySound = new QuestionIndex(sounds, background.Sounds, [.. questions.Select(static question => question.Sounds)], entryOf, entries.Count);
        var asked = questions.Where(static question => !question.Ask.Note).ToList();
        _wordGate = DomainGate.Learn([.. asked.Select(static question => question.WordMarks)], background.WordReadings);
        _soundGate = DomainGate.Learn([.. asked.Select(static question => question.SoundMarks)], background.SoundReadings);
        _byMeaning = encoder is null ? null : new MeaningIndex(encoder, questions, entryOf, background.Lexicon, previous?._byMeaning);
    }

    /// <summary>How many questions there are.</summary>
    public int Count => _questions.Length;

    /// <summary>Builds. What did not change since <paramref name="previous"/> is not read again.</summary>
    /// <param name="asks">The questions; those without a letter or digit are left out.</param>
    /// <param name="background">What people say anyway; its lexicon is that of the questions.</param>
    /// <param name="previous">The one in force, if any.</param>
    /// <param name="encoder">Tells how near sentences are in meaning; null for words and sounds alone.</param>
    public static Retriever Build(IEnumerable<Ask> asks, Background background, Retriever? previous = null, ISentenceEncoder? encoder = null)
    {
        var old = ReferenceEquals(previous?._background, background) ? previous : null;

        // Terms that went away stay in the vocabularies; once they are half of it, it is made anew.
        old = old is not null && old._words.Count > 2 * old._byWord.Alive ? null : old;
        var known = new Dictionary<Ask, Question>();
        foreach (var question in old?._questions ?? [])
        {
            known[question.Ask] = question;
        }

        var (words, sounds) = (old?._words.Copy() ?? background.Words.Vocabulary.Copy(), old?._sounds.Copy() ?? background.Sounds.Vocabulary.Copy());
        var questions = ImmutableArray.CreateBuilder<Question>();
        foreach (var ask in asks)
        {
            if (known.TryGetValue(ask, out var same))
            {
                questions.Add(same);
            }
            else if (Question.Read(ask, background.Lexicon, words, sounds) is { } question)
            {
                questions.Add(question);
            }
        }

        // Those of one key side by side, in the order in which the keys came.
        return new Retriever([.. questions.GroupBy(static question => question.Ask.Key, StringComparer.Ordinal).SelectMany(static same => same)], background, words, sounds, encoder, old);
    }

    /// <summary>The question that stands there, from 0 to <see cref="Count"/>.</summary>
    public Ask this[int question] => _questions[question].Ask;

    /// <summary>How much of some questions stands in a text, whatever else stands there: the one that is most whole, 0 to 1.</summary>
    public (int Question, double Share) Within(string text, ReadOnlySpan<int> questions)
    {
        var (folded, things) = _background.Lexicon.Apply(Wording.Fold(text));
        var terms = WordReader.Read(folded, things).Terms;
        var best = (Question: -1, Share: 0.0);
        foreach (var question in questions)
        {
            var share = _byWord.Within(question, terms);
            best = share > best.Share ? (question, share) : best;
        }

        return best;
    }

    /// <summary>Finds what a text may mean; never throws, and its work grows no faster than the text up to a fixed length.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="allowed">Which keys may be told; null for all.</param>
    /// <param name="top">How many candidates at most, 1 to 20.</param>
    public Retrieved Find(string text, Func<string, bool>? allowed = null, int top = 5)
    {
        var (folded, things) = _background.Lexicon.Apply(Wording.Fold(text));
        if (folded.Length == 0)
        {
            return new Retrieved("", [], 0, 0, false);
        }

        var words = WordReader.Read(folded, things);
        var domain = _wordGate.Of(words.Terms);
        var anyway = _background.Nearest(words);
        var asks = SpeakCues.Of(text) is { Question: true, Rhetorical: false };
        var found = new List<Found>(top);
        Take(_byWord, words, 1, domain);
        if (found.Count == 0 || Score(found[0]) < Clear)
        {
            var sounds = SoundReader.Read(folded);
            Take(_bySound, sounds, SoundWorth, Certainty.Between(domain, _soundGate.Of(sounds.Terms)));
            TakeMeant(_byMeaning);
            found.Sort(static (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : string.CompareOrdinal(a.Question.Ask.Key, b.Question.Ask.Key));
        }

        if (found.Count == 0)
        {
            return new Retrieved(folded, [], domain, 0, false);
        }

        var (best, score) = (found[0], Score(found[0]));
        var candidates = found.Take(top).Select(one => new Candidate(one.Question.Ask.Key, Beside(one), one.Question.Ask.Text)).ToImmutableArray();
        return new Retrieved(folded, candidates, best.Domain, best.Likeness, best.By == By.Sound)
        {
            Anyway = anyway,
            Certainty = best.By == By.Same && (anyway > best.Likeness * AsNear || best.Domain < NotOurs) && Figures(best) is < Enough and var told ? told : score,
        };

        double Score(Found one) => one.By switch
        {
            By.Same => 1,
            By.Meaning => Math.Min(0.999, Math.Pow(one.Likeness, Spread)),
            _ => Figures(one),
        };

        double Figures(Found one) => Certainty.Of(one.Likeness, anyway, one.Domain, words.Length, one.By == By.Sound, asks) * (Conflict(things, one.Question.Things) ? OtherThingScore : 1);

        // The best one's score says how sure it is that one of them is meant, the likeness which: all but the best share the first.
        double Beside(Found one) => one == best || one.By is By.Same or By.Meaning || best.By is By.Same or By.Meaning ? Score(one) : Math.Min(0.999, score * Math.Pow(one.Likeness / best.Likeness, Spread));

        // What is said may be in no word of ours: whether it sounds like this shop's matters tells nothing then.
        void TakeMeant(MeaningIndex? index)
        {
            Span<Hit> hits = stackalloc Hit[MaxFound];
            var count = index?.Search(folded, hits) ?? 0;
            var allowedOnes = hits[..count].ToArray().Where(hit => allowed is null || allowed(_questions[hit.Question].Ask.Key)).Take(top);
            foreach (var (hit, question) in allowedOnes.Select(hit => (hit, _questions[hit.Question])))
            {
                var likeness = hit.Likeness * (Conflict(things, question.Things) ? OtherThing : 1);
                Offer(found, new Found(question, (float)likeness, likeness, By.Meaning, domain));
            }
        }

        void Take(QuestionIndex index, Reading reading, double worth, double ours)
        {
            var whole = worth < 1 && folded.Length < LeastSounds;
            Span<Hit> hits = stackalloc Hit[whole ? MaxFound : top];
            var count = index.Search(reading, hits, allowed is null ? null : question => allowed(_questions[question].Ask.Key));
            var taken = 0;
            foreach (var hit in hits[..count])
            {
                var question = _questions[hit.Question];
                if (taken == top || (whole && hit.Dice < Whole))
                {
                    continue;
                }

                taken++;
                var same = worth == 1 && taken == 1 && question.Says(folded, _background.Lexicon);
                var fits = worth * (Conflict(things, question.Things) ? OtherThing : 1);
                Offer(found, new Found(question, same ? 2 : (float)(hit.Rank * fits), hit.Likeness * fits, same ? By.Same : worth < 1 ? By.Sound : By.Word, ours));
            }
        }
    }

    private static void Offer(List<Found> found, Found one)
    {
        var at = found.FindIndex(known => known.Question.Ask.Key == one.Question.Ask.Key);
        if (at < 0)
        {
            found.Add(one);
        }
        else if (found[at].Rank < one.Rank)
        {
            found[at] = one;
        }
    }

    private static bool Conflict(uint[] asked, uint[] told) => asked.Length > 0 && told.Length > 0 && !asked.AsSpan().ContainsAny(told);

    private enum By
    {
        Word,
        Same,
        Sound,
        Meaning,
    }

    private readonly record struct Found(Question Question, float Rank, double Likeness, By By, double Domain);
}
