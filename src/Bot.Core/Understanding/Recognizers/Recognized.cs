using System.Collections.Immutable;

namespace Bot.Core.Understanding.Recognizers;

/// <summary>One named value of a resolution.</summary>
/// <param name="Name">As Microsoft's Model format names it: <c>value</c>, <c>unit</c>, <c>timex</c> …</param>
/// <param name="Value">A string, a boolean, a number, null, or an <c>ImmutableArray&lt;ImmutableArray&lt;Field&gt;&gt;</c> (the <c>values</c> of a time).</param>
public readonly record struct Field(string Name, object? Value);

/// <summary>Something recognised in a text, in the Model format of Microsoft's Recognizers-Text.</summary>
/// <param name="Text">The member's words as they were read: full-width folded.</param>
/// <param name="TypeName"><c>number</c>, <c>currency</c>, <c>datetimeV2.date</c> …</param>
/// <param name="Start">First character in the input, from 0, in UTF-16 units.</param>
/// <param name="End">Last character in the input, inclusive.</param>
/// <param name="Resolution">What it means, field by field, in the order in which they are written.</param>
public sealed record Recognized(string Text, string TypeName, int Start, int End, ImmutableArray<Field> Resolution)
{
    /// <summary>A field's value; null when it is absent or null.</summary>
    public object? this[string name] => Resolution.FirstOrDefault(field => field.Name == name).Value;
}
