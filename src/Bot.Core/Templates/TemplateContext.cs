using System.Collections.Immutable;
using Bot.Core.Personas;
using Bot.Core.Shop;

namespace Bot.Core.Templates;

/// <summary>What the check of templates needs to know of the other content.</summary>
/// <param name="Personas">The personas.</param>
/// <param name="Shop">The shop: names of its card, products and offers.</param>
/// <param name="UsedKeys">Keys that dialogs, personas and the service say.</param>
public sealed record TemplateContext(PersonaSet Personas, ShopData Shop, ImmutableHashSet<string> UsedKeys);
