using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Speaking;

/// <summary>One message of a group on which we spoke unasked, or might have.</summary>
/// <param name="Interaction">The id to label.</param>
/// <param name="At">When the decision was made.</param>
/// <param name="Member">Who said it.</param>
/// <param name="Text">What was said.</param>
/// <param name="Entry">The entry that we answered with, or would have.</param>
/// <param name="Because">Why we were silent; <c>said</c> when we spoke.</param>
/// <param name="Score">How sure the match is.</param>
/// <param name="Gate">How likely the answer is welcome, as far as the gate knew.</param>
/// <param name="Answer">What we said; null when we were silent.</param>
public sealed record SpeakDecision(
    string Interaction, DateTimeOffset At, MemberKey Member, string Text, string Entry, string Because, double? Score, string? Gate, string? Answer)
{
    /// <summary>We spoke, or nothing but a shut gate kept us from it.</summary>
    public bool IsLive => Because is "said" or "shadow";
}

/// <summary>Reads from the record on which messages of a group operators can say whether we should have spoken.</summary>
public sealed class SpeakQueue(IRecord record, TimeProvider clock)
{
    private const int Page = 5_000;

    /// <summary>The decisions of the last days, the newest first; of a message that was decided twice (it waited first) the last.</summary>
    public async Task<List<SpeakDecision>> ReadAsync(ConversationKey group, int days, CancellationToken cancel)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new Dictionary<string, SpeakDecision>(StringComparer.Ordinal);
        var query = new InteractionQuery(group, From: clock.GetUtcNow() - TimeSpan.FromDays(days), Limit: Page);
        for (var more = true; more;)
        {
            var read = 0;
            await foreach (var (cursor, fact) in record.ReadAsync(query, cancel).ConfigureAwait(false))
            {
                read++;
                query = query with { After = cursor };
                if (fact is { Kind: InteractionKind.Said, Text.Length: > 0 })
                {
                    said[fact.ActivityId] = fact.Text;
                }
                else if (fact.Data.TryGetValue("would", out var entry) && fact.Data.TryGetValue("because", out var because) && said.TryGetValue(fact.ActivityId, out var text))
                {
                    var answer = fact.Kind == InteractionKind.Replied ? fact.Text : null;
                    found[fact.ActivityId] = new SpeakDecision(fact.Id, fact.At, fact.Member, text, entry, because, fact.Score, fact.Data.GetValueOrDefault("gate"), answer);
                }
            }

            more = read == Page;
        }

        return [.. found.Values.OrderByDescending(decision => decision.At).ThenBy(decision => decision.Interaction, StringComparer.Ordinal)];
    }
}
