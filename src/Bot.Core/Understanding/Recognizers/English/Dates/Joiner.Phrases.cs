namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>Longer words before a time, and signs: no later than, as early as, any time from, &gt;=.</summary>
internal sealed partial class Joiner
{
    /// <summary>no later than, prior to, as early as, as late as, any time from, starting from, in advance of.</summary>
    private bool Phrase(int at, int floor, out string mod, out int first)
    {
        (mod, first) = ("", at);
        if (reading.Is(at, Key.Than) && reading.KeyAt(at - 1) is Key.Later or Key.Earlier && at - 1 >= floor)
        {
            var no = reading.Is(at - 2, Key.No) && at - 2 >= floor;
            var later = reading.Is(at - 1, Key.Later);
            (mod, first) = (later == no ? "before" : no ? "since" : later ? "after" : "before", no ? at - 2 : at - 1);
        }
        else if (reading.Is(at, Key.To) && reading.Is(at - 1, Key.Prior) && at - 1 >= floor)
        {
            (mod, first) = ("before", at - 1);
        }
        else if (reading.Is(at, Key.As) && reading.KeyAt(at - 1) is Key.Early or Key.Late && reading.Is(at - 2, Key.As) && at - 2 >= floor)
        {
            (mod, first) = (reading.Is(at - 1, Key.Early) ? "since" : "until", at - 2);
        }
        else if (reading.Is(at, Key.From) && at - 1 >= floor)
        {
            var any = reading.Word(at - 1, "anytime") ? at - 1 : reading.Is(at - 1, Key.Time) && reading.Is(at - 2, Key.Any) && at - 2 >= floor ? at - 2 : -1;
            any = any < 0 && reading.KeyAt(at - 1) is Key.Starting || reading.WordAt(at - 1) is "beginning" ? at - 1 : any;
            (mod, first) = (any >= 0 ? "since" : "", any >= 0 ? any : at);
        }
        else if (reading.Is(at, Key.Of) && reading.Word(at - 1, "advance") && reading.Is(at - 2, Key.In) && at - 2 >= floor)
        {
            (mod, first) = ("before", at - 2);
        }

        return mod.Length > 0;
    }

    /// <summary>&gt;, &gt;=, &lt;, &lt;=, =.</summary>
    private bool Compared(int at, int floor, out string mod, out int first)
    {
        (mod, first) = ("", at);
        switch (reading.At(at).Sign)
        {
            case '=':
                var than = at - 1 >= floor && reading.Sign(at - 1, '>') ? "since" : at - 1 >= floor && reading.Sign(at - 1, '<') ? "until" : "";
                (mod, first) = (than, than.Length > 0 ? at - 1 : at);
                return true;
            case '>':
                mod = "after";
                return true;
            case '<':
                mod = "before";
                return true;
            case '≥':
                mod = "since";
                return true;
            case '≤':
                mod = "until";
                return true;
            default:
                return false;
        }
    }
}
