using Bot.Core.Catalog;
using Bot.Core.Templates;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>Which entries of the knowledge may be said unasked in a group, and which of them a text asks for.</summary>
public static class AmbientEntries
{
    private static readonly string[] Own = ["system.", "persona.", "push.", "chat."];

    /// <summary>What a text means among all that may be said, or begun, in a group. What may not be said unasked is among it: it must not be passed over for the second best.</summary>
    /// <param name="catalog">All content.</param>
    /// <param name="text">What was said.</param>
    /// <param name="persona">Only what this persona may say; null for any.</param>
    public static Recognition Recognise(CatalogSnapshot catalog, string text, string? persona) => catalog.Matcher.Recognise(text, key =>
        key.StartsWith(Matcher.DialogPrefix, StringComparison.Ordinal)
            ? catalog.Dialogs.Find(key[Matcher.DialogPrefix.Length..])?.Start is { InGroup: true }
            : catalog.Templates.Find(key) is { } template && (template.InGroup || template.Private)
                && (persona is null || template.Personas.IsEmpty || template.Personas.Contains(persona, StringComparer.Ordinal)));

    /// <summary>True when an entry may be said unasked: an answer that its file does not keep from it; never a dialog, an offer, what is private or our own words.</summary>
    public static bool Allows(CatalogSnapshot catalog, string key) =>
        catalog.Templates.Find(key) is { Ambient: true, Private: false, InGroup: true, Kind: not (ContentKind.Promo or ContentKind.Chat) }
        && !Own.Any(own => key.StartsWith(own, StringComparison.Ordinal));
}
