using System.Globalization;
using Bot.Core.Content;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>Checks the values within tags: names, types, functions, nulls.</summary>
internal sealed class Expressions(Action<int, string, string, string> report, Func<int, int> where)
{
    /// <summary>Variables at the top that are read.</summary>
    public HashSet<string> Roots { get; } = new(StringComparer.Ordinal);

    /// <summary>The first private value that is read.</summary>
    public (int At, string Name)? FirstPrivate { get; private set; }

    /// <summary>A value that is printed.</summary>
    public void CheckOutput(Expression value, Scope scope, IReadOnlySet<string> guards)
    {
        switch (value)
        {
            case PathExpression path when Resolve(path, scope) is { } meaning:
                NotNull(path, meaning, guards);
                Printable(path, meaning);
                break;
            case CallExpression call when CheckCall(call, scope, guards) is { Result: VariableType.Flag } flag:
                report(call.At, "T002", $"{flag.Name} 的结果是“是/否”，不能直接显示，要写 {{{{#if ({flag.Usage})}}}}…{{{{/if}}}}。", $"{flag.Name} gives yes or no, which cannot be shown: write {{{{#if ({flag.Usage})}}}}…{{{{/if}}}}.");
                break;
            case LiteralExpression literal:
                report(literal.At, "T002", "固定的文字直接写，不用放进 {{ }}。", "Write fixed text as it is, without {{ }}.");
                break;
        }
    }

    /// <summary>A value that decides.</summary>
    public void CheckTest(Expression value, Scope scope, IReadOnlySet<string> guards)
    {
        if (value is PathExpression path)
        {
            if (Resolve(path, scope) is { } meaning)
            {
                WayThere(path, meaning, guards);
            }
        }
        else if (value is CallExpression call)
        {
            CheckCall(call, scope, guards);
        }
    }

    /// <summary>A list to go through; null after a problem.</summary>
    public Meaning? CheckList(Expression value, Scope scope)
    {
        if (value is not PathExpression path)
        {
            report(value.At, "T002", "{{#each}} 后面要写一个列表变量。", "{{#each}} takes a list variable.");
            return null;
        }

        if (Resolve(path, scope) is not { } meaning)
        {
            return null;
        }

        if (meaning.Variable.Type == VariableType.List)
        {
            return meaning;
        }

        report(path.At, "T002", $"{path.Written} 不是列表，{{{{#each}}}} 只能用在列表上{(meaning.Variable.Type == VariableType.Map ? $"；取字段写 {path.Written}.字段" : "")}。", $"{path.Written} is not a list, which {{{{#each}}}} needs.");
        return null;
    }

    private Meaning? Resolve(PathExpression path, Scope scope)
    {
        var meaning = Paths.Resolve(path, scope, (code, zh, en) => report(path.At, code, zh, en));
        if (meaning is { Root.Length: > 0 })
        {
            Roots.Add(meaning.Root);
        }

        if (meaning is { IsPrivate: true })
        {
            FirstPrivate ??= (where(path.At), path.Written);
        }

        return meaning;
    }

    private void Printable(PathExpression path, Meaning meaning)
    {
        var name = path.Written;
        var (zh, en) = meaning.Variable.Type switch
        {
            VariableType.List => ($"{name} 是列表，要写 {{{{#each {name}}}}}…{{{{/each}}}} 或 {{{{join {name} \"、\"}}}}。", $"{name} is a list: write {{{{#each {name}}}}}…{{{{/each}}}} or {{{{join {name} \", \"}}}}."),
            VariableType.Map => ($"{name} 是一组字段，要写 {name}.{(meaning.Variable.Fields is [var first, ..] ? first.Name : "字段")} 这样。", $"{name} has fields: write {name}.{(meaning.Variable.Fields is [var head, ..] ? head.Name : "field")}."),
            VariableType.Date => ($"{name} 是时间，要写 {{{{date {name} \"M月d日\"}}}}。", $"{name} is a moment: write {{{{date {name} \"MMM d\"}}}}."),
            VariableType.Flag => ($"{name} 是“是/否”，要写 {{{{#if {name}}}}}…{{{{/if}}}}。", $"{name} is yes or no: write {{{{#if {name}}}}}…{{{{/if}}}}."),
            _ => ("", ""),
        };
        if (zh.Length > 0)
        {
            report(path.At, "T002", zh, en);
        }
    }

