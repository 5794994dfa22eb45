using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>Adds the words that make a range of a time: 2018年之后, 截止到周五, 自5月以来, 6月1日及以前, 从明天起.</summary>
internal sealed class Around(List<Token> tokens, string text, bool chat)
{
    private readonly int fromTo = FromTo(text);

    /// <summary>The items, each with what is said around it.</summary>
    public List<Item> Add(List<Item> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var floor = i > 0 ? items[i - 1].Next : 0;
            var roof = i + 1 < items.Count ? items[i + 1].First : tokens.Count;
            if (items[i].Kind is not (ItemKind.Set or ItemKind.Length))
            {
                items[i] = With(items[i], floor, roof);
            }
        }

        return items;
    }

    private Item With(Item item, int floor, int roof)
    {
        string? mod = null;
        var (first, next) = (item.First, item.Next);
        if (item.End is null && next < roof && tokens[next] is { Gap: < 2 } after)
        {
            mod = after.Sign switch
            {
                Sign.Qian => item.Counted ? null : "before",
                Sign.Before => after.Value == 1 ? "until" : "before",
                Sign.Hou => item.Counted ? null : "after",
                Sign.After => after.Value == 1 ? "since" : "after",
                Sign.SinceSuffix => "since",
                Sign.Until => "before",
                _ => null,
            };
            next += mod is null ? 0 : 1;
        }

        if (first > floor && tokens[first].Gap < 2 && item.Start is null)
        {
            var before = tokens[first - 1];
            if (before.Sign == Sign.Until && mod is null or "before" or "until")
            {
                mod ??= "before";
                first--;
            }
            else if (before.Sign == Sign.From && !Ambiguous(before) && mod is null or "since" && !IsRange(item))
            {
                mod = "since";
                first--;
            }
        }

        if (mod is null)
        {
            return item;
        }

        var value = item.Closing && mod == "before" ? item.Value with { Past = Ended(item.Value.Past), Future = Ended(item.Value.Future) } : item.Value;
        return item with { First = first, Next = next, Value = value with { Mod = mod } };
    }

    private static Stretch? Ended(Stretch? at) => at is { } known ? Stretch.At(known.End) : null;

    private static bool IsRange(Item item) => item.Counted && item.Value.Kind is TimeKind.DateRange or TimeKind.DateTimeRange;

    // 从 … 到 …: that 从 belongs to the whole, not to its first time. 打 is often a verb.
    private bool Ambiguous(Token from) => from.Value == 2 ? chat && from.Length == 1 : text[from.End - 1] is '从' or '自' && fromTo >= 0 && from.End > fromTo;

    // Where the first 从 or 自 stands that has a 到 or 至 after it with something before and behind; -1 for nowhere.
    private static int FromTo(string text)
    {
        var from = text.AsSpan().IndexOfAny('从', '自');
        return from >= 0 && text.Length > 2 && text.AsSpan(0, text.Length - 1).LastIndexOfAny('到', '至') >= from + 2 ? from : -1;
    }
}
