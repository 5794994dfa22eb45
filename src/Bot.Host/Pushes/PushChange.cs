using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>For whom something changed that may let a held push go before its time: slots came back, a wish, a zone, a group's size.</summary>
public sealed record PushChange
{
    /// <summary>Members; all their identities are meant.</summary>
    public ImmutableHashSet<MemberKey> Members { get; init; } = [];

    /// <summary>Groups.</summary>
    public ImmutableHashSet<ConversationKey> Groups { get; init; } = [];

    /// <summary>Pushes whose slots came back: they may have stood in a quota of their account's, or in their campaign's exposure.</summary>
    public ImmutableArray<Push> Freed { get; init; } = [];

    /// <summary>True when nothing changed.</summary>
    public bool IsEmpty => Members.IsEmpty && Groups.IsEmpty && Freed.IsEmpty;

    /// <summary>For the audience of a push.</summary>
    public static PushChange Around(Push push) => new()
    {
        Members = push.Member is { } member ? [member] : [],
        Groups = push.Group is { } group ? [group] : [],
    };

    /// <summary>A push gave its slots back.</summary>
    public static PushChange Free(Push push) => Around(push) with { Freed = [push] };

    /// <summary>For one member.</summary>
    public static PushChange Of(MemberKey member) => new() { Members = [member] };

    /// <summary>For one group.</summary>
    public static PushChange Of(ConversationKey group) => new() { Groups = [group] };

    /// <summary>Both.</summary>
    public PushChange And(PushChange other) => new()
    {
        Members = Members.Union(other.Members),
        Groups = Groups.Union(other.Groups),
        Freed = Freed.AddRange(other.Freed),
    };

    /// <summary>What judging some pushes changed for others: slots that a refusal gave back, and worth that was earned where promos wait for it.</summary>
    public static PushChange After(IEnumerable<Judged> all, ThrottlePolicy policy)
    {
        var earns = policy.Mix.Any(rule => rule.Over != Over.Drop) || policy.Shares.Any(rule => rule.Over != Over.Drop);
        var change = new PushChange();
        foreach (var one in all.Where(one => !one.IsDuplicate))
        {
            if (!one.Row.HoldsSlots && (one.Result is not null || one.Before is PushState.Retrying or PushState.Calling or PushState.Awaiting))
            {
                change = change.And(Free(one.Row.Push));
            }
            else if (earns && one.Row.HoldsSlots && one.Result is not null && one.Before is not PushState.Retrying)
            {
                change = change.And(Around(one.Row.Push));
            }
        }

        return change;
    }
}
