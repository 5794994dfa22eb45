using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>How fine the name of a range of days is.</summary>
internal enum Grain
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>Something of a time that was read from some tokens; neighbours are joined into larger ones.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Next">The token after its last.</param>
/// <param name="Value">What it means.</param>
internal sealed record Piece(int First, int Next, TimeValue Value)
{
    public TimeKind Kind => Value.Kind;

    /// <summary>The time of the clock that it names, or that its range begins with.</summary>
    public Clock? Clock { get; init; }

    /// <summary>The time of the clock that its range ends with.</summary>
    public Clock? ClockEnd { get; init; }

    /// <summary>The part of the day that it names.</summary>
    public DayPart? Part { get; init; }

    /// <summary>The day that a clock or a part of the day was joined to.</summary>
    public TimeValue? Day { get; init; }

    public Length? Length { get; init; }

    public Grain Grain { get; init; }

    /// <summary>The month of a month without year; 0 otherwise.</summary>
    public int Month { get; init; }

    /// <summary>The moment of speaking.</summary>
    public bool Now { get; init; }

    /// <summary>Too weak to stand alone: an hour's bare number, 2.30.</summary>
    public bool Weak { get; init; }

    /// <summary>Nothing before it changes it: it carries its words of before and after itself.</summary>
    public bool Closed { get; init; }

    /// <summary>A holiday: no clock is joined to it.</summary>
    public bool Holiday { get; init; }

    /// <summary>A word that is also said of other things (lunch): it stands only where a neighbour speaks of time.</summary>
    public bool Meal => Part is { } part && part.Timex.StartsWith("TME", StringComparison.Ordinal);
}
