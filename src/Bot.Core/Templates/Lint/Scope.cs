using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>What names mean at one place: the variables at the top, or one item of a list.</summary>
/// <param name="Id">Unique within a body.</param>
/// <param name="This">What names are looked up in.</param>
/// <param name="Parent">What <c>../</c> leads to; a part has none.</param>
/// <param name="Loops">How many loops this is within.</param>
internal sealed record Scope(int Id, Variable This, Scope? Parent, int Loops);

/// <summary>What a path means.</summary>
/// <param name="Variable">The variable at its end.</param>
/// <param name="Key">Names it uniquely in this body, for guards.</param>
/// <param name="Root">The variable at the top that it begins with.</param>
/// <param name="IsPrivate">True when it, or what it is part of, is private.</param>
/// <param name="Loose">Keys on the way that may be null.</param>
internal sealed record Meaning(Variable Variable, string Key, string Root, bool IsPrivate, ImmutableArray<string> Loose);

/// <summary>Finds what paths mean.</summary>
internal static class Paths
{
    private static readonly Variable Index = new("@index", VariableType.Number, "序号");
    private static readonly Variable Flag = new("@first", VariableType.Flag, "首尾");

    /// <summary>The meaning, or null after the problem was told.</summary>
    public static Meaning? Resolve(PathExpression path, Scope scope, Action<string, string, string> problem)
    {
        if (path.IsData)
        {
            if (scope.Loops > 0)
            {
                return new Meaning(path.Names[0] == "@index" ? Index : Flag, path.Written, "", false, []);
            }

            problem("T001", $"{path.Written} 只能在 {{{{#each}}}} 里用。", $"{path.Written} works within {{{{#each}}}} only.");
            return null;
        }

        var from = scope;
        for (var i = 0; i < path.Up; i++)
        {
            if (from.Parent is not { } parent)
            {
                problem("T001", $"这里没有更外层，去掉 ../ 写 {path.Written.Replace("../", "", StringComparison.Ordinal)}。", $"There is nothing outside here: write {path.Written.Replace("../", "", StringComparison.Ordinal)} without ../.");
                return null;
            }

            from = parent;
        }

        var names = path.Names[0] == "this" ? path.Names.RemoveAt(0) : path.Names;
        if (names.IsEmpty && from.Loops == 0)
        {
            problem("T001", "this 只能在 {{#each}} 里用。", "`this` works within {{#each}} only.");
            return null;
        }

        return Follow(path, names, from, scope, problem);
    }

    private static Meaning? Follow(PathExpression path, ImmutableArray<string> names, Scope from, Scope scope, Action<string, string, string> problem)
    {
        var at = from.This;
        var (secret, key) = (at.Private, $"{from.Id}:");
        var loose = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var next = at.Type == VariableType.List ? null : at.Field(names[i]);
            if (next is null)
            {
                Unknown(path, names, i, at, from, scope, problem);
                return null;
            }

            (at, secret, key) = (next, secret || next.Private, $"{key}{names[i]}.");
            if (at.Nullable)
            {
                loose.Add(key);
            }
        }

        return new Meaning(at, key, from.Loops == 0 && names.Length > 0 ? names[0] : "", secret, loose.ToImmutable());
    }

    private static void Unknown(PathExpression path, ImmutableArray<string> names, int i, Variable at, Scope from, Scope scope, Action<string, string, string> problem)
    {
        if (at.Type == VariableType.List)
        {
            problem("T002", $"{string.Join('.', names[..i])} 是列表，要用 {{{{#each {string.Join('.', names[..i])}}}}} 逐项写。", $"{string.Join('.', names[..i])} is a list: go through it with {{{{#each {string.Join('.', names[..i])}}}}}.");
            return;
        }

        var ups = "../";
        for (var outer = scope.Parent; path.Up == 0 && i == 0 && outer is not null; outer = outer.Parent, ups += "../")
        {
            if (outer.This.Field(names[0]) is not null)
            {
                problem("T001", $"在循环里取外层变量要写 {ups}{path.Written}。", $"Within a loop an outer variable is written {ups}{path.Written}.");
                return;
            }
        }

        var prefix = i == 0 ? string.Concat(Enumerable.Repeat("../", path.Up)) : string.Concat(Enumerable.Repeat("../", path.Up)) + string.Join('.', names[..i]) + ".";
        var candidates = at.Fields.Select(f => prefix + f.Name).Concat(i == 0 ? from.This.Fields.SelectMany(f => f.Type == VariableType.Map ? f.Fields.Select(g => $"{prefix}{f.Name}.{g.Name}") : []) : []);
        var hint = NearestName.Hint(path.Written, candidates);
        problem("T001", $"没有变量 {path.Written}{hint.Zh}", $"There is no variable {path.Written}{hint.En}");
    }
}
