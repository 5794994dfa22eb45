using System.Collections.Frozen;
using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// What words mean, roughly: 退钱, 返款 and refund are one matter, so that sentences without a word in common can still be alike.
/// A matter that two sentences share counts less than a word that they share. Ships with the program; immutable.
/// </summary>
internal static class Concepts
{
    private const int ShortestPart = 2;

    private static readonly FrozenDictionary<char, Form[]> Forms = Read();

    /// <summary>The marks of what a folded text is about, none twice; at each place the longest word counts.</summary>
    public static void Find(string folded, List<uint> into)
    {
        for (var i = 0; i < folded.Length; i++)
        {
            if (!Forms.TryGetValue(folded[i], out var forms))
            {
                continue;
            }

            foreach (var form in forms)
            {
                if (Lexicon.Stands(folded, i, form.Said))
                {
                    foreach (var mark in form.Marks)
                    {
                        if (!into.Contains(mark))
                        {
                            into.Add(mark);
                        }
                    }

                    i += form.Said.Length - 1;
                    break;
                }
            }
        }
    }

    private static FrozenDictionary<char, Form[]> Read()
    {
        var marks = new Dictionary<string, List<uint>>(StringComparer.Ordinal);
        var parts = new Dictionary<string, List<uint>>(StringComparer.Ordinal);
        var group = 0;
        foreach (var line in ShippedTable.Lines("Retrieval.Concepts.txt"))
        {
            group++;
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var said = Wording.Fold(word.Replace('_', ' '));
                var known = marks.TryGetValue(said, out var list) ? list : marks[said] = [];
                if (!known.Contains(Reading.Concept(group)))
                {
                    known.Add(Reading.Concept(group));
                }
            }
        }

        // 便宜点 means what 便宜 means, and more.
        foreach (var (said, all) in marks.ToArray())
        {
            for (var start = 0; start < said.Length; start++)
            {
                for (var length = ShortestPart; length < said.Length && start + length <= said.Length; length++)
                {
                    if (marks.TryGetValue(said.Substring(start, length), out var part) && Lexicon.Stands(said, start, said.Substring(start, length)))
                    {
                        parts[said] = [.. parts.GetValueOrDefault(said, all).Union(part)];
                    }
                }
            }
        }

        return marks.Select(pair => new Form(pair.Key, [.. parts.GetValueOrDefault(pair.Key, pair.Value)])).GroupBy(static form => form.Said[0]).ToFrozenDictionary(
            static same => same.Key,
            static same => same.OrderByDescending(static form => form.Said.Length).ThenBy(static form => form.Said, StringComparer.Ordinal).ToArray());
    }

    private sealed record Form(string Said, uint[] Marks);
}
