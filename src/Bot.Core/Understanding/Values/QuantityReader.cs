namespace Bot.Core.Understanding.Values;

/// <summary>Reads a number with one of the given units: 二十平, 20㎡, 3 件.</summary>
public static class QuantityReader
{
    /// <summary>The number in the text. <paramref name="sure"/>: only with a unit.</summary>
    public static Found? Find(string text, IReadOnlyCollection<string> units, bool sure)
    {
        var folded = Fold.Text(text);
        var longestFirst = units.Select(Fold.Text).OrderByDescending(static unit => unit.Length).ToArray();
        Found? bare = null;
        foreach (var number in NumberReader.All(text))
        {
            var at = number.End;
            while (at < folded.Length && folded[at] == ' ')
            {
                at++;
            }

            if (longestFirst.FirstOrDefault(unit => folded.AsSpan(at).StartsWith(unit, StringComparison.Ordinal)) is { } found)
            {
                return number with { Length = at + found.Length - number.Start };
            }

            bare ??= at < folded.Length && folded[at] is '元' or '块' ? null : number;
        }

        return sure ? null : bare;
    }
}
