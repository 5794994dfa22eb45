using Bot.Core.Content;

namespace Bot.Core.Templates.Syntax;

/// <summary>The keys between the <c>---</c> lines.</summary>
internal static class FrontMatter
{
    public static Template Read(YamlReader reader, Template template)
    {
        var where = reader.Scalars("where");
        foreach (var word in where.Where(w => w.Text is not ("group" or "dm")))
        {
            reader.Add(word, "T015", $"where 只能写 group、dm，没有“{word.Text}”。", $"where is group, dm or both; there is no `{word.Text}`.");
        }

        var limits = reader.Sub("limits");
        var result = template with
        {
            Name = reader.Text("name") ?? template.Key,
            Model = reader.Text("model") ?? "",
            Locales = reader.Texts("locales"),
            Owner = reader.Text("owner") ?? "",
            Kind = reader.OneOf("kind", ContentKind.Answer, ("answer", ContentKind.Answer), ("advice", ContentKind.Advice), ("product", ContentKind.Product), ("promo", ContentKind.Promo), ("service", ContentKind.Service), ("chat", ContentKind.Chat)),
            Pick = reader.OneOf("pick", Pick.Rotate, ("rotate", Pick.Rotate), ("stick", Pick.Stick), ("random", Pick.Random)),
            Asks = reader.Texts("asks"),
            Personas = reader.Texts("persona"),
            InGroup = where.Length == 0 || where.Any(w => w.Text == "group"),
            InDirect = where.Length == 0 || where.Any(w => w.Text == "dm"),
            Private = reader.Flag("private", false),
            Ambient = reader.Flag("ambient", true),
            Offer = reader.Text("offer"),
            Product = reader.Text("product"),
            Cards = reader.Text("cards"),
            GroupLimit = limits?.Whole("group", 1, 4000) ?? template.GroupLimit,
            DirectLimit = limits?.Whole("dm", 1, 4000) ?? template.DirectLimit,
        };
        limits?.Done();
        reader.Done();
        return result;
    }
}
