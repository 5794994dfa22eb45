using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>Reads what counts in a window: <c>caps</c>, <c>spacing</c> and <c>platform</c>.</summary>
internal static class PolicyCaps
{
    /// <summary>One line of <c>caps</c>.</summary>
    public static Placed? Cap(PolicyReader reader) => Read(reader, "caps", needsChannel: false);

    /// <summary>One line of <c>platform</c>.</summary>
    public static Placed? Platform(PolicyReader reader) => Read(reader, "platform", needsChannel: true);

    /// <summary>One line of <c>spacing</c>: a cap of one in a rolling window.</summary>
    public static Placed? Spacing(PolicyReader reader)
    {
        var pers = reader.Pers();
        var classes = reader.Classes();
        var min = reader.Scalar("min");
        var span = reader.Span("min");
        var (id, at) = reader.Id($"{Joined(pers, classes)}-gap-{min?.Text}");
        var channel = reader.Channel();
        var over = reader.Over(Over.Defer);
        NotBoth(reader, classes, channel);
        reader.Done();
        return span is { } length && !pers.IsEmpty
            ? new Placed("spacing", id, new CapRule(id, pers, classes, 1, false, new PolicyWindow(min!.Text, length, null), over, channel), at)
            : null;
    }

    private static Placed? Read(PolicyReader reader, string key, bool needsChannel)
    {
        if (needsChannel)
        {
            reader.Required("channel", "wecom.groupsend");
        }

        var channel = reader.Channel();
        var pers = reader.Pers();
        var classes = reader.Classes();
        var limit = Limit(reader);
        var window = reader.Window("window");
        var name = $"{Joined(pers, classes)}-{window?.Text}";
        var (id, at) = reader.Id(needsChannel ? $"{channel?.Replace('.', '-')}-{name}" : name);
        var over = reader.Over(Over.Defer);
        if (limit is { DaysInMonth: true } && window is { Calendar: not CalendarUnit.Month })
        {
            reader.Add(reader.Scalar("limit")!, "H011", "limit: days_in_month 只能和 window: month 一起用；写 window: month，或者写一个整数。", "limit: days_in_month goes with window: month only: write that, or a whole number.");
        }

        NotBoth(reader, classes, channel);
        reader.Done();
        return limit is { } most && window is not null && !pers.IsEmpty && !(needsChannel && channel is null)
            ? new Placed(key, id, new CapRule(id, pers, classes, most.Limit, most.DaysInMonth, window, over, channel, needsChannel), at)
            : null;
    }

    private static (int? Limit, bool DaysInMonth)? Limit(PolicyReader reader)
    {
        switch (reader.Required("limit", "1"))
        {
            case null:
                return null;
            case { Text: "days_in_month" }:
                return (null, true);
            case var text when PolicyText.Counted(text.Text) is (var number, ""):
                return (number, false);
            case var text:
                reader.Add(text, "H010", $"“limit”应该是 0 到 1000000 的整数（0 就是永远不发），或者 days_in_month；这里是“{text.Text}”。", $"`limit` must be a whole number of 0 to 1000000 (0 means never) or days_in_month, this is `{text.Text}`.");
                return null;
        }
    }

    // The logs are kept by class and by platform action, not by both.
    private static void NotBoth(PolicyReader reader, ImmutableArray<PushClass> classes, string? channel)
    {
        if (channel is not null && !classes.IsEmpty)
        {
            reader.Add(reader.Map.Entry("class")!.Key, "H036", "class 和 channel 不能写在同一条规则里；去掉一个，或者写成两条规则。", "One rule cannot hold both `class` and `channel`: remove one, or write two rules.");
        }
    }

    private static string Joined(ImmutableArray<Per> pers, ImmutableArray<PushClass> classes) =>
        string.Join('-', [.. pers.Select(Word), .. classes.Select(Word)]);

    /// <summary>The word of the YAML.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
