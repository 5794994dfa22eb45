namespace Bot.Core.Throttling;

/// <summary>Reads the keys that are no rules with an id of the merchant's own.</summary>
internal static class PolicyRest
{
    /// <summary>Zone, classes, expiry, hold-out, relevance, pace.</summary>
    public static void Read(PolicyReader reader, PolicyDraft draft)
    {
        if (!CannotBeOff(reader, "zone") && reader.Sub("zone") is { } zone)
        {
            draft.Zone = PolicySettings.Zone(zone, draft.Zone);
        }

        if (!CannotBeOff(reader, "classes") && reader.Sub("classes") is { } classes)
        {
            PolicySettings.Classes(classes, draft.Classes);
        }

        if (reader.IsOff("expire"))
        {
            draft.Expire.Clear();
        }
        else if (reader.Sub("expire") is { } expire)
        {
            PolicySettings.Expire(expire, draft);
        }

        Holdout(reader, draft);
        Relevance(reader, draft);
        Pace(reader, draft);
    }

    private static bool CannotBeOff(PolicyReader reader, string key)
    {
        if (!reader.IsOff(key))
        {
            return false;
        }

        reader.Add(reader.Map[key]!, "H033", $"“{key}”关不掉；删掉这一行就用默认值。", $"`{key}` cannot be off: remove the line to have the defaults.");
        return true;
    }

    private static void Holdout(PolicyReader reader, PolicyDraft draft)
    {
        if (reader.IsOff("holdout"))
        {
            draft.Clear("holdout");
        }
        else if (reader.PerMille("holdout", 0, 1000, required: false) is { } share)
        {
            draft.Clear("holdout");
            draft.Put(new Placed("holdout", "holdout", new HoldoutRule(share), reader.Node("holdout")));
        }
    }

    private static void Relevance(PolicyReader reader, PolicyDraft draft)
    {
        if (reader.Scalar("relevance") is not { } text)
        {
            return;
        }

        draft.Clear("relevance");
        if (reader.OneOf("H026", "relevance", true, ("required", true), ("off", false)))
        {
            draft.Put(new Placed("relevance", "relevance", new RelevanceRule(), text));
        }
    }

    private static void Pace(PolicyReader reader, PolicyDraft draft)
    {
        if (reader.IsOff("pace"))
        {
            draft.Pace.Clear();
            return;
        }

        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Items("pace"))
        {
            var rule = PolicySettings.Pace(item);
            if (!written.Add(item.Channel() ?? ""))
            {
                item.Add(item.Map, "H034", "同一个 channel 的 pace 写了两次，只留一个。", "The pace of one channel stands twice: keep one.");
            }
            else if (rule is not null)
            {
                draft.Pace.RemoveAll(other => other.Channel == rule.Channel);
                draft.Pace.Add(rule);
            }
        }
    }
}
