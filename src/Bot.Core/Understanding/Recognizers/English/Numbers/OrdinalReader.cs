using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>English ordinals: third, 21st, and those that count from elsewhere: next one, last, the one before the last.</summary>
internal static class OrdinalReader
{
    // Longest first among those with the same beginning.
    private static readonly Relative[] Relatives =
    [
        new("next to last", "end", -1),
        new("next one", "current", 1),
        new("next", "current", 1),
        new("previous one", "current", -1),
        new("previous", "current", -1),
        new("current one", "current", 0),
        new("current", "current", 0),
        new("penultimate", "end", -1),
        new("antepenultimate", "end", -2),
        new("last", "end", 0),
        new("the second to last", "end", -1),
        new("the third to last", "end", -2),
        new("the one before the last one", "end", -1),
        new("the one before the last", "end", -1),
        new("the last but one", "end", -1),
    ];

    /// <summary>Reads all ordinals.</summary>
    public static void Read(Scan scan, List<Recognized> into)
    {
        var text = scan.Text;
        var ordinals = scan.EnglishNumbers.Ordinals;
        var next = 0;
        for (var at = 0; at < text.Length;)
        {
            if (next < ordinals.Count && ordinals[next].Start <= at)
            {
                if (ordinals[next].Start == at)
                {
                    into.Add(Counted(scan, ordinals[next]));
                    at = ordinals[next].End;
                }

                next++;
            }
            else if (text[at] is 'n' or 'p' or 'c' or 'a' or 'l' or 't' && !IsWordAt(text, at - 1) && Find(text, at) is { } found)
            {
                var sign = found.Relative.Offset < 0 ? "" : "+";
                var offset = found.Relative.Offset.ToString(System.Globalization.CultureInfo.InvariantCulture);
                into.Add(scan.FoundLower(
                    at,
                    found.End,
                    "ordinal.relative",
                    new Field("offset", offset),
                    new Field("relativeTo", found.Relative.To),
                    new Field("value", found.Relative.To + sign + offset)));
                at = found.End;
            }
            else
            {
                at++;
            }
        }
    }

    private static Recognized Counted(Scan scan, EnglishOrdinal ordinal)
    {
        var value = NumberFormat.Text(ordinal.Value);
        return scan.FoundLower(ordinal.Start, ordinal.End, "ordinal", new Field("offset", value), new Field("relativeTo", "start"), new Field("value", value));
    }

    private static (Relative Relative, int End)? Find(string text, int at)
    {
        foreach (var relative in Relatives)
        {
            if (Match(text, at, relative.Words) is var end and > 0)
            {
                return (relative, end);
            }
        }

        return null;
    }

    // The end of the words at a place, any blanks for each blank; 0 when they are not there.
    private static int Match(string text, int at, string words)
    {
        foreach (var c in words)
        {
            if (c == ' ')
            {
                var next = AfterBlanks(text, at);
                if (next == at)
                {
                    return 0;
                }

                at = next;
            }
            else if (at < text.Length && text[at] == c)
            {
                at++;
            }
            else
            {
                return 0;
            }
        }

        return IsWordAt(text, at) ? 0 : at;
    }

    private sealed record Relative(string Words, string To, int Offset);
}
