using Bot.Core.Understanding.Recognizers.Times;

namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>What words before and after make of a time: before, after, since, until, around, or later.</summary>
internal sealed partial class Joiner
{
    /// <summary>A piece with its words; <paramref name="floor"/> is where the piece before it ended.</summary>
    private Piece? Modified(Piece piece, int floor)
    {
        if (piece.Meal && piece.Kind == TimeKind.TimeRange && !reading.Is(piece.First, Key.At) && !Prefixed(piece, floor, out _, out _) && !reading.TimeWord(piece.Next - 1))
        {
            return null;
        }

        if (piece.Closed || piece.Kind is TimeKind.Duration or TimeKind.Set || piece.Now || (piece.Kind is TimeKind.TimeRange or TimeKind.DateTimeRange && piece.Part is null))
        {
            return piece;
        }

        if (Prefixed(piece, floor, out var mod, out var first))
        {
            return Changed(piece, mod) with { First = first };
        }

        return Suffixed(piece, out mod, out var next) ? Changed(piece, mod) with { Next = next } : piece;
    }

    private static Piece Changed(Piece piece, string mod)
    {
        if (mod.Length == 0)
        {
            return piece;
        }

        var old = piece.Value.Mod;
        return piece with { Value = piece.Value with { Mod = old is "start" or "mid" or "end" && mod != "approx" ? $"{mod}-{old}" : mod } };
    }

    private bool Prefixed(Piece piece, int floor, out string mod, out int first)
    {
        var at = piece.First - 1;
        (mod, first) = ("", at);
        if (at < floor)
        {
            return false;
        }

        if (reading.At(at).Kind == TokenKind.Symbol)
        {
            return Compared(at, floor, out mod, out first);
        }

        at = reading.Is(at, Key.The) || (reading.KeyAt(at) is Key.On or Key.At or Key.In && reading.KeyAt(at - 1) is Key.Starting or Key.Beginning or Key.Ending or Key.Around or Key.Before or Key.After or Key.Till or Key.By or Key.Since) ? at - 1 : at;
        if (at < floor)
        {
            return false;
        }

        first = at;
        switch (reading.KeyAt(at))
        {
            case Key.Before:
            case Key.By:
            case Key.Till:
                mod = "before";
                break;
            case Key.After:
                mod = "after";
                break;
            case Key.Since:
            case Key.Starting:
                mod = "since";
                break;
            case Key.Beginning when reading.WordAt(at) is "beginning":
                mod = "since";
                break;
            case Key.Ending:
                mod = "before";
                break;
            case Key.Around:
                mod = "approx";
                break;
            default:
                return Phrase(at, floor, out mod, out first);
        }

        // on or after, on or before
        if (mod is "after" or "before" && reading.Is(at - 1, Key.Or) && reading.Is(at - 2, Key.On) && at - 2 >= floor)
        {
            (mod, first) = (mod == "after" ? "since" : "until", at - 2);
        }

        return true;
    }

    /// <summary>… or later, and after, or earlier, onwards.</summary>
    private bool Suffixed(Piece piece, out string mod, out int next)
    {
        var at = piece.Next;
        mod = "";
        next = at + 2;
        if (reading.Is(at, Key.Onward))
        {
            (mod, next) = ("since", at + 1);
        }
        else if (reading.Is(at, Key.Or, Key.And) && !reading.Is(at + 2, Key.Than) && !reading.Speaks(at + 2))
        {
            mod = reading.KeyAt(at + 1) switch
            {
                Key.After or Key.Later or Key.Onward => "since",
                Key.Before or Key.Earlier when reading.Is(at, Key.Or) => "until",
                _ => reading.WordAt(at + 1) is "above" or "greater" ? "since" : reading.WordAt(at + 1) is "below" && reading.Is(at, Key.Or) ? "until" : "",
            };
        }

        return mod.Length > 0;
    }
}
