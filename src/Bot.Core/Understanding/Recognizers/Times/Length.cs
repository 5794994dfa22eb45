using System.Globalization;
using System.Text;

namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>A length of time: some of each unit. A month counts 30 days and a year 365 where only the length matters.</summary>
/// <param name="Years">Years.</param>
/// <param name="Months">Months.</param>
/// <param name="Weeks">Weeks.</param>
/// <param name="Days">Days.</param>
/// <param name="Hours">Hours.</param>
/// <param name="Minutes">Minutes.</param>
/// <param name="Seconds">Seconds.</param>
internal readonly record struct Length(double Years = 0, double Months = 0, double Weeks = 0, double Days = 0, double Hours = 0, double Minutes = 0, double Seconds = 0)
{
    /// <summary>A count of one unit: <c>Y</c>, <c>O</c> (months), <c>W</c>, <c>D</c>, <c>H</c>, <c>M</c> (minutes), <c>S</c>.</summary>
    public static Length Of(double count, char unit) => unit switch
    {
        'Y' => new(Years: count),
        'O' => new(Months: count),
        'W' => new(Weeks: count),
        'D' => new(Days: count),
        'H' => new(Hours: count),
        'M' => new(Minutes: count),
        _ => new(Seconds: count),
    };

    /// <summary>Hours, minutes or seconds are in it.</summary>
    public bool HasClock => Hours != 0 || Minutes != 0 || Seconds != 0;

    /// <summary>Years, months, weeks or days are in it.</summary>
    public bool HasDays => Years != 0 || Months != 0 || Weeks != 0 || Days != 0;

    /// <summary>In seconds.</summary>
    public double TotalSeconds => (Years * 31_536_000) + (Months * 2_592_000) + (Weeks * 604_800) + (Days * 86_400) + (Hours * 3_600) + (Minutes * 60) + Seconds;

    /// <summary>In TIMEX3, the largest unit first: <c>P1Y3M20DT8H</c>; nothing at all is <c>PT0S</c>.</summary>
    public string Timex
    {
        get
        {
            var text = new StringBuilder("P");
            Write(text, Years, 'Y');
            Write(text, Months, 'M');
            Write(text, Weeks, 'W');
            Write(text, Days, 'D');
            if (HasClock || !HasDays)
            {
                text.Append('T');
                Write(text, Hours, 'H');
                Write(text, Minutes, 'M');
                if (Seconds != 0 || !(HasDays || Hours != 0 || Minutes != 0))
                {
                    text.Append(Seconds.ToString(CultureInfo.InvariantCulture)).Append('S');
                }
            }

            return text.ToString();
        }
    }

    /// <summary>Both together.</summary>
    public static Length operator +(Length a, Length b) =>
        new(a.Years + b.Years, a.Months + b.Months, a.Weeks + b.Weeks, a.Days + b.Days, a.Hours + b.Hours, a.Minutes + b.Minutes, a.Seconds + b.Seconds);

    /// <summary>A moment moved by the length (<paramref name="sign"/> 1) or back by it (-1), at most to the ends of the calendar.</summary>
    public DateTime From(DateTime moment, int sign)
    {
        var moved = Almanac.PlusMonths(moment, sign * ((Math.Clamp(Years, -1e5, 1e5) * 12) + Math.Clamp(Months, -1e6, 1e6)));
        moved = Almanac.PlusDays(moved, sign * ((Weeks * 7) + Days));
        return Almanac.Plus(moved, TimeSpan.FromSeconds(Math.Clamp(sign * ((Hours * 3_600) + (Minutes * 60) + Seconds), -3e11, 3e11)));
    }

    /// <summary>The length as a duration.</summary>
    public TimeValue Alone() => new(TimeKind.Duration, Timex) { Seconds = TotalSeconds };

    private static void Write(StringBuilder text, double count, char unit)
    {
        if (count != 0)
        {
            text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }
}
