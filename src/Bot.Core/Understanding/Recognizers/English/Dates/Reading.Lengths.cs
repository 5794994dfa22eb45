using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Lengths of time: 2 hours, a year and a half, 3 months and 2 days.</summary>
internal sealed partial class Reading
{
    /// <summary>A length of time as it was said.</summary>
    /// <param name="Length">How long; a business day counts as a day and a weekend as two.</param>
    /// <param name="Value">The duration.</param>
    /// <param name="Business">How many business days; 0 when they are plain ones.</param>
    /// <param name="Unit">The first unit.</param>
    private readonly record struct Measure(Length Length, TimeValue Value, int Business, Unit Unit);

    private bool Duration(int at, out Measure measure, out int next, bool beforeAgo = false)
    {
        measure = default;
        next = at;
        var all = Is(at, Key.All) && SenseAt(at + 1) is { Unit: >= Unit.Day and not Unit.BusinessDay, Plural: false };
        var count = 1.0;
        if (!all && !Amount(at, out count, out next))
        {
            return false;
        }

        next = all ? at + 1 : next;
        var counted = next;
        next = Sign(next, '-') && Glued(next) ? next + 1 : next;
        var business = Is(next, Key.Business) && SenseAt(next + 1).Unit == Unit.Day ? 1 : 0;
        next += business;
        if (!UnitAt(at, counted, next, count, out var unit))
        {
            return false;
        }

        next++;
        if (business > 0)
        {
            measure = new(new Length(Days: count), new TimeValue(TimeKind.Duration, $"P{Number(count)}BD") { Seconds = count * 86_400 }, (int)Math.Min(count, 3000), unit);
            return true;
        }

        if (unit == Unit.Weekend)
        {
            measure = new(new Length(Days: 2 * count), new TimeValue(TimeKind.Duration, $"P{Number(count)}WE") { Seconds = count * 172_800 }, 0, unit);
            return true;
        }

        Half(ref count, ref next);
        var length = LengthOf(count, unit);
        for (var smaller = unit; ;)
        {
            var from = Skip(Skip(next, ','), Key.And);
            if (!Amount(from, out var more, out var after))
            {
                break;
            }

            var gap = Sign(after, '-') && Glued(after) ? after + 1 : after;
            if (!UnitAt(from, after, gap, more, out var inner) || inner >= smaller || inner is Unit.Weekend or Unit.BusinessDay
                || (beforeAgo && (Is(gap + 1, Key.Ago) || Is(gap + 1, Key.Later))))
            {
                break;
            }

            next = gap + 1;
            length += LengthOf(more, inner);
            smaller = inner;
        }

        measure = new(length, length.Alone(), 0, unit);
        return true;
    }

    private static string Number(double count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether a token is a unit that fits its count.</summary>
    private bool UnitAt(int amount, int counted, int at, double count, out Unit unit)
    {
        var sense = SenseAt(at);
        unit = sense.Unit;
        var digits = At(amount).Digits > 0;
        if (Glued(at + 1) && At(at + 1).Digits > 0)
        {
            return false;
        }

        return unit switch
        {
            Unit.None => false,
            _ when sense.Glued => digits && at == counted && Glued(at) && !(Glued(amount) && At(amount - 1).Kind == TokenKind.Symbol && Glued(amount - 1)) && !(Glued(at + 1) && Sign(at + 1, '-')),
            _ when !sense.Plural && SenseAt(amount).Vague > 0 => false,
            Unit.Second when sense.Ordinal == 2 => digits || (count == 1 && !(At(at + 1).Kind == TokenKind.Word && SenseAt(at + 1) == Sense.None)),
            Unit.Quarter => !Is(amount, Key.A) && !Is(amount, Key.Half),
            Unit.Day when sense.Part is not null => !Is(amount, Key.A),
            _ => true,
        };
    }

    private static Length LengthOf(double count, Unit unit) => unit switch
    {
        Unit.Second => new(Seconds: count),
        Unit.Minute => new(Minutes: count),
        Unit.Hour => new(Hours: count),
        Unit.Week or Unit.Workweek => new(Weeks: count),
        Unit.Fortnight => new(Weeks: count * 2),
        Unit.Weekend => new(Days: count * 2),
        Unit.Month => new(Months: count),
        Unit.Quarter => new(Months: count * 3),
        Unit.Year => new(Years: count),
        Unit.Decade => new(Years: count * 10),
        Unit.Century => new(Years: count * 100),
        _ => new(Days: count),
    };
}
