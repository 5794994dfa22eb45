namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>百分之二十, 百分之二三十, 百分百.</summary>
internal static class Percentages
{
    /// <summary>The unit of a share in hundred.</summary>
    public static ShopUnit Unit { get; } = new(UnitKind.Percent, "%");

    /// <summary>True when such words begin at a place.</summary>
    public static bool Is(ReadOnlySpan<char> text, int at) => text[at..].StartsWith("百分之") || text[at..].StartsWith("百分百");

    /// <summary>Reads the share at a place.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out ShopNumber number)
    {
        number = default;
        if (text[at] != '百' || !Is(text, at))
        {
            return false;
        }

        if (text[at + 2] == '百')
        {
            number = new ShopNumber(at, at + 3, 100, 100, Said.None);
            return true;
        }

        var from = at + 3;
        if (from >= text.Length || !(text[from] == '百' ? !ShopNumberReader.TryRead(text, from, out var share) : ShopNumberReader.TryRead(text, from, out share)))
        {
            number = new ShopNumber(at, at + 4, 100, 100, Said.None);
            return from < text.Length && text[from] == '百';
        }

        number = share with { Start = at, Said = share.Said & ~Said.Single };
        return true;
    }
}
