using System.Collections.Immutable;
using Bot.Core.Interactions;

namespace Bot.Core.Ports;

/// <summary>Asks for the facts of one day that count under some names, the last on record first.</summary>
/// <param name="Day">The day, see <see cref="FactTally.DayOf"/>.</param>
/// <param name="Names">Names of <see cref="FactTally"/>, as <see cref="FactNames"/> reads them. None: all facts, those that count under no name with them.</param>
/// <param name="Places">Only in these places. None, where there are no names: everywhere.</param>
/// <param name="Left">
/// How often the day's facts behind <paramref name="After"/> count, as the counts say: with so many found, nothing is left to look for. Where there
/// are no names, the place where the day's facts should stand is read to its end, and only then is looked elsewhere for what is left.
/// </param>
/// <param name="Limit">At most so many facts.</param>
/// <param name="Most">About how many facts are looked at before the stretch ends, found or not.</param>
/// <param name="After">Continue behind this cursor of the same day.</param>
public sealed record DayQuery(DateOnly Day, ImmutableArray<string> Names, ImmutableHashSet<TallyPlace> Places, int Left, int Limit, int Most, string? After)
{
    /// <summary>The last of several days that are read as one; the day itself.</summary>
    public DateOnly Last { get; init; } = Day;

    /// <summary>Only facts of this kind; null for all.</summary>
    public InteractionKind? Kind { get; init; }

    /// <summary>True where all facts are asked for, whatever they count under.</summary>
    public bool IsPlain => Names.IsEmpty;

    /// <summary>Pieces of the JSON of a fact, one of which each that is asked for holds.</summary>
    public ImmutableArray<string> Needles => !IsPlain ? FactNames.Needles(Names) : [Kind is { } kind ? FactNames.Needle(kind) : "{"];

    /// <summary>True for a fact that is asked for.</summary>
    public bool Holds(Interaction fact) => FactTally.DayOf(fact.At) is var day && day >= Day && day <= Last && (Kind is null || fact.Kind == Kind)
        && (IsPlain && Places.IsEmpty || Places.Contains(PlaceOf(fact))) && (IsPlain || FactNames.Weight(fact, Names) > 0);

    /// <summary>How much a fact takes from <see cref="Left"/>.</summary>
    public int Weight(Interaction fact) => IsPlain ? FactTally.Of(fact).Length : FactNames.Weight(fact, Names);

    /// <summary>Where a fact counts.</summary>
    public static TallyPlace PlaceOf(Interaction fact) => new(fact.Conversation.Channel, fact.IsGroup ? fact.Conversation : null);
}

/// <summary>What was found in a stretch of the record.</summary>
/// <param name="Facts">The facts, each with the cursor behind it.</param>
/// <param name="Looked">How many facts were looked at.</param>
/// <param name="Next">Where to look on; null when nothing is left to look at.</param>
public sealed record DayStretch(ImmutableArray<RecordedInteraction> Facts, int Looked, string? Next);
