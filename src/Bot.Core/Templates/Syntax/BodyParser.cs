using System.Collections.Immutable;

namespace Bot.Core.Templates.Syntax;

/// <summary>
/// Reads a body of the Handlebars subset. Whatever it does not know is a problem, so that nothing reaches the engine
/// which this parser, and the lint after it, has not understood.
/// </summary>
internal sealed class BodyParser(string text, int start, int end, Sink sink)
{
    public const int MaxLength = 8000;
    public const int MaxTags = 300;
    public const int MaxBlocks = 8;

    private readonly Stack<OpenBlock> _open = new();
    private ImmutableArray<Node>.Builder _nodes = ImmutableArray.CreateBuilder<Node>();
    private int _tags;

    /// <summary>The nodes; null, with problems added, when anything was wrong.</summary>
    public ImmutableArray<Node>? Parse()
    {
        var before = sink.Errors;
        if (end - start > MaxLength)
        {
            sink.Add(start, "T012", $"正文太长（{end - start} 字），最多 {MaxLength} 字。", $"The body is too long: {end - start} characters, at most {MaxLength}.");
            return null;
        }

        var at = start;
        while (at < end)
        {
            var tag = text.IndexOf("{{", at, end - at, StringComparison.Ordinal);
            AddText(at, tag < 0 ? end : tag);
            if (tag < 0)
            {
                break;
            }

            if (++_tags > MaxTags)
            {
                sink.Add(tag, "T012", $"标签太多，一段最多 {MaxTags} 个。", $"Too many tags, at most {MaxTags} in a section.");
                return null;
            }

            at = Tag(tag);
            if (at < 0)
            {
                return null;
            }
        }

        foreach (var block in _open.Where(b => !b.IsChained))
        {
            sink.Add(block.At, "T004", $"{{{{#{block.Name}}}}} 没有结束，缺 {{{{/{block.Name}}}}}。", $"{{{{#{block.Name}}}}} is not closed: {{{{/{block.Name}}}}} is missing.");
        }

        return sink.Errors == before ? _nodes.ToImmutable() : null;
    }

    private void AddText(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        var piece = text[from..to];
        Refuse("｛｛", "T005", "这里用了中文花括号“｛｛”，请改成英文的“{{”。", "Full-width braces “｛｛”: write {{.");
        Refuse("｝｝", "T005", "这里用了中文花括号“｝｝”，请改成英文的“}}”。", "Full-width braces “｝｝”: write }}.");
        Refuse("}}", "T004", "多了“}}”，前面没有对应的“{{”。", "A }} without its {{.");
        if (to < end && text[to - 1] == '\\')
        {
            sink.Add(to - 1, "T004", "“{{”前面不能有反斜杠。", "No backslash before {{.");
        }

        _nodes.Add(new TextNode(from, piece));

        void Refuse(string mark, string code, string zh, string en)
        {
            if (piece.IndexOf(mark, StringComparison.Ordinal) is var found and >= 0)
            {
                sink.Add(from + found, code, zh, en);
            }
        }
    }

    /// <summary>Reads one tag and gives the index after it; below zero where reading on makes no sense.</summary>
    private int Tag(int at)
    {
        if (string.CompareOrdinal(text, at, "{{!--", 0, 5) == 0 || string.CompareOrdinal(text, at, "{{~!--", 0, 6) == 0)
        {
            var dashes = text.IndexOf("--", at + 6, end - Math.Min(end, at + 6), StringComparison.Ordinal);
            var shut = dashes < 0 ? -1 : text.IndexOf("}}", dashes, end - dashes, StringComparison.Ordinal);
            return shut >= 0 ? shut + 2 : Unclosed(at);
        }

        var close = Close(at + 2);
        if (close < 0)
        {
            return Unclosed(at);
        }

        var (from, to) = (at + 2, close);
        from += from < to && text[from] == '~' ? 1 : 0;
        to -= to > from && text[to - 1] == '~' ? 1 : 0;
        while (from < to && char.IsWhiteSpace(text[from]) && text[from] != '　')
        {
            from++;
        }

        if (close + 2 < end && text[close + 2] == '}' || (from < to && text[from] == '{'))
        {
            sink.Add(at, "T004", "花括号多了一个：写两个 {{ }}，不是三个。", "One brace too many: write two, {{ }}.");
            return close + 3;
        }

        if (from >= to)
        {
            sink.Add(at, "T004", "{{ }} 里是空的。", "This tag is empty.");
            return close + 2;
        }

        switch (text[from])
        {
            case '!':
                break;
            case '#':
                Open(at, from + 1, to);
                break;
            case '/':
                Shut(at, from + 1, to);
                break;
            case '>':
                Partial(at, from + 1, to);
                break;
            case '^' or '&' or '*':
                sink.Add(from, "T004", $"不支持 {{{{{text[from]}；“否则”写 {{{{else}}}}。", $"{{{{{text[from]} is not supported; write {{{{else}}}} for “otherwise”.");
                break;
            default:
                Plain(at, from, to);
                break;
        }

        return close + 2;
    }

    // The end of a tag; quoted text may hold braces.
    private int Close(int at)
    {
        var quote = '\0';
        for (var i = at; i + 1 < end; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                // An unpaired quote must not swallow the rest of the file.
                var line = text.IndexOf('\n', i, end - i);
                quote = text.IndexOf(c, i + 1, (line < 0 ? end : line) - i - 1) >= 0 ? c : '\0';
            }
            else if (c == '}' && text[i + 1] == '}')
            {
                return i;
            }
            else if (c == '{' && text[i + 1] == '{' && i > at)
            {
                return -1;
            }
        }

