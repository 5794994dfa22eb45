using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>One rule while a policy is put together.</summary>
/// <param name="Key">The key it stands under: rules of one key can be switched off together.</param>
/// <param name="Id">Its id, unique over all rules.</param>
/// <param name="Rule">The rule: a record of <see cref="ThrottlePolicy"/>.</param>
/// <param name="At">Where it stands; null when it came with the preset.</param>
internal sealed record Placed(string Key, string Id, object Rule, YamlNode? At);

/// <summary>A duration of a class, and where it stands; null when it came with the preset.</summary>
internal sealed record Expiry(TimeSpan After, YamlNode? At);

/// <summary>A policy while it is put together: first the preset's rules, then the file's in their place or beside them.</summary>
internal sealed class PolicyDraft
{
    private readonly List<Placed> _rules = [];

    /// <summary>Names that "why" uses for what has no rule of its own; no rule may take them.</summary>
    public static FrozenSet<string> Reserved { get; } = FrozenSet.Create(
        StringComparer.Ordinal, "optout", "holdout", "relevance", "platform", "digest", "override", "expire", "expired", "killed", "paused", "snooze", "daily", "topic", "no_relevance");

    /// <summary>The preset that it began from.</summary>
    public string? Preset { get; set; }

    /// <summary>Whose zone.</summary>
    public ZoneRule Zone { get; set; } = new(true, "Asia/Shanghai");

    /// <summary>How classes are treated.</summary>
    public Dictionary<PushClass, ClassRule> Classes { get; } = new(ThrottlePolicy.DefaultClasses);

    /// <summary>How long classes stay fresh.</summary>
    public Dictionary<PushClass, Expiry> Expire { get; } = [];

    /// <summary>The operator knows that what is held at night may become stale.</summary>
    public bool MayEndAtNight { get; set; }

    /// <summary>Pace, by platform action.</summary>
    public List<PaceRule> Pace { get; } = [];

    /// <summary>All rules in order.</summary>
    public IReadOnlyList<Placed> Rules => _rules;

    /// <summary>The rules of one kind.</summary>
    public ImmutableArray<T> All<T>(string? key = null)
        where T : class => [.. _rules.Where(placed => placed.Rule is T && (key is null || placed.Key == key)).Select(placed => (T)placed.Rule)];

    /// <summary>The one rule of a kind, or null.</summary>
    public T? One<T>()
        where T : class => _rules.Select(placed => placed.Rule).OfType<T>().LastOrDefault();

    /// <summary>Begins from another draft: its rules lose their places.</summary>
    public void Begin(PolicyDraft preset)
    {
        (Preset, Zone, MayEndAtNight) = (preset.Preset, preset.Zone, preset.MayEndAtNight);
        _rules.AddRange(preset._rules.Select(placed => placed with { At = null }));
        Pace.AddRange(preset.Pace);
        foreach (var (key, rule) in preset.Classes)
        {
            Classes[key] = rule;
        }

        foreach (var (key, expiry) in preset.Expire)
        {
            Expire[key] = expiry with { At = null };
        }
    }

    /// <summary>Takes a rule of a list in: in the place of the preset's rule of the same key and id, else at the end.</summary>
    /// <returns>The rule whose id it bears, when that one stays: then the new one is not taken.</returns>
    public Placed? Put(Placed rule)
    {
        var at = _rules.FindIndex(other => other.Id == rule.Id);
        if (at < 0)
        {
            _rules.Add(rule);
            return null;
        }

        if (_rules[at].At is not null || _rules[at].Key != rule.Key)
        {
            return _rules[at];
        }

        _rules[at] = rule;
        return null;
    }

    /// <summary>Takes out every rule of a key.</summary>
    public void Clear(string key) => _rules.RemoveAll(placed => placed.Key == key);

    /// <summary>Takes out the preset's rule of an id; false when it has none.</summary>
    public bool Remove(string id) => _rules.RemoveAll(placed => placed.Id == id && placed.At is null) > 0;
}
