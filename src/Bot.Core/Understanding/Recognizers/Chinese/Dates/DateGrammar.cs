using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.Chinese.Dates;

/// <summary>
/// Reads single times out of tokens: days, months, clocks, lengths. What belongs together (a day and an hour, from here to there)
/// is joined afterwards by <see cref="Joining"/>. Every look ahead is bounded, so that reading is linear.
/// </summary>
internal sealed partial class DateGrammar
{
    private readonly List<Token> tokens;
    private readonly DateTime reference;
    private readonly bool chat;
    private readonly string text;

    private DateGrammar(List<Token> tokens, Scan scan)
    {
        this.tokens = tokens;
        text = scan.Text;
        reference = scan.Options.Reference;
        chat = scan.Options.Profile == RecognizerProfile.Chat;
    }

    /// <summary>The times in a text, in order of place, none overlapping.</summary>
    public static List<Item> Items(List<Token> tokens, Scan scan)
    {
        var grammar = new DateGrammar(tokens, scan);
        var items = new List<Item>();
        for (var i = 0; i < tokens.Count;)
        {
            if (grammar.Read(i) is { } item)
            {
                items.Add(item);
                i = item.Next;
            }
            else
            {
                i++;
            }
        }

        return items;
    }

    private Item? Read(int i)
    {
        var token = tokens[i];
        switch (token.Sign)
        {
            case Sign.Digits or Sign.Han or Sign.HanDigits:
                return token.Value < 0 ? null : Number(i);
            case Sign.Reign:
                return Reign(i);
            case Sign.YearWord:
                return OfYear(i, i + 1, reference.Year + token.Value, said: false);
            case Sign.Relative:
                return Relative(i);
            case Sign.LunarWord or Sign.LunarMonth:
                return Lunar(i);
            case Sign.LunarDay:
                return chat ? Day(ItemKind.DayOfMonth, i, i + 1, null, 0, token.Value, lunar: true) : null;
            case Sign.Weekday:
                return Weekday(i);
            case Sign.DayWord:
                return new Item(ItemKind.Day, i, i + 1, Days.FromNow(reference, token.Value));
            case Sign.Lately:
                return Lately(i);
            case Sign.DayAndPart:
                return PartOfDay(i);
            case Sign.DayPart or Sign.About or Sign.To:
                return ClockOrPart(i);
            case Sign.Half:
                return Length(i);
            case Sign.Weekend:
                return new Item(ItemKind.Period, i, i + 1, Periods.Weekend(reference, 0));
            case Sign.Season:
                return new Item(ItemKind.Period, i, i + 1, Periods.Season(null, Lexicon.Seasons[token.Value]));
            case Sign.Nth:
                return Quarter(i, i, null);
            case Sign.Feast:
                return Feast(i, i, null);
            case Sign.Now:
                return chat ? null : Now(i);
            case Sign.Qian or Sign.Hou or Sign.Before or Sign.After or Sign.Past or Sign.Coming:
                return Counted(i);
            case Sign.Last:
                return Is(i + 1, Sign.Weekday) || (Is(i + 1, Sign.Han) && Is(i + 2, Sign.Weekday)) ? LastWeekday(i) : null;
            case Sign.Every:
                return Set(i);
            case Sign.Edge:
                return Edge(i, i, null, null);
            default:
                return null;
        }
    }

    private Token At(int i) => (uint)i < (uint)tokens.Count ? tokens[i] : default;

    /// <summary>Whether a token is of a kind, with nothing but blanks before it.</summary>
    private bool Is(int i, Sign sign) => (uint)i < (uint)tokens.Count && tokens[i].Sign == sign && tokens[i].Gap < 2;

    /// <summary>Whether a token is of a kind, with nothing before it.</summary>
    private bool Touches(int i, Sign sign) => (uint)i < (uint)tokens.Count && tokens[i].Sign == sign && tokens[i].Gap == 0;

    private bool IsNumber(int i) => (uint)i < (uint)tokens.Count && tokens[i].Gap < 2 && tokens[i].IsNumber;

    private int Skip(int i, Sign sign) => Is(i, sign) ? i + 1 : i;

    private Item Now(int i)
    {
        var timex = tokens[i].Value switch { 0 => "PRESENT_REF", < 0 => "PAST_REF", _ => "FUTURE_REF" };
        return new Item(ItemKind.Moment, i, i + 1, TimeValue.Fixed(TimeKind.DateTime, timex, Stretch.At(reference)));
    }

    // 最近 alone is a day for Microsoft; 最近三天 is 近三天.
    private Item? Lately(int i)
    {
        if (Length(i + 1) is { } length && tokens[i + 1].Gap < 2)
        {
            return new Item(length.Length.HasClock ? ItemKind.Moments : ItemKind.Period, i, length.Next, Periods.FromNow(reference, length.Length, -1))
            {
                Start = chat ? null : tokens[i].Start + 1,
                Counted = true,
            };
        }

        return chat ? null : new Item(ItemKind.Day, i, i + 1, Days.FromNow(reference, 0));
    }

    private Item? Feast(int first, int i, int? year)
    {
        var token = tokens[i];
        if (chat && token.Length == 2 && HanNumber.Is(text[token.Start]) && IsNoFeast(token))
        {
            return null;
        }

        var value = Feasts.All[token.Value].When(chat ? reference.Date : reference, year, chat);
        return new Item(value.Kind == TimeKind.Date ? ItemKind.Day : ItemKind.Period, first, i + 1, value);
    }

    // 三块五一斤: the 五一 of a price is no Labour Day.
    private bool IsNoFeast(Token token)
    {
        var before = token.Start > 0 ? text[token.Start - 1] : ' ';
        var after = token.End < text.Length ? text[token.End] : ' ';
        return "块毛元角钱千百万点".Contains(before, StringComparison.Ordinal) || char.IsAsciiDigit(before)
            || "斤个件包盒袋瓶箱只双套台份张条组打块元毛公克千两米碗杯支枝根把串颗粒片本册号套头人位次".Contains(after, StringComparison.Ordinal);
    }

    private static int CenturyOf(int year, int digits) => digits > 2 || year >= 100 ? year : year >= 50 ? year + 1900 : year + 2000;
}
