using System.Collections.Frozen;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>What a test tells about nulls: within <c>{{#if x}}</c>, x is there.</summary>
internal static class Guards
{
    /// <summary>Keys that are surely not null when the test came out as said.</summary>
    public static IReadOnlySet<string> When(Expression test, Scope scope, bool outcome)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Collect(test, scope, outcome, keys);
        return keys;
    }

    /// <summary>Both.</summary>
    public static IReadOnlySet<string> Join(IReadOnlySet<string> a, IReadOnlySet<string> b) => b.Count == 0 ? a : a.Concat(b).ToFrozenSet(StringComparer.Ordinal);

    private static void Collect(Expression test, Scope scope, bool outcome, HashSet<string> keys)
    {
        switch (test)
        {
            case PathExpression path when outcome:
                if (Paths.Resolve(path, scope, (_, _, _) => { }) is { } meaning)
                {
                    // With a.b there, a is there too.
                    keys.UnionWith(meaning.Loose);
                }

                break;
            case CallExpression { Name: "not", Arguments: [var inner] }:
                Collect(inner, scope, !outcome, keys);
                break;
            case CallExpression { Name: "and" or "gt" or "lt" } call when outcome:
                CollectAll(call, scope, outcome, keys);
                break;
            case CallExpression { Name: "or" } call when !outcome:
                CollectAll(call, scope, outcome, keys);
                break;
            case CallExpression { Name: "eq", Arguments: [PathExpression path, LiteralExpression { Value: not "" }] } when outcome:
                Collect(path, scope, outcome, keys);
                break;
        }
    }

    private static void CollectAll(CallExpression call, Scope scope, bool outcome, HashSet<string> keys)
    {
        foreach (var argument in call.Arguments)
        {
            Collect(argument, scope, outcome, keys);
        }
    }
}