        return -1;
    }

    private int Unclosed(int at)
    {
        sink.Add(at, "T004", "“{{”没有结束，缺“}}”。", "This {{ is not closed: }} is missing.");
        return -1;
    }

    private void Open(int at, int from, int to)
    {
        var (name, rest) = Word(from, to);
        if (name is not ("if" or "unless" or "each"))
        {
            sink.Add(from, "T003", $"没有 #{name}；块只有 #if、#unless、#each。", $"There is no #{name}: blocks are #if, #unless and #each.");
        }

        if (_open.Count(b => !b.IsChained) >= MaxBlocks)
        {
            sink.Add(at, "T012", $"块套得太深，最多 {MaxBlocks} 层。", $"Blocks are nested too deep, at most {MaxBlocks} levels.");
        }

        var usage = name == "each" ? "{{#each products}}" : "{{#if (gt a b)}}";
        var value = new ExpressionParser(text, rest, to, sink).One(usage);
        Push(new OpenBlock(at, name, value ?? new LiteralExpression(at, ""), false));
    }

    private void Shut(int at, int from, int to)
    {
        var (name, _) = Word(from, to);
        if (_open.FirstOrDefault(b => !b.IsChained) is not { } block)
        {
            sink.Add(at, "T004", $"多了 {{{{/{name}}}}}，前面没有 {{{{#{name}}}}}。", $"{{{{/{name}}}}} without {{{{#{name}}}}} before it.");
            return;
        }

        if (block.Name != name)
        {
            var (line, column) = sink.Position(block.At);
            sink.Add(at, "T004", $"这里应该是 {{{{/{block.Name}}}}}，对应第 {line} 行第 {column} 列的 {{{{#{block.Name}}}}}。", $"{{{{/{block.Name}}}}} is expected here, for the {{{{#{block.Name}}}}} in line {line}, column {column}.");
        }

        while (_open.Pop() is { } top)
        {
            var inner = _nodes.ToImmutable();
            _nodes = top.Outer;
            _nodes.Add(top.Make(inner));
            if (!top.IsChained)
            {
                return;
            }
        }
    }

    private void Plain(int at, int from, int to)
    {
        var (word, rest) = Word(from, to);
        if (word != "else")
        {
            if (new ExpressionParser(text, from, to, sink).Output() is { } value)
            {
                _nodes.Add(new OutputNode(at, value));
            }

            return;
        }

        if (_open.Count == 0 || _open.Peek().InElse)
        {
            sink.Add(at, "T004", "这里的 {{else}} 没有对应的 {{#if}} 或 {{#each}}。", "This {{else}} belongs to no {{#if}} or {{#each}}.");
            return;
        }

        var top = _open.Peek();
        top.Then = _nodes.ToImmutable();
        _nodes = ImmutableArray.CreateBuilder<Node>();
        if (rest >= to)
        {
            return;
        }

        var (next, test) = Word(rest, to);
        if (next != "if" || top.Name == "each")
        {
            sink.Add(rest, "T004", "{{else}} 后面只能写 if，例如 {{else if (gt a b)}}；#each 里只能写 {{else}}。", "Only `if` may follow else, as in {{else if (gt a b)}}; in #each, {{else}} stands alone.");
        }

        if (_open.Count > MaxTags / 10)
        {
            sink.Add(at, "T012", $"else if 太多，最多 {MaxTags / 10} 个。", $"Too many else-ifs, at most {MaxTags / 10}.");
        }

        Push(new OpenBlock(at, "if", new ExpressionParser(text, test, to, sink).One("{{else if (gt a b)}}") ?? new LiteralExpression(at, ""), true));
    }

    private void Partial(int at, int from, int to)
    {
        var (name, rest) = Word(from, to);
        if (name.Length == 0 || name[0] == '(' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') || name.Contains("..", StringComparison.Ordinal) || rest < to)
        {
            sink.Add(at, "T011", "引用公共段落只能写固定的名字，例如 {{> common.unsubscribe}}。", "A part is named by a fixed name alone, as in {{> common.unsubscribe}}.");
            return;
        }

        _nodes.Add(new PartialNode(at, name));
    }

    private (string Word, int After) Word(int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        var i = from;
        while (i < to && !char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        var word = text[from..i];
        while (i < to && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return (word, i);
    }

    private void Push(OpenBlock block)
    {
        block.Outer = _nodes;
        _open.Push(block);
        _nodes = ImmutableArray.CreateBuilder<Node>();
    }

    private sealed class OpenBlock(int at, string name, Expression test, bool isChained)
    {
        public int At => at;

        public string Name => name;

        /// <summary>True for an <c>else if</c>, which the outer block's end closes too.</summary>
        public bool IsChained => isChained;

        public ImmutableArray<Node>? Then { get; set; }

        public bool InElse => Then is not null;

        public ImmutableArray<Node>.Builder Outer { get; set; } = ImmutableArray.CreateBuilder<Node>();

        public Node Make(ImmutableArray<Node> last)
        {
            var (then, otherwise) = Then is { } first ? (first, last) : (last, []);
            return name == "each" ? new LoopNode(at, test, then, otherwise) : new BranchNode(at, test, name == "unless", then, otherwise);
        }
    }
}
