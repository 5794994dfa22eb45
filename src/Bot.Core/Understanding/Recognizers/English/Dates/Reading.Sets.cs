using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>What comes again: every day, each two weeks, mondays, weekly, the 19th of every month, once a year.</summary>
internal sealed partial class Reading
{
    private Piece? Set(int at)
    {
        if (SenseAt(at).Set is { } timex)
        {
            return Again(at, at + 1, timex);
        }

        if ((Word(at, "bi") || Word(at, "semi")) && SenseAt(Skip(at + 1, '-')).Set is { } often && often.Length == 3)
        {
            return Again(at, Skip(at + 1, '-') + 1, (Word(at, "bi") ? "P2" : "P0.5") + often[2]);
        }

        var sense = SenseAt(at);
        if (sense is { Weekday: > 0 and var weekday })
        {
            if (sense.Plural)
            {
                return Again(at, at + 1, TimexWriter.Weekday(weekday));
            }

            return SenseAt(at + 1) is { Part: { } part, Plural: true } ? Again(at, at + 2, TimexWriter.Weekday(weekday) + part.Timex) : null;
        }

        if (sense is { Unit: Unit.Weekend, Plural: true })
        {
            return SenseAt(at - 1).Relation == Relation.None ? Again(at, at + 1, "P1WE") : null;
        }

        if (sense is { Part: { } mornings, Plural: true } && sense.Unit == Unit.None && !Meals(mornings))
        {
            return Again(at, at + 1, mornings.Timex);
        }

        // 19th of every month
        var from = Skip(at, Key.The);
        if (Ordinal(from, out var day, out var next) && day <= 31)
        {
            next = SenseAt(next).Unit == Unit.Day ? next + 1 : next;
            next = Is(next, Key.Of) ? next + 1 : next;
            return Is(next, Key.Every) && SenseAt(next + 1) is { Unit: Unit.Month, Plural: false } ? Again(at, next + 2, TimexWriter.Date(null, null, day)) : null;
        }

        if (Is(at, Key.Once) && (Is(at + 1, Key.A) || Is(at + 1, Key.Per) || Is(at + 1, Key.Every)))
        {
            return SenseAt(at + 2) is { Unit: not Unit.None, Plural: false } unit ? Again(at, at + 3, Every(1, unit.Unit)) : null;
        }

        return Is(at, Key.Every) ? Each(at) : null;
    }

    private static Piece Again(int first, int next, string timex) => new(first, next, new TimeValue(TimeKind.Set, timex));

    private Piece? Each(int at)
    {
        var other = Is(at + 1, Key.Other);
        var from = other ? at + 2 : at + 1;
        from = SenseAt(from).Relation != Relation.None && !other ? from + 1 : from;
        if (SenseAt(from) is { Weekday: > 0 and var weekday } named)
        {
            if (SenseAt(from + 1) is { Part: { } during } && !Meals(during))
            {
                return Again(at, from + 2, TimexWriter.Weekday(weekday) + during.Timex);
            }

            return named.Doubtful && Glued(from) ? null : Again(at, from + 1, TimexWriter.Weekday(weekday));
        }

        if ((MonthDay(from) ?? DayMonth(from)) is { } date)
        {
            return Again(at, date.Next, date.Value.Timex);
        }

        if (SenseAt(from).Part is { } part && !Meals(part))
        {
            return Again(at, from + 1, part.Timex);
        }

        if (SenseAt(from) is { Glued: false, Unit: not Unit.None } unit)
        {
            return Again(at, from + 1, Every(other ? 2 : 1, unit.Unit));
        }

        if (Is(from, Key.Business) && SenseAt(from + 1).Unit == Unit.Day)
        {
            return Again(at, from + 2, Every(other ? 2 : 1, Unit.BusinessDay));
        }

        if (SenseAt(from).Month is > 0 and var month)
        {
            return Again(at, from + 1, TimexWriter.Month(null, month));
        }

        if (SenseAt(from).Season is { } season)
        {
            return Again(at, from + 1, season);
        }

        // every second day is every other day; every three weeks.
        if (Ordinal(from, out var count, out var next) || Whole(from, 4, out count, out next))
        {
            if (SenseAt(next).Weekday > 0 || count == 0)
            {
                return SenseAt(next).Weekday > 0 ? Again(at, next + 1, TimexWriter.Weekday(SenseAt(next).Weekday)) : null;
            }

            return SenseAt(next).Unit != Unit.None ? Again(at, next + 1, Every(count, SenseAt(next).Unit)) : Ordinal(from, out _, out _) && count <= 31 ? Again(at, next, TimexWriter.Date(null, null, count)) : null;
        }

        return null;
    }

    private static string Every(int count, Unit unit) => unit switch
    {
        Unit.Weekend => $"P{count}WE",
        Unit.BusinessDay => $"P{count}BD",
        _ => LengthOf(count, unit).Timex,
    };
}
