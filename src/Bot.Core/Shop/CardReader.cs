using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Shop;

/// <summary>Reads <c>shop.yaml</c>: the shop's clock and its card.</summary>
internal static class CardReader
{
    private const string DefaultLocale = "zh-CN";

    /// <summary>The data with zone and card filled in.</summary>
    public static ShopData Read(DataFile file, ShopData data)
    {
        var zone = file.Top.Scalar("zone");
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Text, out _))
        {
            file.Top.Add(zone, "C110", $"没有时区“{zone.Text}”，中国大陆写 Asia/Shanghai。", $"There is no time zone `{zone.Text}`; mainland China is Asia/Shanghai.");
            zone = null;
        }

        var card = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, string>>(StringComparer.Ordinal);
        if (file.Top.Sub("card") is { } values)
        {
            foreach (var entry in values.Map.Entries)
            {
                card[entry.Key.Text] = ByLocale(values, entry);
            }
        }

        file.Top.Done();
        return data with { Zone = zone?.Text ?? data.Zone, Card = card.ToImmutable() };
    }

    // A single text is good for every language.
    private static ImmutableDictionary<string, string> ByLocale(YamlReader values, YamlEntry entry)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        if (entry.Value is YamlScalar { IsEmpty: false } one)
        {
            texts[DefaultLocale] = one.Text;
        }
        else if (values.Sub(entry.Key.Text) is { } locales)
        {
            foreach (var locale in locales.Map.Entries)
            {
                texts[locale.Key.Text] = locales.Text(locale.Key.Text) ?? "";
            }
        }

        if (!texts.TryGetValue(DefaultLocale, out var text) || text.Length == 0)
        {
            values.Add(entry.Key, "C111", $"“{entry.Key.Text}”缺少中文（{DefaultLocale}）的内容。", $"`{entry.Key.Text}` has no text for {DefaultLocale}.");
        }

        return texts.ToImmutable();
    }
}
