using System.Collections.Immutable;
using Bot.Core.Shop;

namespace Bot.Core.Dialogs;

/// <summary>What dialogs may refer to, for the checks at load.</summary>
/// <param name="TemplateExists">True for a template's key.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Actions">Names of the actions.</param>
public sealed record DialogContext(Func<string, bool> TemplateExists, ShopData Shop, ImmutableHashSet<string> Actions)
{
    /// <summary>
    /// The variables that a template cannot do without, by its key, when known: a dialog that never provides one of them is
    /// refused. Names that every template has (<c>user</c>, <c>shop</c> and so on) are not among them.
    /// </summary>
    public Func<string, IEnumerable<string>>? TemplateNeeds { get; init; }
}
