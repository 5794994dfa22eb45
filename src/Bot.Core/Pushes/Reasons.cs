using System.Globalization;
using Bot.Core.Throttling;

namespace Bot.Core.Pushes;

/// <summary>A sentence for operators, in both languages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Sentence(string Zh, string En);

/// <summary>Says in words why a push stands where it stands: the rule, the counts, and when it would be free.</summary>
public static class Reasons
{
    /// <summary>One sentence about where a push stands, then one for each rule that voted against it.</summary>
    public static IReadOnlyList<Sentence> Of(PushRow row)
    {
        var all = new List<Sentence> { Standing(row) };
        if (row.Verdict is { } verdict && row.State is not (PushState.Sent or PushState.Bundled))
        {
            all.AddRange(verdict.Failing.Select(finding => Of(finding, verdict.Zone)));
        }

        if (row.Verdict is { Overridden: { IsEmpty: false } rules } && row.Push.Override is { } by)
        {
            var names = string.Join(", ", rules);
            all.Add(new Sentence($"{by.By} 越过了规则 {names}，理由：{by.Reason}。", $"{by.By} overrode {names}: {by.Reason}."));
        }

        return all;
    }

    /// <summary>What a dry run found.</summary>
    public static IReadOnlyList<Sentence> Of(Verdict verdict) =>
    [
        verdict.Decision == Decision.Send ? new Sentence("可以发。", "It would be sent.") : Decided(verdict),
        .. verdict.Failing.Select(finding => Of(finding, verdict.Zone)),
    ];

    /// <summary>One rule's vote.</summary>
    public static Sentence Of(Finding finding, string zone)
    {
        var until = finding.FreeAt is { } at ? Show(at, zone) : null;
        return finding.Rule switch
        {
            "killed" => new("活动已经终止。", "Its campaign was stopped for good."),
            "paused" => new("活动暂停中，恢复后再判断。", "Its campaign is paused; it is judged again when the campaign goes on."),
            "optout" => new("对方退订了这类消息。", "They opted out of messages of this kind."),
            "topic" => new("对方不想收到这一类商品的消息。", "They want nothing about this category."),
            "left" => new("对方已经退出这个群。", "They have left the group."),
            "hand_off" => new("这个会话正由人工接待，营销和通知不插话。", "A person has this conversation; nothing of the merchant's own comes between."),
            "expired" => new("过了有效期。", "It became stale."),
            "snooze" => new($"对方设了免打扰，到 {until}。", $"They asked for quiet until {until}."),
            "daily" => new("对方要求一天一次，合并到汇总里发。", "They asked for one message a day: it goes with the digest."),
            "holdout" => new("对方在对照组里，不收促销和内容。", "They are in the hold-out group, which gets no value or promo pushes."),
            "no_relevance" => new("没写和对方有什么关系（relevance），促销不发。", "It says no reason of relevance to them (relevance); without one a promo does not go."),
            "window" => new($"不在活动自己的时段内，{until} 开始。", $"Outside the campaign's own hours; they begin at {until}."),
            "retry_after" => new($"平台要求等到 {until}。", $"The platform asked to wait until {until}."),
            "memory" => new("计数丢了正在重建，先不发。", "The counts were lost and are being made anew; nothing capped goes meanwhile."),
            "clock" => new("本机时钟和存储对不上，稍后再判断。", "This node's clock does not agree with the store's; judged again shortly."),
            "moved" => new($"运营人员把它改到 {until} 再判断。", $"An operator put it off: it is judged again at {until}."),
            "taken_out" => new("运营人员把它撤下了。", "An operator took it out."),
            Overriding.Rule => Overridden(finding, until),
            _ => Counted(finding, until),
        };
    }

