using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Understanding;
using NodaTime;

namespace Bot.Core.Throttling;

/// <summary>Opt-out words as they are kept in a draft.</summary>
internal sealed record OptOutRule(FrozenDictionary<string, OptOutMode> Words);

/// <summary>Thousandths that are held out, as they are kept in a draft.</summary>
internal sealed record HoldoutRule(int PerMille);

/// <summary>The wish for a reason, as it is kept in a draft.</summary>
internal sealed record RelevanceRule;

/// <summary>Reads what is no cap: zone, classes, opt-out words, expiry, digest, override, pace.</summary>
internal static class PolicySettings
{
    /// <summary><c>zone</c>.</summary>
    public static ZoneRule Zone(PolicyReader reader, ZoneRule before)
    {
        var member = reader.OneOf("H016", "use", before.UseMember, ("member", true), ("tenant", false));
        reader.OneOf("H016", "else", true, ("tenant", true));
        var tenant = reader.Scalar("tenant");
        if (tenant is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(tenant.Text) is null)
        {
            var hint = NearestName.Hint(tenant.Text, DateTimeZoneProviders.Tzdb.Ids);
            reader.Add(tenant, "H016", $"没有时区“{tenant.Text}”{hint.Zh} 写 Asia/Shanghai 这样的名字。", $"There is no time zone `{tenant.Text}`{hint.En} Write a name such as Asia/Shanghai.");
        }

        reader.Done();
        return new ZoneRule(member, tenant?.Text ?? before.Tenant);
    }

    /// <summary><c>classes</c>: classes that are not written stay as they are.</summary>
    public static void Classes(PolicyReader reader, Dictionary<PushClass, ClassRule> into)
    {
        foreach (var one in Enum.GetValues<PushClass>())
        {
            if (reader.Sub(PolicyCaps.Word(one)) is not { } row)
            {
                continue;
            }

            var before = into[one];
            var optOut = row.OneOf("H017", "optout", before.OptOut, ("never", OptOutMode.Never), ("all", OptOutMode.All), ("promo", OptOutMode.Promo));
            into[one] = new ClassRule(
                Caps(row, before.Caps),
                row.OneOf("H017", "quiet", before.Quiet, ("ignore", QuietMode.Ignore), ("deliver_by", QuietMode.DeliverBy), ("defer", QuietMode.Defer)),
                optOut,
                row.OneOf("H017", "counts", before.Counts, ("true", true), ("false", false)));
            if (one == PushClass.Promo && optOut != OptOutMode.Promo)
            {
                row.Add(row.Scalar("optout")!, "H047", "这样写，退订了促销的人还会收到促销；促销类写 optout: promo。", "So whoever refuses offers would still get them: write optout: promo for promo.", Severity.Warning);
            }

            row.Done();
        }

        reader.Done();
    }

    /// <summary><c>optout</c>.</summary>
    public static Placed OptOut(PolicyReader reader)
    {
        var words = new Dictionary<string, OptOutMode>(StringComparer.Ordinal);
        if (reader.Sub("words") is { } lists)
        {
            foreach (var (key, mode) in new[] { ("promo", OptOutMode.Promo), ("all", OptOutMode.All) })
            {
                foreach (var word in lists.Scalars(key))
                {
                    Word(lists, word, mode, words);
                }
            }

            lists.Done();
        }

        reader.OneOf("H026", "confirm", true, ("once", true));
        reader.Done();
        return new Placed("optout", "optout", new OptOutRule(words.ToFrozenDictionary(StringComparer.Ordinal)), reader.Map);
    }

    /// <summary><c>expire</c>: classes that are not written stay as they are.</summary>
    public static void Expire(PolicyReader reader, PolicyDraft draft)
    {
        draft.MayEndAtNight = reader.OneOf("H026", "even_at_night", false, ("true", true), ("false", false));
        foreach (var one in Enum.GetValues<PushClass>())
        {
            if (reader.Scalar(PolicyCaps.Word(one)) is not { } text)
            {
                continue;
            }

            if (text.Text is "off" or "at deadline")
            {
                draft.Expire.Remove(one);
            }
            else if (Durations.Milliseconds(text.Text) is null)
            {
                reader.Add(text, "H012", $"“{text.Text}”不是时长。写 12h、72h、7d，或者 at deadline（按消息自己的截止时间）。", $"`{text.Text}` is no duration. Write 12h, 72h, 7d, or at deadline (the message's own).");
            }
            else if (reader.Span(text) is { } span)
            {
                draft.Expire[one] = new Expiry(span, text);
            }
        }

        reader.Done();
    }

