using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>A unit's name in a text.</summary>
internal readonly record struct UnitHit(int Start, int End, UnitName Name)
{
    /// <summary>All names, by place, none overlapping another; the longest at each place.</summary>
    public static List<UnitHit> Find(Scan scan, UnitNames names)
    {
        var text = scan.Text;
        var hits = new List<UnitHit>(2);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || char.IsAsciiDigit(c) || (IsWord(c) && at > 0 && IsWord(text[at - 1]) && !char.IsAsciiDigit(text[at - 1])))
            {
                continue;
            }

            if (names.Find(text, at) is { } found && (!found.Name.Capitals || Capital(scan.Shown, at, found.End)))
            {
                hits.Add(new UnitHit(at, found.End, found.Name));
                at = found.End - 1;
            }
        }

        return hits;
    }

    private static bool Capital(string shown, int start, int end) => !shown.AsSpan(start, end - start).ContainsAnyExceptInRange('A', 'Z');
}
