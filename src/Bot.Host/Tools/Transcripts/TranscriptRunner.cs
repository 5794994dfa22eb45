using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Understanding;

namespace Bot.Host.Tools.Transcripts;

/// <summary>Runs a transcript against a catalogue: pure but for the parse of its header's JSON.</summary>
public static class TranscriptRunner
{
    /// <summary>The first thing that went otherwise than written, or null.</summary>
    public static TranscriptFailure? Run(Transcript transcript, CatalogSnapshot catalog)
    {
        var header = transcript.Header;
        if (Unknown(transcript, catalog) is { } unknown)
        {
            return unknown;
        }

        var asks = header.Faqs.IsEmpty ? null : CatalogBuilder.Asks(catalog.Templates, catalog.Dialogs).Concat(header.Faqs.Select(static faq => new Ask(faq.Key, faq.Text)));
        var people = transcript.Lines.OfType<TranscriptLine.Says>().Select(static line => line.Who).Distinct().ToImmutableArray();
        var world = new TranscriptWorld(asks is null ? catalog : catalog with { Matcher = catalog.Matcher.With(asks) }, header, people);
        var check = new TranscriptCheck(transcript.File, world);
        var waiting = new List<TranscriptLine.Says>();
        var cause = 0;
        foreach (var line in transcript.Lines)
        {
            var failure = line is TranscriptLine.Says or TranscriptLine.Wait or TranscriptLine.NoReply ? check.Nothing(line is TranscriptLine.NoReply ? line.Number : cause) : null;
            if (failure is null)
            {
                (failure, cause) = Step(line, world, check, waiting, cause);
            }

            if (failure is not null)
            {
                return failure;
            }
        }

        return check.Nothing(cause) ?? (header.Dialog is var (id, at) && !world.Record.Any(fact => fact.Kind == InteractionKind.Dialog && fact.Data.GetValueOrDefault("dialog") == id)
            ? new TranscriptFailure(transcript.File, at, $"对话“{id}”一直没有开始。", $"Dialog `{id}` never began.")
            : null);
    }

    private static (TranscriptFailure? Failure, int Cause) Step(TranscriptLine line, TranscriptWorld world, TranscriptCheck check, List<TranscriptLine.Says> waiting, int cause)
    {
        switch (line)
        {
            case TranscriptLine.Says says:
                waiting.Add(says);
                if (!says.Marks.Contains("wait"))
                {
                    world.Say(waiting);
                    waiting.Clear();
                }

                return (null, says.Number);
            case TranscriptLine.Wait wait:
                world.Wait(wait.Time);
                return (null, wait.Number);
            case TranscriptLine.Again again:
                return (world.Again() is { } why ? check.Fail(again.Number, $"重复投递的结果不一样：{why}", $"Delivered again: {why}") : null, cause);
            case TranscriptLine.Bot bot:
                return (check.Said(bot), cause);
            case TranscriptLine.Fact holds:
                return (check.Holds(holds), cause);
            default:
                return (null, cause);
        }
    }

    private static TranscriptFailure? Unknown(Transcript transcript, CatalogSnapshot catalog)
    {
        var header = transcript.Header;
        if (header.Dialog is var (dialog, at) && catalog.Dialogs.Find(dialog) is null)
        {
            return new TranscriptFailure(transcript.File, at, $"没有对话“{dialog}”。", $"There is no dialog `{dialog}`.");
        }

        return header.Persona is var (persona, line) && catalog.Personas.All.All(known => known.Id != persona)
            ? new TranscriptFailure(transcript.File, line, $"没有人设“{persona}”。", $"There is no persona `{persona}`.")
            : null;
    }
}
