using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates;

/// <summary>
/// Gives values the shape that their variables declare. The engine sees only what comes out of here: dictionaries,
/// lists, strings, numbers and flags; it reads every property of any other object.
/// </summary>
internal static class Values
{
    /// <summary>Most items of a list that are shown.</summary>
    public const int MaxItems = 50;

    private const int MaxText = 2000;

    public static object? Conform(Variable variable, object? value)
    {
        switch (variable.Type)
        {
            case VariableType.Text:
                return Text(value) ?? (variable.Nullable ? null : "");
            case VariableType.Number or VariableType.Money:
                return value is int ? value : Functions.Number(value) is { } number ? Trim(number) : null;
            case VariableType.Date:
                return value is DateTimeOffset at ? at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : value as string;
            case VariableType.Flag:
                return value is bool flag ? flag : value is "true" or "yes" ? true : value is null && variable.Nullable ? null : false;
            case VariableType.List:
                return List(variable, value);
            default:
                return Map(variable, value);
        }
    }

    private static List<object?> List(Variable variable, object? value)
    {
        var item = variable.Item;
        var list = new List<object?>();
        if (value is IEnumerable items and not string)
        {
            foreach (var each in items)
            {
                if (list.Count == MaxItems)
                {
                    break;
                }

                list.Add(Conform(item, each));
            }
        }

        return list;
    }

    private static Dictionary<string, object?>? Map(Variable variable, object? value)
    {
        if (value is null && variable.Nullable)
        {
            return null;
        }

        // A missing map still has its fields, all null: a dot after a null would make the engine throw.
        var map = new Dictionary<string, object?>(variable.Fields.Length, StringComparer.Ordinal);
        foreach (var field in variable.Fields)
        {
            map[field.Name] = Conform(field, Get(value, field.Name));
        }

        return map;
    }

    private static object? Get(object? map, string name) => map switch
    {
        IReadOnlyDictionary<string, object?> values => values.GetValueOrDefault(name),
        IDictionary<string, object?> values => values.TryGetValue(name, out var value) ? value : null,
        IReadOnlyDictionary<string, string> values => values.GetValueOrDefault(name),
        _ => null,
    };

    private static string? Text(object? value) => value switch
    {
        string text => text.Length <= MaxText ? text : Functions.Truncate(text[..MaxText], MaxText),
        int or long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    // 1500.00 prints as 1500; the constant takes trailing zeros away without changing the value.
    private static decimal Trim(decimal number) => number / 1.0000000000000000000000000000m;
}
