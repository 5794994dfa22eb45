using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>
/// Reads <c>templates/synonyms.yaml</c>: a word, and what people say instead. Operators write <c>发货: [寄出, 出货]</c>; what is
/// wrong becomes a problem at its place.
/// </summary>
public static class SynonymsReader
{
    /// <summary>Where the file stands.</summary>
    public const string FilePath = "templates/synonyms.yaml";

    private const int MaxWords = 5000;
    private const int MaxLength = 20;

    /// <summary>The groups, in the file's order; none when there is no file.</summary>
    public static ImmutableArray<WordGroup> Read(IReadOnlyList<ContentFile> files, ImmutableArray<Problem>.Builder problems)
    {
        if (files.FirstOrDefault(static file => file.Path == FilePath) is not { } file || YamlDocument.Parse(file, problems) is not { } map)
        {
            return [];
        }

        var groups = ImmutableArray.CreateBuilder<WordGroup>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var heads = map.Entries.Select(static entry => Wording.Fold(entry.Key.Text)).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (!Fits(entry.Key, entry.Key.Text))
            {
                continue;
            }

            var items = entry.Value switch
            {
                YamlList list => list.Items,
                YamlScalar { IsEmpty: false } one => [one],
                _ => [],
            };
            if (items.IsEmpty)
            {
                Add(entry.Value, "Y201", $"“{entry.Key.Text}”后面要写一个或几个同义词，例如 {entry.Key.Text}: [寄出, 出货]。", $"`{entry.Key.Text}` needs one or more words that mean the same, as in `{entry.Key.Text}: [one, other]`.");
                continue;
            }

            groups.Add(new WordGroup(entry.Key.Text, [.. items.Select(item => Word(item, entry.Key.Text)).OfType<string>()]));
        }

        if (seen.Count > MaxWords)
        {
            Add(map, "Y206", $"同义词太多：{seen.Count} 个，最多 {MaxWords} 个。", $"Too many words: {seen.Count}, at most {MaxWords}.");
        }

        return groups.ToImmutable();

        string? Word(YamlNode node, string head)
        {
            if (node is not YamlScalar { IsEmpty: false } word)
            {
                Add(node, "Y201", "同义词要写成一个词。", "A word that means the same must be one text.");
                return null;
            }

            if (!Fits(word, word.Text))
            {
                return null;
            }

            var folded = Wording.Fold(word.Text);
            if (folded == Wording.Fold(head))
            {
                Add(word, "Y203", $"“{word.Text}”和“{head}”是同一个词，可以删掉。", $"`{word.Text}` is the same word as `{head}`: leave it out.", Severity.Warning);
                return null;
            }

            if (heads.Contains(folded))
            {
                Add(word, "Y204", $"“{word.Text}”自己也有同义词；把两行合成一行。", $"`{word.Text}` has words of its own: put both lines together.");
                return null;
            }

            if (!seen.TryAdd(folded, head))
            {
                Add(word, "Y205", $"“{word.Text}”已经写在“{seen[folded]}”那一行了。", $"`{word.Text}` stands in the line of `{seen[folded]}` already.");
                return null;
            }

            return word.Text;
        }

        bool Fits(YamlNode node, string text)
        {
            if (Wording.Fold(text) is { Length: > 0 } && text.Length <= MaxLength)
            {
                return true;
            }

            Add(node, "Y202", $"“{text}”不能当同义词：要有文字，最多 {MaxLength} 个字。", $"`{text}` cannot be a word here: letters are needed, {MaxLength} characters at most.");
            return false;
        }

        void Add(YamlNode node, string code, string zh, string en, Severity severity = Severity.Error) =>
            problems.Add(new Problem(FilePath, node.Line, node.Column, code, zh, en, severity));
    }
}
