namespace Bot.Core.Understanding.Recognizers.Sequences;

/// <summary>How a phone number may be written: its groups of digits and what stands between them.</summary>
internal ref struct PhoneShape
{
    /// <summary>More groups than any number has.</summary>
    public const int MostGroups = 8;

    private readonly ReadOnlySpan<char> text;
    private readonly Span<(int Start, int End)> groups;

    // By bits: the groups that stand in brackets.
    private int bracketed;

    private PhoneShape(ReadOnlySpan<char> text, Span<(int Start, int End)> groups)
    {
        this.text = text;
        this.groups = groups;
    }

    /// <summary>True when it begins with a country: +44, (+44), (0044).</summary>
    public bool Country { get; private set; }

    /// <summary>True when a group stands in brackets, the country apart.</summary>
    public bool Area { get; private set; }

    /// <summary>How many groups of digits were read.</summary>
    public int Count { get; private set; }

    /// <summary>Reads as many groups as follow one another from a place on.</summary>
    public static PhoneShape Read(ReadOnlySpan<char> text, int start, Span<(int Start, int End)> groups)
    {
        var shape = new PhoneShape(text, groups);
        shape.Read(start);
        return shape;
    }

    /// <summary>One past the last character of the first so many groups, a closing bracket included.</summary>
    public readonly int End(int count)
    {
        var end = groups[count - 1].End;
        return (bracketed & (1 << (count - 1))) != 0 ? Skip(end) + 1 : end;
    }

    /// <summary>True for sixteen and more digits in groups of four, as on a card.</summary>
    public readonly bool IsCard()
    {
        if (Country || Area || Count < 4)
        {
            return false;
        }

        for (var i = 0; i < 4; i++)
        {
            if (Length(i) != 4)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the first so many groups make a phone number.</summary>
    public readonly bool Fits(int count)
    {
        var digits = 0;
        var small = true;
        for (var i = 0; i < count; i++)
        {
            var length = Length(i);
            digits += length;
            small &= length is 3 or 4;
        }

        if (digits > 16 || (digits == 16 && !Country) || (digits == 15 && small))
        {
            return false;
        }

        return Country ? digits >= 7 && Slashes(count, 2)
            : Area ? digits >= 8 && Slashes(count, 0)
            : Domestic(count, digits);
    }

    // Without country or brackets: blanks are free, hyphens, dots and slashes only where countries have them.
    private readonly bool Domestic(int count, int digits)
    {
        var (hyphens, dots, slashes) = Marks(count);
        var zero = text[groups[0].Start] == '0';
        if (hyphens + dots + slashes == 0)
        {
            return digits >= 8 || (zero && digits >= (count == 1 ? 6 : 7));
        }

        if (dots > 0)
        {
            return hyphens + slashes == 0 && American(count);
        }

        if (hyphens + slashes == 1)
        {
            // 1692089-4635; 010-62288559; 541 754-3010.
            var last = Length(count - 1);
            return (hyphens == 1 && last == 4 && digits >= 8 && Mark(count - 1) == '-')
                || (zero && digits >= (slashes == 1 ? 9 : 7) && count == 2 && Length(0) <= 5 && last >= 4)
                || (count == 2 && digits is 13 && text[groups[0].Start..].StartsWith("86"))
                || American(count);
        }

        return American(count) || Special(count, hyphens, slashes) || (zero && slashes == 0 && hyphens == count - 1 && Chinese(count));
    }

    // 541-754-3010, 1-541-754-3010, 1444-555-1234.
    private readonly bool American(int count)
    {
        var first = 0;
        if (Length(0) == 1 && text[groups[0].Start] == '1')
        {
            first = 1;
        }

        return count - first == 3 && (Length(first) == 3 || (first == 0 && Length(0) == 4 && text[groups[0].Start] == '1'))
            && Length(first + 1) == 3 && Length(first + 2) == 4;
    }

    // Three groups with the same mark: 600-540-000, 0161/158/5587; not 123-45-6789, which is no phone in America.
    private readonly bool Special(int count, int hyphens, int slashes) =>
        count == 3 && hyphens + slashes == 2 && Length(0) is 3 or 4 && Length(1) <= 4 && Length(2) is 3 or 4 && !(Length(0) == 3 && Length(1) == 2 && Length(2) == 4);

    // 020-8280-3159, 0571-8280-3159-8866.
    private readonly bool Chinese(int count) => count is 3 or 4 && Length(0) is 3 or 4 && Length(1) is 3 or 4 or 7 or 8 && Length(2) is >= 2 and <= 4;

    private readonly bool Slashes(int count, int most)
    {
        var slash = Marks(count).Slashes;
        return slash == 0 || (slash == 1 && count <= most + 1);
    }

    private readonly int Length(int group) => groups[group].End - groups[group].Start;

    // The mark before a group; a blank when there is none.
    private readonly char Mark(int group)
    {
        foreach (var c in text[groups[group - 1].End..groups[group].Start])
        {
            if (c is '-' or '.' or '/')
            {
                return c;
            }
        }

        return ' ';
    }

    private readonly (int Hyphens, int Dots, int Slashes) Marks(int count)
    {
        var (hyphens, dots, slashes) = (0, 0, 0);
        for (var i = 1; i < count; i++)
        {
            var mark = Mark(i);
            hyphens += mark == '-' ? 1 : 0;
            dots += mark == '.' ? 1 : 0;
            slashes += mark == '/' ? 1 : 0;
        }

        return (hyphens, dots, slashes);
    }

    private void Read(int start)
    {
        var at = start;
        if (text[at] == '(')
        {
            at = Skip(at + 1);
            if (at < text.Length && text[at] == '+')
            {
                Country = true;
                at++;
            }
            else
            {
                Country = text[at..].StartsWith("00");
                Area = !Country;
            }

            if (!Bracket(ref at))
            {
                Count = 0;
                return;
            }
        }
        else
        {
            if (text[at] == '+')
            {
                Country = true;
                at = Skip(at + 1);
            }
            else
            {
                Country = text[at..].StartsWith("00") || text[at..].StartsWith("011-") || text[at..].StartsWith("011 ");
            }

            if (!Group(ref at))
            {
                return;
            }
        }

        while (Count < MostGroups && Next(ref at))
        {
        }
    }

    // One more group, after at most one mark with at most one blank on either side.
    private bool Next(ref int at)
    {
        var next = Skip(at);
        if (next < text.Length && text[next] is '-' or '.' or '/')
        {
            next = Skip(next + 1);
        }

        if (next < text.Length && text[next] == '(' && !Area && (Country ? Count == 1 : Count == 1 && groups[0].End - groups[0].Start == 1))
        {
            next++;
            if (!Bracket(ref next))
            {
                return false;
            }

            Area = true;
        }
        else if (next == at && text[at - 1] != ')')
        {
            return false;
        }
        else if (!Group(ref next))
        {
            return false;
        }

        at = next;
        return true;
    }

    private readonly int Skip(int at) => at < text.Length && text[at] == ' ' ? at + 1 : at;

    private bool Group(ref int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == at)
        {
            return false;
        }

        groups[Count++] = (at, end);
        at = end;
        return true;
    }

    private bool Bracket(ref int at)
    {
        var start = at;
        if (!Group(ref at) || at - start > 5)
        {
            Count = Math.Max(0, Count - 1);
            return false;
        }

        var close = Skip(at);
        if (close >= text.Length || text[close] != ')')
        {
            Count--;
            return false;
        }

        bracketed |= 1 << (Count - 1);
        at = close + 1;
        return true;
    }
}
