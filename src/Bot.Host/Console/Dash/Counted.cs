using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;

namespace Bot.Host.Console.Dash;

/// <summary>What is added up of the names that facts count under.</summary>
internal enum Sum
{
    None,
    Said,
    SaidByBot,
    Template,
    Knowledge,
    Dialog,
    Human,
    Fallback,
    Unasked,
    More,
    Failed,
    Miss,
    Joined,
    Left,
    Pushed,
    OptOut,
    Operator,
    Good,
    Bad,
    Ungood,
    Unbad,
    People,
    Count,
}

/// <summary>How often one name was counted.</summary>
/// <param name="Name">The name, what was asked for in front of it left out.</param>
/// <param name="Now">This time.</param>
/// <param name="Before">The time before.</param>
internal readonly record struct NameCount(string Name, long Now, long Before);

/// <summary>The counts of one dashboard, added up in one pass: this time and the time before, by day, by group and by name.</summary>
internal sealed class Counted
{
    private readonly DashQuery _query;
    private readonly TallySheet _sheet;
    private readonly Sum[] _sumOf;
    private readonly long[][] _byName;
    private readonly long[][] _total = [new long[(int)Sum.Count], new long[(int)Sum.Count]];
    private readonly long[][] _byDay;
    private readonly long[]?[] _byPlace;
    private readonly (int Pushed, int Left)[]?[] _byPlaceAndDay;

    public Counted(DashQuery query, TallySheet sheet)
    {
        (_query, _sheet) = (query, sheet);
        _sumOf = [.. sheet.Names.Select(SumOf)];
        var gaps = sheet.Names.Select(name => ActiveDays.Gap(name) ?? 0).ToArray();
        var holds = sheet.Places.Select(query.Holds).ToArray();
        _byName = [new long[sheet.Names.Length], new long[sheet.Names.Length]];
        _byDay = [.. Enumerable.Range(0, query.Days).Select(_ => new long[(int)Sum.Count])];
        _byPlace = new long[]?[sheet.Places.Length];
        _byPlaceAndDay = new (int, int)[]?[sheet.Places.Length];
        var (from, before) = (query.From.DayNumber, query.Before.DayNumber);
        foreach (var part in sheet.Days)
        {
            foreach (ref readonly var cell in part.Span)
            {
                if (!holds[cell.Place])
                {
                    continue;
                }

                var (then, sum) = (cell.Day < from ? 1 : 0, _sumOf[cell.Name]);
                _byName[then][cell.Name] += cell.Count;
                if (sum is Sum.Pushed or Sum.Left && sheet.Places[cell.Place].Group is not null)
                {
                    ref var one = ref (_byPlaceAndDay[cell.Place] ??= new (int, int)[2 * query.Days])[cell.Day - before];
                    one = sum == Sum.Pushed ? (one.Pushed + cell.Count, one.Left) : (one.Pushed, one.Left + cell.Count);
                }

                if (sum == Sum.None)
                {
                    continue;
                }

                // A member counts on the first of their days in the time asked for.
                var counts = sum != Sum.People || (long)cell.Day - gaps[cell.Name] < (then == 0 ? from : before);
                if (counts)
                {
                    _total[then][(int)sum] += cell.Count;
                }

                if (then == 0)
                {
                    _byDay[cell.Day - from][(int)sum] += cell.Count;
                    if (counts)
                    {
                        (_byPlace[cell.Place] ??= new long[(int)Sum.Count])[(int)sum] += cell.Count;
                    }
                }
            }
        }
    }

    /// <summary>This time.</summary>
    public long Now(Sum sum) => _total[0][(int)sum];

    /// <summary>The time before.</summary>
    public long Before(Sum sum) => _total[1][(int)sum];

    /// <summary>Of one day of this time, 0 for the first. People: who spoke that day.</summary>
    public long On(int day, Sum sum) => _byDay[day][(int)sum];

