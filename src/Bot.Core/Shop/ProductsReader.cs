using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Shop;

/// <summary>Reads <c>products.yaml</c>.</summary>
internal static class ProductsReader
{
    /// <summary>The products, in the file's order.</summary>
    public static ImmutableArray<Product> Read(DataFile file)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return file.Entries("products", "code", reader =>
        {
            var aliases = reader.Scalars("aliases");
            var product = One(reader, [.. aliases.Select(alias => alias.Text)]);
            Claim(reader, aliases.Append(reader.Map["name"]), owners, product.Code);
            return product;
        });
    }

    private static Product One(YamlReader reader, ImmutableArray<string> aliases)
    {
        var name = reader.Required("name");
        _ = reader.Map["price"] is null ? reader.Required("price") : null;
        _ = reader.Map["stock"] is null ? reader.Required("stock") : null;
        var summary = reader.Required("summary");
        return new Product(
            reader.Required("code"),
            name,
            reader.Text("name_en") ?? name,
            reader.Required("category"),
            DataFile.Yuan(reader, "price") ?? 0,
            reader.Whole("stock", 0) ?? 0,
            reader.Text("size") ?? "",
            aliases,
            reader.Texts("tags"),
            summary,
            reader.Text("summary_en") ?? summary);
    }

    // A name that two products share cannot tell them apart when a customer says it.
    private static void Claim(YamlReader reader, IEnumerable<YamlNode?> words, Dictionary<string, string> owners, string code)
    {
        foreach (var word in words.OfType<YamlScalar>())
        {
            if (!owners.TryAdd(word.Text, code) && owners[word.Text] != code)
            {
                reader.Add(word, "C105", $"“{word.Text}”已经是商品 {owners[word.Text]} 的叫法，客人这样说时分不清是哪一个，换一个说法。", $"`{word.Text}` already names product {owners[word.Text]}: a customer who says it could mean either, choose another.", Severity.Warning);
            }
        }
    }
}
