using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Audience;
using Bot.Core.Personas;
using Bot.Core.Shop;

namespace Bot.Core.Templates;

/// <summary>What is known when something is about to be said.</summary>
/// <param name="Member">Whom it is said to.</param>
/// <param name="Nick">Their name in this conversation, when known.</param>
/// <param name="Persona">Who says it.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Now">Now.</param>
/// <param name="Locale">The reader's language tag.</param>
/// <param name="IsGroup">True in a group.</param>
public sealed record TurnFacts(Profile Member, string? Nick, Persona Persona, ShopData Shop, DateTimeOffset Now, string Locale, bool IsGroup);

/// <summary>The variables that every template has. To add one, add one entry to <see cref="Entries"/>.</summary>
public static class Variables
{
    private static readonly ImmutableArray<Entry> Entries =
    [
        new("user.nick", VariableType.Text, "昵称", "小鹿", f => f.Nick ?? f.Member.Nick, Nullable: true),
        new("user.region", VariableType.Text, "地区", "杭州", f => Attribute(f, "region"), Nullable: true, Private: true),
        new("user.age", VariableType.Text, "年龄", "28", f => Attribute(f, "age"), Nullable: true, Private: true),
        new("user.gender", VariableType.Text, "性别", "女", f => Attribute(f, "gender"), Nullable: true, Private: true),
        new("user.income", VariableType.Text, "收入", "1 万到 2 万", f => Attribute(f, "income"), Nullable: true, Private: true),
        new("user.education", VariableType.Text, "学历", "本科", f => Attribute(f, "education"), Nullable: true, Private: true),
        new("persona.name", VariableType.Text, "人设名字", "小助", f => f.Persona.Name),
        new("persona.hand_off_to", VariableType.Text, "转给谁", "导购", f => f.Persona.HandOffTo),
        new("persona.hand_off_hours", VariableType.Text, "人工时间", "09:00-21:00", f => f.Persona.HandOffHours),
        new("now", VariableType.Date, "现在", "2026-11-21T20:05:00+08:00", f => ShopValues.Moment(f.Now, f.Shop.Zone)),
        new("in_group", VariableType.Flag, "在群里", false, f => f.IsGroup),
    ];

    private static readonly FrozenDictionary<string, Func<TurnFacts, object?>> Makers = Entries
        .GroupBy(entry => entry.Name.Split('.')[0], StringComparer.Ordinal)
        .Select(group => group.First().Name.Contains('.')
            ? KeyValuePair.Create<string, Func<TurnFacts, object?>>(group.Key, facts => Map(group, group.Key.Length + 1, facts))
            : KeyValuePair.Create(group.Key, group.First().Value))
        .Append(new("shop", facts => ShopValues.Card(facts.Shop, facts.Locale)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The shapes of all global variables, with the shop card's names under <c>shop</c>.</summary>
    public static ImmutableArray<Variable> Of(ShopData shop)
    {
        var single = Entries.Where(e => !e.Name.Contains('.')).Select(e => e.Shape(e.Name));
        var grouped = Entries.Where(e => e.Name.Contains('.'))
            .GroupBy(e => e.Name[..e.Name.IndexOf('.')])
            .Select(g => new Variable(g.Key, VariableType.Map, g.Key, null, false, false, [.. g.Select(e => e.Shape(e.Name[(g.Key.Length + 1)..]))]));
        return [.. single, .. grouped, .. ShopValues.Shapes(shop)];
    }

    /// <summary>
    /// Their values: nested dictionaries of strings, decimals, ints, bools and lists of these, each made when it is asked
    /// for: a template reads few. <c>offers</c> and <c>products</c> are not among them: rendering makes them itself where a
    /// section uses them, so an expired offer cannot be handed in.
    /// </summary>
    /// <param name="facts">What is known.</param>
    /// <param name="own">Values of the one who speaks; they go before the global ones.</param>
    public static IReadOnlyDictionary<string, object?> Of(TurnFacts facts, IReadOnlyDictionary<string, object?>? own = null) =>
        new TurnValues(Makers, facts, own ?? ImmutableDictionary<string, object?>.Empty);

    private static Dictionary<string, object?> Map(IEnumerable<Entry> entries, int prefix, TurnFacts facts) =>
        entries.ToDictionary(entry => entry.Name[prefix..], entry => entry.Value(facts), StringComparer.Ordinal);

    private static string? Attribute(TurnFacts facts, string name) => facts.Member.Attributes.TryGetValue(name, out var attribute) ? attribute.Value : null;

    private sealed record Entry(string Name, VariableType Type, string Zh, object Sample, Func<TurnFacts, object?> Value, bool Nullable = false, bool Private = false)
    {
        public Variable Shape(string name) => new(name, Type, Zh, Sample, Nullable, Private);
    }
}
