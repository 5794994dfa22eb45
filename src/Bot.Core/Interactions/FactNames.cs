using System.Collections.Immutable;

namespace Bot.Core.Interactions;

/// <summary>Asks for facts by the names that they count under: a name, or with <c>/</c>, <c>@</c> or <c>#</c> at its end all that begin with it.</summary>
public static class FactNames
{
    /// <summary>True when a name is one that was asked for.</summary>
    public static bool Fits(string name, string asked) =>
        asked.EndsWith('/') || asked.EndsWith('@') || asked.EndsWith('#') ? name.StartsWith(asked, StringComparison.Ordinal) : string.Equals(name, asked, StringComparison.Ordinal);

    /// <summary>True when a name is one of those asked for.</summary>
    public static bool Fits(string name, ImmutableArray<string> asked)
    {
        foreach (var one in asked)
        {
            if (Fits(name, one))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Under how many of its names a fact is asked for: what it adds to the sum of their counts.</summary>
    public static int Weight(Interaction fact, ImmutableArray<string> asked)
    {
        var weight = 0;
        foreach (var name in FactTally.Of(fact))
        {
            weight += Fits(name, asked) ? 1 : 0;
        }

        return weight;
    }

    /// <summary>Pieces of the JSON of a fact, as it is kept: one that holds none of these counts under none of some names.</summary>
    public static ImmutableArray<string> Needles(ImmutableArray<string> asked) => [.. asked.SelectMany(static one => Needles(one)).Distinct()];

    // A plain name of a template stands in the fact as it is.
    private static ImmutableArray<string> Needles(string asked) => !asked.StartsWith('~') && asked.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '@' or '#' or '-' or '_' or '/')
        ? [$"\"template\":\"{asked}"]
        : asked.StartsWith(FactTally.Dialog, StringComparison.Ordinal) && asked.Split('/') is [_, _, { Length: > 0 } what, ..]
            ? [Needle(what is "said" or "step" ? InteractionKind.Replied : InteractionKind.Dialog)]
            : [.. Kinds(asked).Select(Needle)];

    /// <summary>The piece of JSON that every fact of a kind holds.</summary>
    public static string Needle(InteractionKind kind) => $"\"kind\":\"{kind}\"";

    /// <summary>The names that every fact of a kind counts under, one and no other fact; none for kinds of which not all are counted.</summary>
    public static ImmutableArray<string> Of(InteractionKind kind) => kind switch
    {
        InteractionKind.Said => [FactTally.Said, FactTally.SaidByBot],
        InteractionKind.Silent => [FactTally.Silent],
        InteractionKind.Pushed => [FactTally.Pushed],
        InteractionKind.Consent => [FactTally.Consent],
        _ => [],
    };

    private static ImmutableArray<InteractionKind> Kinds(string asked) => !asked.StartsWith('~')
        ? [InteractionKind.Replied, InteractionKind.Pushed]
        : (asked.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? asked[..(slash + 1)] : asked) switch
        {
            FactTally.Said or FactTally.SaidByBot or FactTally.After => [InteractionKind.Said],
            FactTally.Replied or FactTally.More or FactTally.Took => [InteractionKind.Replied],
            FactTally.Miss => [InteractionKind.Replied, InteractionKind.Silent],
            FactTally.Silent => [InteractionKind.Silent],
            FactTally.Joined => [InteractionKind.Joined],
            FactTally.Left => [InteractionKind.Left],
            FactTally.Pushed or FactTally.PushedAt or FactTally.PushedOf => [InteractionKind.Pushed],
            FactTally.Consent => [InteractionKind.Consent],
            FactTally.Dialog => [InteractionKind.Dialog, InteractionKind.Replied],
            FactTally.HandOff => [InteractionKind.HandOff],
            FactTally.Reaction or FactTally.Unreaction => [InteractionKind.Reacted],
            FactTally.Operator => [InteractionKind.OperatorSaid],
            FactTally.NotSaid => [InteractionKind.Noticed],
            _ => [.. Enum.GetValues<InteractionKind>()],
        };
}
