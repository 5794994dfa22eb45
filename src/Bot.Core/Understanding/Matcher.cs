using System.Collections.Immutable;
using Bot.Core.Understanding.Retrieval;
using Bot.Core.Understanding.Routing;

namespace Bot.Core.Understanding;

/// <summary>
/// Finds what a text means among the sentences that people say, and where nothing is near enough, which dialog it may be
/// for. Immutable; one for each catalogue revision.
/// </summary>
public sealed class Matcher
{
    /// <summary>What a key that starts a dialog begins with.</summary>
    public const string DialogPrefix = "dialog:";

    private readonly DialogRouter? _dialogs;
    private readonly ISentenceEncoder? _encoder;

    private Matcher(Retriever retriever, Background background, ISentenceEncoder? encoder)
    {
        (Retriever, Background, _encoder) = (retriever, background, encoder);
        _dialogs = DialogRouter.Learn(retriever, background);
    }

    /// <summary>The index.</summary>
    public Retriever Retriever { get; }

    /// <summary>What people say anyway.</summary>
    public Background Background { get; }

    /// <summary>Builds the index. Asks without a letter or digit are left out.</summary>
    /// <param name="asks">What people say.</param>
    /// <param name="lexicon">Words that mean the same; null for none.</param>
    /// <param name="previous">The one in force: what did not change is not read again.</param>
    /// <param name="encoder">Tells how near sentences are in meaning; null for none.</param>
    public static Matcher Build(IEnumerable<Ask> asks, Lexicon? lexicon = null, Matcher? previous = null, ISentenceEncoder? encoder = null)
    {
        lexicon ??= Lexicon.Empty;
        var background = previous is not null && previous.Background.Lexicon.Equals(lexicon) ? previous.Background : Background.Build(lexicon);
        return new Matcher(Retriever.Build(asks, background, previous?.Retriever, encoder), background, encoder);
    }

    /// <summary>The same with other sentences.</summary>
    public Matcher With(IEnumerable<Ask> asks) => new(Retriever.Build(asks, Background, Retriever, _encoder), Background, _encoder);

    /// <summary>
    /// Reads a text. <paramref name="allowed"/> says which keys may be considered. Work grows with the text's length,
    /// never with anything else that a member can choose.
    /// </summary>
    public Recognition Recognise(string text, Func<string, bool> allowed)
    {
        var found = Retriever.Find(text, allowed);
        if (found.Text.Length == 0 || found.Candidates is [{ Score: >= Retriever.Sure }, ..] || _dialogs?.Route(text, allowed) is not { } dialog)
        {
            return new Recognition(found.Text, found.Candidates);
        }

        // The better of the two stands first; a dialog that retrieval found too keeps its better score.
        var others = found.Candidates.Where(candidate => candidate.Key != dialog.Key || candidate.Score > dialog.Score).ToImmutableArray();
        var all = others.Any(candidate => candidate.Key == dialog.Key) ? others : others.Add(dialog);
        return new Recognition(found.Text, all.Length > 0 && dialog.Score > all[0].Score ? [dialog, .. all.Where(one => one.Key != dialog.Key)] : all);
    }
}
