namespace Bot.Core.Dialogs;

/// <summary>Tells whether a condition holds.</summary>
internal static class ConditionTest
{
    /// <summary>True when it holds. Nothing is neither greater nor smaller than anything.</summary>
    public static bool Holds(Condition condition, DialogState state) => condition switch
    {
        Condition.Any any => any.Parts.Any(part => Holds(part, state)),
        Condition.All all => all.Parts.All(part => Holds(part, state)),
        Condition.Test test => Holds(test, DialogValues.At(state, test.Path), Other(test, state)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    // “o.phone_tail is tail”: an unquoted word that is a filled slot's name stands for its value.
    private static string Other(Condition.Test test, DialogState state) =>
        !test.Quoted && state.Slots.TryGetValue(test.Text, out var slot) ? slot.Value : test.Text;

    private static bool Holds(Condition.Test test, object? value, string other) => test.Comparison switch
    {
        Comparison.Is => IsOne(value, other),
        Comparison.IsNot => !IsOne(value, other),
        Comparison.Empty => IsEmpty(value),
        Comparison.NotEmpty => !IsEmpty(value),
        Comparison.More => DialogValues.Number(value) > test.Number,
        Comparison.AtLeast => DialogValues.Number(value) >= test.Number,
        Comparison.Less => DialogValues.Number(value) < test.Number,
        _ => DialogValues.Number(value) <= test.Number,
    };

    // Several choices are joined by 、: the condition holds when one of them is meant.
    private static bool IsOne(object? value, string text) => value switch
    {
        null => false,
        string words => words == text || words.Split('、').Contains(text, StringComparer.Ordinal),
        bool flag => flag == (text is "yes" or "true" or "是"),
        _ when DialogValues.Number(text) is { } number => DialogValues.Number(value) == number,
        _ => false,
    };

    private static bool IsEmpty(object? value) => value switch
    {
        null or "" => true,
        IReadOnlyList<object?> list => list.Count == 0,
        IReadOnlyDictionary<string, object?> map => map.Count == 0,
        _ => false,
    };
}
