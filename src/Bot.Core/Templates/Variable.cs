using System.Collections.Immutable;

namespace Bot.Core.Templates;

/// <summary>Types of variables: closed, because only these reach the template engine.</summary>
public enum VariableType
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yuan; printed by <c>money</c>.</summary>
    Money,

    /// <summary>A moment; printed by <c>date</c>.</summary>
    Date,

    /// <summary>Yes or no; for <c>#if</c>.</summary>
    Flag,

    /// <summary>A list, of texts or of maps.</summary>
    List,

    /// <summary>Named fields.</summary>
    Map,
}

/// <summary>One variable that a template may use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Zh">Its Chinese name, for the editor.</param>
/// <param name="Sample">A value for previews and for the length check; null: made from type and name.</param>
/// <param name="Nullable">May be absent: then a template must guard it with <c>#if</c> or <c>default</c>.</param>
/// <param name="Private">Must never reach a group.</param>
/// <param name="Fields">Fields of a map, or of a list's items; empty for a list of texts.</param>
public sealed record Variable(
    string Name, VariableType Type, string Zh, object? Sample, bool Nullable, bool Private, ImmutableArray<Variable> Fields)
{
    /// <summary>A variable without fields.</summary>
    public Variable(string name, VariableType type, string zh, object? sample = null, bool nullable = false, bool isPrivate = false)
        : this(name, type, zh, sample, nullable, isPrivate, [])
    {
    }

    /// <summary>A field by name, if any.</summary>
    public Variable? Field(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>What one item of this list looks like.</summary>
    public Variable Item => Fields.Length == 0
        ? new Variable("this", VariableType.Text, Zh, null, false, Private)
        : new Variable("this", VariableType.Map, Zh, null, false, Private, Fields);
}
