using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Understanding.Values;

namespace Bot.Core.Dialogs;

/// <summary>The closed list of slot types.</summary>
public enum SlotType
{
    /// <summary>Free words, or what <see cref="Slot.Match"/> finds.</summary>
    Text,

    /// <summary>One of the options, or several.</summary>
    Choice,

    /// <summary>A number, perhaps with a unit.</summary>
    Number,

    /// <summary>An amount.</summary>
    Money,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Two days.</summary>
    DateRange,

    /// <summary>A mobile phone number.</summary>
    Phone,

    /// <summary>A city.</summary>
    City,

    /// <summary>Something on sale.</summary>
    Product,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>8 to 20 digits.</summary>
    OrderNo,
}

/// <summary>Bounds of a number, or of a text's length, and what to say outside them.</summary>
/// <param name="Min">Lowest, inclusive.</param>
/// <param name="Max">Highest, inclusive.</param>
/// <param name="Else">Template.</param>
public sealed record Check(decimal? Min, decimal? Max, string? Else);

/// <summary>Something a dialog needs to know.</summary>
public sealed record Slot
{
    /// <summary>Name in conditions and templates.</summary>
    public required string Id { get; init; }

    /// <summary>Name as people say it: 预算. “预算三千” fills it even when something else was asked.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of value.</summary>
    public required SlotType Type { get; init; }

    /// <summary>Template of the question.</summary>
    public required string Ask { get; init; }

    /// <summary>Template said when the answer was not understood; the question again when null.</summary>
    public string? Retry { get; init; }

    /// <summary>Options of a choice.</summary>
    public ImmutableArray<Choice> Options { get; init; } = [];

    /// <summary>A choice of several.</summary>
    public bool Many { get; init; }

    /// <summary>Units of a number.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Pattern of a text.</summary>
    public string? Match { get; init; }

    /// <summary>Bounds.</summary>
    public Check? Check { get; init; }

    /// <summary>Filled only when it was asked, not from any sentence.</summary>
    public bool OnlyAsked { get; init; }

    /// <summary>May be left out.</summary>
    public bool Optional { get; init; }

    /// <summary>Words that leave it out.</summary>
    public ImmutableArray<string> Skip { get; init; } = [];

    /// <summary>True for words without a pattern: any answer fits.</summary>
    public bool IsFreeText => Type == SlotType.Text && Match is null;

    /// <summary>Where the file says so.</summary>
    public Place Place { get; init; }
}
