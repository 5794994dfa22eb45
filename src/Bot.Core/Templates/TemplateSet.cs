using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Content;
using HandlebarsDotNet;

namespace Bot.Core.Templates;

/// <summary>All templates of one content version: checked, compiled, rendered once. Immutable; safe from many threads.</summary>
public sealed class TemplateSet
{
    private readonly FrozenDictionary<string, CompiledTemplate> _byKey;
    private readonly TemplateContext _context;

    internal TemplateSet(IEnumerable<CompiledTemplate> templates, TemplateGround ground)
    {
        _byKey = templates.ToFrozenDictionary(t => t.Template.Key, StringComparer.Ordinal);
        (_context, Ground) = (ground.Context, ground);
        All = [.. _byKey.Values.Select(c => c.Template).OrderBy(t => t.Key, StringComparer.Ordinal)];
    }

    /// <summary>Every template that can be said, by key.</summary>
    public ImmutableArray<Template> All { get; }

    /// <summary>What it was built with.</summary>
    internal TemplateGround Ground { get; }

    /// <summary>Reads, checks and compiles every file under <c>templates/</c>; a template with an error is left out.</summary>
    /// <param name="files">The content.</param>
    /// <param name="context">The other content.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="previous">The set in force, if any: what did not change is not compiled again. It changes nothing else.</param>
    public static TemplateSet Build(IReadOnlyList<ContentFile> files, TemplateContext context, ImmutableArray<Problem>.Builder problems, TemplateSet? previous = null) =>
        new TemplateBuild(files, context, problems, previous).Run();

    /// <summary>A template by its key.</summary>
    public Template? Find(string key) => _byKey.TryGetValue(key, out var found) ? found.Template : null;

    /// <summary>The variables that whoever says a template must hand in: read by one of its sections, neither global nor nullable nor the shop's own.</summary>
    public IEnumerable<string> Needs(string key)
    {
        if (!_byKey.TryGetValue(key, out var compiled))
        {
            return [];
        }

        var global = Variables.Of(_context.Shop).Select(variable => variable.Name).Concat(["offer", "product"]).ToHashSet(StringComparer.Ordinal);
        return compiled.Sections.SelectMany(section => section.Variables)
            .Where(variable => !variable.Nullable && !global.Contains(variable.Name) && variable.Fields != ShopValues.OfferFields && variable.Fields != ShopValues.ProductFields)
            .Select(variable => variable.Name).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The words, or why there are none. The same request gives the same words.</summary>
    public RenderResult Render(RenderRequest request)
    {
        if (!_byKey.TryGetValue(request.Key, out var compiled))
        {
            return new RenderResult.Nothing("unknown_template");
        }

        var template = compiled.Template;
        if (request.IsGroup && template.Private)
        {
            return new RenderResult.Nothing("private_in_group");
        }

        if (template.Offer is { } offer && !_context.Shop.Offers.Any(o => o.Id == offer && o.ValidAt(request.Now)))
        {
            return new RenderResult.Nothing("offer_expired");
        }

        if (!(request.IsGroup ? template.InGroup : template.InDirect) || Selection.Choose(template, request, _context.Personas.Find(request.Persona)) is not { } section)
        {
            return new RenderResult.Nothing("no_section");
        }

        var code = compiled.Of(section);
        return request.IsGroup && code.UsesPrivate
            ? new RenderResult.Nothing("private_in_group")
            : Say(template, section, code, request);
    }

    private RenderResult Say(Template template, TemplateSection section, CompiledSection code, RenderRequest request)
    {
        var values = new Dictionary<string, object?>(code.Variables.Length, StringComparer.Ordinal);
        foreach (var variable in code.Variables)
        {
            values[variable.Name] = Values.Conform(variable, Value(template, variable, request));
        }

        try
        {
            var text = code.Render(values).Trim();
            return text.Length == 0
                ? new RenderResult.Nothing("failed")
                : new RenderResult.Words(text, template.Key, template.Version, section.Id, template.Kind, template.Private || code.UsesPrivate, section.Locale, Cards(template, values));
        }
        catch (HandlebarsException)
        {
            // The lint leaves no known way here; should the engine find one, a member gets no half sentence.
            return new RenderResult.Nothing("failed");
        }
    }

    // Offers and products come from the shop, never from the caller: what has expired cannot be handed in.
    private object? Value(Template template, Variable variable, RenderRequest request) => variable.Name switch
    {
        "offers" when variable.Fields == ShopValues.OfferFields => ShopValues.Offers(_context.Shop, request.Now),
        "products" when variable.Fields == ShopValues.ProductFields => ShopValues.Products(_context.Shop),
        "offer" when template.Offer is { } id => ShopValues.Offer(_context.Shop.Offers.First(o => o.Id == id), _context.Shop.Zone),
        "product" when template.Product is { } code => ShopValues.Product(_context.Shop.Products.First(p => p.Code == code)),
        _ => request.Values.GetValueOrDefault(variable.Name),
    };

    /// <summary>The cards beside the words.</summary>
    internal static ImmutableArray<Card> Cards(Template template, Dictionary<string, object?> values)
    {
        if (template.Cards is not { } name || values.GetValueOrDefault(name) is not List<object?> items)
        {
            return [];
        }

        var price = Syntax.Functions.All["money"];
        return [.. items.OfType<Dictionary<string, object?>>().Take(10).Select(item => new Card(
            item.GetValueOrDefault("name") as string ?? "",
            item.GetValueOrDefault("price") is { } yuan ? (string?)price.Apply([yuan], System.Globalization.CultureInfo.InvariantCulture) : null,
            item.GetValueOrDefault("summary") as string,
            item.GetValueOrDefault("image") as string,
            []))];
    }
}
