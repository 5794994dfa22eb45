using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Reads <c>mix</c>: worth before offers, stages, and the share of offers.</summary>
internal static class PolicyMix
{
    private static readonly string[] Kinds = ["before_each_promo", "before_convert", "promo_share"];

    /// <summary>One line of <c>mix</c>.</summary>
    public static Placed? Read(PolicyReader reader)
    {
        var named = Kinds.Where(reader.Has).ToArray();
        if (named.Length != 1)
        {
            reader.Add(named.Length == 0 ? reader.Map : reader.Map.Entry(named[1])!.Key, "H021",
                "mix 的每一项要写、也只能写一个：before_each_promo（每次促销前几条价值内容）、before_convert（拔草前几条种草养草）或 promo_share（促销占比）。",
                "Each item of mix holds exactly one of before_each_promo, before_convert and promo_share.");
        }

        var pers = reader.Pers(onlyOne: true);
        var earned = Classes(reader, reader.Node("before_each_promo"));
        var staged = Stages(reader, reader.Scalar("before_convert"));
        var share = reader.PerMille("promo_share", 0, 1000, required: false);
        var isShare = named is ["promo_share"];
        var isStaged = named is ["before_convert"];
        var within = reader.Span("within", required: isShare);
        var (id, at) = reader.Id($"{(pers is [var per] ? PolicyCaps.Word(per) : "")}-{(isShare ? "share" : isStaged ? "stages" : "mix")}");
        var over = reader.Over(isShare ? Over.Defer : Over.Drop);
        reader.Done();
        if (named.Length != 1 || pers is not [var one])
        {
            return null;
        }

        object? rule = isShare
            ? share is { } most && within is { } span ? new ShareRule(id, one, most, span, reader.Scalar("within")!.Text, over) : null
            : isStaged
                ? staged is { } stages ? new EarnRule(id, one, stages.Needed, [], within, over, stages.Names) : null
                : earned is { } worth ? new EarnRule(id, one, worth.Needed, worth.Names, within, over, []) : null;
        return rule is null ? null : new Placed("mix", id, rule, at);
    }

    // 2 value, 3 value+service, or {value: 2}.
    private static (int Needed, ImmutableArray<PushClass> Names)? Classes(PolicyReader reader, YamlNode? node)
    {
        var text = node switch
        {
            YamlScalar scalar => scalar.Text,
            YamlMap { Entries: [{ Key: var key, Value: YamlScalar count }] } => $"{count.Text} {key.Text}",
            _ => "",
        };
        if (node is null)
        {
            return null;
        }

        if (PolicyText.Counted(text) is var (needed, rest) && needed is > 0 and <= 100 && Words(rest, "value") is var words
            && words.All(word => word is "value" or "service"))
        {
            return (needed, [.. words.Select(word => word == "value" ? PushClass.Value : PushClass.Service).Distinct()]);
        }

        Wrong(reader, node, "before_each_promo", "2 value、3 value+service", "2 value, 3 value+service");
        return null;
    }

    // 2, or 2 seed+nurture.
    private static (int Needed, ImmutableArray<string> Names)? Stages(PolicyReader reader, YamlScalar? text)
    {
        if (text is null)
        {
            return null;
        }

        if (PolicyText.Counted(text.Text) is var (needed, rest) && needed is > 0 and <= 100 && Words(rest, "seed+nurture") is var words
            && words.All(word => word is "seed" or "nurture"))
        {
            return (needed, [.. words.Distinct(StringComparer.Ordinal)]);
        }

        Wrong(reader, text, "before_convert", "2、2 seed、2 seed+nurture", "2, 2 seed, 2 seed+nurture");
        return null;
    }

    private static string[] Words(string text, string none) => (text.Length == 0 ? none : text).Split('+', StringSplitOptions.TrimEntries);

    private static void Wrong(PolicyReader reader, YamlNode at, string key, string zh, string en) =>
        reader.Add(at, "H020", $"“{key}”写成 {zh} 这样，数字是 1 到 100；不要这条规则就删掉它。", $"Write `{key}` as in {en}, a number of 1 to 100; to have none, remove the rule.");
}
