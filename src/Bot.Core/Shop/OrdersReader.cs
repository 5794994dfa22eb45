using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Shop;

/// <summary>Reads <c>orders.yaml</c>.</summary>
internal static class OrdersReader
{
    /// <summary>The orders, in the file's order.</summary>
    public static ImmutableArray<Order> Read(DataFile file) => file.Entries("orders", "id", One);

    private static Order One(YamlReader reader)
    {
        var id = Digits(reader, "id", 8, 20, "C108", "订单号要写 8 到 20 位数字，例如 2026112012345678。", "An order number has 8 to 20 digits, 2026112012345678 for example.");
        var tail = Digits(reader, "phone_tail", 4, 4, "C109", "手机尾号要写四位数字，例如 0086。", "The end of the phone number has four digits, 0086 for example.");
        var status = reader.Required("status");
        _ = reader.Map["total"] is null ? reader.Required("total") : null;
        return new Order(
            id,
            status,
            reader.Text("status_en") ?? status,
            reader.Texts("items"),
            DataFile.Yuan(reader, "total") ?? 0,
            DataFile.Moment(reader, "placed_at"),
            reader.Text("courier"),
            tail);
    }

    private static string Digits(YamlReader reader, string key, int least, int most, string code, string zh, string en)
    {
        var text = reader.Required(key);
        if (text.Length > 0 && (text.Length < least || text.Length > most || !text.All(char.IsAsciiDigit)))
        {
            reader.Add(reader.Map[key]!, code, zh, en);
        }

        return text;
    }
}
