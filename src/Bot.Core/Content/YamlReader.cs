using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Content;

/// <summary>
/// Reads typed values from one map and remembers which keys were asked for, so that <see cref="Done"/> can name the rest
/// as unknown. Whatever is wrong becomes a problem at its place and the fallback is returned.
/// </summary>
public sealed class YamlReader(string file, YamlMap map, ImmutableArray<Problem>.Builder problems)
{
    private readonly List<string> _asked = [];

    /// <summary>The map that is read.</summary>
    public YamlMap Map => map;

    /// <summary>The node under a key, whatever it is; null when absent or empty.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return map[key] is { } node && node is not YamlScalar { IsEmpty: true } ? node : null;
    }

    /// <summary>A text, or null when absent.</summary>
    public string? Text(string key) => Scalar(key)?.Text;

    /// <summary>A text with its place, or null when absent.</summary>
    public YamlScalar? Scalar(string key) => As<YamlScalar>(key, "一段文字", "a text");

    /// <summary>A text that must be there; empty, with a problem, when it is not.</summary>
    public string Required(string key)
    {
        if (Scalar(key) is { } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
        {
            return scalar.Text;
        }

        if (map[key] is null or YamlScalar)
        {
            Add(map[key] ?? map, "Y009", $"缺少“{key}”。", $"`{key}` is missing.");
        }

        return "";
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public ImmutableArray<string> Texts(string key) => [.. Scalars(key).Select(s => s.Text)];

    /// <summary>A list of texts with their places; a single text counts as a list of one.</summary>
    public ImmutableArray<YamlScalar> Scalars(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlScalar one:
                return [one];
            case YamlList list:
                foreach (var item in list.Items.Where(i => i is not YamlScalar { IsEmpty: false }))
                {
                    Wrong(item, key, "文字的列表", "a list of texts");
                }

                return [.. list.Items.OfType<YamlScalar>().Where(s => !s.IsEmpty)];
            case var other:
                Wrong(other, key, "文字的列表", "a list of texts");
                return [];
        }
    }

    /// <summary>true or false.</summary>
    public bool Flag(string key, bool fallback) => Scalar(key) switch
    {
        null => fallback,
        { Text: "true" or "yes" or "是" } => true,
        { Text: "false" or "no" or "否" } => false,
        var other => Wrong(other, key, "true 或 false", "true or false") ?? fallback,
    };

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string key, int min = int.MinValue, int max = int.MaxValue)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        var bounds = min == int.MinValue && max == int.MaxValue ? "" : $" {min}..{max}";
        Wrong(scalar, key, "整数" + bounds, "a whole number" + bounds);
        return null;
    }

    /// <summary>A number.</summary>
    public decimal? Number(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Wrong(scalar, key, "数字", "a number");
        return null;
    }

    /// <summary>One of a closed list of words; the fallback when absent or, with a problem, when it is another word.</summary>
    public T OneOf<T>(string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices) => OneOf("Y008", key, fallback, choices);

    /// <summary>The same, under a code of the room's own.</summary>
    public T OneOf<T>(string code, string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Scalar(key) is not { } scalar)
        {
            return fallback;
        }

        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == scalar.Text)
            {
                return value;
            }

            words.Add(word);
        }

        var hint = NearestName.Hint(scalar.Text, words);
        Add(scalar, code, $"“{key}”不能是“{scalar.Text}”{hint.Zh} 可以写：{string.Join("、", words)}。", $"`{key}` cannot be `{scalar.Text}`{hint.En} Use one of: {string.Join(", ", words)}.");
        return fallback;
    }

    /// <summary>A nested map to read in the same way, or null when absent.</summary>
    public YamlReader? Sub(string key) => As<YamlMap>(key, "一组键值", "a map") is { } inner ? new YamlReader(file, inner, problems) : null;

    /// <summary>A list of anything, or null when absent.</summary>
    public YamlList? List(string key) => As<YamlList>(key, "列表", "a list");

    /// <summary>Reports every key that nobody asked for, with the nearest one that exists.</summary>
    public void Done(string code = "Y007")
    {
        foreach (var entry in map.Entries.Where(e => !_asked.Contains(e.Key.Text)))
        {
            var hint = NearestName.Hint(entry.Key.Text, _asked);
            Add(entry.Key, code, $"没有“{entry.Key.Text}”这个键{hint.Zh} 可以写：{string.Join("、", _asked.Distinct())}。", $"There is no key `{entry.Key.Text}`{hint.En} Known: {string.Join(", ", _asked.Distinct())}.");
        }
    }

    /// <summary>Adds a problem at a node.</summary>
    public void Add(YamlNode at, string code, string zh, string en, Severity severity = Severity.Error) =>
        problems.Add(new Problem(file, at.Line, at.Column, code, zh, en, severity));

    private T? As<T>(string key, string zh, string en)
        where T : YamlNode
    {
        var node = Node(key);
        if (node is not null and not T)
        {
            Wrong(node, key, zh, en);
        }

        return node as T;
    }

    private bool? Wrong(YamlNode at, string key, string zh, string en)
    {
        var found = at is YamlScalar { IsEmpty: false } scalar ? ($"“{scalar.Text}”", $"`{scalar.Text}`") : at.Kind;
        Add(at, "Y008", $"“{key}”应该是{zh}，这里是{found.Item1}。", $"`{key}` must be {en}, this is {found.Item2}.");
        return null;
    }
}
