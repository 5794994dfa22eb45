using System.Collections.Immutable;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>Reads every slot that a sentence fills.</summary>
internal static class SlotFilling
{
    private static readonly string[] Corrections = ["改成", "改为", "换成", "改到", "应该是", "不对", "说错", "更正", "不是", "actually", "change", "instead"];

    /// <summary>
    /// The values in a sentence. What bears its slot's name or a sure sign is taken first, so that 二十平 never becomes the
    /// budget; what is left may answer the question that was <paramref name="asked"/>. A slot that is filled already is
    /// changed only when it is named, when the words say so, or when we are <paramref name="correcting"/>.
    /// </summary>
    public static ImmutableArray<Fill> Read(Dialog dialog, DialogState state, DialogInput input, Slot? asked, bool correcting)
    {
        var fills = ImmutableArray.CreateBuilder<Fill>();
        var rest = input.Text;
        var corrects = correcting || Corrections.Any(word => Fold.Text(input.Text).Contains(word, StringComparison.Ordinal));
        var order = dialog.SlotOrder.OrderBy(slot => slot == asked ? 0 : 1).ToArray();
        foreach (var slot in order)
        {
            Take(Named(slot, rest, input, corrects));
        }

        foreach (var slot in order.Where(slot => slot == asked || !slot.OnlyAsked))
        {
            if (slot == asked || corrects || !state.Slots.ContainsKey(slot.Id))
            {
                Take(fills.Any(fill => fill.Slot == slot) || (asked is { IsFreeText: true } && slot == asked) ? null : SlotReader.Read(slot, rest, input, sure: true));
            }
        }

        if (asked is not null && !fills.Any(fill => fill.Slot == asked))
        {
            // Free words keep the whole sentence, whatever else was read out of it.
            Take(SlotReader.Skip(asked, input.Text) ?? SlotReader.Read(asked, asked.IsFreeText ? input.Text : rest, input, sure: false));
        }

        return fills.ToImmutable();

        void Take(Fill? fill)
        {
            if (fill is not null)
            {
                fills.Add(fill);
                rest = fill.Rest;
            }
        }
    }

    /// <summary>After “what shall I change?”: the one slot that a bare value can be meant for, or none when several could.</summary>
    public static ImmutableArray<Fill> Guess(Dialog dialog, DialogState state, DialogInput input)
    {
        var fits = dialog.SlotOrder
            .Where(slot => state.Slots.ContainsKey(slot.Id) && slot.Type != SlotType.YesNo && !slot.IsFreeText)
            .Select(slot => SlotReader.Read(slot, input.Text, input, sure: false))
            .OfType<Fill>().Where(static fill => fill.IsValid).Take(2).ToArray();
        return fits.Length == 1 ? [fits[0]] : [];
    }

    /// <summary>The slot that a text names, “预算” say.</summary>
    public static Slot? NamedIn(Dialog dialog, string text)
    {
        var folded = Fold.Text(text);
        return dialog.SlotOrder
            .Where(slot => slot.Type != SlotType.YesNo && (folded.Contains(Fold.Text(slot.Name), StringComparison.Ordinal) || Fold.Words(text) == slot.Id))
            .MaxBy(static slot => slot.Name.Length);
    }

    // “预算三千”, “预算改成三千”: close behind its name a bare value is enough.
    private static Fill? Named(Slot slot, string text, DialogInput input, bool corrects)
    {
        var folded = Fold.Text(text);
        var at = folded.IndexOf(Fold.Text(slot.Name), StringComparison.Ordinal);
        if (at < 0 || slot.Type == SlotType.YesNo || (slot.IsFreeText && !corrects))
        {
            return null;
        }

        var from = at + slot.Name.Length;
        while (from < folded.Length && "是为改成到换应该就大概约在：:， ,".Contains(folded[from], StringComparison.Ordinal))
        {
            from++;
        }

        var behind = new string(' ', from) + text[from..];
        if (SlotReader.Read(slot, behind, input, sure: false) is not { } fill)
        {
            return null;
        }

        return slot.IsFreeText ? fill with { Rest = text[..at] } : fill with { Rest = text[..Math.Min(from, fill.Rest.Length)] + fill.Rest[Math.Min(from, fill.Rest.Length)..] };
    }
}
