using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Shop;

/// <summary>Reads <c>offers.yaml</c>.</summary>
internal static class OffersReader
{
    /// <summary>The offers, in the file's order; each may name only <paramref name="products"/> that exist.</summary>
    public static ImmutableArray<Offer> Read(DataFile file, ImmutableArray<Product> products)
    {
        var codes = products.Select(product => product.Code).ToHashSet(StringComparer.Ordinal);
        return file.Entries("offers", "id", reader => One(reader, codes));
    }

    private static Offer One(YamlReader reader, HashSet<string> codes)
    {
        var id = reader.Required("id");
        var name = reader.Required("name");
        var from = DataFile.Moment(reader, "from");
        var to = DataFile.Moment(reader, "to");
        if (from != DateTimeOffset.MinValue && to != DateTimeOffset.MinValue && to <= from)
        {
            reader.Add(reader.Map["to"]!, "C106", "结束时间要晚于开始时间，看看 from 和 to 是不是写反了。", "The offer ends before it begins: are `from` and `to` exchanged?");
        }

        var named = reader.Scalars("products");
        foreach (var code in named.Where(code => !codes.Contains(code.Text)))
        {
            var hint = NearestName.Hint(code.Text, codes);
            reader.Add(code, "C107", $"没有商品“{code.Text}”{hint.Zh}", $"There is no product `{code.Text}`{hint.En}");
        }

        return new Offer(id, name, reader.Text("name_en") ?? name, from, to, [.. named.Select(code => code.Text)], DataFile.Yuan(reader, "price"));
    }
}
