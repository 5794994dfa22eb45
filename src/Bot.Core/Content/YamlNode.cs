using System.Collections.Immutable;

namespace Bot.Core.Content;

/// <summary>Where something stands in a file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Start">Index of its first character in the file's text.</param>
/// <param name="End">Index after its last character.</param>
public readonly record struct Place(int Line, int Column, int Start, int End);

/// <summary>One value of a YAML text, with the span it came from: content is edited by spans, never written anew.</summary>
/// <param name="Place">Where it stands in the whole file.</param>
public abstract record YamlNode(Place Place)
{
    /// <summary>Line, from 1.</summary>
    public int Line => Place.Line;

    /// <summary>Column in UTF-16 units, from 1.</summary>
    public int Column => Place.Column;

    /// <summary>Index of its first character in the file's text.</summary>
    public int Start => Place.Start;

    /// <summary>Index after its last character.</summary>
    public int End => Place.End;

    /// <summary>What kind it is, in Chinese and English, for messages.</summary>
    public (string Zh, string En) Kind => this switch
    {
        YamlScalar { IsEmpty: true } => ("空值", "nothing"),
        YamlScalar => ("一段文字", "a text"),
        YamlList => ("列表", "a list"),
        _ => ("一组键值", "a map"),
    };
}

/// <summary>A text; YAML's own guesses (no, on, 08:30, 0123) do not happen: it is what stands there.</summary>
/// <param name="Text">The text, quotes and escapes resolved.</param>
/// <param name="IsQuoted">True when it stood in quotes or as a block.</param>
/// <param name="Place">Where.</param>
public sealed record YamlScalar(string Text, bool IsQuoted, Place Place) : YamlNode(Place)
{
    /// <summary>True when nothing was written, as in <c>key:</c>.</summary>
    public bool IsEmpty => Text.Length == 0 && !IsQuoted;
}

/// <summary>A list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Place">Where.</param>
public sealed record YamlList(ImmutableArray<YamlNode> Items, Place Place) : YamlNode(Place);

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>A map; no key stands twice.</summary>
/// <param name="Entries">In the file's order.</param>
/// <param name="Place">Where.</param>
public sealed record YamlMap(ImmutableArray<YamlEntry> Entries, Place Place) : YamlNode(Place)
{
    /// <summary>The value of a key, or null where the key is absent.</summary>
    public YamlNode? this[string key] => Entry(key)?.Value;

    /// <summary>The entry of a key, or null where the key is absent.</summary>
    public YamlEntry? Entry(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry;
            }
        }

        return null;
    }
}
