using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Core.Templates;

/// <summary>Values for one rendering: the speaker's own, and the global ones, which are made when they are asked for.</summary>
internal sealed class TurnValues(FrozenDictionary<string, Func<TurnFacts, object?>> makers, TurnFacts facts, IReadOnlyDictionary<string, object?> own)
    : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => own.Keys.Union(makers.Keys, StringComparer.Ordinal);

    public IEnumerable<object?> Values => Keys.Select(name => this[name]);

    public int Count => Keys.Count();

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => own.ContainsKey(key) || makers.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        if (own.TryGetValue(key, out value))
        {
            return true;
        }

        var known = makers.TryGetValue(key, out var make);
        value = known ? make!(facts) : null;
        return known;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Keys.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
