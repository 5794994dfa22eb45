using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Templates;

/// <summary>What a template is for (requirement A11): drives throttle, content mix and reports.</summary>
public enum ContentKind
{
    /// <summary>Answers a question.</summary>
    Answer,

    /// <summary>Advice of an expert.</summary>
    Advice,

    /// <summary>Tells of a product.</summary>
    Product,

    /// <summary>An offer.</summary>
    Promo,

    /// <summary>Service: orders, delivery, after-sales.</summary>
    Service,

    /// <summary>Courtesy and small talk.</summary>
    Chat,
}

/// <summary>What to say, to whom, where.</summary>
public sealed record RenderRequest
{
    /// <summary>The template's key.</summary>
    public required string Key { get; init; }

    /// <summary>Values by name: strings, decimals, ints, bools, null, lists and dictionaries of these; nothing else.</summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    /// <summary>BCP 47 tag of the reader.</summary>
    public required string Locale { get; init; }

    /// <summary>The platform's id.</summary>
    public required string Channel { get; init; }

    /// <summary>True when more than two will read it.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>The persona that speaks.</summary>
    public required string Persona { get; init; }

    /// <summary>活泼 or 稳重, from the reader's portrait or the persona (requirement A8).</summary>
    public string Tone { get; init; } = "";

    /// <summary>Segments of the reader.</summary>
    public ImmutableArray<string> Segments { get; init; } = [];

    /// <summary>Stable id of the reader (member or group) for <c>pick: stick</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>Draws for <c>rotate</c> and <c>random</c> come from it: the same seed says the same.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Sections (<c>key#section</c>) said to this reader within the week: avoided where there is a choice.</summary>
    public IReadOnlyCollection<string> Avoid { get; init; } = [];

    /// <summary>Now, for validity of offers.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>What was rendered, or why nothing was.</summary>
public abstract record RenderResult
{
    private RenderResult()
    {
    }

    /// <summary>Words.</summary>
    /// <param name="Text">The text, LF line ends, trimmed.</param>
    /// <param name="Key">The template's key.</param>
    /// <param name="Version">First eight hex digits of the file's SHA-256.</param>
    /// <param name="Section">The section's id.</param>
    /// <param name="Kind">What it is for.</param>
    /// <param name="Private">True when the template is private or used a private value: it must not reach a group.</param>
    /// <param name="Locale">The section's language.</param>
    /// <param name="Cards">Cards, when the template has them.</param>
    public sealed record Words(string Text, string Key, string Version, string Section, ContentKind Kind, bool Private, string Locale, ImmutableArray<Card> Cards) : RenderResult
    {
        /// <summary><c>key@version#section</c>, the name that record and logs use.</summary>
        public string Name => $"{Key}@{Version}#{Section}";
    }

    /// <summary>Nothing may or can be said.</summary>
    /// <param name="Reason"><c>unknown_template</c>, <c>no_section</c>, <c>offer_expired</c>, <c>private_in_group</c> or <c>failed</c>.</param>
    public sealed record Nothing(string Reason) : RenderResult;
}