    private static Sentence Overridden(Finding finding, string? until) => finding switch
    {
        { Have: { } have, Limit: { } limit } => new(
            string.Create(CultureInfo.InvariantCulture, $"不能越过：这个月已经越过 {have} 次，最多 {limit} 次{(until is null ? "" : $"，{until} 起重新计")}。"),
            string.Create(CultureInfo.InvariantCulture, $"The override was refused: {have} this month, {limit} at most{(until is null ? "" : $"; counted anew from {until}")}.")),
        { Why: "off" } => new("不能越过：推送规矩没有让任何人越过（override）。", "The override was refused: the policy lets nobody override."),
        { Why: ['w', 'h', 'o', ':', .. var who] } => new(
            $"不能越过：推送规矩只让这些人或角色越过：{string.Join('、', who.Split(", ").Select(Overriding.Shown))}。", $"The override was refused: the policy lets only these override: {who}."),
        { Why: "reason" } => new("不能越过：没写理由。", "The override was refused: it gives no reason."),
        { Why: ['n', 'e', 'v', 'e', 'r', ':', .. var rules] } => new(
            $"不能越过：这些规则谁也不能越过：{string.Join('、', rules.Split(", ").Select(rule => RuleWords.Of(rule).Zh))}。",
            $"The override was refused: nobody may override {string.Join(", ", rules.Split(", ").Select(rule => RuleWords.Of(rule).En))}."),
        _ => new("不能越过：没有权限、没写理由、次数用完，或这条规则不许越过。", "The override was refused: not allowed, no reason, none left, or a rule that never yields."),
    };

    private static Sentence Counted(Finding finding, string? until)
    {
        var (rule, ruleEn) = RuleWords.Of(finding.Rule);
        var (zh, en) = (until is null ? "，光等不会放行" : $"，{until} 起可以发", until is null ? "; waiting alone does not help" : $"; free from {until}");
        if (finding is { Have: { } have, Limit: { } limit })
        {
            var (inZh, inEn) = finding.Window is { } window ? RuleWords.Window(window) : ("", "");
            return new(
                string.Create(CultureInfo.InvariantCulture, $"{rule}：{inZh}已计 {have}，上限 {limit}{zh}。"),
                string.Create(CultureInfo.InvariantCulture, $"{Capital(ruleEn)}: counted {have}{(inEn.Length > 0 ? " " : "")}{inEn}, limit {limit}{en}."));
        }

        return new($"{rule}，现在不放行{zh}。", $"{Capital(ruleEn)}: not now{en}.");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Sentence Standing(PushRow row) => row.State switch
    {
        PushState.Planned => new("刚收到，马上判断。", "Just taken in; judged at once."),
        PushState.Retrying => new("平台说稍后再试，名额还占着。", "The platform said not now; it keeps its slots and is tried again."),
        PushState.Calling => new("正在发。", "Being sent."),
        PushState.Awaiting => new("平台收下了，等人工确认。", "The platform has it; a person must confirm there."),
        PushState.Sent => new("发出了。", "Sent."),
        PushState.Failed => new($"平台拒绝或没有内容可发（{row.Note}），名额退回。", $"Refused, or nothing to say ({row.Note}); its slots are back."),
        PushState.Unknown => new($"不知道平台收没收到（{row.Note}）：算发过，不再重发。", $"Whether the platform has it is unknown ({row.Note}): it counts, and is not tried again."),
        PushState.Bundled => new($"合并进了汇总 {row.Within}。", $"It went within the digest {row.Within}."),
        PushState.Quarantined => new($"三种不同的失败（{row.Note}），放在一边等人看。", $"Three different failures ({row.Note}): set aside for a person."),
        _ => row.Verdict is { } verdict ? Decided(verdict) : new("还没判断。", "Not judged yet."),
    };

    private static Sentence Decided(Verdict verdict)
    {
        var until = verdict.Until is { } at ? Show(at, verdict.Zone) : null;
        var (rule, ruleEn) = RuleWords.Of(verdict.Rule ?? "");
        return verdict.Decision switch
        {
            Decision.Hold => new(until is null ? $"先留着，等这条放行：{rule}。" : $"先留着，{until} 再判断。原因：{rule}。", until is null ? $"Held until this lets it pass: {ruleEn}." : $"Held; judged again at {until}: {ruleEn}."),
            Decision.Digest => new($"并入 {until} 的汇总。原因：{rule}。", $"It goes with the digest of {until}: {ruleEn}."),
            Decision.Expired => new("过期了，不发。", "Stale; it is not sent."),
            _ => new($"不发。原因：{rule}。", $"Not sent: {ruleEn}."),
        };
    }

    private static string Show(DateTimeOffset at, string zone) =>
        (LocalTime.Of(zone)?.Show(at) ?? at.UtcDateTime.ToString("s", CultureInfo.InvariantCulture))[..16].Replace('T', ' ');
}
