using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Content;

namespace Bot.Core.Templates.Syntax;

/// <summary>Cuts a file's body into its <c>== locale …</c> sections.</summary>
internal static class SectionReader
{
    private static readonly string[] Attributes = ["channel", "persona", "segment", "tone", "id", "weight"];

    public static ImmutableArray<ParsedSection> Read(ContentFile file, int start, Sink sink)
    {
        var text = file.Text;
        var headings = Headings(text, start, sink);
        var before = text.AsSpan(start, (headings.Count > 0 ? headings[0] : text.Length) - start);
        if (!before.Trim().IsEmpty)
        {
            sink.Add(start + before.IndexOfAnyExcept(' ', '\n', '\t'), "T020", "第一个“== 语言”标题之前不能有正文，例如先写一行 == zh-CN。", "Text before the first heading: begin with a line such as == zh-CN.");
        }

        var sections = ImmutableArray.CreateBuilder<ParsedSection>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Count; i++)
        {
            sections.Add(Section(text, headings[i], i + 1 < headings.Count ? headings[i + 1] : text.Length, sink, ids));
        }

        return sections.ToImmutable();
    }

    private static List<int> Headings(string text, int start, Sink sink)
    {
        var found = new List<int>();
        for (var line = start; line < text.Length; line = Next(text, line))
        {
            var rest = text.AsSpan(line);
            if (rest.StartsWith("==") && (rest.Length == 2 || rest[2] is ' ' or '\n'))
            {
                found.Add(line);
            }
            else if (rest.StartsWith("＝＝") || rest.StartsWith("==　") || (rest.StartsWith("==") && rest.Length > 2 && char.IsAsciiLetter(rest[2])))
            {
                sink.Add(line, "T005", "标题行要写成“== zh-CN”：两个英文等号加一个空格。", "A heading is written `== zh-CN`: two equals signs and a space.");
                found.Add(line);
            }
        }

        return found;
    }

    private static int Next(string text, int line) => text.IndexOf('\n', line) is var end and >= 0 ? end + 1 : text.Length;

    private static ParsedSection Section(string text, int at, int end, Sink sink, HashSet<string> ids)
    {
        var bodyStart = Math.Min(Next(text, at), end);
        var bodyEnd = bodyStart + text.AsSpan(bodyStart, end - bodyStart).TrimEnd().Length;
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        var (locale, id, weight) = ("", "", 1);
        foreach (var (word, where) in Words(text, at + 2, bodyStart))
        {
            var equals = word.IndexOf('=');
            if (equals < 0 && locale.Length == 0)
            {
                locale = Locale(word, where, sink);
                continue;
            }

            var name = equals < 0 ? word : word[..equals];
            var value = equals < 0 ? "" : word[(equals + 1)..];
            if (!Attributes.Contains(name) || value.Length == 0)
            {
                var hint = word.Contains('＝') || word.Contains('：') ? ("，这里要用英文等号“=”。", "; write a plain `=`.") : NearestName.Hint(name, Attributes);
                sink.Add(where, word.Contains('＝') || word.Contains('：') ? "T005" : "T020", $"标题里看不懂“{word}”{hint.Item1} 可以写：{string.Join("、", Attributes.Select(a => a + "=…"))}。", $"`{word}` in a heading{hint.Item2} Known: {string.Join(", ", Attributes.Select(a => a + "=…"))}.");
            }
            else if (name == "id")
            {
                id = value;
            }
            else if (name == "weight")
            {
                weight = Weight(value, where, sink);
            }
            else
            {
                conditions.Add(new Condition(name, value, where));
            }
        }

        if (locale.Length == 0)
        {
            sink.Add(at, "T020", "标题里缺语言，例如 == zh-CN。", "The heading lacks a language, as in == zh-CN.");
            locale = "zh-CN";
        }

        if (bodyStart >= bodyEnd)
        {
            sink.Add(at, "T020", "这一段是空的，写上要说的话，或者删掉标题。", "This section is empty: write what to say, or remove the heading.");
        }

        id = Unique(id, locale, at, sink, ids);
        var body = new BodyParser(text, bodyStart, bodyEnd, sink).Parse();
        return new ParsedSection(id, locale, conditions.ToImmutable(), weight, at, bodyStart, bodyEnd, body);
    }

    private static string Unique(string id, string locale, int at, Sink sink, HashSet<string> ids)
    {
        if (id.Length > 0)
        {
            if (!ids.Add(locale + "#" + id))
            {
                sink.Add(at, "T020", $"同一语言里 id={id} 用了两次，换一个。", $"id={id} stands twice for this language: choose another.");
            }

            return id;
        }

        id = locale;
        for (var n = 2; !ids.Add(locale + "#" + id); n++)
        {
            id = $"{locale}.{n}";
        }

        return id;
    }

    private static string Locale(string word, int at, Sink sink)
    {
        if (word.Length is >= 2 and <= 12 && word.Split('-') is [{ Length: 2 or 3 } language, ..] && language.All(char.IsAsciiLetterLower) && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return word;
        }

        sink.Add(at, "T020", $"“{word}”不是语言代码，写 zh-CN 或 en 这样的。", $"`{word}` is not a language tag: write zh-CN or en.");
        return "";
    }

    private static int Weight(string value, int at, Sink sink)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight is >= 1 and <= 1000)
        {
            return weight;
        }

        sink.Add(at, "T020", $"weight 要是 1 到 1000 的整数，现在是“{value}”。", $"weight is a whole number from 1 to 1000, not `{value}`.");
        return 1;
    }

    private static IEnumerable<(string Word, int At)> Words(string text, int from, int to)
    {
        var i = from;
        while (i < to)
        {
            while (i < to && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            var begin = i;
            while (i < to && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            if (i > begin)
            {
                yield return (text[begin..i], begin);
            }
        }
    }
}
