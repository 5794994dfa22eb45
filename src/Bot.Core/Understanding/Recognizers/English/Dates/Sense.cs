using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>A unit of time.</summary>
internal enum Unit
{
    None,
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Week,
    Fortnight,
    Weekend,
    Workweek,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// <summary>Which one is meant, seen from now.</summary>
internal enum Relation
{
    None,

    /// <summary>this, current.</summary>
    This,

    /// <summary>next, following.</summary>
    Next,

    /// <summary>coming, upcoming: the first one from now.</summary>
    Coming,

    /// <summary>last, previous.</summary>
    Last,

    /// <summary>past: the latest one before now.</summary>
    Past,

    /// <summary>same.</summary>
    Same,
}

/// <summary>Words that tie others together.</summary>
internal enum Key
{
    None, The, Of, On, At, In, For, From, To, Till, Through, And, Or, Between, Before, After, Since, By, Ago, Later, Now, Right,
    Today, Tomorrow, Yesterday, Tonight, Within, More, Less, Than, Around, Every, Other, Once, A, Half, Early, Mid, Late,
    Beginning, End, Starting, Ending, Any, Time, As, Soon, Rest, Date, Fiscal, Calendar, School, QuarterMark, HalfMark, Oclock,
    Am, Pm, LetterM, Business, All, Commencing, Noon, Midnight, Ish, Moment, No, Earlier, Onward, Asap,
    Prior, Past, Per, Fall, Possessive, Term,
}

/// <summary>What a word can mean in a time.</summary>
internal sealed class Sense
{
    /// <summary>A word that means nothing here.</summary>
    public static readonly Sense None = new();

    /// <summary>1 to 12; 0 for none.</summary>
    public int Month { get; init; }

    /// <summary>1 (Monday) to 7; 0 for none.</summary>
    public int Weekday { get; init; }

    /// <summary>0 to 90; -1 for none.</summary>
    public int Cardinal { get; init; } = -1;

    /// <summary>100 or 1000; 0 for none.</summary>
    public int Scale { get; init; }

    /// <summary>1 to 90; 0 for none.</summary>
    public int Ordinal { get; init; }

    /// <summary>A vague count: few, several; 0 for none.</summary>
    public int Vague { get; init; }

    public Unit Unit { get; init; }

    /// <summary>A unit that counts only when written on to its number: 3h.</summary>
    public bool Glued { get; init; }

    public bool Plural { get; init; }

    public Relation Relation { get; init; }

    public Key Key { get; init; }

    public DayPart? Part { get; init; }

    /// <summary>SP, SU, FA, WI.</summary>
    public string? Season { get; init; }

    /// <summary>The timex of a word that is a set by itself: daily.</summary>
    public string? Set { get; init; }

    /// <summary>A decade's first year within its century: eighties = 80; -1 for none.</summary>
    public int Decade { get; init; } = -1;

    /// <summary>Another common word too (sun, sat): needs a neighbour that speaks of time.</summary>
    public bool Doubtful { get; init; }
}
