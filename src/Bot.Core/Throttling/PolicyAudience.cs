using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>Reads the rules about when and whom: quiet hours, overlap of groups, newcomers, near-duplicates.</summary>
internal static class PolicyAudience
{
    /// <summary>One line of <c>quiet</c>.</summary>
    public static Placed? Quiet(PolicyReader reader)
    {
        var (id, at) = reader.Id("quiet");
        var hours = ImmutableArray.CreateBuilder<Hours>();
        var scalars = reader.Scalars("hours");
        foreach (var text in scalars)
        {
            if (PolicyText.Hours(text.Text) is not { } span)
            {
                reader.Add(text, "H018", $"hours 写成 \"22:00-08:00\" 这样，现在是“{text.Text}”。", $"Write hours as \"22:00-08:00\", not `{text.Text}`.");
            }
            else
            {
                hours.Add(span);
            }
        }

        if (!reader.Has("hours"))
        {
            reader.Required("hours", "\"22:00-08:00\"");
        }
        else if (hours.Count > 0 && QuietHours.Covered(hours) >= QuietHours.Day)
        {
            reader.Add(scalars[0], "H019", "安静时段盖住了一整天，什么都发不出去；留出能发的时间，例如 \"22:00-08:00\"。", "The quiet hours cover the whole day, so nothing could ever go: leave time to send, as in \"22:00-08:00\".");
        }

        var over = reader.Over(Over.Defer);
        var spread = reader.Span("spread", required: false, zero: true) ?? TimeSpan.Zero;
        var channel = reader.Channel();
        reader.Done();
        return hours.Count > 0 ? new Placed("quiet", id, new QuietRule(id, hours.ToImmutable(), over, spread, channel), at) : null;
    }

    /// <summary><c>overlap</c>.</summary>
    public static Placed? Overlap(PolicyReader reader)
    {
        var (id, at) = reader.Id("overlap");
        var once = reader.Span("campaign_once_per_member");
        var skip = reader.PerMille("skip_group_if_seen_by", 1, 1000, required: false);
        var over = reader.Over(Over.Drop);
        reader.Done();
        return once is { } span ? new Placed("overlap", id, new OverlapRule(id, span, reader.Scalar("campaign_once_per_member")!.Text, skip, over), at) : null;
    }

    /// <summary><c>newcomer</c>.</summary>
    public static Placed? Newcomer(PolicyReader reader)
    {
        var (id, at) = reader.Id("newcomer");
        var none = reader.Span("no_promo_for");
        var over = reader.Over(Over.Defer);
        reader.Done();
        return none is { } span ? new Placed("newcomer", id, new NewcomerRule(id, span, reader.Scalar("no_promo_for")!.Text, over), at) : null;
    }

    /// <summary><c>similar</c>, also called <c>near_duplicate</c>.</summary>
    public static Placed? Similar(PolicyReader reader)
    {
        var (id, at) = reader.Id("similar");
        var similarity = reader.PerMille("similarity", 1, 1000);
        var within = reader.Span("within");
        var over = reader.Over(Over.Defer);
        reader.Done();
        return similarity is { } share && within is { } span
            ? new Placed("similar", id, new SimilarRule(id, share, span, reader.Scalar("within")!.Text, over), at)
            : null;
    }
}
