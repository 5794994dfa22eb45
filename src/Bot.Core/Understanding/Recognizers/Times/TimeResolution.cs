using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Times;

/// <summary>Writes a <see cref="TimeValue"/> as Microsoft's Model format does: the past candidate first, then the future one.</summary>
internal static class TimeResolution
{
    /// <summary>The result for words at a place of a text.</summary>
    public static Recognized Found(Scan scan, int start, int length, TimeValue value) =>
        scan.Found(start, length, "datetimeV2." + Name(ChangesRange(value.Mod) ? Ranged(value.Kind) : value.Kind), new Field("values", Values(value)));

    /// <summary>The values of a time, each a set of named fields.</summary>
    public static ImmutableArray<ImmutableArray<Field>> Values(TimeValue value)
    {
        var type = Name(value.Mod is null ? value.Kind : Ranged(value.Kind));
        if (value.Seconds is { } seconds)
        {
            return [Head(value, value.Timex, type).Add(new("value", Number(seconds)))];
        }

        if (value.Past is null && value.Future is null)
        {
            return [[new("timex", value.Timex), new("type", type), new("value", "not resolved")]];
        }

        var values = ImmutableArray.CreateBuilder<ImmutableArray<Field>>(4);
        for (var pm = 0; pm <= (value.Open ? 1 : 0); pm++)
        {
            var past = Ends(value, value.Past, pm == 1);
            var future = Ends(value, value.Future, pm == 1);
            var head = Head(value, pm == 1 ? TimexWriter.Afternoon(value.Timex) : value.Timex, type);
            if (past.Length > 0)
            {
                values.Add(head.AddRange(past));
            }

            if (future.Length > 0 && !future.AsSpan().SequenceEqual(past.AsSpan()))
            {
                values.Add((value.FutureTimex is { } timex ? head.SetItem(0, new("timex", timex)) : head).AddRange(future));
            }
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<Field> Head(TimeValue value, string timex, string type)
    {
        var head = ImmutableArray.CreateBuilder<Field>(8);
        head.Add(new("timex", timex));
        if (value.Mod is not null)
        {
            head.Add(new("Mod", value.Mod));
        }

        head.Add(new("type", type));
        if (value.Lunar)
        {
            head.Add(new("isLunar", "True"));
        }

        if (value.List is not null)
        {
            head.Add(new("list", value.List));
        }

        if (ChangesRange(value.Mod) && !value.Bare && (value.Kind is TimeKind.Date or TimeKind.Time or TimeKind.DateTime or TimeKind.DateRange))
        {
            head.Add(new("sourceEntity", value.Kind == TimeKind.DateRange ? "datetimerange" : "datetimepoint"));
        }

        return head.ToImmutable();
    }

    // With a mod only one end is left: 2018年之前 ends where 2018 begins, 2018年之后 begins where it ends.
    private static ImmutableArray<Field> Ends(TimeValue value, Stretch? at, bool afternoon)
    {
        if (at is not { } stretch)
        {
            return [];
        }

        var range = value.Kind is TimeKind.DateRange or TimeKind.TimeRange or TimeKind.DateTimeRange;
        var start = Written(value.Kind, afternoon ? Later(stretch.Start) : stretch.Start);
        var end = Written(value.Kind, afternoon ? Later(stretch.End) : stretch.End);
        return value.Mod switch
        {
            { } mod when mod.StartsWith("before", StringComparison.Ordinal) => [new("end", range && mod.EndsWith("-end", StringComparison.Ordinal) ? end : start)],
            { } mod when mod.StartsWith("after", StringComparison.Ordinal) => [new("start", range && mod.EndsWith("-start", StringComparison.Ordinal) ? start : end)],
            { } mod when mod.StartsWith("since", StringComparison.Ordinal) => [new("start", start)],
            { } mod when mod.StartsWith("until", StringComparison.Ordinal) => [new("end", end)],
            _ => range ? [new("start", start), new("end", end)] : [new("value", start)],
        };
    }

    private static DateTime Later(DateTime moment) => moment.Hour >= 12 ? moment.AddHours(-12) : Almanac.Plus(moment, TimeSpan.FromHours(12));

    private static string Written(TimeKind kind, DateTime moment) => kind switch
    {
        TimeKind.Date or TimeKind.DateRange => TimexWriter.Date(moment),
        TimeKind.Time or TimeKind.TimeRange => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        _ => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    };

    private static bool ChangesRange(string? mod) =>
        mod is not null && (mod.StartsWith("before", StringComparison.Ordinal) || mod.StartsWith("after", StringComparison.Ordinal)
            || mod.StartsWith("since", StringComparison.Ordinal) || mod.StartsWith("until", StringComparison.Ordinal));

    private static TimeKind Ranged(TimeKind kind) => kind switch
    {
        TimeKind.Date => TimeKind.DateRange,
        TimeKind.Time => TimeKind.TimeRange,
        TimeKind.DateTime => TimeKind.DateTimeRange,
        _ => kind,
    };

    private static string Name(TimeKind kind) => kind switch
    {
        TimeKind.Date => "date",
        TimeKind.Time => "time",
        TimeKind.DateTime => "datetime",
        TimeKind.DateRange => "daterange",
        TimeKind.TimeRange => "timerange",
        TimeKind.DateTimeRange => "datetimerange",
        TimeKind.Duration => "duration",
        _ => "set",
    };

    private static string Number(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
