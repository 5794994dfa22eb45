namespace Bot.Core.Understanding.Retrieval;

/// <summary>A question as it was read, for both indexes; kept from one index to the next.</summary>
internal sealed class Question
{
    private Question(Ask ask, Reading words, Reading sounds, uint[] things, IndexedQuestion byWord, IndexedQuestion bySound)
    {
        (Ask, WordMarks, SoundMarks, Things, Words, Sounds) = (ask, words.Terms, sounds.Terms, things, byWord, bySound);
    }

    public Ask Ask { get; }

    public uint[] WordMarks { get; }

    public uint[] SoundMarks { get; }

    public uint[] Things { get; }

    public IndexedQuestion Words { get; }

    public IndexedQuestion Sounds { get; }

    /// <summary>Reads a question, adding its terms to both vocabularies; null when it holds no letter and no digit.</summary>
    public static Question? Read(Ask ask, Lexicon lexicon, Vocabulary words, Vocabulary sounds)
    {
        var (text, things) = lexicon.Apply(Wording.Fold(ask.Text));
        if (text.Length == 0)
        {
            return null;
        }

        var reading = WordReader.Read(text, things);
        var heard = SoundReader.Read(text);
        return new Question(ask, reading, heard, things, Number(reading, words, ask.Note), Number(heard, sounds, ask.Note));
    }

    /// <summary>True when the question says the very same, but for a closing 啊 or 呀.</summary>
    public bool Says(string folded, Lexicon lexicon) =>
        Wording.WithoutClosing(lexicon.Apply(Wording.Fold(Ask.Text)).Text).SequenceEqual(Wording.WithoutClosing(folded));

    private static IndexedQuestion Number(Reading reading, Vocabulary vocabulary, bool note)
    {
        var terms = new int[reading.Terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = vocabulary.Add(reading.Terms[i]);
        }

        return new IndexedQuestion(terms, reading.Length, note);
    }
}
