using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Understanding;

/// <summary>What a member wants of our pushes (requirement E3).</summary>
public enum ConsentWish
{
    /// <summary>No offers.</summary>
    OptOutPromo,

    /// <summary>No pushes of any kind.</summary>
    OptOutAll,

    /// <summary>None for some days.</summary>
    Snooze,

    /// <summary>Only what is worth reading: no offers.</summary>
    ValueOnly,

    /// <summary>All together, once a day.</summary>
    Daily,

    /// <summary>As before.</summary>
    OptIn,

    /// <summary>Tell me what I get.</summary>
    Show,
}

/// <summary>A wish, and for how many days.</summary>
/// <param name="Wish">Which.</param>
/// <param name="Days">Days of a snooze, 1 to 365; 0 otherwise.</param>
public sealed record ConsentRequest(ConsentWish Wish, int Days = 0);

/// <summary>Reads opt-out words. Only whole messages count: 退订了怎么办 is a question, 退订 is a wish.</summary>
public static partial class ConsentWords
{
    private static readonly FrozenDictionary<string, ConsentRequest> Words = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The wish, or null when the text is none.</summary>
    public static ConsentRequest? Read(string text)
    {
        if (text.Length > 40)
        {
            return null;
        }

        var folded = TextFold.Letters(text);
        if (Words.TryGetValue(folded, out var wish))
        {
            return wish;
        }

        return Span().Match(folded) is { Success: true } span
            && Number(span.Groups["n"].Value) * (span.Groups["u"].Value[0] switch { '天' or '日' or 'd' => 1, '周' or '星' or 'w' => 7, _ => 30 }) is >= 1 and <= 365 and var days
            ? new ConsentRequest(ConsentWish.Snooze, days)
            : null;
    }

    private static int Number(string text) => text switch
    {
        "a" or "one" or "一" => 1,
        "两" => 2,
        _ when "一二三四五六七八九十".IndexOf(text, StringComparison.Ordinal) is >= 0 and var place => place + 1,
        _ => int.Parse(text, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, ConsentRequest> Table()
    {
        var table = new Dictionary<string, ConsentRequest>(StringComparer.Ordinal);
        Add(ConsentWish.OptOutPromo, 0, "退订", "td", "别发了", "不要发了", "不要再发了", "别再发了", "别推了", "不要推送", "取消订阅", "停止推送", "不想收广告", "别发广告了", "unsubscribe", "unsubscribeme", "stop", "pleasestop", "stopplease", "optout", "stopads", "stoppromos", "stoppromotions");
        Add(ConsentWish.OptOutAll, 0, "退订全部", "全部退订", "全退订", "什么都别发", "都别发了", "退订所有", "取消全部订阅", "别再联系我", "unsubscribeall", "unsubscribefromall", "stopall", "stopeverything", "stopallmessages", "optoutall");
        Add(ConsentWish.Snooze, 7, "勿扰", "免打扰", "暂停", "暂停推送", "先别发", "暂停一下", "snooze", "donotdisturb", "dnd");
        Add(ConsentWish.ValueOnly, 0, "只看干货", "只要干货", "只发干货", "valueonly", "onlyvalue", "tipsonly", "onlytips", "nooffers", "nopromos", "nopromotions", "noads");
        Add(ConsentWish.Daily, 0, "每天一次", "一天一次", "每日一次", "每天一条", "汇总发", "onceaday", "onceperday", "oncedaily", "dailydigest", "daily");
        Add(ConsentWish.OptIn, 0, "恢复订阅", "重新订阅", "订阅", "恢复推送", "取消退订", "取消勿扰", "继续推送", "subscribe", "resubscribe", "subscribeagain", "optin", "unsnooze", "resume", "start");
        Add(ConsentWish.Show, 0, "我的订阅", "订阅状态", "mysubscriptions", "mysubscription", "subscriptions");
        return table;

        void Add(ConsentWish wish, int days, params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                table[word] = new ConsentRequest(wish, days);
            }
        }
    }

    [GeneratedRegex(@"^(?:暂停|勿扰|免打扰|snooze|pause)(?:推送)?(?:for)?(?<n>[0-9]{1,3}|[一二两三四五六七八九十]|a|one)个?(?<u>天|日|days?|周|星期|weeks?|月|months?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}
