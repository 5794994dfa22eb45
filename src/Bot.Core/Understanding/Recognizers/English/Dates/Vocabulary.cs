using System.Collections.Frozen;
using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>English words of time, lower case.</summary>
internal static partial class Vocabulary
{
    private static readonly FrozenDictionary<string, Sense> Words = Build();
    private static readonly FrozenDictionary<string, Sense>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word means; a possessive ending does not matter.</summary>
    public static Sense Of(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var sense) ? sense : Sense.None;

    private static FrozenDictionary<string, Sense> Build()
    {
        var words = new Dictionary<string, Sense>(StringComparer.Ordinal);
        void Add(string names, Sense sense)
        {
            foreach (var name in names.Split(' '))
            {
                words[name] = sense;
            }
        }

        foreach (var (at, names) in Months.Index())
        {
            Add(names, new Sense { Month = at + 1 });
        }

        foreach (var (at, names) in Weekdays.Index())
        {
            Add(names, new Sense { Weekday = at + 1 });
            var full = names.Split(' ')[0];
            Add(full + "s", new Sense { Weekday = at + 1, Plural = true });
        }

        Add("sun", new Sense { Weekday = 7, Doubtful = true });
        Add("sat", new Sense { Weekday = 6, Doubtful = true });
        foreach (var (at, name) in Cardinals.Split(' ').Index())
        {
            Add(name, new Sense { Cardinal = at });
        }

        foreach (var (at, name) in Tens.Split(' ').Index())
        {
            Add(name, new Sense { Cardinal = (at + 2) * 10 });
            Add(name[..^1] + "ies", new Sense { Decade = (at + 2) * 10 });
        }

        foreach (var (at, name) in Ordinals.Split(' ').Index())
        {
            Add(name, new Sense { Ordinal = at + 1 });
        }

        Add("second", new Sense { Ordinal = 2, Unit = Unit.Second });
        Add("twentieth", new Sense { Ordinal = 20 });
        Add("thirtieth", new Sense { Ordinal = 30 });
        Add("fortieth", new Sense { Ordinal = 40 });
        Add("fiftieth", new Sense { Ordinal = 50 });
        Add("hundred", new Sense { Scale = 100 });
        Add("thousand", new Sense { Scale = 1000 });
        foreach (var (unit, single, plural, glued) in Units)
        {
            Add(single, new Sense { Unit = unit });
            Add(plural, new Sense { Unit = unit, Plural = true });
            if (glued.Length > 0)
            {
                Add(glued, new Sense { Unit = unit, Glued = true });
            }
        }

        Add("second", new Sense { Ordinal = 2, Unit = Unit.Second });
        Add("h", new Sense { Unit = Unit.Hour, Glued = true, Key = Key.HalfMark });
        Add("few several", new Sense { Vague = 3 });
        Add("some", new Sense { Vague = 3 });
        Add("couple", new Sense { Vague = 2 });
        foreach (var (relation, names) in Relations)
        {
            Add(names, new Sense { Relation = relation });
        }

        Add("past", new Sense { Relation = Relation.Past, Key = Key.Past });
        foreach (var (part, names, plurals) in Parts)
        {
            Add(names, new Sense { Part = part });
            Add(plurals, new Sense { Part = part, Plural = true });
        }

        Add("night", new Sense { Part = DayPart.Night, Unit = Unit.Day });
        Add("nights", new Sense { Part = DayPart.Night, Unit = Unit.Day, Plural = true });
        Add("spring", new Sense { Season = "SP" });
        Add("summer", new Sense { Season = "SU" });
        Add("fall", new Sense { Season = "FA", Key = Key.Fall });
        Add("autumn", new Sense { Season = "FA" });
        Add("winter", new Sense { Season = "WI" });
        foreach (var (timex, names) in Sets)
        {
            Add(names, new Sense { Set = timex });
        }

        foreach (var (key, names) in Keys)
        {
            Add(names, new Sense { Key = key });
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
