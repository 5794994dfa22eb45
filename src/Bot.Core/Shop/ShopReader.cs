using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Shop;

/// <summary>Reads the merchant's data from <c>templates/_data/{shop,products,offers,orders}.yaml</c>. A file that is absent gives nothing; whatever is wrong becomes a problem at its place.</summary>
public static class ShopReader
{
    /// <summary>Where the files stand.</summary>
    public const string Folder = "templates/_data/";

    /// <summary>Reads what there is. Entries with mistakes are left out, the others are kept.</summary>
    public static ShopData Read(IReadOnlyList<ContentFile> files, ImmutableArray<Problem>.Builder problems)
    {
        var products = Open("products") is { } productFile ? ProductsReader.Read(productFile) : [];
        var data = new ShopData
        {
            Products = products,
            Offers = Open("offers") is { } offers ? OffersReader.Read(offers, products) : [],
            Orders = Open("orders") is { } orders ? OrdersReader.Read(orders) : [],
        };
        return Open("shop") is { } card ? CardReader.Read(card, data) : data;

        DataFile? Open(string name)
        {
            var path = $"{Folder}{name}.yaml";
            return files.FirstOrDefault(file => string.Equals(file.Path, path, StringComparison.Ordinal)) is { } file
                && YamlDocument.Parse(file, problems) is { } map
                ? new DataFile(path, map, problems)
                : null;
        }
    }
}
