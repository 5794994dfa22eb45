using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Holidays: christmas, thanksgiving 2023, next new year day, labor day weekend.</summary>
internal sealed partial class Reading
{
    private Piece? Feast(int at)
    {
        var relation = SenseAt(at).Relation;
        var from = relation is Relation.None or Relation.Same ? at : at + 1;
        foreach (var (words, day) in Feasts.From(WordAt(from)))
        {
            if (!Named(from, words, out var next))
            {
                continue;
            }

            if (from > at)
            {
                return Seen(at, next, day, relation);
            }

            if (SenseAt(next) is { Unit: Unit.Weekend, Plural: false })
            {
                return new(at, next + 1, LongWeekend(new(at, next, Days.Feast(Reference, null, day.When, day.Timex))));
            }

            var dated = next;
            if (!YearOf(ref dated, out var year))
            {
                return new(at, next, Open(day)) { Holiday = true };
            }

            var value = Sure(day, year);
            return SenseAt(dated) is { Unit: Unit.Weekend, Plural: false }
                ? new(at, dated + 1, LongWeekend(new(at, dated, value))) : new(at, dated, value) { Holiday = true };
        }

        return null;
    }

    private bool Named(int at, string[] words, out int next)
    {
        next = at;
        foreach (var word in words)
        {
            next = next > at && (Is(next, Key.Possessive) || Sign(next, '-') || Sign(next, '\'') || Sign(next, '’') || Sign(next, '.')) ? next + 1 : next;
            if (!Word(next, word))
            {
                return false;
            }

            next++;
        }

        return true;
    }

    private TimeValue Open(FeastDay day) => Days.Feast(Reference, null, day.When, day.Timex);

    private static TimeValue Sure(FeastDay day, int year) =>
        day.When(year) is { } found ? Days.Exactly(found) : new TimeValue(TimeKind.Date, TimexWriter.Year(year) + day.Timex);

    /// <summary>next, last: the nearest on that side of now; this: this year's.</summary>
    private Piece Seen(int at, int next, FeastDay day, Relation relation)
    {
        var open = Open(day);
        var (past, future) = (open.Past?.Start, open.Future?.Start);
        var found = Step(relation) switch
        {
            > 0 => future > Reference.Date ? future : day.When(Reference.Year + 1),
            < 0 => past,
            _ => day.When(Reference.Year),
        };
        return new(at, next, found is { } date ? Days.Exactly(date) : open) { Holiday = true };
    }

    /// <summary>The weekend at a feast, with the feast where it is a Monday, Thursday or Friday.</summary>
    private static TimeValue LongWeekend(Piece feast)
    {
        var (past, future) = (feast.Value.Past, feast.Value.Future);
        if (past is not { } before || future is not { } after)
        {
            return feast.Value;
        }

        var (first, second) = (Around(before.Start), Around(after.Start));
        return TimeValue.Either(TimeKind.DateRange, Weekend(before.Start), first, second) with { FutureTimex = Weekend(after.Start) };
    }

    private static string Weekend(DateTime day) => TimexWriter.Week(Almanac.PlusDays(Around(day).End, -2)) + "-WE";

    private static Stretch Around(DateTime day)
    {
        var weekday = Almanac.Weekday(day);
        var saturday = weekday <= 2 ? Almanac.PlusDays(Almanac.InWeek(day, 6), -7) : Almanac.InWeek(day, 6);
        var monday = Almanac.PlusDays(saturday, 2);
        return new(weekday is 4 or 5 ? day : saturday, weekday == 1 ? Almanac.PlusDays(monday, 1) : monday);
    }
}
