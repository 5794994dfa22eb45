using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bot.Core.Content;

/// <summary>Reads YAML as a tree that keeps its spans. Duplicate keys, anchors, aliases and tags are refused.</summary>
public static class YamlDocument
{
    /// <summary>Longest text that is read.</summary>
    public const int MaxLength = 512 * 1024;

    private const int MaxDepth = 24;

    /// <summary>Reads a whole file. Null, with at least one problem added, when it cannot be read; an empty file is an empty map.</summary>
    public static YamlMap? Parse(ContentFile file, ImmutableArray<Problem>.Builder problems) => Parse(file, problems, 0, file.Text.Length);

    /// <summary>Reads a part of a file that begins at the start of a line; lines and indexes are the whole file's.</summary>
    public static YamlMap? Parse(ContentFile file, ImmutableArray<Problem>.Builder problems, int start, int end) =>
        ParseAny(file, problems, start, end) switch
        {
            null => null,
            YamlMap map => map,
            YamlScalar { IsEmpty: true } empty => new YamlMap([], empty.Place),
            var other => Refuse(file, problems, other),
        };

    /// <summary>Reads a whole file as <see cref="Parse(ContentFile, ImmutableArray{Problem}.Builder)"/> does, but gives it back although keys stand twice (the first counts), so that the rest can be checked too.</summary>
    public static YamlMap? ParseTolerantly(ContentFile file, ImmutableArray<Problem>.Builder problems) =>
        ParseAny(file, problems, 0, file.Text.Length, evenIfWrong: true) switch
        {
            null => null,
            YamlMap map => map,
            YamlScalar { IsEmpty: true } empty => new YamlMap([], empty.Place),
            var other => Refuse(file, problems, other),
        };

    /// <summary>Reads a part of a file whose top may be anything.</summary>
    public static YamlNode? ParseAny(ContentFile file, ImmutableArray<Problem>.Builder problems, int start, int end) => ParseAny(file, problems, start, end, evenIfWrong: false);

    private static YamlNode? ParseAny(ContentFile file, ImmutableArray<Problem>.Builder problems, int start, int end, bool evenIfWrong)
    {
        var before = problems.Count;
        var text = file.Text[start..end];
        var lines = file.Text.AsSpan(0, start).Count('\n');
        if (text.Length > MaxLength)
        {
            problems.Add(new Problem(file.Path, lines + 1, 1, "Y012", $"文件太长（{text.Length} 字），最多 {MaxLength} 字，请拆成几个文件。", $"The file is too long ({text.Length} characters, at most {MaxLength}): split it."));
            return null;
        }

        var reading = new Reading(file.Path, text, lines, start, problems);
        try
        {
            var node = reading.Run();
            return evenIfWrong || problems.Count == before ? node : problems.Skip(before).Any(p => p.Severity == Severity.Error) ? null : node;
        }
        catch (YamlException exception)
        {
            problems.Add(YamlMistakes.Explain(file.Path, text, lines, exception));
            return null;
        }
        catch (InvalidOperationException exception)
        {
            // The scanner's own answer to some broken plain texts; it names no place, so the last one that was read is told.
            problems.Add(YamlMistakes.Explain(file.Path, text, lines, new YamlException(reading.Last, reading.Last, exception.Message)));
            return null;
        }
    }

    private static YamlMap? Refuse(ContentFile file, ImmutableArray<Problem>.Builder problems, YamlNode node)
    {
        if (node is YamlScalar { IsQuoted: false } && file.Text.IndexOf('：', node.Start, node.End - node.Start) is var wide and >= 0)
        {
            problems.Add(YamlMistakes.WideColon(file.Path, file.Text.AsSpan(0, wide).Count('\n') + 1, wide - file.Text.LastIndexOf('\n', wide)));
            return null;
        }

        problems.Add(new Problem(file.Path, node.Line, node.Column, "Y008", $"文件最外层应该是“键: 值”，这里是{node.Kind.Zh}。", $"The file must be `key: value` at the top, this is {node.Kind.En}."));
        return null;
    }

    private sealed class Reading(string path, string text, int lines, int offset, ImmutableArray<Problem>.Builder problems)
    {
        private readonly Parser _parser = new(new StringReader(text));

        /// <summary>The end of what was read last.</summary>
        public Mark Last => _parser.Current?.End ?? default;

