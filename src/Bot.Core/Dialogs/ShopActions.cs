using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Core.Shop;

namespace Bot.Core.Dialogs;

/// <summary>The actions that dialogs may call, over the merchant's own data. Pure.</summary>
public static class ShopActions
{
    private const int MostFound = 3;

    /// <summary>Their names.</summary>
    public static ImmutableHashSet<string> Names { get; } = ["catalog.search", "order.get", "ticket.create"];

    /// <summary>Runs one. An unknown name is a failure, like everything else that goes wrong.</summary>
    public static ActionResult Run(ShopData shop, ActionCall call, DateTimeOffset now) => call.Name switch
    {
        "catalog.search" => new ActionResult.Done(Search(shop, call.With)),
        "order.get" => Order(shop, call.With, now),
        "ticket.create" => Ticket(call),
        _ => new ActionResult.Failed("unknown_action"),
    };

    // category and product narrow, max (or budget) bounds, every other argument is something that the product should be good for.
    private static ImmutableList<object?> Search(ShopData shop, ImmutableSortedDictionary<string, SlotValue> with)
    {
        var max = (with.GetValueOrDefault("max") ?? with.GetValueOrDefault("budget"))?.Number;
        var min = with.GetValueOrDefault("min")?.Number;
        var wishes = with.Where(static argument => argument.Key is not ("category" or "product" or "max" or "budget" or "min") && argument.Value.Number is null)
            .SelectMany(static argument => argument.Value.Value.Split('、')).ToArray();
        return [.. shop.Products
            .Where(product => with.GetValueOrDefault("category") is not { } category || category.Value.Split('、').Contains(product.Category, StringComparer.Ordinal))
            .Where(product => with.GetValueOrDefault("product") is not { } name || name.Value == product.Name || name.Value == product.Code)
            .Where(product => product.Price <= (max ?? product.Price) && product.Price >= (min ?? product.Price))
            .Select(product => (Product: product, Fits: wishes.Count(wish => Fits(product, wish))))
            .Where(hit => wishes.Length == 0 || hit.Fits > 0)
            .OrderByDescending(static hit => hit.Product.Stock > 0).ThenByDescending(static hit => hit.Fits).ThenByDescending(static hit => hit.Product.Price)
            .Take(MostFound).Select(static hit => (object?)Facts(hit.Product))];
    }

    private static bool Fits(Product product, string wish) =>
        product.Tags.Any(tag => tag.Contains(wish, StringComparison.OrdinalIgnoreCase) || wish.Contains(tag, StringComparison.OrdinalIgnoreCase));

    private static ImmutableSortedDictionary<string, object?> Facts(Product product) => ImmutableSortedDictionary.CreateRange<string, object?>(StringComparer.Ordinal,
    [
        new("code", product.Code), new("name", product.Name), new("name_en", product.NameEn), new("category", product.Category), new("price", product.Price),
        new("stock", product.Stock), new("low", product.IsLow), new("sold_out", product.Stock == 0), new("size", product.Size), new("summary", product.Summary), new("summary_en", product.SummaryEn),
    ]);

    private static ActionResult Order(ShopData shop, ImmutableSortedDictionary<string, SlotValue> with, DateTimeOffset now)
    {
        if (shop.Orders.FirstOrDefault(order => order.Id == with.GetValueOrDefault("id")?.Value) is not { } order)
        {
            return new ActionResult.Failed("order_not_found");
        }

        // Where the dialog asks for it, the tail of the phone number must be the buyer's.
        if (with.GetValueOrDefault("phone") is { } phone && !phone.Value.EndsWith(order.PhoneTail, StringComparison.Ordinal))
        {
            return new ActionResult.Failed("phone_mismatch");
        }

        return new ActionResult.Done(ImmutableSortedDictionary.CreateRange<string, object?>(StringComparer.Ordinal,
        [
            new("id", order.Id), new("tail", order.Id[^4..]), new("status", order.Status), new("status_en", order.StatusEn), new("items", string.Join("、", order.Items)),
            new("total", order.Total), new("days", Math.Max(0, (int)(now - order.PlacedAt).TotalDays)), new("courier", order.Courier),
            new("placed", TimeZoneInfo.TryFindSystemTimeZoneById(shop.Zone, out var zone)
                ? TimeZoneInfo.ConvertTime(order.PlacedAt, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : order.PlacedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ]));
    }

    // The number comes from the call's key: a repeated turn makes the same ticket.
    private static ActionResult.Done Ticket(ActionCall call)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(call.Key))
        {
            hash = unchecked((hash ^ b) * 1099511628211UL);
        }

        var no = "T" + (hash % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        var facts = call.With.ToImmutableSortedDictionary(static argument => argument.Key, static argument => argument.Value.Value, StringComparer.Ordinal);
        return new ActionResult.Done(ImmutableSortedDictionary.CreateRange<string, object?>(StringComparer.Ordinal, [new("id", no), new("no", no)]), facts.SetItem("no", no));
    }
}
