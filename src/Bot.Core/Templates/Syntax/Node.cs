using System.Collections.Immutable;

namespace Bot.Core.Templates.Syntax;

/// <summary>A piece of a body; <paramref name="At"/> is an index into the file's text.</summary>
internal abstract record Node(int At);

/// <summary>Words.</summary>
internal sealed record TextNode(int At, string Text) : Node(At);

/// <summary><c>{{value}}</c>.</summary>
internal sealed record OutputNode(int At, Expression Value) : Node(At);

/// <summary><c>{{> name}}</c>.</summary>
internal sealed record PartialNode(int At, string Name) : Node(At);

/// <summary><c>#if</c> or, negated, <c>#unless</c>; an <c>else if</c> is a branch within the else.</summary>
internal sealed record BranchNode(int At, Expression Test, bool Negated, ImmutableArray<Node> Then, ImmutableArray<Node> Else) : Node(At);

/// <summary><c>#each</c>.</summary>
internal sealed record LoopNode(int At, Expression List, ImmutableArray<Node> Each, ImmutableArray<Node> Else) : Node(At);

/// <summary>A value within a tag.</summary>
internal abstract record Expression(int At);

/// <summary>A variable: <c>../</c> as <paramref name="Up"/>, then <c>this</c>, <c>@index</c> or names.</summary>
internal sealed record PathExpression(int At, int Up, ImmutableArray<string> Names, string Written) : Expression(At)
{
    /// <summary><c>@index</c>, <c>@first</c> or <c>@last</c>.</summary>
    public bool IsData => Names is [['@', ..], ..];
}

/// <summary>A text or a number.</summary>
internal sealed record LiteralExpression(int At, object Value) : Expression(At);

/// <summary>A function's call.</summary>
internal sealed record CallExpression(int At, string Name, ImmutableArray<Expression> Arguments) : Expression(At);
