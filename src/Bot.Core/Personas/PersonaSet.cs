using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Personas;

/// <summary>All personas of one content version, and who serves whom.</summary>
public sealed class PersonaSet
{
    private readonly ImmutableDictionary<string, Persona> _byId;

    private PersonaSet(ImmutableArray<Persona> all, Persona fallback)
    {
        All = all;
        Default = fallback;
        _byId = all.ToImmutableDictionary(p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>In the order of their ids.</summary>
    public ImmutableArray<Persona> All { get; }

    /// <summary>The one that serves everybody else.</summary>
    public Persona Default { get; }

    /// <summary>Reads every <c>dialogs/personas/*.yaml</c> among the files; other files are passed over.</summary>
    public static PersonaSet Build(IReadOnlyList<ContentFile> files, ImmutableArray<Problem>.Builder problems)
    {
        var read = files.Where(f => f.Path.StartsWith("dialogs/personas/", StringComparison.Ordinal) && f.Path.EndsWith(".yaml", StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => PersonaParser.Parse(f, problems))
            .OfType<ParsedPersona>()
            .ToImmutableArray();
        PersonaLint.Check(read, problems);
        var all = read.Select(r => r.Persona).DistinctBy(p => p.Id).ToImmutableArray();

        // With no default the lint has refused the content; a set that is shown in a preview still resolves.
        var fallback = all.FirstOrDefault(p => p.Serves.Default) ?? all.FirstOrDefault() ?? Nobody;
        return new PersonaSet(all.Length == 0 ? [fallback] : all, fallback);
    }

    /// <summary>The persona with this id, if any.</summary>
    public Persona? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Who speaks here: member before segment before group before channel before default. Always exactly one.</summary>
    public PersonaChoice Resolve(PersonaContext context)
    {
        if (First(p => p.Serves.Members.Any(m => m == context.Member || m == $"{context.Channel}/{context.Member}")) is { } member)
        {
            return new PersonaChoice(member, "member");
        }

        // A member in two segments that two personas serve gets the one of the segment named first.
        foreach (var segment in context.Segments)
        {
            if (First(p => p.Serves.Segments.Contains(segment)) is { } bySegment)
            {
                return new PersonaChoice(bySegment, "segment");
            }
        }

        if (context.Group is { } group && ByGroup(group) is { } byGroup)
        {
            return new PersonaChoice(byGroup, "group");
        }

        return First(p => p.Serves.Channels.Contains(context.Channel)) is { } byChannel
            ? new PersonaChoice(byChannel, "channel")
            : new PersonaChoice(Default, "default");
    }

    private static Persona Nobody { get; } = new()
    {
        Id = "assistant",
        Name = "助手",
        Introduction = "persona.assistant.hello",
        Serves = new Serves([], [], [], [], true),
    };

    private Persona? First(Func<Persona, bool> serves) => All.FirstOrDefault(serves);

    // The exact id wins over patterns, a longer pattern over a shorter one.
    private Persona? ByGroup(string group) => All
        .SelectMany(p => p.Serves.Groups.Where(g => Matches(g, group)).Select(g => (Persona: p, Rank: g.EndsWith('*') ? g.Length : int.MaxValue)))
        .OrderByDescending(m => m.Rank)
        .Select(m => m.Persona)
        .FirstOrDefault();

    private static bool Matches(string pattern, string group) =>
        pattern.EndsWith('*') ? group.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == group;
}
