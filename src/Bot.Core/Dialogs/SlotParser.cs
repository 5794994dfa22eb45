using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>Reads one slot.</summary>
internal sealed class SlotParser(DialogParser parser)
{
    /// <summary>Reads a slot; its key is its id.</summary>
    public Slot Read(YamlScalar key, YamlReader reader)
    {
        var type = Type(reader);
        var slot = new Slot
        {
            Id = key.Text,
            Name = reader.Text("name") is { Length: > 0 } name ? name : key.Text,
            Type = type,
            Ask = parser.Template(reader, "ask") ?? Missing(reader, key),
            Retry = parser.Template(reader, "retry"),
            Options = Options(reader, type, key),
            Many = reader.Flag("many", false),
            Units = reader.Texts("unit"),
            Match = Match(reader),
            Check = ReadCheck(reader.Sub("check")),
            OnlyAsked = false,
            Optional = reader.Flag("optional", false),
            Skip = reader.Texts("skip") is { Length: > 0 } skip ? skip : ["跳过", "不知道", "skip"],
            Place = key.Place,
        };
        slot = slot with { OnlyAsked = reader.OneOf("D015", "listen", type == SlotType.YesNo || slot.IsFreeText, ("any", false), ("asked", true)) };
        reader.Done("D001");
        return slot;
    }

    private static SlotType Type(YamlReader reader)
    {
        if (reader.Map["type"] is null)
        {
            reader.Add(reader.Map, "D002", "缺少 type，例如 type: money。", "`type` is missing, as in type: money.");
        }

        return reader.OneOf("D015", "type", SlotType.Text, ("text", SlotType.Text), ("choice", SlotType.Choice), ("number", SlotType.Number), ("money", SlotType.Money),
            ("yesno", SlotType.YesNo), ("date", SlotType.Date), ("daterange", SlotType.DateRange), ("phone", SlotType.Phone), ("city", SlotType.City),
            ("product", SlotType.Product), ("image", SlotType.Image), ("order_no", SlotType.OrderNo));
    }

    private static string Missing(YamlReader reader, YamlScalar key)
    {
        reader.Add(key, "D002", $"“{key.Text}”缺少 ask：写上要问的模板，例如 ask: shop.ask_{key.Text}。", $"`{key.Text}` lacks `ask`: name the template of the question, as ask: shop.ask_{key.Text}.");
        return "";
    }

    private static ImmutableArray<Choice> Options(YamlReader reader, SlotType type, YamlScalar key)
    {
        var options = ImmutableArray.CreateBuilder<Choice>();
        switch (reader.Node("options"))
        {
            case YamlMap map:
                var synonyms = new YamlReader("", map, ImmutableArray.CreateBuilder<Problem>());
                options.AddRange(map.Entries.Select(entry => new Choice(entry.Key.Text, synonyms.Texts(entry.Key.Text))));
                break;
            case YamlList list:
                options.AddRange(list.Items.OfType<YamlScalar>().Select(static item => new Choice(item.Text, [])));
                break;
            case { } other:
                reader.Add(other, "D003", "options 应该是“选项: [同义词]”，例如 { 退货: [退款], 换货: [换新] }。", "`options` must be `option: [synonyms]`, as { return: [refund], exchange: [] }.");
                break;
            default:
                break;
        }

        if (type == SlotType.Choice && options.Count == 0)
        {
            reader.Add(key, "D012", $"“{key.Text}”是选择题，但没有 options。", $"`{key.Text}` is a choice without options.");
        }

        return options.ToImmutable();
    }

    private static string? Match(YamlReader reader)
    {
        if (reader.Scalar("match") is not { } match)
        {
            return null;
        }

        try
        {
            // Operators write it: the engine without backtracking cannot be made to run for ever.
            _ = new Regex(match.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return match.Text;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            reader.Add(match, "D015", "match 不是能用的正则表达式；例如 8 到 20 位数字写 '\\d{8,20}'（不能用回看和反向引用）。", "`match` is no usable pattern; 8 to 20 digits are '\\d{8,20}' (no look-around, no back-references).");
            return null;
        }
    }

    private Check? ReadCheck(YamlReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var check = new Check(reader.Number("min"), reader.Number("max"), parser.Template(reader, "else"));
        if (check is { Min: { } min, Max: { } max } && min > max)
        {
            reader.Add(reader.Map, "D015", $"min（{min}）比 max（{max}）大。", $"min ({min}) is above max ({max}).");
        }

        reader.Done("D001");
        return check;
    }
}
