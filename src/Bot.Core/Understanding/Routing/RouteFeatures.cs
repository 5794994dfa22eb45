using Bot.Core.Understanding.Retrieval;

namespace Bot.Core.Understanding.Routing;

/// <summary>What a router looks at: each Chinese character and each word, pairs of neighbours, how the sentence begins and ends, and three letters of a word at a time.</summary>
internal static class RouteFeatures
{
    private const int Begin = 1;
    private const int End = 2;
    private const int Part = 3;

    /// <summary>The marks of a text, sorted, none twice; empty when it holds no letter and no digit.</summary>
    public static uint[] Read(string text)
    {
        var folded = Wording.Fold(text);
        if (folded.Length == 0)
        {
            return [];
        }

        var more = new List<uint>();
        more.Add(Reading.Pair(Begin, folded[0]));
        more.Add(Reading.Pair(End, folded[^1]));
        for (var i = 0; i + 2 < folded.Length; i++)
        {
            if (Letters(folded, i))
            {
                more.Add(Reading.Pair(Part, Reading.Word(folded.AsSpan(i, 3))));
            }
        }

        return WordReader.Read(folded, more.ToArray()).Terms;
    }

    private static bool Letters(string text, int at) => char.IsAsciiLetter(text[at]) && char.IsAsciiLetter(text[at + 1]) && char.IsAsciiLetter(text[at + 2]);
}
