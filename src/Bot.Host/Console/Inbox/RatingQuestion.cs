using Bot.Core.Activities;
using Bot.Core.Catalog;
using Bot.Core.Personas;
using Bot.Core.Ports;
using Bot.Core.Templates;
using Bot.Core.Turns;
using Bot.Host.Content;

namespace Bot.Host.Console.Inbox;

/// <summary>The question how a person's help was, in the words of the content for one member.</summary>
public sealed class RatingQuestion(LiveCatalog live, ILedger ledger, IRecord record, TimeProvider clock)
{
    /// <summary>The question; null where it may not be asked, or the member wants to hear nothing unasked.</summary>
    public async Task<RatingAsk?> OfAsync(ConversationKey conversation, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (state, _, _) = await ledger.LoadAsync(conversation, new MemberKey(conversation.Channel, ""), cancel).ConfigureAwait(false);
        if (!Ratings.MayAsk(state, now))
        {
            return null;
        }

        var member = new MemberKey(conversation.Channel, state.HandOff!.Member);
        var profile = await record.ProfileAsync(member, cancel).ConfigureAwait(false);
        if (profile.Consent.AllOptedOut)
        {
            return null;
        }

        var catalog = live.Current;
        var persona = catalog.Personas.Resolve(new PersonaContext(conversation.Channel, null, member.Id, profile.Segments)).Persona;
        var locale = state.Threads.GetValueOrDefault(member.Id)?.Locale ?? profile.Locale ?? "zh-CN";
        var result = catalog.Templates.Render(new RenderRequest
        {
            Key = SystemReplies.HowWasIt,
            Values = Variables.Of(new TurnFacts(profile, profile.Nick, persona, catalog.Shop, now, locale, false)),
            Locale = locale,
            Channel = conversation.Channel,
            IsGroup = false,
            Persona = persona.Id,
            Tone = persona.Tone,
            Reader = member.Id,
            Seed = 0,
            Now = now,
        });
        return result is RenderResult.Words words ? new RatingAsk(words, persona.Id) : null;
    }
}
