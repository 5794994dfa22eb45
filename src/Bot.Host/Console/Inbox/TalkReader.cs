using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Host.Console.Inbox;

/// <summary>What was said in a conversation lately, of the record.</summary>
internal static class TalkReader
{
    private const int Page = 1000;
    private const int MostPages = 20;
    private static readonly TimeSpan Near = TimeSpan.FromDays(1);
    private static readonly TimeSpan Far = TimeSpan.FromDays(30);

    /// <summary>The newest words, oldest first: of the day before <paramref name="around"/> and since, of thirty days where that is not enough.</summary>
    public static async Task<IReadOnlyList<Interaction>> NewestAsync(IRecord record, ConversationKey conversation, DateTimeOffset around, int most, CancellationToken cancel)
    {
        var near = await SinceAsync(record, conversation, around - Near, most, cancel).ConfigureAwait(false);
        return near.Count >= most ? near : await SinceAsync(record, conversation, around - Far, most, cancel).ConfigureAwait(false);
    }

    /// <summary>The newest words since a moment, oldest first.</summary>
    public static async Task<IReadOnlyList<Interaction>> SinceAsync(IRecord record, ConversationKey conversation, DateTimeOffset from, int most, CancellationToken cancel)
    {
        var newest = new Queue<Interaction>();
        string? after = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var read = 0;
            await foreach (var entry in record.ReadAsync(new InteractionQuery(conversation, From: from, Limit: Page, After: after), cancel).ConfigureAwait(false))
            {
                read++;
                after = entry.Cursor;
                if (WhoOf(entry.Interaction) is not null)
                {
                    newest.Enqueue(entry.Interaction);
                    if (newest.Count > most)
                    {
                        newest.Dequeue();
                    }
                }
            }

            if (read < Page)
            {
                break;
            }
        }

        return [.. newest];
    }

    /// <summary>Who said it: <c>member</c>, <c>assistant</c> or <c>operator</c>; null where nobody said anything.</summary>
    public static string? WhoOf(Interaction fact) => fact.Text is not { Length: > 0 } ? null : fact.Kind switch
    {
        InteractionKind.Said => "member",
        InteractionKind.Replied or InteractionKind.Pushed => "assistant",
        InteractionKind.OperatorSaid => "operator",
        _ => null,
    };

    /// <summary>Since when somebody waits for a person's answer; null when they have it.</summary>
    /// <param name="handOff">The hand-off.</param>
    /// <param name="isGroup">True for a group.</param>
    /// <param name="facts">What was said since it began, oldest first.</param>
    public static DateTimeOffset? WaitsSince(HandOff handOff, bool isGroup, IEnumerable<Interaction> facts)
    {
        // What an operator took unasked waits for nothing yet.
        DateTimeOffset? since = handOff.Reason == "operator" ? null : handOff.Since;
        foreach (var fact in facts.Where(fact => fact.At >= handOff.Since))
        {
            since = fact.Kind switch
            {
                InteractionKind.OperatorSaid => null,
                InteractionKind.Said when handOff.Withholds(isGroup, fact.Member.Id) => since ?? fact.At,
                _ => since,
            };
        }

        return since;
    }
}
