using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Dialogs;
using Bot.Core.Personas;
using Bot.Core.Shop;
using Bot.Core.Templates;
using Bot.Core.Throttling;
using Bot.Core.Understanding;

namespace Bot.Core.Catalog;

/// <summary>All content at one moment, immutable: a turn takes one and sees nothing else until it ends.</summary>
/// <param name="Revision">Eight hex digits of the SHA-256 over all files: the same content has the same revision on every node.</param>
/// <param name="Personas">Who can speak.</param>
/// <param name="Shop">The merchant's data.</param>
/// <param name="Templates">What can be said.</param>
/// <param name="Dialogs">How it converses.</param>
/// <param name="Matcher">What people say, indexed.</param>
/// <param name="Policy">What may be pushed, and how often; the default preset's where the merchant's own has errors.</param>
/// <param name="Problems">What is wrong with the content, warnings included.</param>
public sealed record CatalogSnapshot(
    string Revision,
    PersonaSet Personas,
    ShopData Shop,
    TemplateSet Templates,
    DialogSet Dialogs,
    Matcher Matcher,
    ThrottlePolicy Policy,
    ImmutableArray<Problem> Problems)
{
    /// <summary>True when the content must not go into force.</summary>
    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);
}
