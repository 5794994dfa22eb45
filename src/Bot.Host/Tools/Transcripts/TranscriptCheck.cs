using Bot.Core.Interactions;

namespace Bot.Host.Tools.Transcripts;

/// <summary>Compares what happened with what is written, and says the difference with the dialog's state.</summary>
internal sealed class TranscriptCheck(string file, TranscriptWorld world)
{
    /// <summary>Nothing may be left that was said and not asserted.</summary>
    public TranscriptFailure? Nothing(int line)
    {
        if (world.Replies.Count == 0)
        {
            return null;
        }

        var heard = world.Replies[0];
        return Fail(line, $"多说了一句 {Name(heard)}：“{heard.Text}”", $"It also said {Name(heard)}: “{heard.Text}”");
    }

    /// <summary>The next thing said must be this one.</summary>
    public TranscriptFailure? Said(TranscriptLine.Bot bot)
    {
        var expected = $"#{bot.Key ?? "*"}{(bot.Direct ? " (dm)" : "")}";
        if (world.Replies.Count == 0)
        {
            var silent = world.Record.LastOrDefault(static fact => fact.Kind == InteractionKind.Silent)?.Reason;
            return Fail(bot.Number, $"应该说 {expected}，却没有说话（{silent}）", $"Expected {expected}, it said nothing ({silent})");
        }

        var heard = world.Replies[0];
        world.Replies.RemoveAt(0);
        var where = bot.Direct ? world.DirectOf(world.Speaker) : world.Here ?? heard.To;
        if ((bot.Key is not null && bot.Key != heard.Key) || heard.To != where)
        {
            return Fail(bot.Number, $"应该说 {expected}，实际说了 {Name(heard)}：“{heard.Text}”", $"Expected {expected}, it said {Name(heard)}: “{heard.Text}”");
        }

        if (bot.Holds.FirstOrDefault(part => !heard.Text.Contains(part, StringComparison.OrdinalIgnoreCase)) is { } missing)
        {
            return Fail(bot.Number, $"{Name(heard)} 里没有“{missing}”：“{heard.Text}”", $"{Name(heard)} lacks “{missing}”: “{heard.Text}”");
        }

        return bot.Lacks.FirstOrDefault(part => heard.Text.Contains(part, StringComparison.OrdinalIgnoreCase)) is { } wrong
            ? Fail(bot.Number, $"{Name(heard)} 里不该有“{wrong}”：“{heard.Text}”", $"{Name(heard)} must not hold “{wrong}”: “{heard.Text}”")
            : null;
    }

    /// <summary>What is written must hold.</summary>
    public TranscriptFailure? Holds(TranscriptLine.Fact line)
    {
        var actual = line.Name switch
        {
            "end" => Last(InteractionKind.Dialog, "ended:"),
            "silent" => Last(InteractionKind.Silent, ""),
            "hand_off" => Last(InteractionKind.HandOff, "waiting:"),
            "dialog" => world.Dialog?.Dialog,
            "persona" => world.Record.LastOrDefault(static fact => fact.Persona is not null)?.Persona,
            "channel" => world.Here == world.DirectOf(world.Speaker) ? "dm" : "group",
            "ticket" => world.Record.LastOrDefault(static fact => fact.Kind == InteractionKind.Ticket)?.Data.GetValueOrDefault("kind"),
            _ => world.Dialog?.Slots.GetValueOrDefault(line.Name)?.Value,
        };
        return actual == line.Value ? null
            : Fail(line.Number, $"{line.Name} 应该是“{line.Value}”，实际是“{actual ?? "空"}”", $"{line.Name} should be “{line.Value}”, it is “{actual ?? "nothing"}”");
    }

    /// <summary>A failure with the dialog's state behind it.</summary>
    public TranscriptFailure Fail(int line, string zh, string en)
    {
        var slots = world.Dialog is { } dialog ? $" [{dialog.Dialog}: {string.Join(", ", dialog.Slots.Select(static slot => $"{slot.Key}={slot.Value.Value}"))}]" : "";
        return new TranscriptFailure(file, line, zh + slots, en + slots);
    }

    private string Name(Heard heard) => $"#{heard.Key}{(heard.To == world.DirectOf(world.Speaker) && heard.To != world.Here ? " (dm)" : "")}";

    private string? Last(InteractionKind kind, string prefix) => world.Record
        .LastOrDefault(fact => fact.Kind == kind && fact.Reason?.StartsWith(prefix, StringComparison.Ordinal) == true)?.Reason?[prefix.Length..];
}
