namespace Bot.Core.Pushes;

/// <summary>What rules are called by people who never read the policy: the ids that presets give, and those of campaigns.</summary>
internal static class RuleWords
{
    /// <summary>The rule's name, with its id behind it; the id alone for a rule of the merchant's own.</summary>
    public static (string Zh, string En) Of(string rule) => Name(rule) is var (zh, en) ? ($"{zh}（{rule}）", $"{en} ({rule})") : ($"规则 {rule}", $"rule {rule}");

    /// <summary>A window as the policy writes it, in words.</summary>
    public static (string Zh, string En) Window(string window) => window switch
    {
        "day" => ("当天", "that day"),
        "week" => ("这一周", "that week"),
        "month" => ("这个月", "that month"),
        _ when window.Length > 1 && window[..^1].All(char.IsAsciiDigit) => window[^1] switch
        {
            'd' => ($"{window[..^1]} 天内", $"within {window[..^1]} days"),
            'h' => ($"{window[..^1]} 小时内", $"within {window[..^1]} hours"),
            'm' => ($"{window[..^1]} 分钟内", $"within {window[..^1]} minutes"),
            _ => ($"{window} 内", $"within {window}"),
        },
        _ => ($"{window} 内", $"within {window}"),
    };

    private static (string Zh, string En)? Name(string rule) => rule switch
    {
        "member-day" => ("每人每天的上限", "the daily cap of a person"),
        "member-week" => ("每人每周的上限", "the weekly cap of a person"),
        "member-promo" => ("每人促销的上限", "the cap of promotions to a person"),
        "group-day" => ("每个群每天的上限", "the daily cap of a group"),
        "group-promo" => ("每个群促销的上限", "the cap of promotions in a group"),
        "group-promo-week" => ("每个群每周促销的上限", "the weekly cap of promotions in a group"),
        "group-gap" => ("群里两条之间的间隔", "the gap between two in a group"),
        "group-mix" => ("先有用、后促销", "usefulness before promotions"),
        "group-share" => ("群里促销的占比", "the share of promotions in a group"),
        "group-brake" => ("退群的人多了，先停促销", "the brake when people leave"),
        "quiet" => ("免打扰时段", "quiet hours"),
        "seen-elsewhere" => ("别处刚看过同一个活动", "the same campaign was just seen elsewhere"),
        "newcomer" => ("新人先不打扰", "newcomers are left alone"),
        "similar" => ("和最近的一条太像", "too like a recent one"),
        "repeat" => ("这一条对方看过了", "they have had this item"),
        "frequency" => ("这个计划自己的频率", "the plan's own frequency"),
        "daily" => ("对方要求每天一次", "they asked for one a day"),
        "optout" => ("对方退订了", "they opted out"),
        "killed" => ("计划已终止", "the plan was stopped for good"),
        "paused" => ("计划暂停中", "the plan is paused"),
        "snooze" => ("对方设了免打扰", "they asked for quiet"),
        "window" => ("不在计划的时段内", "outside the plan's hours"),
        "hand_off" => ("正由人工接待", "a person has the conversation"),
        "left" => ("对方已经退群", "they left the group"),
        "moved" => ("改了期", "put off"),
        "holdout" => ("对照组", "the hold-out group"),
        _ => null,
    };
}
