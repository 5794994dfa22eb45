namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>Measures, ages and temperatures as shoppers mean them; models that Microsoft has too.</summary>
internal static class ChatMeasures
{
    private const string Data = "内存 运存 存储 储存 显存 硬盘 固态 ssd 版 流量 空间 容量 rom ram u盘 版本 闪存 运行 云 套餐";

    // 5g手机 names a network.
    private static readonly WordTable<bool> Networks = WordTable.Starts("手机 网 信号 卡 套餐 频 时代 基站");

    private static readonly WordTable<bool> StoredBehind = WordTable.Starts(Data);
    private static readonly WordTable<bool> StoredBefore = WordTable.Ends(Data);

    /// <summary>The <c>dimension</c> model; 256g内存 is gigabytes, 身高175 centimetres.</summary>
    public static void ReadDimension(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        foreach (var amount in scan.Shop.Amounts)
        {
            if (Measure(text, amount) is { } unit)
            {
                Add(scan, amount, "dimension", amount.IsRange ? amount.Value() : amount.Low == amount.High ? Amount.Plain(amount.Low) : amount.Value(), unit, into);
            }
        }
    }

    /// <summary>The <c>age</c> model: 3岁, 三岁半, 6个月大, 3-6岁.</summary>
    public static void ReadAge(Scan scan, List<Recognized> into)
    {
        foreach (var amount in scan.Shop.Amounts)
        {
            if (amount.Unit.Kind == UnitKind.Age)
            {
                Add(scan, amount, "age", amount.IsRange ? amount.Value() : Amount.Plain(amount.Low), amount.Unit.Name, into);
            }
        }
    }

    /// <summary>The <c>temperature</c> model: 零下五度 is -5.</summary>
    public static void ReadTemperature(Scan scan, List<Recognized> into)
    {
        ReadOnlySpan<char> text = scan.Text;
        foreach (var amount in scan.Shop.Amounts)
        {
            if (amount.Unit.Kind != UnitKind.Heat)
            {
                continue;
            }

            var before = text[..amount.CoreStart];
            if (before.EndsWith("近视") || before.EndsWith("散光") || before.EndsWith("老花") || amount.First.IsOrdinal)
            {
                continue;
            }

            var below = before.EndsWith("零下") ? 2 : before.EndsWith("负") || (before.EndsWith("-") && !(before.Length > 1 && char.IsAsciiLetterOrDigit(before[^2]))) ? 1 : 0;
            var start = amount.CoreStart - below;
            var value = below > 0 ? Amount.Plain(-amount.First.Low) : Amount.Plain(amount.Low);
            value = amount.IsRange ? $"[{value},{Amount.Plain(amount.High)}]" : value;
            into.Add(scan.Lower(start, amount.CoreEnd - start, "temperature", new Field("value", value), new Field("unit", amount.Unit.Name)));
        }
    }

    private static void Add(Scan scan, Amount amount, string type, string value, string unit, List<Recognized> into) =>
        into.Add(scan.Lower(amount.CoreStart, amount.CoreEnd - amount.CoreStart, type, new Field("value", value), new Field("unit", unit)));

    private static string? Measure(ReadOnlySpan<char> text, Amount amount)
    {
        if (amount.Is(Said.Single) && amount.Unit.Kind == UnitKind.None || amount.First.IsOrdinal)
        {
            return null;
        }

        if (amount.Unit.Kind == UnitKind.None)
        {
            return amount.First.Before != ' ' || amount.High is < 20 or > 260 ? null : Topics.Of(text, amount.Start) switch
            {
                Topic.Height when amount.High >= 50 => "Centimeter",
                Topic.Weight => amount.High > 90 ? "Jin" : "Kilogram",
                _ => null,
            };
        }

        if (amount.Unit is { Name: "斤", Kind: UnitKind.Strong })
        {
            return Topics.Of(text, amount.Start) == Topic.Weight ? "Jin" : null;
        }

        var data = amount.Unit.Name is "Gram" or "Gigabyte" && text[amount.CoreEnd - 1] == 'g';
        if (data && amount.Unit.Name == "Gram" && IsStored(text, amount))
        {
            return "Gigabyte";
        }

        if (data && amount.Unit.Name == "Gram" && amount.High is 4 or 5 && Networks.Has(text[amount.CoreEnd..]))
        {
            return null;
        }

        return amount.Unit.Kind == UnitKind.Dimension && amount.High > 0 ? amount.Unit.Name : null;
    }

    // 256g内存, 内存16g, 8g+256g, 128g版.
    private static bool IsStored(ReadOnlySpan<char> text, Amount amount)
    {
        var rest = text[amount.CoreEnd..].TrimStart(" 的");
        var before = text[..amount.CoreStart].TrimEnd(" :：是有大");
        if (StoredBehind.Has(rest) || StoredBefore.Has(before))
        {
            return true;
        }

        return decimal.IsInteger(amount.High) && amount.High is >= 4 and <= 4096 && int.IsPow2((int)amount.High) && (rest.StartsWith("+") || before.EndsWith("+"));
    }
}
