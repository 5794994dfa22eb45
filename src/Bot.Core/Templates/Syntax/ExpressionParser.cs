using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Templates.Syntax;

/// <summary>Reads the inside of one tag. Adds a problem and gives null at the first thing that is not of the subset.</summary>
internal sealed class ExpressionParser(string text, int start, int end, Sink sink)
{
    /// <summary>Nested calls beyond this are refused: the engine's own compiler overflows the stack on deep ones.</summary>
    public const int MaxDepth = 4;

    private const string Wide = "，。：；“”‘’（）｛｝　！？＝＂＇＠．／～＃＞";
    private const string Narrow = ",.:;\"\"''(){} !?=\"'@./~#>";

    private int _at = start;

    /// <summary>One value alone: a path, a literal or a call in parentheses.</summary>
    public Expression? One(string usage)
    {
        var value = Value(1);
        if (value is not null && !AtEnd())
        {
            sink.Add(_at, "T004", $"这里多了东西：#if、#each 只接一个值，函数要加括号，例如 {usage}。", $"Too much here: a block takes one value, put a call into parentheses, as in {usage}.");
            return null;
        }

        return value;
    }

    /// <summary>What a plain tag holds: a path, or a function with its arguments.</summary>
    public Expression? Output()
    {
        SkipSpace();
        var at = _at;
        if (_at < end && text[_at] == '(')
        {
            sink.Add(_at, "T004", "最外层不要加括号，直接写 {{函数 参数}}。", "No parentheses at the outermost level: write {{function argument}}.");
            return null;
        }

        var first = Value(1);
        if (first is null)
        {
            return null;
        }

        if (first is PathExpression { Up: 0, Names: [var name] } && !name.StartsWith('@') && name != "this" && (!AtEnd() || Functions.All.ContainsKey(name)))
        {
            return Arguments(at, name, 1);
        }

        if (!AtEnd())
        {
            sink.Add(_at, "T004", "这里多了东西；{{ }} 里写一个变量，或者函数加参数。", "Too much here: a tag holds one variable, or a function with its arguments.");
            return null;
        }

        return first;
    }

    private CallExpression? Arguments(int at, string name, int depth)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        while (!AtEnd() && text[_at] != ')')
        {
            if (Value(depth) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        return new CallExpression(at, name, arguments.ToImmutable());
    }

    private Expression? Value(int depth)
    {
        SkipSpace();
        if (_at >= end)
        {
            return Fail(Math.Max(0, end - 1), "T004", "这里缺一个值。", "A value is missing here.");
        }

        return text[_at] switch
        {
            '(' => Nested(depth),
            '"' or '\'' => Quoted(),
            var c when char.IsAsciiDigit(c) || (c == '-' && _at + 1 < end && char.IsAsciiDigit(text[_at + 1])) => Numeral(),
            _ => Path(),
        };
    }

    private Expression? Nested(int depth)
    {
        var open = _at++;
        if (depth >= MaxDepth)
        {
            return Fail(open, "T012", $"括号套得太深，最多 {MaxDepth} 层。", $"Calls are nested too deep, at most {MaxDepth} levels.");
        }

        SkipSpace();
        var at = _at;
        if (Value(depth + 1) is not { } first)
        {
            return null;
        }

        if (first is not PathExpression { Up: 0, Names: [var name] } || name.StartsWith('@'))
        {
            return Fail(at, "T003", "括号里第一个词要是函数名，例如 (gt a b)。", "The first word in parentheses must be a function, as in (gt a b).");
        }

        if (Arguments(at, name, depth + 1) is not { } call)
        {
            return null;
        }

        if (_at >= end || text[_at] != ')')
        {
            return Fail(open, "T004", "括号没有配对，缺“)”。", "This parenthesis is not closed.");
        }

        _at++;
        return call;
    }

    private Expression? Quoted()
    {
        var open = _at;
        var close = text.IndexOf(text[open], open + 1, end - open - 1);
        if (close < 0)
        {
            return Fail(open, "T004", "引号没有配对。", "This quote is not closed.");
        }

        _at = close + 1;
        return new LiteralExpression(open, text[(open + 1)..close]);
    }

    private Expression? Numeral()
    {
        var from = _at++;
        while (_at < end && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        return decimal.TryParse(text.AsSpan(from, _at - from), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && text[_at - 1] != '.'
            ? new LiteralExpression(from, number)
            : Fail(from, "T004", "这个数字读不懂。", "This number cannot be read.");
    }

    private Expression? Path()
    {
        var from = _at;
        while (_at < end && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.' or '/' or '@' or '-'))
        {
            _at++;
        }

        if (_at < end && text[_at] is not (' ' or '\n' or '\t' or ')' or '(' or '"' or '\''))
        {
            return Strange();
        }

        var written = text[from.._at];
        var rest = written;
        var up = 0;
        for (; rest.StartsWith("../", StringComparison.Ordinal); up++)
        {
            rest = rest[3..];
        }

        var names = rest.Split('.').ToImmutableArray();
        if (written.Length == 0)
        {
            return Strange();
        }

        if (rest is "@index" or "@first" or "@last" ? up == 0 : names.All(IsName))
        {
            return new PathExpression(from, up, names, written);
        }

        var meant = string.Join('.', rest.Split(['.', '/', '@', '-'], StringSplitOptions.RemoveEmptyEntries));
        return rest.StartsWith('@')
            ? Fail(from, "T001", $"没有 {written}，可以用 @index、@first、@last。", $"There is no {written}: use @index, @first or @last.")
            : Fail(from, "T004", $"“{written}”不是变量的写法{(meant.Length > 0 ? $"，是不是 {meant}？" : "；列表里的当前项写 this。")}", $"`{written}` is not how a variable is written{(meant.Length > 0 ? $", did you mean {meant}?" : "; the current item of a list is `this`.")}");
    }

    private Expression? Strange()
    {
        var c = text[_at];
        return Wide.IndexOf(c) is var i and >= 0
            ? Fail(_at, "T005", $"{{{{ }}}} 里有中文标点“{c}”，请改成英文的“{Narrow[i]}”。", $"Full-width `{c}` within a tag: write `{Narrow[i]}`.")
            : Fail(_at, "T004", $"{{{{ }}}} 里不能有“{c}”；要计算或处理请用函数：{string.Join("、", Functions.All.Keys.Order())}。", $"`{c}` cannot stand within a tag; there are functions for it: {string.Join(", ", Functions.All.Keys.Order())}.");
    }

    private static bool IsName(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private bool AtEnd()
    {
        SkipSpace();
        return _at >= end;
    }

    private void SkipSpace()
    {
        while (_at < end && text[_at] is ' ' or '\n' or '\t')
        {
            _at++;
        }
    }

    private Expression? Fail(int at, string code, string zh, string en)
    {
        sink.Add(at, code, zh, en);
        return null;
    }
}
