namespace Bot.Core.Understanding.Recognizers.Chinese.Units;

/// <summary>A number with its unit, or a unit alone.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">The place after it.</param>
/// <param name="Value">The number; null for a unit alone.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Whole">The number is a whole one, so that a half or a smaller unit may follow.</param>
/// <param name="Behind">The unit stands behind the number.</param>
internal readonly record struct UnitSpan(int Start, int End, double? Value, Unit Unit, bool Whole, bool Behind);
