using System.Collections.Immutable;

namespace Bot.Core.Dialogs;

/// <summary>How a <see cref="Condition.Test"/> compares.</summary>
public enum Comparison
{
    /// <summary>a is b.</summary>
    Is,

    /// <summary>a is not b.</summary>
    IsNot,

    /// <summary>a is empty.</summary>
    Empty,

    /// <summary>a is not empty.</summary>
    NotEmpty,

    /// <summary>a &gt; 3.</summary>
    More,

    /// <summary>a &gt;= 3.</summary>
    AtLeast,

    /// <summary>a &lt; 3.</summary>
    Less,

    /// <summary>a &lt;= 3.</summary>
    AtMost,
}

/// <summary>A condition: tests joined by <c>and</c> and <c>or</c>; <c>and</c> binds more tightly. No code.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Every test in it.</summary>
    public IEnumerable<Test> Tests => this switch
    {
        Any any => any.Parts.SelectMany(static part => part.Tests),
        All all => all.Parts.SelectMany(static part => part.Tests),
        _ => [(Test)this],
    };

    /// <summary>True when a part holds.</summary>
    public sealed record Any(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>True when all parts hold.</summary>
    public sealed record All(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>One comparison.</summary>
    /// <param name="Path">Slot or saved value, with fields behind points.</param>
    /// <param name="Comparison">How.</param>
    /// <param name="Text">With what.</param>
    /// <param name="Number">With which number, for comparisons of size.</param>
    /// <param name="Offset">Where in the condition's text it begins.</param>
    /// <param name="Quoted">True when <paramref name="Text"/> stood in quotes: then it is never a slot's name.</param>
    public sealed record Test(string Path, Comparison Comparison, string Text, decimal Number, int Offset, bool Quoted = false) : Condition
    {
        /// <summary>The slot or saved value that it reads.</summary>
        public string Root => Path.Split('.')[0];
    }
}
