using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Interactions;

/// <summary>A question that the content did not answer.</summary>
/// <param name="Id">The interaction's id.</param>
/// <param name="Text">As it was said.</param>
/// <param name="At">When.</param>
/// <param name="Conversation">Where.</param>
/// <param name="IsGroup">True for a group.</param>
/// <param name="Member">Whose.</param>
public sealed record UnansweredQuestion(string Id, string Text, DateTimeOffset At, ConversationKey Conversation, bool IsGroup, MemberKey Member);

/// <summary>Questions that mean about the same.</summary>
/// <param name="Id">The first question's id: it stays while the cluster grows.</param>
/// <param name="Text">The first question.</param>
/// <param name="Count">How often it was asked.</param>
/// <param name="Members">By how many different members.</param>
/// <param name="Groups">In which groups; direct messages are not named.</param>
/// <param name="Examples">Different wordings, the newest last.</param>
/// <param name="First">When it was asked first.</param>
/// <param name="Last">When it was asked last.</param>
public sealed record UnansweredCluster(
    string Id, string Text, int Count, int Members, ImmutableArray<ConversationKey> Groups, ImmutableArray<string> Examples, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Finds in the record, fact by fact, the questions that were met with “I do not know”, “did you mean” or “not my topic”.</summary>
public sealed class UnansweredReader
{
    private const int MostOpen = 10_000;
    private readonly Dictionary<ConversationKey, Interaction> _said = [];

    /// <summary>The question that this fact shows to be unanswered; null for none. Facts of one conversation come in the order of the record.</summary>
    public UnansweredQuestion? Read(Interaction fact)
    {
        if (fact.Kind == InteractionKind.Said)
        {
            if (_said.Count >= MostOpen)
            {
                _said.Clear();
            }

            _said[fact.Conversation] = fact;
            return null;
        }

        return IsMiss(fact) && _said.TryGetValue(fact.Conversation, out var said) && said.ActivityId == fact.ActivityId && said.Text is { Length: > 0 } text
            ? new UnansweredQuestion(said.Id, text, said.At, said.Conversation, fact.IsGroup, said.Member)
            : null;
    }

    /// <summary>True for a fact that says that the content had no answer; the words asked stand in the fact before it.</summary>
    public static bool IsMiss(Interaction fact) => fact switch
    {
        { Kind: InteractionKind.Silent, Reason: "miss_repeated" } => true,
        { Kind: InteractionKind.Replied, Reason: { } reason } => reason.EndsWith(":no_match", StringComparison.Ordinal) || reason.EndsWith(":unsure", StringComparison.Ordinal) || reason.EndsWith(":topic", StringComparison.Ordinal),
        _ => false,
    };
}
