using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>A slot's value found in a sentence.</summary>
/// <param name="Slot">Which slot.</param>
/// <param name="Value">Its value.</param>
/// <param name="Rest">The sentence without it.</param>
internal sealed record Fill(Slot Slot, SlotValue Value, string Rest)
{
    /// <summary>True when the value passes the slot's check.</summary>
    public bool IsValid => Value.Value.Length == 0 || (Slot.Check is not { } check || Within(check, Value.Number ?? (Slot.IsFreeText ? Value.Value.Length : null)));

    private static bool Within(Check check, decimal? number) => number is null || ((check.Min ?? number) <= number && number <= (check.Max ?? number));
}

/// <summary>Reads one slot out of a sentence.</summary>
internal static class SlotReader
{
    private const int LongestText = 500;

    /// <summary>
    /// The slot's value in the text, or null. <paramref name="sure"/>: only with a sign that it is meant (a unit, a
    /// currency, an option's name); else as the answer to the question for it.
    /// </summary>
    public static Fill? Read(Slot slot, string text, DialogInput input, bool sure)
    {
        if (slot.Type == SlotType.Choice && slot.Many)
        {
            return Several(slot, text, sure);
        }

        if (slot.Type == SlotType.Image)
        {
            return input.Attachments.FirstOrDefault(static file => file.ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)) is { } image
                ? new Fill(slot, new SlotValue(image.Name ?? "", image.Url ?? image.Name ?? "image"), text)
                : null;
        }

        if (slot.Type == SlotType.YesNo)
        {
            return YesNoReader.Read(text) is { } yes && !sure ? new Fill(slot, new SlotValue(text.Trim(), yes ? "yes" : "no"), "") : null;
        }

        return Find(slot, text, input, sure) is { } found ? new Fill(slot, new SlotValue(found.RawIn(text), found.Value, found.Number), found.BlankIn(text)) : null;
    }

    /// <summary>The slot left out on purpose, or null when these are not its skip words.</summary>
    public static Fill? Skip(Slot slot, string text)
    {
        var words = Fold.Words(text);
        return slot.Optional && slot.Skip.Select(Fold.Words).Any(skip => words == skip || (words.Contains(skip, StringComparison.Ordinal) && words.Length <= skip.Length + 4))
            ? new Fill(slot, new SlotValue(text.Trim(), ""), "")
            : null;
    }

    private static Found? Find(Slot slot, string text, DialogInput input, bool sure) => slot.Type switch
    {
        SlotType.Money => MoneyReader.Find(text, sure),
        SlotType.Number => QuantityReader.Find(text, slot.Units, sure),
        SlotType.Choice => ChoiceReader.Find(text, slot.Options, sure),
        SlotType.Date => DateReader.Find(text, DateReader.Today(input.Now, input.Zone)),
        SlotType.DateRange => DateReader.FindRange(text, DateReader.Today(input.Now, input.Zone)),
        SlotType.Phone => DigitsReader.PhoneNo(text),
        SlotType.OrderNo => DigitsReader.OrderNo(text),
        SlotType.City => CityReader.Find(text, sure),
        SlotType.Product => ProductReader.Find(text, input.Shop, sure),
        SlotType.Text when slot.Match is not null => Matched(slot.Match, text),
        SlotType.Text => sure ? null : Words(text),
        _ => null,
    };

    private static Found? Words(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null : new Found(0, text.Length, trimmed.Length <= LongestText ? trimmed : trimmed[..(char.IsHighSurrogate(trimmed[LongestText - 1]) ? LongestText - 1 : LongestText)]);
    }

    private static Found? Matched(string pattern, string text)
    {
        var folded = Fold.Text(text);
        return Regex.Matches(folded, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
            .FirstOrDefault(match => match.Length > 0 && !CutsNumber(folded, match.Index - 1, match.Value[0]) && !CutsNumber(folded, match.Index + match.Length, match.Value[^1])) is { } found
            ? new Found(found.Index, found.Length, text.Substring(found.Index, found.Length))
            : null;
    }

    // Four digits are never the first four of eleven.
    private static bool CutsNumber(string folded, int beside, char edge) =>
        beside >= 0 && beside < folded.Length && char.IsAsciiDigit(edge) && char.IsAsciiDigit(folded[beside]);

    private static Fill? Several(Slot slot, string text, bool sure)
    {
        ImmutableArray<Found> found = ChoiceReader.Named(text, slot.Options);
        if (found.IsEmpty && !sure && Fold.Words(text) is "都要" or "都行" or "全部" or "全要" or "都在意" or "都" or "all" or "allofthem")
        {
            return new Fill(slot, new SlotValue(text.Trim(), string.Join("、", slot.Options.Select(static option => option.Name))), "");
        }

        if (found.IsEmpty && !sure && ChoiceReader.Find(text, slot.Options, sure: false) is { } one)
        {
            found = [one];
        }

        return found.IsEmpty ? null : new Fill(
            slot,
            new SlotValue(text.Trim(), string.Join("、", found.Select(static hit => hit.Value))),
            found.Aggregate(text, static (rest, hit) => hit.BlankIn(rest)));
    }
}
