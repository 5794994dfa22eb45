using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Reads <c>fatigue</c>: the tiers, and the group brake within it.</summary>
internal static class PolicyFatigue
{
    /// <summary>The tiers, or null when nothing of them is written.</summary>
    public static Placed? Tiers(PolicyReader reader)
    {
        var (id, at) = reader.Id("fatigue");
        var (cool, cold, mutes) = (2, 4, true);
        if (reader.Sub("tiers") is { } tiers)
        {
            Factor(tiers, "fresh", 1, only: 1);
            cool = Factor(tiers, "cool", 2);
            cold = Factor(tiers, "cold", Math.Max(cool, 4), least: cool);
            mutes = tiers.OneOf("H022", "muted", true, ("promo_off", true), ("off", false));
            tiers.Done();
        }

        var (down, complaint) = Down(reader);
        var up = 1;
        foreach (var item in reader.Items("up"))
        {
            up = Count(item, "engaged", 1000) ?? up;
            item.Done();
        }

        reader.Done();
        if (!reader.Has("tiers") && !reader.Has("down") && !reader.Has("up"))
        {
            return null;
        }

        if (!reader.Has("down"))
        {
            reader.Add(reader.Map, "H044", "fatigue 没有写 down，没有人会降级；写上 down: [{unanswered: 3}, {complaint: 1, to: muted}]。", "`fatigue` has no `down`, so nobody ever moves: write down: [{unanswered: 3}, {complaint: 1, to: muted}].", Severity.Warning);
        }

        return new Placed("fatigue", id, new FatigueRule(id, cool, cold, down, up, complaint, mutes), at);
    }

    /// <summary>The brake, or null when it cannot be read.</summary>
    public static Placed? Brake(PolicyReader reader)
    {
        var (id, at) = reader.Id("group_brake");
        var rate = reader.PerMille("leave_rate", 1, 1000);
        var within = reader.Span("within");
        var least = reader.Scalar("at_least") is { } text ? reader.Whole(text, "at_least", 1, 1000000, "leavers") : 1;
        var pause = reader.Span("pause_promo");
        var over = reader.Over(Over.Defer);
        reader.Done();
        return rate is { } share && within is { } span && least is { } count && pause is { } rest
            ? new Placed("group_brake", id, new BrakeRule(id, share, span, count, rest, over), at)
            : null;
    }

    private static (int? Unanswered, bool Complaint) Down(PolicyReader reader)
    {
        var (unanswered, complaint) = ((int?)null, false);
        foreach (var item in reader.Items("down"))
        {
            if (item.Has("complaint"))
            {
                complaint = Count(item, "complaint", 1) is not null;
                if (item.Required("to", "muted") is { Text: not "muted" } to)
                {
                    item.Add(to, "H023", $"投诉以后只能 to: muted（停促销），这里是“{to.Text}”。", $"After a complaint only to: muted is possible, this is `{to.Text}`.");
                }
            }
            else
            {
                unanswered = Count(item, "unanswered", 1000) ?? unanswered;
            }

            item.Done();
        }

        return (unanswered, complaint);
    }

    private static int? Count(PolicyReader item, string key, int max)
    {
        if (item.Required(key, "1") is not { } text)
        {
            return null;
        }

        if (PolicyText.Counted(text.Text) is (var number, "") && number >= 1 && number <= max)
        {
            return number;
        }

        item.Add(text, "H023", $"“{key}”应该是 1 到 {max} 的整数，这里是“{text.Text}”。", $"`{key}` must be a whole number of 1 to {max}, this is `{text.Text}`.");
        return null;
    }

    private static int Factor(PolicyReader tiers, string key, int fallback, int? only = null, int least = 1)
    {
        if (tiers.Scalar(key) is not { } text)
        {
            return fallback;
        }

        if (PolicyText.Factor(text.Text) is { } factor && factor >= least && (only is null || factor == only))
        {
            return factor;
        }

        var (zh, en) = only is null ? ($"x{least} 到 x100", $"x{least} to x100, a whole number") : ("x1", "x1");
        tiers.Add(text, "H022", $"“{key}”应该是 {zh}（间隔放长的倍数，越冷越长），这里是“{text.Text}”。", $"`{key}` must be {en} (how much longer the windows are; colder is not shorter), this is `{text.Text}`.");
        return fallback;
    }
}
