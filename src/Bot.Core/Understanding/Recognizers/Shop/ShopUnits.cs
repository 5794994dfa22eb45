using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Recognizers.Shop;

/// <summary>The units of a shop and their words.</summary>
internal static class ShopUnits
{
    private const int Longest = 8;

    private static readonly FrozenDictionary<string, ShopUnit> Words = Read().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, ShopUnit>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The longest unit at a place and the place after it; null when none is there.</summary>
    public static ShopUnit? At(ReadOnlySpan<char> text, int position, out int end)
    {
        end = position;
        if (position >= text.Length)
        {
            return null;
        }

        if (char.IsAsciiLetter(text[position]))
        {
            while (end < text.Length && end < position + 12 && (char.IsAsciiLetter(text[end]) || (end > position && text[end] is '/' or '2' or '3')))
            {
                end++;
            }

            // m2, km/h; and no more than letters otherwise.
            if (Whole(text, position, end, out var unit))
            {
                return unit;
            }

            while (end > position && !char.IsAsciiLetter(text[end - 1]))
            {
                end--;
            }

            var slash = text[position..end].IndexOf('/');
            end = slash > 0 ? position + slash : end;
            return Whole(text, position, end, out unit) ? unit : null;
        }

        for (var length = Math.Min(Longest, text.Length - position); length > 0; length--)
        {
            if (Lookup.TryGetValue(text.Slice(position, length), out var unit) && !(length == 1 && IsOther(text, position)))
            {
                end = position + length;
                return unit;
            }
        }

        return null;
    }

    private static bool Whole(ReadOnlySpan<char> text, int position, int end, out ShopUnit? unit)
    {
        unit = null;
        return end > position && !(end < text.Length && char.IsAsciiLetterOrDigit(text[end])) && Lookup.TryGetValue(text[position..end], out unit);
    }

    private static bool IsOther(ReadOnlySpan<char> text, int position) =>
        position + 1 < text.Length && UnitLookalikes.Are(text[position], text[position + 1]);

    private static Dictionary<string, ShopUnit> Read()
    {
        var words = new Dictionary<string, ShopUnit>(StringComparer.Ordinal);
        foreach (var line in ShippedTable.Lines("Recognizers.Shop.Units.txt"))
        {
            var field = line.Split('|');
            var kind = Enum.Parse<UnitKind>(field[0]);
            var unit = kind == UnitKind.Money && field[1] == "CNY" ? ShopUnit.Yuan : new ShopUnit(kind, field[1]);
            foreach (var word in field[2].Split(' '))
            {
                words[word] = unit;
            }
        }

        return words;
    }
}
