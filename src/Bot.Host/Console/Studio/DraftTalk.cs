using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Host.Tools.Transcripts;

namespace Bot.Host.Console.Studio;

/// <summary>One line of a script: somebody says something, or time passes.</summary>
/// <param name="Who">Name of who speaks.</param>
/// <param name="Text">Their words; an <c>@name</c> of the persona addresses it.</param>
/// <param name="Wait">Time that passes instead: <c>31m</c>, <c>2h</c>, <c>1d</c>.</param>
/// <param name="Direct">True: in the direct message although the script is of a group.</param>
/// <param name="Reply">True: as a reply to the assistant's last message.</param>
/// <param name="Image">True: with a picture.</param>
public sealed record ScriptLine(string? Who, string? Text, string? Wait = null, bool Direct = false, bool Reply = false, bool Image = false);

/// <summary>Something that the assistant said.</summary>
/// <param name="Key">The template.</param>
/// <param name="Text">The words.</param>
/// <param name="Direct">True in the direct message, where the line was said in the group.</param>
public sealed record TalkReply(string Key, string Text, bool Direct);

/// <summary>What one line of the script led to.</summary>
/// <param name="At">The virtual clock.</param>
/// <param name="Who">Who spoke; null where time passed.</param>
/// <param name="Text">Their words, or the time.</param>
/// <param name="Replies">What the assistant said.</param>
/// <param name="Silent">Why it said nothing.</param>
/// <param name="Dialog">The dialog in progress.</param>
/// <param name="Slots">What is known in it.</param>
/// <param name="Ended">Its outcome, where it ended here.</param>
/// <param name="HandedTo">To whom it was handed here.</param>
public sealed record TalkTurn(DateTimeOffset At, string? Who, string Text, ImmutableArray<TalkReply> Replies, string? Silent, string? Dialog, ImmutableSortedDictionary<string, string>? Slots, string? Ended, string? HandedTo);

/// <summary>Talks with content that is not in force, by the engine of the transcripts.</summary>
public static class DraftTalk
{
    /// <summary>Most lines of a script.</summary>
    public const int MaxLines = 200;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(400);

    /// <summary>Runs a script.</summary>
    /// <param name="catalog">The content.</param>
    /// <param name="isGroup">True in a group.</param>
    /// <param name="persona">Who must answer; null for the default.</param>
    /// <param name="script">What happens.</param>
    /// <returns>The turns, and the same as a <c>.chat</c> test.</returns>
    public static (ImmutableArray<TalkTurn> Turns, string Chat) Run(CatalogSnapshot catalog, bool isGroup, string? persona, IReadOnlyList<ScriptLine> script)
    {
        var header = new TranscriptHeader { IsGroup = isGroup, Persona = persona is null ? null : (persona, 1) };
        var people = script.Select(line => line.Who).OfType<string>().Distinct().ToImmutableArray();
        var world = new TranscriptWorld(catalog, header, people);
        var turns = ImmutableArray.CreateBuilder<TalkTurn>();
        var body = new StringBuilder();
        var dialog = default(string);
        foreach (var line in script)
        {
            var before = world.Record.Count;
            world.Replies.Clear();
            if (line.Wait is { } wait)
            {
                world.Wait(Time(wait) ?? TimeSpan.Zero);
                body.Append(CultureInfo.InvariantCulture, $"({wait})\n");
            }
            else
            {
                var marks = Marks(line, isGroup);
                world.Say([new TranscriptLine.Says(turns.Count + 1, line.Who!, line.Text ?? "", marks)]);
                body.Append(CultureInfo.InvariantCulture, $"{line.Who}{(marks.IsEmpty ? "" : $" ({string.Join(", ", marks.Order(StringComparer.Ordinal))})")}: {OneLine(line.Text)}\n");
            }

            var turn = Turn(world, line, world.Record.Skip(before).ToList());
            dialog ??= world.Record.Skip(before).Where(fact => fact.Kind == InteractionKind.Dialog).Select(fact => fact.Data.GetValueOrDefault("dialog")).FirstOrDefault(id => id is not null);
            turns.Add(turn);
            Asserted(body, turn, line.Wait is not null);
        }

        return (turns.ToImmutable(), Head(dialog, isGroup, persona) + body);
    }

