using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Personas;
using Bot.Core.Templates;
using Bot.Core.Throttling;

namespace Bot.Core.Pushes;

/// <summary>Who will read a push.</summary>
/// <param name="Conversation">Where; its id is empty for a direct conversation that is opened for it.</param>
/// <param name="IsGroup">True when more than two read there.</param>
/// <param name="Member">Whom it is for; null for everybody in a group.</param>
/// <param name="Profile">What is known of them.</param>
/// <param name="MaxText">The longest text that the channel carries.</param>
/// <param name="Said">Sections said there lately: avoided where there is a choice (requirement A9).</param>
public sealed record PushReader(ConversationKey Conversation, bool IsGroup, MemberKey? Member, Profile Profile, int MaxText, ImmutableHashSet<string> Said);

/// <summary>The words of a push, or why there are none.</summary>
public abstract record PushText
{
    private PushText()
    {
    }

    /// <summary>Words.</summary>
    /// <param name="Text">All of it.</param>
    /// <param name="Template"><c>key@version#section</c> of the first template; null for words of an operator.</param>
    /// <param name="Kind">What it is for; null for words of an operator.</param>
    /// <param name="Locale">Their language.</param>
    /// <param name="Persona">Who speaks.</param>
    /// <param name="Cards">Cards of all templates.</param>
    public sealed record Words(string Text, string? Template, ContentKind? Kind, string Locale, string Persona, ImmutableArray<Card> Cards) : PushText;

    /// <summary>Nothing may or can be said.</summary>
    /// <param name="Reason">A reason of <see cref="RenderResult.Nothing"/>, <c>promo_in_service</c>, <c>no_content</c>.</param>
    public sealed record Nothing(string Reason) : PushText;
}

/// <summary>Renders pushes. Pure, and seeded by the push's id: a retry says the same.</summary>
public static class PushWords
{
    private const string DefaultLocale = "zh-CN";

    /// <summary>The words of a push; of a digest, its items under a short header.</summary>
    /// <param name="catalog">The content.</param>
    /// <param name="push">The push.</param>
    /// <param name="contents">What to say: one, or a digest's items in their order.</param>
    /// <param name="reader">Who will read it.</param>
    /// <param name="now">Now, for validity of offers.</param>
    public static PushText Render(CatalogSnapshot catalog, Push push, ImmutableArray<PushContent> contents, PushReader reader, DateTimeOffset now)
    {
        var choice = catalog.Personas.Resolve(new PersonaContext(
            reader.Conversation.Channel, reader.IsGroup ? reader.Conversation.Id : null, reader.Member?.Id ?? "", reader.Profile.Segments));
        var isDigest = contents.Length > 1;
        var parts = new List<PushText.Words>();
        PushText.Nothing? none = null;
        foreach (var (at, content) in contents.Index())
        {
            switch (One(catalog, push, content, reader, choice.Persona, now, at))
            {
                case PushText.Words words:
                    parts.Add(words);
                    break;
                case PushText.Nothing nothing:
                    none ??= nothing;
                    break;
            }
        }

        // Of a digest one stale item is left out; the others still go.
        if (parts.Count == 0)
        {
            return none ?? new PushText.Nothing("no_content");
        }

        var header = isDigest && One(catalog, push, new PushContent(SystemReplies.Digest), reader, choice.Persona, now, contents.Length) is PushText.Words first ? first.Text : null;
        var body = string.Join("\n\n", parts.Select(part => part.Text).Prepend(header).OfType<string>());
        return parts[0] with { Text = Shape(body, choice.Persona, reader), Cards = [.. parts.SelectMany(part => part.Cards)] };
    }

    private static PushText One(CatalogSnapshot catalog, Push push, PushContent content, PushReader reader, Persona persona, DateTimeOffset now, int part)
    {
        var locale = reader.Profile.Locale ?? DefaultLocale;
        if (content.Text is { Length: > 0 } text)
        {
            return push.Class == PushClass.Service && PromoWords.In(text) is not null
                ? new PushText.Nothing("promo_in_service")
                : new PushText.Words(text, null, null, locale, persona.Id, []);
        }

        var facts = new TurnFacts(reader.Profile, reader.Member is null ? null : reader.Profile.Nick, persona, catalog.Shop, now, locale, reader.IsGroup);
        var rendered = catalog.Templates.Render(new RenderRequest
        {
            Key = content.Template,
            Values = Variables.Of(facts),
            Locale = locale,
            Channel = reader.Conversation.Channel,
            IsGroup = reader.IsGroup,
            Persona = persona.Id,
            Tone = persona.Tone,
            Segments = reader.Profile.Segments,
            Reader = reader.Member?.Id ?? reader.Conversation.Id,
            Seed = StableHash.Of("push\n" + push.Id) + (ulong)part,
            Avoid = reader.Said,
            Now = now,
        });
        return rendered switch
        {
            RenderResult.Words { Private: true } when reader.IsGroup => new PushText.Nothing("private_in_group"),
            RenderResult.Words { Kind: ContentKind.Promo } when push.Class == PushClass.Service => new PushText.Nothing("promo_in_service"),
            RenderResult.Words words => new PushText.Words(words.Text, words.Name, words.Kind, words.Locale, persona.Id, words.Cards),
            RenderResult.Nothing nothing => new PushText.Nothing(nothing.Reason),
            _ => new PushText.Nothing("failed"),
        };
    }

    private static string Shape(string text, Persona persona, PushReader reader)
    {
        var whole = !reader.IsGroup && persona.Signature.Length > 0 ? $"{text}\n{persona.Signature}" : text;
        return whole.Length <= reader.MaxText ? whole : string.Concat(whole.AsSpan(0, char.IsHighSurrogate(whole[reader.MaxText - 2]) ? reader.MaxText - 2 : reader.MaxText - 1), "…");
    }
}