    /// <summary>One name, this time and before.</summary>
    public (long Now, long Before) Of(string name) => _sheet.Names.IndexOf(name) is >= 0 and var at ? (_byName[0][at], _byName[1][at]) : (0, 0);

    /// <summary>Every name of a kind that was counted in either time, what comes behind the prefix.</summary>
    public IEnumerable<NameCount> Under(string prefix)
    {
        for (var i = 0; i < _sheet.Names.Length; i++)
        {
            if (_sheet.Names[i].StartsWith(prefix, StringComparison.Ordinal) && _byName[0][i] + _byName[1][i] > 0)
            {
                yield return new(_sheet.Names[i][prefix.Length..], _byName[0][i], _byName[1][i]);
            }
        }
    }

    /// <summary>Every template that was said in either time.</summary>
    public IEnumerable<NameCount> Templates() => Under("").Where(one => !one.Name.StartsWith('~'));

    /// <summary>The groups of this time, each with its sums and its place.</summary>
    public IEnumerable<(ConversationKey Group, int Place, Func<Sum, long> Of)> Groups()
    {
        for (var i = 0; i < _byPlace.Length; i++)
        {
            if (_byPlace[i] is { } sums && _sheet.Places[i].Group is { } group)
            {
                yield return (group, i, sum => sums[(int)sum]);
            }
        }
    }

    /// <summary>The places of this time, groups and direct messages of a channel, each with its sums.</summary>
    public IEnumerable<(TallyPlace Place, Func<Sum, long> Of)> Places()
    {
        for (var i = 0; i < _byPlace.Length; i++)
        {
            if (_byPlace[i] is { } sums)
            {
                yield return (_sheet.Places[i], sum => sums[(int)sum]);
            }
        }
    }

    /// <summary>How many left a group in the time before.</summary>
    public long LeftBefore(int place) => _byPlaceAndDay[place]?.Take(_query.Days).Sum(one => (long)one.Left) ?? 0;

    /// <summary>The last day of this time on which a push went to a group; null for none.</summary>
    public DateOnly? LastPush(int place)
    {
        var days = _byPlaceAndDay[place] ?? [];
        for (var at = days.Length - 1; at >= _query.Days; at--)
        {
            if (days[at].Pushed > 0)
            {
                return _query.Before.AddDays(at);
            }
        }

        return null;
    }

    private static Sum SumOf(string name) => !name.StartsWith('~') ? Sum.None : name switch
    {
        FactTally.SaidByBot => Sum.SaidByBot,
        FactTally.More => Sum.More,
        FactTally.Miss => Sum.Miss,
        FactTally.Joined => Sum.Joined,
        FactTally.Left => Sum.Left,
        FactTally.Operator => Sum.Operator,
        FactTally.Replied + "template" => Sum.Template,
        FactTally.Replied + "knowledge" => Sum.Knowledge,
        FactTally.Replied + "dialog" => Sum.Dialog,
        FactTally.Replied + "human" => Sum.Human,
        FactTally.Replied + "fallback" => Sum.Fallback,
        FactTally.Replied + "unasked" => Sum.Unasked,
        FactTally.Silent + "miss_repeated" or FactTally.Silent + "nothing_to_say" or FactTally.Silent + "error" => Sum.Failed,
        FactTally.Consent + "OptOutPromo" or FactTally.Consent + "OptOutAll" => Sum.OptOut,
        FactTally.Reaction + "good" => Sum.Good,
        FactTally.Reaction + "bad" => Sum.Bad,
        FactTally.Unreaction + "good" => Sum.Ungood,
        FactTally.Unreaction + "bad" => Sum.Unbad,
        _ when name.StartsWith(FactTally.Said, StringComparison.Ordinal) => Sum.Said,
        _ when name.StartsWith(FactTally.Pushed, StringComparison.Ordinal) => Sum.Pushed,
        _ when name.StartsWith(ActiveDays.Prefix, StringComparison.Ordinal) => Sum.People,
        _ => Sum.None,
    };
}
