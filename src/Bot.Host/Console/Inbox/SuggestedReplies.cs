using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Personas;
using Bot.Core.Templates;
using Bot.Core.Turns;
using Bot.Core.Understanding;
using Bot.Host.Content;

namespace Bot.Host.Console.Inbox;

/// <summary>A reply that an operator may take over.</summary>
/// <param name="Text">As the engine renders it for this reader.</param>
/// <param name="Key">The template's key.</param>
/// <param name="Title">What operators call it.</param>
/// <param name="Score">How sure the match is, 0 to 1.</param>
public sealed record SuggestedReply(string Text, string Key, string Title, double Score);

/// <summary>What the content would answer to the last question: for an operator to take over, never sent by itself.</summary>
public sealed class SuggestedReplies(LiveCatalog live, TurnSettings settings, TimeProvider clock)
{
    private const int Most = 3;
    private const string Own = "system.";

    /// <summary>The best matches that can be said here, the surest first. What is private is not suggested for a group.</summary>
    public IReadOnlyList<SuggestedReply> Of(ConversationKey conversation, bool isGroup, MemberKey? member, Profile profile, string? locale, string question)
    {
        var catalog = live.Current;
        var persona = catalog.Personas.Resolve(new PersonaContext(conversation.Channel, isGroup ? conversation.Id : null, member?.Id ?? "", profile.Segments)).Persona;
        var found = catalog.Matcher.Recognise(question, key => Fits(catalog, persona, key, isGroup));
        var facts = new TurnFacts(profile, profile.Nick, persona, catalog.Shop, clock.GetUtcNow(), locale ?? profile.Locale ?? "zh-CN", isGroup);
        var replies = new List<SuggestedReply>();
        foreach (var candidate in found.Candidates.Where(one => one.Score >= settings.AskThreshold).DistinctBy(one => one.Key))
        {
            if (replies.Count < Most && Render(catalog, persona, candidate.Key, conversation, member, facts) is { } text && replies.TrueForAll(one => one.Text != text))
            {
                replies.Add(new SuggestedReply(text, candidate.Key, catalog.Templates.Find(candidate.Key)!.Name, Math.Round(candidate.Score, 3)));
            }
        }

        return replies;
    }

    private static bool Fits(CatalogSnapshot catalog, Persona persona, string key, bool isGroup) =>
        !key.StartsWith(Matcher.DialogPrefix, StringComparison.Ordinal)
        && !key.StartsWith(Own, StringComparison.Ordinal)
        && catalog.Templates.Find(key) is { } template
        && (isGroup ? template is { InGroup: true, Private: false } : template.InDirect)
        && (template.Personas.IsEmpty || template.Personas.Contains(persona.Id, StringComparer.Ordinal));

    private static string? Render(CatalogSnapshot catalog, Persona persona, string key, ConversationKey conversation, MemberKey? member, TurnFacts facts)
    {
        var result = catalog.Templates.Render(new RenderRequest
        {
            Key = key,
            Values = Variables.Of(facts),
            Locale = facts.Locale,
            Channel = conversation.Channel,
            IsGroup = facts.IsGroup,
            Persona = persona.Id,
            Tone = persona.Tone,
            Reader = facts.IsGroup ? conversation.Id : member?.Id ?? conversation.Id,
            Seed = 0,
            Now = facts.Now,
        });
        return result is RenderResult.Words words && !(words.Private && facts.IsGroup) ? words.Text : null;
    }
}