    private Function? CheckCall(CallExpression call, Scope scope, IReadOnlySet<string> guards)
    {
        if (!Functions.All.TryGetValue(call.Name, out var function))
        {
            var hint = NearestName.Hint(call.Name, Functions.All.Keys);
            var isVariable = scope.This.Field(call.Name) is not null;
            report(call.At, "T003", isVariable ? $"{call.Name} 是变量，后面不能跟参数；多个值分开写 {{{{ }}}}。" : $"没有函数 {call.Name}{hint.Zh} 函数有：{string.Join("、", Functions.All.Keys.Order())}。", isVariable ? $"{call.Name} is a variable and takes no arguments." : $"There is no function {call.Name}{hint.En} Functions: {string.Join(", ", Functions.All.Keys.Order())}.");
            return null;
        }

        if (call.Arguments.Length < function.Min || call.Arguments.Length > function.Max)
        {
            var count = function.Min == function.Max ? $"{function.Min}" : $"{function.Min}–{function.Max}";
            report(call.At, "T003", $"{function.Name} 要 {count} 个参数，这里有 {call.Arguments.Length} 个；写法：{function.Usage}。", $"{function.Name} takes {count} arguments, here are {call.Arguments.Length}; write {function.Usage}.");
            return null;
        }

        for (var i = 0; i < call.Arguments.Length; i++)
        {
            Argument(function, call.Arguments[i], function.Takes[Math.Min(i, function.Takes.Length - 1)], scope, guards);
        }

        return function;
    }

    private void Argument(Function function, Expression argument, Takes takes, Scope scope, IReadOnlySet<string> guards)
    {
        switch (argument)
        {
            case LiteralExpression literal:
                Literal(function, literal, takes);
                break;
            case CallExpression call when CheckCall(call, scope, guards) is { } inner:
                Fit(function, call.At, call.Name, inner.Result, takes);
                break;
            case PathExpression path when Resolve(path, scope) is { } meaning:
                Fit(function, path.At, path.Written, meaning.Variable.Type, takes);
                if (function.TakesNull)
                {
                    WayThere(path, meaning, guards);
                }
                else
                {
                    NotNull(path, meaning, guards);
                }

                break;
        }
    }

    private void Literal(Function function, LiteralExpression literal, Takes takes)
    {
        var fits = takes switch
        {
            Takes.Number => literal.Value is decimal,
            Takes.Date or Takes.List => false,
            Takes.Format => literal.Value is string format && IsFormat(format),
            _ => true,
        };
        if (!fits)
        {
            Misfit(function, literal.At, literal.Value is string ? "文字" : "数字", literal.Value is string ? "a text" : "a number", takes);
        }
    }

    private void Fit(Function function, int at, string name, VariableType type, Takes takes)
    {
        var fits = takes switch
        {
            Takes.Number => type is VariableType.Number or VariableType.Money,
            Takes.Date => type == VariableType.Date,
            Takes.List => type == VariableType.List,
            Takes.Text => type is VariableType.Text or VariableType.Number,
            Takes.Format => false,
            _ => function.Name is not ("default" or "eq") || type is not (VariableType.List or VariableType.Map),
        };
        if (!fits)
        {
            Misfit(function, at, name, name, takes);
        }
    }

    private void Misfit(Function function, int at, string zh, string en, Takes takes)
    {
        var (wantZh, wantEn) = takes switch
        {
            Takes.Number => ("数字", "a number"),
            Takes.Date => ("时间", "a moment"),
            Takes.List => ("列表", "a list"),
            Takes.Format => ("引号里的日期格式", "a date format in quotes"),
            _ => ("文字", "a text"),
        };
        report(at, "T002", $"{function.Name} 这里要{wantZh}，{zh} 不是；写法：{function.Usage}。", $"{function.Name} takes {wantEn} here, which {en} is not; write {function.Usage}.");
    }

    private void NotNull(PathExpression path, Meaning meaning, IReadOnlySet<string> guards)
    {
        if (meaning.Loose.Any(k => !guards.Contains(k)))
        {
            report(path.At, "T010", $"{path.Written} 可能没有值，要写 {{{{#if {path.Written}}}}}…{{{{/if}}}} 或 {{{{default {path.Written} \"…\"}}}}。", $"{path.Written} may be absent: write {{{{#if {path.Written}}}}}…{{{{/if}}}} or {{{{default {path.Written} \"…\"}}}}.");
        }
    }

    // Where a null at the end is fine, a null on the way is not: the engine throws at a dot after it.
    private void WayThere(PathExpression path, Meaning meaning, IReadOnlySet<string> guards)
    {
        if (meaning.Loose.Any(k => k != meaning.Key && !guards.Contains(k)))
        {
            var outer = path.Written[..path.Written.LastIndexOf('.')];
            report(path.At, "T010", $"{outer} 可能没有值，要先写 {{{{#if {outer}}}}}…{{{{/if}}}}。", $"{outer} may be absent: begin with {{{{#if {outer}}}}}…{{{{/if}}}}.");
        }
    }

    private static bool IsFormat(string format)
    {
        try
        {
            return format.Length is > 0 and < 40 && new DateTimeOffset(2026, 11, 21, 20, 5, 0, TimeSpan.FromHours(8)).ToString(format, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
