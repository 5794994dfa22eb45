using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Reads the keys of a policy into a draft: a rule that is written takes the place of the preset's.</summary>
internal static class PolicyKeys
{
    /// <summary>Reads a file into a draft; the preset that it names first.</summary>
    public static void Read(PolicyReader reader, PolicyDraft draft)
    {
        if (reader.Scalar("version") is { Text: not "1" } version)
        {
            reader.Add(version, "H004", $"version 只有 1，现在是“{version.Text}”。", $"There is only version 1, not `{version.Text}`.");
        }

        if (reader.Scalar("preset") is { } preset)
        {
            Begin(reader, preset, draft);
        }

        foreach (var id in reader.Scalars("remove"))
        {
            Remove(reader, id, draft);
        }

        List(reader, "caps", draft, PolicyCaps.Cap);
        List(reader, "spacing", draft, PolicyCaps.Spacing);
        List(reader, "mix", draft, PolicyMix.Read);
        List(reader, "quiet", draft, PolicyAudience.Quiet);
        List(reader, "platform", draft, PolicyCaps.Platform, mayBeOff: false);
        Single(reader, "overlap", draft, PolicyAudience.Overlap);
        Fatigue(reader, draft);
        Single(reader, "newcomer", draft, PolicyAudience.Newcomer);
        Similar(reader, draft);
        Single(reader, "optout", draft, PolicySettings.OptOut);
        Single(reader, "digest", draft, PolicySettings.Digest);
        Single(reader, "override", draft, PolicySettings.Override);
        PolicyRest.Read(reader, draft);
        reader.Done();
    }

    private static void Begin(PolicyReader reader, YamlScalar name, PolicyDraft draft)
    {
        if (PolicyPresets.Find(name.Text) is { } preset)
        {
            draft.Begin(preset.Draft);
            return;
        }

        var hint = NearestName.Hint(name.Text, PolicyPresets.All.SelectMany(one => new[] { one.Id, one.Zh }));
        var (zh, en) = (string.Join('、', PolicyPresets.All.Select(one => $"{one.Id}（{one.Zh}）")), string.Join(", ", PolicyPresets.All.Select(one => one.Id)));
        reader.Add(name, "H005", $"没有预设“{name.Text}”{hint.Zh} 可以写：{zh}。", $"There is no preset `{name.Text}`{hint.En} Use: {en}.");
    }

    private static void Remove(PolicyReader reader, YamlScalar id, PolicyDraft draft)
    {
        if (draft.Remove(id.Text))
        {
            return;
        }

        if (PlatformQuotas.All.Any(quota => quota.Id == id.Text))
        {
            reader.Add(id, "H031", $"“{id.Text}”是平台的限制，去不掉，只能收紧。", $"`{id.Text}` is a platform's limit: it can be tightened, not removed.");
            return;
        }

        var hint = NearestName.Hint(id.Text, draft.Rules.Select(rule => rule.Id));
        reader.Add(id, "H028", $"预设里没有规则“{id.Text}”{hint.Zh} 只能去掉预设带来的规则。", $"The preset has no rule `{id.Text}`{hint.En} Only rules of a preset can be removed.");
    }

    private static void List(PolicyReader reader, string key, PolicyDraft draft, Func<PolicyReader, Placed?> read, bool mayBeOff = true)
    {
        if (reader.IsOff(key))
        {
            if (mayBeOff)
            {
                draft.Clear(key);
            }
            else
            {
                reader.Add(reader.Map[key]!, "H031", "平台的限制关不掉，只能收紧；删掉这一行。", "A platform's limits cannot be switched off, only tightened: remove this line.");
            }

            return;
        }

        foreach (var item in reader.Items(key))
        {
            if (read(item) is { } rule)
            {
                Put(item, rule, draft);
            }
        }
    }

    private static void Single(PolicyReader reader, string key, PolicyDraft draft, Func<PolicyReader, Placed?> read)
    {
        if (reader.IsOff(key))
        {
            draft.Clear(key);
        }
        else if (reader.Sub(key) is { } inner && read(inner) is { } rule)
        {
            draft.Clear(rule.Key);
            Put(inner, rule, draft);
        }
    }

    private static void Put(PolicyReader reader, Placed rule, PolicyDraft draft)
    {
        if (draft.Put(rule) is not { } other || (rule.At is YamlScalar && other.At is YamlScalar))
        {
            // Two ids that were written were compared when they were read.
            return;
        }

        var (zh, en) = other.At is { } at ? ($"第 {at.Line} 行", $"line {at.Line}") : ($"预设的 {other.Key} 里", $"the preset's {other.Key}");
        reader.Taken(rule.At ?? reader.Map, rule.Id, zh, en);
    }

    private static void Fatigue(PolicyReader reader, PolicyDraft draft)
    {
        if (reader.IsOff("fatigue"))
        {
            draft.Clear("fatigue");
            draft.Clear("group_brake");
        }
        else if (reader.Sub("fatigue") is { } inner)
        {
            Single(inner, "group_brake", draft, PolicyFatigue.Brake);
            if (PolicyFatigue.Tiers(inner) is { } tiers)
            {
                draft.Clear("fatigue");
                Put(inner, tiers, draft);
            }
        }
    }

    private static void Similar(PolicyReader reader, PolicyDraft draft)
    {
        if (reader.Has("similar") && reader.Has("near_duplicate"))
        {
            reader.Add(reader.Map.Entry("near_duplicate")!.Key, "H034", "near_duplicate 就是 similar，只写一个。", "near_duplicate is another name of similar: write one of them.");
        }

        Single(reader, "similar", draft, PolicyAudience.Similar);
        if (reader.IsOff("near_duplicate"))
        {
            draft.Clear("similar");
        }
        else if (!reader.Has("similar"))
        {
            Single(reader, "near_duplicate", draft, PolicyAudience.Similar);
        }
        else if (reader.Sub("near_duplicate") is { } other)
        {
            PolicyAudience.Similar(other);
        }
    }
}