        public YamlNode? Run()
        {
            _parser.Consume<StreamStart>();
            if (_parser.TryConsume<StreamEnd>(out _))
            {
                return new YamlScalar("", false, new Place(lines + 1, 1, offset, offset));
            }

            _parser.Consume<DocumentStart>();
            var node = Node(0);
            if (node is null)
            {
                return null;
            }

            _parser.Consume<DocumentEnd>();
            if (!_parser.Accept<StreamEnd>(out _))
            {
                Add("Y012", _parser.Current!.Start, "一个文件里只能有一份内容，去掉多余的 --- 行。", "A file holds one document: remove the extra --- line.");
            }

            return node;
        }

        private YamlNode? Node(int depth)
        {
            var next = _parser.Current!;
            if (depth > MaxDepth)
            {
                return Add("Y012", next.Start, $"嵌套太深，最多 {MaxDepth} 层。", $"Nested too deep, at most {MaxDepth} levels.");
            }

            if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                return Add("Y006", next.Start, "不能用 & 锚点和 * 引用；文字以 & 或 * 开头时请加引号。", "Anchors (&) and aliases (*) are not allowed; quote a text that begins with & or *.");
            }

            if (next is NodeEvent { Tag: { IsEmpty: false } tag } && !(next is Scalar && tag.IsNonSpecific))
            {
                return Add("Y006", next.Start, "不能用 ! 标签；文字以 ! 开头时请加引号。", "Tags (!) are not allowed; quote a text that begins with !.");
            }

            return next switch
            {
                Scalar => ReadScalar(),
                SequenceStart => ReadList(depth),
                _ => ReadMap(depth),
            };
        }

        private YamlScalar ReadScalar()
        {
            var scalar = _parser.Consume<Scalar>();
            var node = new YamlScalar(scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any), Span(scalar, scalar));
            if (node.IsEmpty && YamlMistakes.SwallowedBy(text, (int)scalar.Start.Index) is { } hash)
            {
                Add("Y011", hash.Line + lines, hash.Column, "# 后面的文字被当成注释丢掉了；要写 # 开头的文字，请加引号，例如 \"#话题\"。", "The text after # was taken for a comment; quote a text that begins with #, as in \"#topic\".");
            }

            return node;
        }

        private YamlList? ReadList(int depth)
        {
            var start = _parser.Consume<SequenceStart>();
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!_parser.Accept<SequenceEnd>(out _))
            {
                if (Node(depth + 1) is not { } item)
                {
                    return null;
                }

                items.Add(item);
            }

            var end = _parser.Consume<SequenceEnd>();
            return new YamlList(items.ToImmutable(), Span(start, end));
        }

        private YamlMap? ReadMap(int depth)
        {
            var start = _parser.Consume<MappingStart>();
            var entries = ImmutableArray.CreateBuilder<YamlEntry>();
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            while (!_parser.Accept<MappingEnd>(out _))
            {
                if (!_parser.Accept<Scalar>(out var at))
                {
                    var mark = _parser.Current!.Start;
                    return (YamlMap?)Add("Y010", mark, "值里有 {{ }}，YAML 会当成别的东西；请给整个值加引号，或者把文字写到 templates/ 里。", "A value with {{ }} is read as a map: quote the whole value, or put the text into templates/.");
                }

                if (Node(depth + 1) is not YamlScalar key)
                {
                    return null;
                }

                if (!seen.TryAdd(key.Text, key.Line))
                {
                    Add("Y005", at.Start, $"“{key.Text}”写了两次（第一次在第 {seen[key.Text]} 行），只能留一个。", $"`{key.Text}` stands twice (first in line {seen[key.Text]}): keep one.");
                }

                if (Node(depth + 1) is not { } value)
                {
                    return null;
                }

                entries.Add(new YamlEntry(key, value));
            }

            var end = _parser.Consume<MappingEnd>();
            return new YamlMap(entries.ToImmutable(), Span(start, end));
        }

        private int Line(Mark mark) => (int)mark.Line + lines;

        private Place Span(ParsingEvent first, ParsingEvent last) => new(Line(first.Start), (int)first.Start.Column, (int)first.Start.Index + offset, (int)last.End.Index + offset);

        private YamlNode? Add(string code, Mark mark, string zh, string en) => Add(code, Line(mark), (int)mark.Column, zh, en);

        private YamlNode? Add(string code, int line, int column, string zh, string en)
        {
            problems.Add(new Problem(path, line, column, code, zh, en));
            return null;
        }
    }
}
