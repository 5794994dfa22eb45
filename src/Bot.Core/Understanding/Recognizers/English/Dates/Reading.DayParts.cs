using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Parts of the day: in the morning, tonight, this evening, later in the afternoon, at lunchtime.</summary>
internal sealed partial class Reading
{
    private static readonly DayPart BusinessHours = new("TBH", new(8, 0), new(18, 0));

    private Piece? PartOfDay(int at)
    {
        if (Is(at, Key.Tonight))
        {
            return OfDay(at, at + 1, 0, DayPart.Night);
        }

        var from = at;
        string? mod = null;
        if (PartWord(at, out var word, out _, out var after) && word != "mid")
        {
            (mod, from) = (word, after);
        }

        if (mod is not null && Is(from, Key.Tonight))
        {
            return OfDay(at, from + 1, 0, DayPart.Night, mod);
        }

        from = mod is not null && Is(from - 1, Key.In, Key.Of) ? from : KeyAt(from) is Key.In ? from + 1 : Is(from, Key.At) && mod is null ? from + 1 : from;
        var lead = from > at;
        from = lead ? Skip(from, Key.The) : from;
        from = lead && mod is null && Is(from, Key.Early, Key.Late) && SenseAt(from + 1).Part is not null && (mod = Is(from, Key.Early) ? "start" : "end") is not null ? from + 1 : from;
        if (SenseAt(from).Relation is not (Relation.None or Relation.Same) and var relation && (mod is not null || from == at))
        {
            return SenseAt(from + 1) is { Part: { } there, Plural: false } && !Meals(there) && relation != Relation.Past ? OfDay(at, from + 2, Step(relation), there, mod) : null;
        }

        if (!Part(from, out var part, out var next) || (Is(at, Key.At) && !Meals(part) && part != DayPart.Night) || Greeting(at))
        {
            return null;
        }

        if (Meals(part) && !(Word(next - 1, "time") || WordAt(from).EndsWith("time") || KeyAt(from - 1) is Key.At or Key.Before or Key.After or Key.Around))
        {
            return null;
        }

        // at night, but before lunch: what is before a meal stays outside.
        var first = Is(at, Key.At) && part != DayPart.Night && !Meals(part) ? from : at;
        return new(first, next, Modified(part, mod).Alone(Reference) with { Mod = mod }) { Part = Modified(part, mod) };
    }

    private static bool Meals(DayPart part) => part.Timex.StartsWith("TME", StringComparison.Ordinal);

    private bool Greeting(int at) => WordAt(at - 1) is "good" or "nice" or "great";

    private bool Part(int at, out DayPart part, out int next)
    {
        next = at + 1;
        part = DayPart.Morning;
        if (Is(at, Key.Business) && SenseAt(at + 1) is { Unit: Unit.Hour, Glued: false })
        {
            (part, next) = (BusinessHours, at + 2);
            return true;
        }

        if (SenseAt(at) is { Part: { } named, Plural: false })
        {
            var time = Sign(at + 1, '-') ? at + 2 : at + 1;
            part = named;
            if (Is(time, Key.Time) && (named == DayPart.Night || Meals(named)))
            {
                part = named == DayPart.Night ? SenseAt0("nighttime") : named;
                next = time + 1;
            }

            return true;
        }

        // today pm
        if ((Is(at, Key.Am) || Is(at, Key.Pm)) && Days3(KeyAt(at - 1)) is not null)
        {
            part = Is(at, Key.Pm) ? DayPart.Afternoon : DayPart.Morning;
            return true;
        }

        return false;
    }

    private static DayPart SenseAt0(string word) => Vocabulary.Of(word).Part!;

    private Piece OfDay(int first, int next, int days, DayPart part, string? mod = null)
    {
        var day = Days.FromNow(Reference, days);
        return new(first, next, Modified(part, mod).On(day) with { Mod = mod }) { Part = part, Day = day };
    }

    /// <summary>Its first or last two hours.</summary>
    private static DayPart Modified(DayPart part, string? mod) => mod switch
    {
        "start" => part with { End = part.Start.AddHours(2) },
        "end" => part with { Start = part.Start.AddHours(2) },
        _ => part,
    };
}
