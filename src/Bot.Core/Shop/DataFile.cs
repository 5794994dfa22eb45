using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Content;

namespace Bot.Core.Shop;

/// <summary>One data file while it is read: a list of entries under one key, each with an identity of its own.</summary>
internal sealed class DataFile(string path, YamlMap map, ImmutableArray<Problem>.Builder problems)
{
    private const string WithOffset = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Its top.</summary>
    public YamlReader Top { get; } = new(path, map, problems);

    /// <summary>Reads each entry of the list under <paramref name="key"/>; one that has problems is left out, and so is a second one with the same <paramref name="identity"/>.</summary>
    public ImmutableArray<T> Entries<T>(string key, string identity, Func<YamlReader, T> read)
    {
        var kept = ImmutableArray.CreateBuilder<T>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in Top.List(key)?.Items ?? [])
        {
            if (node is not YamlMap entry)
            {
                Top.Add(node, "C101", $"“{key}”里每一项都要写成“- {identity}: …”加若干行“键: 值”，这里是{node.Kind.Zh}。", $"Each entry of `{key}` must be `- {identity}: …` and further `key: value` lines, this is {node.Kind.En}.");
                continue;
            }

            var before = Errors();
            var reader = new YamlReader(path, entry, problems);
            var value = read(reader);
            reader.Done();
            if (reader.Scalar(identity) is { } id && !seen.TryAdd(id.Text, id.Line))
            {
                reader.Add(id, "C102", $"{identity}“{id.Text}”重复了（第一次在第 {seen[id.Text]} 行），换一个没用过的。", $"{identity} `{id.Text}` stands twice (first in line {seen[id.Text]}): choose another.");
            }

            if (Errors() == before)
            {
                kept.Add(value);
            }
        }

        Top.Done();
        return kept.ToImmutable();
    }

    /// <summary>An amount in yuan, not negative; null when absent or wrong.</summary>
    public static decimal? Yuan(YamlReader reader, string key)
    {
        if (reader.Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        reader.Add(scalar, "C103", $"“{key}”要写成数字，单位是元，例如 129 或 59.9，这里是“{scalar.Text}”。", $"`{key}` must be a number of yuan such as 129 or 59.9, this is `{scalar.Text}`.");
        return null;
    }

    /// <summary>A moment with its zone's offset; <see cref="DateTimeOffset.MinValue"/>, with a problem, when it is none.</summary>
    public static DateTimeOffset Moment(YamlReader reader, string key)
    {
        var text = reader.Required(key);
        if (text.Length == 0)
        {
            return DateTimeOffset.MinValue;
        }

        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
        {
            return value;
        }

        reader.Add(reader.Map[key]!, "C104", $"“{key}”要写成带时区的时间，例如 \"2026-11-15T00:00:00+08:00\"，这里是“{text}”。", $"`{key}` must be a time with its zone, \"2026-11-15T00:00:00+08:00\" for example, this is `{text}`.");
        return DateTimeOffset.MinValue;
    }

    private int Errors() => problems.Count(problem => problem.Severity == Severity.Error);
}