    /// <summary>Why a script cannot be run; null when it can.</summary>
    public static (string Zh, string En)? Wrong(IReadOnlyList<ScriptLine>? script) => script switch
    {
        null or [] => ("script 至少要有一句话。", "script holds at least one line."),
        { Count: > MaxLines } => ($"script 最多 {MaxLines} 句。", $"script holds at most {MaxLines} lines."),
        _ when script.Any(line => line.Wait is { } wait ? Time(wait) is null : string.IsNullOrWhiteSpace(line.Who) || line.Who.Any(c => c is ':' or '：' or '(' or ')' || char.IsControl(c)) || line.Who.Trim() is "bot" or "=" || line.Who.Length > 40 || line.Text is not { Length: <= 2000 }) =>
            ("每一句要有 who（不含冒号和括号）和 text，或者 wait，例如 31m、2h、1d。", "Each line has who (without colons and brackets) and text, or a wait such as 31m, 2h, 1d."),
        _ => null,
    };

    private static TalkTurn Turn(TranscriptWorld world, ScriptLine line, List<Interaction> facts)
    {
        var replies = world.Replies.Select(heard => new TalkReply(heard.Key, heard.Text, heard.To == world.DirectOf(world.Speaker) && heard.To != world.Here)).ToImmutableArray();
        var dialog = world.Dialog;
        return new TalkTurn(
            world.Now, line.Wait is null ? line.Who : null, line.Wait ?? line.Text ?? "", replies,
            replies.IsEmpty ? facts.LastOrDefault(fact => fact.Kind == InteractionKind.Silent)?.Reason : null,
            dialog?.Dialog, dialog?.Slots.ToImmutableSortedDictionary(slot => slot.Key, slot => slot.Value.Value ?? "", StringComparer.Ordinal),
            After(facts, InteractionKind.Dialog, "ended:"), After(facts, InteractionKind.HandOff, "waiting:"));
    }

    private static void Asserted(StringBuilder body, TalkTurn turn, bool isWait)
    {
        foreach (var reply in turn.Replies)
        {
            body.Append(CultureInfo.InvariantCulture, $"bot{(reply.Direct ? " (dm)" : "")}: #{reply.Key}\n");
        }

        if (turn.Replies.IsEmpty && !isWait)
        {
            body.Append("(no reply)\n");
        }

        if (turn.Ended is { } outcome)
        {
            body.Append(CultureInfo.InvariantCulture, $"= end: {outcome}\n");
        }
    }

    private static string Head(string? dialog, bool isGroup, string? persona) =>
        $"{(dialog is null ? "" : $"dialog: {dialog}\n")}channel: {(isGroup ? "group" : "dm")}\n{(persona is null ? "" : $"persona: {persona}\n")}---\n";

    private static ImmutableHashSet<string> Marks(ScriptLine line, bool isGroup)
    {
        var marks = ImmutableHashSet<string>.Empty;
        marks = line.Direct && isGroup ? marks.Add("dm") : marks;
        marks = line.Reply ? marks.Add("reply") : marks;
        return line.Image ? marks.Add("image") : marks;
    }

    private static string OneLine(string? text) => (text ?? "").ReplaceLineEndings("\\n").Trim();

    private static string? After(List<Interaction> facts, InteractionKind kind, string prefix) =>
        facts.LastOrDefault(fact => fact.Kind == kind && fact.Reason?.StartsWith(prefix, StringComparison.Ordinal) == true)?.Reason?[prefix.Length..];

    private static TimeSpan? Time(string text)
    {
        if (text.Length is < 2 or > 6 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        TimeSpan? time = text[^1] switch { 's' => TimeSpan.FromSeconds(amount), 'm' => TimeSpan.FromMinutes(amount), 'h' => TimeSpan.FromHours(amount), 'd' => TimeSpan.FromDays(amount), _ => null };
        return time <= LongestWait ? time : null;
    }
}
