using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Dialogs;

/// <summary>What templates, conditions and actions see of a dialog's state.</summary>
internal static class DialogValues
{
    private static readonly ImmutableHashSet<string> Always = ["options", "dialog", "to", "other", "name", "count"];

    /// <summary>
    /// The values for a template: every slot (null while unknown), every saved result (null before), of a saved list
    /// <c>NAME_count</c> and <c>NAME_first</c>, <c>count</c> of the last list, the asked slot's <c>options</c>, <c>dialog</c> (its
    /// name), <c>to</c> (who takes over), and <c>name</c> and <c>other</c> (the other dialog's name, when we ask whether to switch).
    /// </summary>
    public static ImmutableSortedDictionary<string, object?> For(Dialog dialog, DialogState state, Slot? asked, string? other)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        values["dialog"] = dialog.Name;
        values["to"] = dialog.Rules.HandOffTo;
        values["other"] = other;
        values["name"] = other ?? dialog.Name;
        values["count"] = 0m;
        values["options"] = asked is null ? null : string.Join("、", asked.Options.Select(static option => option.Name));
        foreach (var step in dialog.AllSteps)
        {
            if (step is Step.Do { Save: { } save })
            {
                Save(values, save, null);
            }
        }

        foreach (var (name, json) in state.Saved)
        {
            Save(values, name, PlainValue.Read(json));
        }

        foreach (var slot in dialog.SlotOrder)
        {
            values[slot.Id] = OfSlot(state.Slots.GetValueOrDefault(slot.Id));
        }

        return values.ToImmutable();
    }

    /// <summary>True when <see cref="For"/> gives this name.</summary>
    public static bool Provides(Dialog dialog, IReadOnlySet<string> saved, string name) =>
        Always.Contains(name) || dialog.Slots.ContainsKey(name) || saved.Contains(name)
        || saved.Any(list => name == list + "_count" || name == list + "_first");

    /// <summary>The value at a path such as <c>budget</c>, <c>o.days</c> or <c>products.count</c>; null when unknown.</summary>
    public static object? At(DialogState state, string path)
    {
        var parts = path.Split('.');
        if (state.Slots.TryGetValue(parts[0], out var slot))
        {
            return parts.Length > 1 && parts[1] == "raw" ? slot.Raw : OfSlot(slot);
        }

        return state.Saved.TryGetValue(parts[0], out var json) ? PlainValue.At(PlainValue.Read(json), parts.Skip(1)) : null;
    }

    /// <summary>The arguments of a call; those unknown are absent.</summary>
    public static ImmutableSortedDictionary<string, SlotValue> Arguments(DialogState state, Step.Do step)
    {
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, SlotValue>(StringComparer.Ordinal);
        foreach (var (name, argument) in step.With)
        {
            var value = argument.Path is null ? new SlotValue(argument.Literal, argument.Literal, Number(argument.Literal))
                : state.Slots.TryGetValue(argument.Path, out var slot) ? slot
                : At(state, argument.Path) is { } saved ? new SlotValue(Text(saved), Text(saved), Number(saved)) : null;
            if (value is { Value.Length: > 0 })
            {
                arguments[name] = value;
            }
        }

        return arguments.ToImmutable();
    }

    /// <summary>A value as text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A value as a number, when it is one.</summary>
    public static decimal? Number(object? value) => value switch
    {
        decimal number => number,
        int number => number,
        string text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static object? OfSlot(SlotValue? slot) => slot is null or { Value.Length: 0 } ? null : slot.Number is { } number ? number : slot.Value;

    private static void Save(ImmutableSortedDictionary<string, object?>.Builder values, string name, object? value)
    {
        var list = value as IReadOnlyList<object?>;
        values[name] = value;
        values[name + "_count"] = (decimal)(list?.Count ?? 0);
        values["count"] = list is null ? values["count"] : (decimal)list.Count;
        values[name + "_first"] = list is { Count: > 0 } ? list[0] : null;
    }
}
