namespace Bot.Core.Understanding.Recognizers.Shop;

/// <content>What belongs to money and metres: 19块9毛, 三块五, 一米七五; and 块 that counts pieces.</content>
internal static partial class Tails
{
    // 两块蛋糕, 8块显卡: things counted in 块. Elsewhere it is money.
    private static readonly WordTable<bool> Lumps = WordTable.Starts("蛋糕 饼 肉 布 板 表 手表 硬盘 显卡 卡 屏 电池 砖 香皂 肥皂 豆腐 巧克 玻璃 地 田 石 牌 拼图 毛巾 芯片 骨 腹肌 橡皮 玉 冰 披萨 牛排 姜 抹布 毯 滑板 金 内容 部分 区域 糖 主板 内存 固态 网卡 gpu 面膜 排骨 积木 鸡 西瓜 腊肉 牛肉 猪肉 豆 年糕 料 木 皮 铁 垫 鱼 榴莲 儿");

    // Longer messages tell stories; a lone 四块 in them may be four of anything.
    private const int ShortText = 14;

    private static ShopToken Money(ReadOnlySpan<char> text, ShopToken token)
    {
        var lump = text[token.Number.End..token.End].TrimStart() is "块";
        if (token.Unit.Name == "USD" && token.Number.Is(Said.Single) && text[token.End - 1] == '刀')
        {
            return token with { Unit = new ShopUnit(UnitKind.Other, "") };
        }

        if (lump && IsLump(text, token))
        {
            return token with { Unit = ShopUnit.Lump };
        }

        if (text[token.End - 1] is not ('块' or '元') || token.Number.Is(Said.More | Said.Point))
        {
            return token;
        }

        if (At(text, token.End) == '多' && At(text, token.End + 1) is not ('少' or '大' or '久'))
        {
            var amount = token with { End = token.End + (At(text, token.End + 1) == '钱' ? 2 : 1), High = token.High + 1 };
            return amount with { Number = amount.Number with { Said = amount.Number.Said | Said.More } };
        }

        if (Digits(text, token.End, out var low, out var high, out var end))
        {
            token = token with { Low = token.Low + low, High = token.High + high, End = end };
            return text[end - 1] is '毛' or '角' ? Cents(text, token) : At(text, end) == '钱' ? token with { End = end + 1 } : token;
        }

        return token;
    }

    // 八毛五, 5毛钱.
    private static ShopToken Coins(ReadOnlySpan<char> text, ShopToken token) =>
        text[token.End - 1] is '毛' or '角' ? Cents(text, token) : token;

    private static ShopToken Cents(ReadOnlySpan<char> text, ShopToken token)
    {
        var at = token.End;
        var digit = at < text.Length ? HanDigits.Any(text[at]) : -1;
        if (digit <= 0 || HanDigits.Any(At(text, at + 1)) >= 0 || text[at] == '两' || Measured(text, at + 1))
        {
            return token;
        }

        at += At(text, at + 1) == '分' ? 2 : 1;
        return token with { Low = token.Low + (digit / 100m), High = token.High + (digit / 100m), End = at };
    }

    /// <summary>The digits behind 块, 元 or 米: tenths, hundredths of two Arabic digits, or a half; none before a measure word.</summary>
    private static bool Digits(ReadOnlySpan<char> text, int at, out decimal low, out decimal high, out int end)
    {
        (low, high, end) = (0, 0, at);
        var c = At(text, at);
        if (c == '半')
        {
            (low, high, end) = (0.5m, 0.5m, at + 1);
            return At(text, at + 1) is not ('价' or '折' or '年' or '天' or '个' or '小' or '斤');
        }

        var digit = c == '\0' ? -1 : HanDigits.Any(c);
        if (digit < 0 || (c == '一' && Idioms.At(text, at) > 0))
        {
            return false;
        }

        low = high = digit / 10m;
        end = at + 1;
        if (char.IsAsciiDigit(c))
        {
            if (char.IsAsciiDigit(At(text, end)))
            {
                low = high = low + ((At(text, end) - '0') / 100m);
                end++;
            }

            if (char.IsAsciiLetterOrDigit(At(text, end)) || At(text, end) is '.' or ':')
            {
                return false;
            }
        }
        else if (HanDigits.Of(At(text, end)) is >= 0 and var next && At(text, end) != '两' && !Measured(text, end + 1))
        {
            var metre = text[at - 1] == '米';
            if (metre || next == digit + 1)
            {
                (low, high) = metre ? (low + (next / 100m), low + (next / 100m)) : (low, next / 10m);
                end++;
            }
            else if (next != 1)
            {
                return false;
            }
        }

        if (At(text, end) is '毛' or '角' && digit > 0 && end == at + 1)
        {
            end++;
            return true;
        }

        return digit + high > 0 && text[at] != '两' && HanDigits.Unit(At(text, end)) == 0 && !Measured(text, end);
    }

    private static bool Measured(ReadOnlySpan<char> text, int at) => ShopUnits.At(text, at, out _) is { Kind: not UnitKind.Money };

    private static bool IsLump(ReadOnlySpan<char> text, ShopToken token)
    {
        var rest = text[token.End..];
        if (token.Start > 0 && text[token.Start - 1] is '这' or '那' or '哪' || (rest.Length > 0 && char.IsAsciiLetter(rest[0])))
        {
            return true;
        }

        if (Lumps.Has(rest))
        {
            return true;
        }

        if (!token.Number.Is(Said.Single) || text[token.Start] is '¥')
        {
            return false;
        }

        // 一块 is a piece or "together", and 贴了四块 tells of pieces, unless money goes on: 一块二, 四块一斤.
        var next = rest.Length > 0 ? rest[0] : ' ';
        if (HanDigits.Any(next) >= 0 || next is '多' or '钱' or '半' or '左' or '以' or '之' or '每' or '/' or '起' or '到' or '至' or '-' or '~')
        {
            return false;
        }

        return token.Number.Low == 1 ? next != '的'
            : !(Topics.Of(text, token.Start) is Topic.Price or Topic.Paid || (text.Length <= ShortText && (!char.IsLetter(next) || "的吧吗呢啊就都不能可行卖贵太够包".Contains(next, StringComparison.Ordinal))));
    }
}
