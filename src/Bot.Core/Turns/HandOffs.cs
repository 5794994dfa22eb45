using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Personas;

namespace Bot.Core.Turns;

/// <summary>Gives a conversation to a person (requirement G2). From then on the assistant is silent there until it is released.</summary>
internal static class HandOffs
{
    /// <summary>Begins a hand-off and says so, with the hours when a person answers (requirement G1).</summary>
    public static void Begin(TurnDraft draft, string to, string reason)
    {
        var persona = draft.Choice.Persona;
        var name = to.Length > 0 ? to : persona.HandOffTo;
        Mark(draft, name, reason);
        var values = ImmutableDictionary<string, object?>.Empty
            .Add("to", name)
            .Add("hours", persona.HandOffHours.Length > 0 ? persona.HandOffHours : null)
            .Add("open", IsOpen(persona, draft.Input.Now, draft.Input.Catalog.Shop.Zone));
        Replies.Say(draft, SystemReplies.HandedOff, values, Say.Because($"hand_off:{reason}"));
    }

    /// <summary>Begins a hand-off whose words a dialog has said already.</summary>
    public static void Mark(TurnDraft draft, string to, string reason)
    {
        // One more member of a group asks: whoever has the group keeps it.
        var handOff = draft.State.HandOff is { } running
            ? running with { Also = (running.Also ?? []).Add(draft.First.From.Id) }
            : new HandOff(HandOffStatus.Waiting, to, reason, draft.First.From.Id, draft.Input.Now);
        draft.State = draft.State with { HandOff = handOff };
        draft.Record(InteractionKind.HandOff, draft.Last, $"waiting:{reason}", null, fact => fact with { Data = fact.Data.Add("to", to) });
    }

    /// <summary>True when a person answers now, by the persona's hours in the shop's zone; always true without hours.</summary>
    public static bool IsOpen(Persona persona, DateTimeOffset now, string zone)
    {
        var hours = persona.HandOffHours.Split('-');
        if (hours.Length != 2
            || !TimeOnly.TryParse(hours[0], CultureInfo.InvariantCulture, out var from)
            || !TimeOnly.TryParse(hours[1], CultureInfo.InvariantCulture, out var to))
        {
            return true;
        }

        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        return local.IsBetween(from, to);
    }
}
