using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>Walks a body and, in its place, every part it includes: names, types, functions, nulls, depth, private values.</summary>
internal sealed class BodyLint
{
    private const int MaxLoops = 2;
    private const int MaxNodes = 2000;
    private const int MaxParts = 4;

    private readonly Sink _sink;
    private readonly Parts _parts;
    private readonly string _locale;
    private readonly Expressions _expressions;
    private readonly Stack<(string Name, int At)> _within = new();
    private int _nodes;
    private int _scopes;

    public BodyLint(Sink sink, Parts parts, string locale)
    {
        (_sink, _parts, _locale) = (sink, parts, locale);
        _expressions = new Expressions(Report, Where);
    }

    /// <summary>Variables at the top that are read.</summary>
    public HashSet<string> Roots => _expressions.Roots;

    /// <summary>The first private value that is read, and where.</summary>
    public (int At, string Name)? FirstPrivate => _expressions.FirstPrivate;

    /// <summary>Parts that are included.</summary>
    public HashSet<string> Used { get; } = [];

    /// <summary>Checks a body against the variables at the top.</summary>
    public void Check(ImmutableArray<Node> body, ImmutableArray<Variable> variables) =>
        Walk(body, new Scope(0, new Variable("", VariableType.Map, "", null, false, false, variables), null, 0), FrozenSet<string>.Empty);

    private void Walk(ImmutableArray<Node> nodes, Scope scope, IReadOnlySet<string> guards)
    {
        foreach (var node in nodes)
        {
            if (++_nodes > MaxNodes)
            {
                if (_nodes == MaxNodes + 1)
                {
                    Report(node.At, "T012", $"连同公共段落，内容太多，最多 {MaxNodes} 个标签。", $"Too much, with its parts: at most {MaxNodes} tags.");
                }

                return;
            }

            switch (node)
            {
                case OutputNode output:
                    _expressions.CheckOutput(output.Value, scope, guards);
                    break;
                case BranchNode branch:
                    _expressions.CheckTest(branch.Test, scope, guards);
                    var yes = Guards.When(branch.Test, scope, !branch.Negated);
                    var no = Guards.When(branch.Test, scope, branch.Negated);
                    Walk(branch.Then, scope, Guards.Join(guards, yes));
                    Walk(branch.Else, scope, Guards.Join(guards, no));
                    break;
                case LoopNode loop:
                    Loop(loop, scope, guards);
                    break;
                case PartialNode partial:
                    Include(partial, scope, guards);
                    break;
            }
        }
    }

    private void Loop(LoopNode loop, Scope scope, IReadOnlySet<string> guards)
    {
        if (scope.Loops >= MaxLoops)
        {
            Report(loop.At, "T012", $"循环最多套 {MaxLoops} 层。", $"Loops nest at most {MaxLoops} deep.");
            return;
        }

        if (_expressions.CheckList(loop.List, scope) is { } list)
        {
            var item = list.Variable.Item with { Private = list.IsPrivate };
            Walk(loop.Each, new Scope(++_scopes, item, scope, scope.Loops + 1), guards);
        }

        Walk(loop.Else, scope, guards);
    }

    private void Include(PartialNode partial, Scope scope, IReadOnlySet<string> guards)
    {
        if (_parts.Find(partial.Name, _locale) is not { } body)
        {
            var hint = Content.NearestName.Hint(partial.Name, _parts.Names);
            if (_parts.Exists(partial.Name))
            {
                Report(partial.At, "T006", $"公共段落 {partial.Name} 没有 {_locale} 的版本。", $"The part {partial.Name} has no {_locale} version.");
                return;
            }

            Report(partial.At, "T011", $"没有公共段落 {partial.Name}{hint.Zh}", $"There is no part {partial.Name}{hint.En}");
            return;
        }

        if (_within.Any(w => w.Name == partial.Name))
        {
            Report(partial.At, "T011", $"公共段落绕成了圈：{string.Join(" → ", _within.Reverse().Select(w => w.Name).Append(partial.Name))}。", $"Parts include each other in a circle: {string.Join(" → ", _within.Reverse().Select(w => w.Name).Append(partial.Name))}.");
            return;
        }

        if (_within.Count >= MaxParts)
        {
            Report(partial.At, "T012", $"公共段落最多套 {MaxParts} 层。", $"Parts nest at most {MaxParts} deep.");
            return;
        }

        Used.Add(partial.Name);
        _within.Push((partial.Name, partial.At));

        // A part sees the item it is included at, and nothing outside it.
        Walk(body, scope with { Parent = null }, guards);
        _within.Pop();
    }

    // A problem within a part is told where the part is included: there it does not fit.
    private void Report(int at, string code, string zh, string en)
    {
        if (_within.Count == 0)
        {
            _sink.Add(at, code, zh, en);
            return;
        }

        var name = _within.Peek().Name;
        _sink.Add(Where(at), code, $"公共段落 {name} 放在这里不行：{zh}", $"The part {name} does not fit here: {en}");
    }

    private int Where(int at) => _within.Count == 0 ? at : _within.Last().At;
}
