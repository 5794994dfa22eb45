using Bot.Core.Understanding.Recognizers.English.Numbers;
using static Bot.Core.Understanding.Recognizers.English.Numbers.Characters;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>A number with its unit, or a unit alone.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Value">The number; null for a unit alone.</param>
/// <param name="Name">The unit.</param>
internal readonly record struct UnitReading(int Start, int End, double? Value, UnitName Name)
{
    /// <summary>
    /// Brings numbers and unit names of a text together: the unit before the number where it can lead (and is not taken by the
    /// number before it), else the one after it.
    /// </summary>
    /// <param name="scan">The text.</param>
    /// <param name="names">The units.</param>
    /// <param name="letters">True when 10k is ten thousand and not ten of a unit k.</param>
    public static List<UnitReading> Read(Scan scan, UnitNames names, bool letters)
    {
        var text = scan.Text;
        var hits = UnitHit.Find(scan, names);
        var found = new List<UnitReading>(hits.Count);
        if (hits.Count == 0)
        {
            return found;
        }

        var hit = 0;
        foreach (var number in scan.EnglishNumbers.Numbers)
        {
            var end = letters ? number.End : number.BareEnd;
            var value = letters ? number.Value : number.BareValue;
            UnitHit? before = null;
            while (hit < hits.Count && hits[hit].Start < end)
            {
                if (hits[hit].End <= number.Start)
                {
                    Alone(before);
                    before = hits[hit];
                }

                hit++;
            }

            if (Hidden(text, number))
            {
                Alone(before);
                continue;
            }

            if (before is { Name.Leads: true } lead && AfterBlanks(text, lead.End) == number.Start)
            {
                found.Add(new UnitReading(lead.Start, end, value * lead.Name.Scale, lead.Name));
                continue;
            }

            Alone(before);
            if (hit < hits.Count && After(text, end, hits[hit]) is var last and > 0)
            {
                var name = hits[hit].Name;
                var (times, after) = names == UnitNames.Currencies ? Times(text, last) : (1, last);
                found.Add(new UnitReading(number.Start, after, value * name.Scale * times, name));
                hit++;
            }
        }

        while (hit < hits.Count)
        {
            Alone(hits[hit++]);
        }

        return found;

        void Alone(UnitHit? one)
        {
            // Who chats means nothing measurable by "a bit"; nor is the cent of "per cent" money.
            if (one is { Name.Alone: true } name && scan.Options.Profile == RecognizerProfile.Spec && !(name.Name.Unit == "Cent" && text.AsSpan(0, BeforeBlanks(text, name.Start)).EndsWith("per")))
            {
                found.Add(new UnitReading(name.Start, name.End, null, name.Name));
            }
        }
    }

    // Part of a code: scp-173, L-202.
    private static bool Hidden(string text, EnglishNumber number)
    {
        if (number.Start > 0 && text[number.Start] == '-')
        {
            return IsWordAt(text, number.Start - 1);
        }

        if (number.Worded || number.Start < 2 || text[number.Start - 1] != '-')
        {
            return false;
        }

        for (var at = number.Start - 2; at >= 0 && at > number.Start - 20 && IsWord(text[at]); at--)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    // The end of a unit after a number: 5 kg, 5kg, 5-inch, 5 (kg); 0 when the unit is not this number's.
    private static int After(string text, int end, UnitHit hit)
    {
        var at = AfterBlanks(text, end);
        if (at < hit.Start && text[at] == '-' && at == end)
        {
            at++;
        }
        else if (at < hit.Start && text[at] is '(' or '[')
        {
            var close = AfterBlanks(text, hit.End);
            return AfterBlanks(text, at + 1) == hit.Start && close < text.Length && text[close] == (text[at] == '(' ? ')' : ']') ? close + 1 : 0;
        }

        // 24703 L-202 is a code; 6-foot-2 is not.
        if (at != hit.Start || (hit.End - hit.Start <= 2 && hit.End + 1 < text.Length && text[hit.End] == '-' && char.IsAsciiDigit(text[hit.End + 1])))
        {
            return 0;
        }

        // In "1 $10" the sign is the second number's.
        return hit.Name.Leads && at > end && !IsWord(text[hit.End - 1]) && IsDigitAt(text, hit.End) ? 0 : hit.End;
    }

    // 75 USD million.
    private static (double Times, int End) Times(string text, int end)
    {
        var start = AfterBlanks(text, end);
        var last = start;
        while (last < text.Length && last - start < 12 && IsWord(text[last]))
        {
            last++;
        }

        return start > end && NumberWord.Words.TryGetValue(text.AsSpan(start, last - start), out var word) && word.Kind == WordKind.Round && word.Value >= 1000
            ? (word.Value, last)
            : (1, end);
    }
}
