using System.Collections.Immutable;

namespace Bot.Core.Templates;

/// <summary>
/// The compiled bodies of one content version. Compiling takes milliseconds and its result depends on language, text and the
/// included parts alone, so what the version before had compiled is taken over. Not for several threads while it is filled.
/// </summary>
/// <param name="previous">The version before, if any; it is let go by <see cref="Seal"/>.</param>
internal sealed class Bodies(Bodies? previous)
{
    private readonly Dictionary<string, Func<Dictionary<string, object?>, string>> _compiled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Engine> _engines = new(StringComparer.Ordinal);
    private Bodies? _previous = previous;

    /// <summary>The code of a body.</summary>
    /// <param name="locale">Its language.</param>
    /// <param name="body">Its text, checked.</param>
    /// <param name="parts">Every part that it includes, directly or not, with its text.</param>
    public Func<Dictionary<string, object?>, string> Compile(string locale, string body, ImmutableSortedDictionary<string, string> parts)
    {
        var around = parts.Aggregate(locale, static (key, part) => $"{key}\u0001{part.Key}\u0002{part.Value}");
        var name = $"{around}\u0003{body}";
        if (!_compiled.TryGetValue(name, out var code))
        {
            code = _previous?._compiled.GetValueOrDefault(name) ?? EngineOf(locale, around, parts).Compile(body);
            _compiled[name] = code;
        }

        return code;
    }

    /// <summary>Forgets the version before: from here on this one is only read.</summary>
    public void Seal() => _previous = null;

    private Engine EngineOf(string locale, string around, ImmutableSortedDictionary<string, string> parts)
    {
        if (!_engines.TryGetValue(around, out var engine))
        {
            engine = _previous?._engines.GetValueOrDefault(around) ?? new Engine(locale, parts);
            _engines[around] = engine;
        }

        return engine;
    }
}
