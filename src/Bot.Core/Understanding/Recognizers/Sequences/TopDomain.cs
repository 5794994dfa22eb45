using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Recognizers.Sequences;

/// <summary>Names that a web address may end in.</summary>
internal static class TopDomain
{
    private static readonly FrozenSet<string> Names = ShippedTable.Lines("Recognizers.Sequences.TopDomains.txt")
        .SelectMany(static line => line.Split(' '))
        .Where(static name => name != "xxx")
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for com, cn, academy … and for punycode (xn--…); in lower case.</summary>
    public static bool Is(ReadOnlySpan<char> name) => name.Length is >= 2 and <= 24 && (Lookup.Contains(name) || name.StartsWith("xn--"));
}