    /// <summary><c>digest</c>.</summary>
    public static Placed? Digest(PolicyReader reader)
    {
        var at = reader.Required("at", "\"10:00\"");
        var minute = at is null ? null : PolicyText.Minute(at.Text);
        if (at is not null && minute is null)
        {
            reader.Add(at, "H018", $"at 写成 \"10:00\" 这样，现在是“{at.Text}”。", $"Write at as \"10:00\", not `{at.Text}`.");
        }

        var items = reader.Has("max_items") ? reader.Whole("max_items", 1, 100) : 5;
        reader.Whole("counts_as", 1, 1);
        reader.Done();
        return minute is { } time && items is { } most ? new Placed("digest", "digest", new DigestRule(time, most), at) : null;
    }

    /// <summary><c>override</c>.</summary>
    public static Placed Override(PolicyReader reader)
    {
        var who = reader.Scalars("who");
        if (!reader.Has("who") || (who.IsEmpty && reader.Node("who") is YamlList))
        {
            reader.Add(reader.Map, "H002", "override 缺少“who”：谁可以破例，例如 who: [owner]；谁都不行就写 override: off。", "`override` lacks `who`, as in who: [owner]; for nobody write override: off.");
        }

        var reason = reader.OneOf("H026", "reason", true, ("required", true), ("optional", false));
        var month = reader.Whole("per_month", 0, 10000);
        ImmutableArray<string> never = [.. reader.Scalars("never").Select(text => text.Text)];
        reader.Done();
        return new Placed("override", "override", new OverrideRule([.. who.Select(text => text.Text)], reason, month, never), reader.Map);
    }

    /// <summary>One line of <c>pace</c>.</summary>
    public static PaceRule? Pace(PolicyReader reader)
    {
        var channel = reader.Channel();
        var rate = reader.Required("rate", "30/s");
        var perSecond = rate is null ? null : PolicyText.Rate(rate.Text);
        if (rate is not null && perSecond is null)
        {
            reader.Add(rate, "H029", $"rate 写成 30/s、20/min 或 1000/h，现在是“{rate.Text}”。", $"Write rate as 30/s, 20/min or 1000/h, not `{rate.Text}`.");
        }

        var room = reader.PerMille("head_room", 0, 900, required: false) ?? 0;
        reader.Done();
        return perSecond is { } calls ? new PaceRule(channel, calls, room) : null;
    }

    private static CapsOf Caps(PolicyReader row, CapsOf before)
    {
        if (row.Node("caps") is not { } node)
        {
            return before;
        }

        switch (node)
        {
            case YamlScalar { Text: "none" } or YamlList { Items: [] }:
                return CapsOf.None;
            case YamlScalar { Text: "all" }:
                return CapsOf.All;
            case YamlScalar { Text: "platform" } or YamlList { Items: [YamlScalar { Text: "platform" }] }:
                return CapsOf.Platform;
            default:
                row.Add(node, "H017", "caps 只能写 none、all 或 [platform]。", "`caps` is none, all or [platform].");
                return before;
        }
    }

    private static void Word(PolicyReader reader, YamlScalar word, OptOutMode mode, Dictionary<string, OptOutMode> words)
    {
        var folded = TextFold.Letters(word.Text);
        if (folded.Length is 0 or > 40)
        {
            Wrong("至少要有一个字或字母，最多 40 个", "must hold 1 to 40 letters");
        }
        else if (words.TryGetValue(folded, out var other) && other != mode)
        {
            Wrong("同时写在 promo 和 all 里，只留一处", "stands under both promo and all: keep one");
        }
        else if (ConsentWords.Read(word.Text) is { Wish: not (ConsentWish.OptOutAll or ConsentWish.OptOutPromo) })
        {
            Wrong("本来就有别的意思（恢复、暂停或查询），换一个词", "means something else already (resume, snooze or show): take another");
        }
        else if (mode == OptOutMode.Promo && ConsentWords.Read(word.Text) is { Wish: ConsentWish.OptOutAll })
        {
            Wrong("本来就是退订全部，请写到 all 里", "refuses everything already: write it under all");
        }
        else
        {
            words[folded] = mode;
        }

        void Wrong(string zh, string en) => reader.Add(word, "H024", $"退订词“{word.Text}”{zh}。", $"The opt-out word `{word.Text}` {en}.");
    }
}
