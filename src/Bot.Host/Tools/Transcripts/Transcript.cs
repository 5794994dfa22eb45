using System.Collections.Immutable;

namespace Bot.Host.Tools.Transcripts;

/// <summary>A conversation written down as a test.</summary>
/// <param name="File">The file, as shown in failures.</param>
/// <param name="Header">What holds from the start.</param>
/// <param name="Lines">What happens and what must follow.</param>
public sealed record Transcript(string File, TranscriptHeader Header, ImmutableArray<TranscriptLine> Lines);

/// <summary>What holds from the start of a transcript.</summary>
public sealed record TranscriptHeader
{
    /// <summary>The dialog that it is about: it must have begun by the end.</summary>
    public (string Id, int Line)? Dialog { get; init; }

    /// <summary>Begins in a group; else in direct messages.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The persona that must speak; the place is chosen so that it serves there.</summary>
    public (string Id, int Line)? Persona { get; init; }

    /// <summary>The members' language tag.</summary>
    public string Locale { get; init; } = "zh-CN";

    /// <summary>The virtual clock at the start.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));

    /// <summary>True when the channel lets us open a direct conversation.</summary>
    public bool CanOpenDirect { get; init; } = true;

    /// <summary>Stand-ins for actions by name: the JSON that they give, or null where they fail.</summary>
    public ImmutableDictionary<string, string?> Fakes { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Sentences that the knowledge base shall know, beside the shipped ones: sentence and template key.</summary>
    public ImmutableArray<(string Text, string Key)> Faqs { get; init; } = [];
}

/// <summary>One line of a transcript.</summary>
/// <param name="Number">Line in the file, from 1.</param>
public abstract record TranscriptLine(int Number)
{
    /// <summary>A member says something.</summary>
    /// <param name="Number">Line in the file.</param>
    /// <param name="Who">Name.</param>
    /// <param name="Text">Words.</param>
    /// <param name="Marks">dm, group, reply, image, wait, bot.</param>
    public sealed record Says(int Number, string Who, string Text, ImmutableHashSet<string> Marks) : TranscriptLine(Number);

    /// <summary>The assistant must have said this next.</summary>
    /// <param name="Number">Line in the file.</param>
    /// <param name="Key">Template key; null: any.</param>
    /// <param name="Holds">What the text holds.</param>
    /// <param name="Lacks">What it must not hold.</param>
    /// <param name="Direct">True: in the direct message; false: where the member spoke.</param>
    public sealed record Bot(int Number, string? Key, ImmutableArray<string> Holds, ImmutableArray<string> Lacks, bool Direct) : TranscriptLine(Number);

    /// <summary>The assistant must have said nothing (more).</summary>
    public sealed record NoReply(int Number) : TranscriptLine(Number);

    /// <summary>The platform delivers the last message once more.</summary>
    public sealed record Again(int Number) : TranscriptLine(Number);

    /// <summary>Time passes.</summary>
    public sealed record Wait(int Number, TimeSpan Time) : TranscriptLine(Number);

    /// <summary>Something must hold: a slot's value, or <c>end</c>, <c>silent</c>, <c>hand_off</c>, <c>dialog</c>, <c>channel</c>, <c>persona</c>.</summary>
    public sealed record Fact(int Number, string Name, string Value) : TranscriptLine(Number);
}

/// <summary>What went wrong, and where.</summary>
/// <param name="File">File.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record TranscriptFailure(string File, int Line, string Zh, string En)
{
    /// <summary><c>file:line: message</c>.</summary>
    public string Format(string language) => $"{File}:{Line}: {(language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh)}";
}
