using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Finds what every rule for itself cannot see: rules that contradict each other, or that name what is not there.</summary>
internal sealed class PolicyLint(PolicyDraft draft, YamlMap map, string file, ImmutableArray<Problem>.Builder problems)
{
    /// <summary>Checks the whole; preset rules among themselves are not judged, a rule of the file against them is.</summary>
    public static void Check(PolicyDraft draft, YamlMap map, string file, ImmutableArray<Problem>.Builder problems)
    {
        var lint = new PolicyLint(draft, map, file, problems);
        lint.Digests();
        lint.Overrides();
        lint.Mixes();
        lint.Nights();
        lint.Caps();
    }

    private void Digests()
    {
        if (draft.One<DigestRule>() is not null || map.Entry("digest") is { Value: not YamlScalar { Text: "off" } })
        {
            return;
        }

        foreach (var placed in draft.Rules.Where(placed => OverOf(placed.Rule) == Over.Digest))
        {
            Add(placed.At ?? map["digest"], "H032",
                $"规则“{placed.Id}”写了 over: digest，但没有 digest；加上 digest: {{at: \"10:00\", max_items: 5}}，或者改成 over: defer。",
                $"The rule `{placed.Id}` says over: digest but there is no `digest`: add digest: {{at: \"10:00\", max_items: 5}}, or write over: defer.");
        }
    }

    private void Overrides()
    {
        if (map["override"] is not YamlMap written || written["never"] is not { } never)
        {
            return;
        }

        var known = new HashSet<string>(PolicyDraft.Reserved, StringComparer.Ordinal);
        known.UnionWith(draft.Rules.Select(placed => placed.Id));
        known.UnionWith(PlatformQuotas.All.Select(quota => quota.Id));
        known.UnionWith(Ids(map));
        IEnumerable<YamlNode> names = never is YamlList list ? list.Items : [never];
        foreach (var name in names.OfType<YamlScalar>().Where(name => !known.Contains(name.Text)))
        {
            var hint = NearestName.Hint(name.Text, known);
            Add(name, "H027", $"没有规则“{name.Text}”{hint.Zh} never 里写规则的 id，或者 optout、platform。", $"There is no rule `{name.Text}`{hint.En} `never` holds ids of rules, or optout, platform.");
        }
    }

    private void Mixes()
    {
        foreach (var mix in draft.Rules.Where(placed => placed.Rule is EarnRule { Stages.IsEmpty: true }))
        {
            var rule = (EarnRule)mix.Rule;
            foreach (var other in draft.Rules)
            {
                if (other.Rule is CapRule { IsPlatform: false, Channel: null } cap && cap.Per.Contains(rule.Per)
                    && (cap.Classes.IsEmpty || rule.Earning.All(cap.Classes.Contains)) && Most(cap, rule.Within) < rule.Needed && (mix.At ?? other.At) is { } at)
                {
                    Add(at, "H040",
                        $"“{mix.Id}”永远满足不了：它要 {rule.Needed} 条{Within(rule)}，而“{cap.Id}”最多放行 {Most(cap, rule.Within)} 条，促销一条也发不出去。",
                        $"`{mix.Id}` can never be met: it needs {rule.Needed}{Within(rule)} but `{cap.Id}` admits {Most(cap, rule.Within)}, so no promo would ever go.", Severity.Warning);
                }
            }
        }
    }

    private void Nights()
    {
        foreach (var night in draft.Rules.Where(placed => placed.Rule is QuietRule { Channel: null }))
        {
            var quiet = (QuietRule)night.Rule;
            var length = TimeSpan.FromMinutes(QuietHours.Longest(quiet.Hours));
            foreach (var (one, expiry) in draft.Expire)
            {
                if (!draft.MayEndAtNight && quiet.Over == Over.Defer && draft.Classes[one].Quiet == QuietMode.Defer && expiry.After < length && (expiry.At ?? night.At) is { } at)
                {
                    Add(at, "H041",
                        $"{PolicyCaps.Word(one)} 的有效期比安静时段（{length.TotalHours:0.#} 小时）短：夜里攒下的会过期。放长有效期；本来就想这样，就在 expire 里写 even_at_night: true。",
                        $"The expiry of {PolicyCaps.Word(one)} is shorter than the quiet hours ({length.TotalHours:0.#} h): what is held at night becomes stale. Make it longer; if that is meant, write even_at_night: true in expire.", Severity.Warning);
                }
            }

            foreach (var placed in draft.Rules)
            {
                if (placed.Rule is DigestRule digest && QuietHours.Holds(quiet.Hours, digest.At) && (placed.At ?? night.At) is { } at)
                {
                    Add(at, "H042", $"汇总的时间在安静时段“{night.Id}”里，只能等到它结束；换一个白天的时间。", $"The digest's time is inside the quiet hours `{night.Id}` and would wait for their end: choose another.", Severity.Warning);
                }
            }
        }
    }

