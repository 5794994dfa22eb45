using System.Collections.Immutable;

namespace Bot.Core.Templates;

/// <summary>How to choose between sections that fit equally well.</summary>
public enum Pick
{
    /// <summary>By seed, leaving out what this reader read within the week.</summary>
    Rotate,

    /// <summary>Always the same one for the same reader.</summary>
    Stick,

    /// <summary>By seed.</summary>
    Random,
}

/// <summary>One wording of a template: for a language and, perhaps, a place, persona, segment or tone.</summary>
public sealed record TemplateSection
{
    /// <summary>Its id; given in the file, or the locale with a number.</summary>
    public required string Id { get; init; }

    /// <summary>Language tag.</summary>
    public required string Locale { get; init; }

    /// <summary>What must hold: <c>channel</c>, <c>persona</c> (an id), <c>segment</c>, <c>tone</c>.</summary>
    public ImmutableSortedDictionary<string, string> Conditions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its share among equals.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The text as written.</summary>
    public required string Text { get; init; }

    /// <summary>Line of its heading.</summary>
    public int Line { get; init; }
}

/// <summary>A template as its file says.</summary>
public sealed record Template
{
    /// <summary>Its key: the path under <c>templates/</c> with dots.</summary>
    public required string Key { get; init; }

    /// <summary>Its Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public ContentKind Kind { get; init; }

    /// <summary>What people say to get it.</summary>
    public ImmutableArray<string> Asks { get; init; } = [];

    /// <summary>Ids of the personas that may say it; empty for all.</summary>
    public ImmutableArray<string> Personas { get; init; } = [];

    /// <summary>May be said in a group.</summary>
    public bool InGroup { get; init; } = true;

    /// <summary>May be said in a direct message.</summary>
    public bool InDirect { get; init; } = true;

    /// <summary>Never said in a group.</summary>
    public bool Private { get; init; }

    /// <summary>May be said unasked in a group, where it is an answer: an offer, small talk and what is private never are.</summary>
    public bool Ambient { get; init; } = true;

    /// <summary>The offer that it tells; outside its validity it cannot be said.</summary>
    public string? Offer { get; init; }

    /// <summary>The product that it tells.</summary>
    public string? Product { get; init; }

    /// <summary>Name of the model that declares its variables; empty for the global ones alone.</summary>
    public string Model { get; init; } = "";

    /// <summary>Languages it must have.</summary>
    public ImmutableArray<string> Locales { get; init; } = [];

    /// <summary>How to choose between equals.</summary>
    public Pick Pick { get; init; }

    /// <summary>Who looks after it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>List variable whose items become cards.</summary>
    public string? Cards { get; init; }

    /// <summary>Longest text in a group, in Chinese characters; two Latin letters count as one.</summary>
    public int GroupLimit { get; init; } = 500;

    /// <summary>Longest text in a direct message, in Chinese characters; two Latin letters count as one.</summary>
    public int DirectLimit { get; init; } = 1000;

    /// <summary>True when every section tells how to unsubscribe: a promo push needs it.</summary>
    public bool TellsUnsubscribe { get; init; }

    /// <summary>First eight hex digits of the file's SHA-256.</summary>
    public required string Version { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Line of its first section.</summary>
    public int Line { get; init; }

    /// <summary>Its wordings, in the file's order.</summary>
    public ImmutableArray<TemplateSection> Sections { get; init; } = [];
}
