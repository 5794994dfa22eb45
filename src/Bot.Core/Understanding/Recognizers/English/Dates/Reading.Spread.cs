using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Lengths laid out before or after now: next 3 days, last two quarters, next 4 business days.</summary>
internal sealed partial class Reading
{
    /// <summary>3 next weeks; the 13 last minutes.</summary>
    private Piece? Counted(int at)
    {
        if (!Whole(at, 4, out var count, out var next) || count == 0 || SenseAt(next).Relation is Relation.None or Relation.This or Relation.Same)
        {
            return null;
        }

        var unit = SenseAt(next + 1);
        if (!unit.Plural || unit.Unit == Unit.None || unit.Part is not null)
        {
            return null;
        }

        var length = LengthOf(count, unit.Unit);
        return new(at, next + 2, Spread(new(length, length.Alone(), 0, unit.Unit), Step(SenseAt(next).Relation)));
    }

    private static TimeValue? Years(int year, int count) =>
        Almanac.NewYear(year) is { } start && Almanac.NewYear(year + count) is { } end
            ? TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(end), $"P{count}Y"), new Stretch(start, end)) : null;

    private static Grain GrainOf(Unit unit) => unit switch
    {
        Unit.Week or Unit.Weekend or Unit.Workweek or Unit.Fortnight => Grain.Week,
        Unit.Month or Unit.Quarter => Grain.Month,
        Unit.Year or Unit.Decade or Unit.Century => Grain.Year,
        _ => Grain.Day,
    };

    /// <summary>A length before or after now; quarters, decades and centuries begin where the calendar's do.</summary>
    private TimeValue Spread(Measure measure, int step)
    {
        if (measure.Business > 0)
        {
            var way = new List<DateTime>();
            BusinessDays(Reference.Date, step * measure.Business, way);
            way.Sort();
            var (first, over) = (way[0], Almanac.PlusDays(way[^1], 1));
            var timex = TimexWriter.Range(TimexWriter.Date(first), TimexWriter.Date(over), measure.Value.Timex);
            return TimeValue.Fixed(TimeKind.DateRange, timex, new Stretch(first, over)) with { List = string.Join(',', way.Select(TimexWriter.Date)) };
        }

        if (measure.Unit is Unit.Quarter or Unit.Decade or Unit.Century && Whole(measure.Unit, step > 0 ? 1 : 0) is { Past: { } edge })
        {
            var (start, end) = step > 0 ? (edge.Start, measure.Length.From(edge.Start, 1)) : (measure.Length.From(edge.Start, -1), edge.Start);
            return TimeValue.Fixed(TimeKind.DateRange, TimexWriter.Range(TimexWriter.Date(start), TimexWriter.Date(end), measure.Length.Timex), new Stretch(start, end));
        }

        return Periods.FromNow(Reference, measure.Length, step) is var value && measure.Unit == Unit.Weekend
            ? value with { Timex = value.Timex.Replace(measure.Length.Timex, measure.Value.Timex, StringComparison.Ordinal) } : value;
    }
}
