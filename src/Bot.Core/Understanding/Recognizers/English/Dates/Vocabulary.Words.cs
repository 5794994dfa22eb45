using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>The words themselves, names of one meaning apart by spaces.</summary>
internal static partial class Vocabulary
{
    private static string[] Months =>
    [
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept",
        "october oct", "november nov", "december dec",
    ];

    private static string[] Weekdays =>
    [
        "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri", "saturday", "sunday",
    ];

    private const string Cardinals = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";

    private const string Tens = "twenty thirty forty fifty sixty seventy eighty ninety";

    private const string Ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";

    private static (Unit Unit, string Single, string Plural, string Glued)[] Units =>
    [
        (Unit.Second, "sec", "seconds secs", "s"),
        (Unit.Minute, "minute min", "minutes mins", ""),
        (Unit.Hour, "hour hr", "hours hrs", "h"),
        (Unit.Day, "day", "days", "d"),
        (Unit.Week, "week wk", "weeks wks", "w"),
        (Unit.Fortnight, "fortnight", "fortnights", ""),
        (Unit.Weekend, "weekend", "weekends", ""),
        (Unit.Workweek, "workweek", "workweeks", ""),
        (Unit.Month, "month mth", "months mths mos", "mo"),
        (Unit.Quarter, "quarter", "quarters", ""),
        (Unit.Year, "year yr", "years yrs", "y"),
        (Unit.Decade, "decade", "decades", ""),
        (Unit.Century, "century", "centuries", ""),
    ];

    private static (Relation Relation, string Names)[] Relations =>
    [
        (Relation.This, "this current"), (Relation.Next, "next following subsequent"), (Relation.Coming, "coming upcoming"),
        (Relation.Last, "last previous"), (Relation.Same, "same"),
    ];

    private static (DayPart Part, string Names, string Plurals)[] Parts =>
    [
        (DayPart.Morning, "morning", "mornings"),
        (DayPart.Afternoon, "afternoon", "afternoons"),
        (DayPart.Evening, "evening", "evenings"),
        (DayPart.Daytime, "daytime", "daytimes"),
        (new("TNT", new(0, 0), new(8, 0)), "nighttime", "nighttimes"),
        (new("TMEB", new(8, 0), new(12, 0)), "breakfast", "breakfasts"),
        (new("TMER", new(8, 0), new(12, 0)), "brunch", "brunches"),
        (new("TMEL", new(11, 0), new(13, 0)), "lunch lunchtime", "lunches"),
        (new("TMED", new(16, 0), new(20, 0)), "dinner supper dinnertime suppertime", "dinners suppers"),
    ];

    private static (string Timex, string Names)[] Sets =>
    [
        ("P1D", "daily everyday"), ("P1W", "weekly"), ("P2W", "biweekly fortnightly"), ("P1M", "monthly"), ("P2M", "bimonthly"),
        ("P3M", "quarterly"), ("P1Y", "yearly annually annual"), ("P0.5Y", "semiannually semiannual"), ("PT1H", "hourly"),
        ("P2Y", "biennial biennially"), ("P1D", "nightly"),
    ];

    private static (Key Key, string Names)[] Keys =>
    [
        (Key.The, "the"), (Key.Of, "of"), (Key.On, "on"), (Key.At, "at"), (Key.In, "in during"), (Key.For, "for"), (Key.From, "from"),
        (Key.To, "to"), (Key.Till, "till til until"), (Key.Through, "through thru throughout"), (Key.And, "and"), (Key.Or, "or"),
        (Key.Between, "between betw"), (Key.Before, "before"), (Key.After, "after"), (Key.Since, "since"), (Key.By, "by"),
        (Key.Ago, "ago back"), (Key.Later, "later hence"), (Key.Now, "now"), (Key.Right, "right"), (Key.Today, "today otd"),
        (Key.Tomorrow, "tomorrow tmr tmrw tomorow tommorow tmrrw"), (Key.Yesterday, "yesterday"), (Key.Tonight, "tonight tonite"),
        (Key.Within, "within"), (Key.More, "more"), (Key.Less, "less"), (Key.Than, "than"), (Key.Around, "around circa"),
        (Key.Every, "every each"), (Key.Other, "other alternate"), (Key.Once, "once"), (Key.A, "a an"),
        (Key.Half, "half"), (Key.Early, "early"), (Key.Mid, "mid middle"), (Key.Late, "late"), (Key.Beginning, "beginning start"),
        (Key.End, "end"), (Key.Starting, "starting"), (Key.Ending, "ending"), (Key.Any, "any anytime"), (Key.Time, "time"), (Key.As, "as"),
        (Key.Soon, "soon"), (Key.Rest, "rest remainder"), (Key.Date, "date"), (Key.Fiscal, "fiscal fy financial"),
        (Key.Calendar, "calendar cy"), (Key.School, "school sy"), (Key.QuarterMark, "q"), (Key.Oclock, "o'clock oclock o’clock"),
        (Key.Am, "am a.m"), (Key.Pm, "pm p.m"), (Key.LetterM, "m"), (Key.Business, "business working work"), (Key.All, "all full whole entire"),
        (Key.Commencing, "commencing"), (Key.Noon, "noon midday noonish noontime"), (Key.Midnight, "midnight"), (Key.Ish, "ish"),
        (Key.Moment, "moment"), (Key.No, "no"), (Key.Earlier, "earlier sooner"), (Key.Onward, "onward onwards"),
        (Key.Asap, "asap"), (Key.Prior, "prior"), (Key.Per, "per"), (Key.Term, "eoy eom eow eod recently previously bi semi t"),
    ];
}