    private void Caps()
    {
        var cold = draft.One<FatigueRule>()?.Cold ?? 1;
        var channels = PlatformQuotas.All.Select(quota => quota.Channel).ToHashSet(StringComparer.Ordinal);
        foreach (var placed in draft.Rules)
        {
            if (placed is not { Rule: CapRule cap, At: { } at })
            {
                continue;
            }

            foreach (var one in cap.Classes.Where(one => !cap.IsPlatform && draft.Classes[one].Caps != CapsOf.All))
            {
                var word = PolicyCaps.Word(one);
                Add(at, "H043", $"“{cap.Id}”写了 {word}，但 {word} 类不受上限约束（classes 里是 caps: none 或 platform），对它不起作用。", $"`{cap.Id}` names {word}, but that class obeys no cap of yours (`caps` of `classes`): it does nothing there.", Severity.Warning);
            }

            if (cap is { IsPlatform: false, Window.Rolling: { } rolling } && cap.Per.Contains(Per.Member) && rolling.Ticks > ThrottlePolicy.Retention.Ticks / cold)
            {
                Add(at, "H045", $"对 cold 的人，“{cap.Id}”的窗口放长 {cold} 倍就超过 {ThrottlePolicy.Retention.Days} 天，更早的记录已经不在了；缩短窗口或倍数。", $"For cold members the window of `{cap.Id}` grows {cold} times, beyond {ThrottlePolicy.Retention.Days} days, and what is older is forgotten: shorten one of them.", Severity.Warning);
            }

            if (cap.Channel is { } channel && !channels.Contains(channel) && NearestName.Of(channel, channels) is { } near)
            {
                Add(at, "H046", $"没有内置的平台动作“{channel}”，是不是 {near}？写错了这条规则就不起作用。", $"`{channel}` is no platform action that ships, did you mean {near}? Misspelt, this rule does nothing.", Severity.Warning);
            }
        }
    }

    // How many a cap admits at most in any span of this length; without a span they add up over time.
    private static long Most(CapRule cap, TimeSpan? within)
    {
        if (cap.Limit is 0)
        {
            return 0;
        }

        if (within is not { } span || cap.Limit is not { } limit)
        {
            return long.MaxValue;
        }

        return cap.Window.Rolling is { } rolling
            ? limit * ((span.Ticks + rolling.Ticks - 1) / rolling.Ticks)
            : limit * ((long)(span / Unit(cap.Window.Calendar)) + 2);
    }

    // The shortest that such a unit can be, a day less for the change of clocks and zones.
    private static TimeSpan Unit(CalendarUnit? unit) => unit switch
    {
        CalendarUnit.Week => TimeSpan.FromDays(6),
        CalendarUnit.Month => TimeSpan.FromDays(27),
        _ => TimeSpan.FromHours(22),
    };

    private static Over? OverOf(object rule) => rule switch
    {
        CapRule cap => cap.Over,
        EarnRule earn => earn.Over,
        ShareRule share => share.Over,
        QuietRule quiet => quiet.Over,
        OverlapRule overlap => overlap.Over,
        BrakeRule brake => brake.Over,
        NewcomerRule newcomer => newcomer.Over,
        SimilarRule similar => similar.Over,
        _ => null,
    };

    private static string Within(EarnRule rule) => rule.Within is { } span ? $" / {span.TotalHours:0.#} h" : "";

    private static IEnumerable<string> Ids(YamlNode node) => node switch
    {
        YamlMap inner => inner.Entries.SelectMany(entry => entry is { Key.Text: "id", Value: YamlScalar id } ? [id.Text] : Ids(entry.Value)),
        YamlList list => list.Items.SelectMany(Ids),
        _ => [],
    };

    private void Add(YamlNode? at, string code, string zh, string en, Severity severity = Severity.Error) =>
        problems.Add(new Problem(file, at?.Line ?? 1, at?.Column ?? 1, code, zh, en, severity));
}
