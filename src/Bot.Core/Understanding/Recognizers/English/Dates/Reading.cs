namespace Bot.Core.Understanding.Recognizers.English.Dates;

/// <summary>
/// Reads the times of one text. First every place is asked what begins there, with a look ahead of a few tokens; then
/// neighbours are joined (<see cref="Joiner"/>). Nothing goes back, so that the work grows with the text and no faster.
/// </summary>
internal sealed partial class Reading
{
    private readonly string _text;
    private readonly Token[] _tokens;
    private readonly int _count;

    public Reading(string text, Token[] tokens, int count, DateTime reference)
    {
        _text = text;
        _tokens = tokens;
        _count = count;
        Reference = reference;
    }

    /// <summary>Now.</summary>
    public DateTime Reference { get; }

    public int Count => _count;

    /// <summary>A token; beyond the text one that is nothing.</summary>
    public Token At(int at) => (uint)at < (uint)_count ? _tokens[at] : new Token(TokenKind.None, _text.Length, _text.Length, true, Sense.None, 0, '\0');

    public Sense SenseAt(int at) => (uint)at < (uint)_count ? _tokens[at].Sense : Sense.None;

    public Key KeyAt(int at) => SenseAt(at).Key;

    public bool Is(int at, Key key) => SenseAt(at).Key == key;

    public bool Is(int at, Key first, Key second) => SenseAt(at).Key == first || SenseAt(at).Key == second;

    public bool Sign(int at, char sign) => (uint)at < (uint)_count && _tokens[at].Kind == TokenKind.Symbol && _tokens[at].Sign == sign;

    /// <summary>Whether a token is written on to the one before it.</summary>
    public bool Glued(int at) => (uint)at < (uint)_count && at > 0 && !_tokens[at].Spaced;

    /// <summary>Whether a word is exactly this one.</summary>
    public bool Word(int at, string word) => (uint)at < (uint)_count && _tokens[at].Kind == TokenKind.Word && _text.AsSpan(_tokens[at].Start, _tokens[at].End - _tokens[at].Start).SequenceEqual(word);

    public ReadOnlySpan<char> WordAt(int at) => (uint)at < (uint)_count ? _text.AsSpan(_tokens[at].Start, _tokens[at].End - _tokens[at].Start) : default;

    /// <summary>The token after one that may be there.</summary>
    public int Skip(int at, Key key) => Is(at, key) ? at + 1 : at;

    public int Skip(int at, char sign) => Sign(at, sign) ? at + 1 : at;

    /// <summary>Whether a word ends in time: lunchtime.</summary>
    public bool TimeWord(int at) => WordAt(at).EndsWith("time");

    /// <summary>Whether the words of a piece name a year by its number.</summary>
    public bool SaysYear(Piece piece)
    {
        for (var at = piece.First; at < piece.Next; at++)
        {
            if (At(at).Digits is 4 or 8 || SenseAt(at).Scale > 0 || (At(at).Digits == 2 && Glued(at) && Joint(at - 1) && piece.Next - piece.First == 5) || (SenseAt(at).Cardinal >= 15 && SenseAt(at + 1).Cardinal >= 10))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a token begins a time or goes on to one.</summary>
    public bool Speaks(int at) => At(at).Digits > 0 || SenseAt(at) is { Month: > 0 } or { Weekday: > 0 } or { Relation: not Relation.None } || Days3(KeyAt(at)) is not null;

    /// <summary>All that the text says of times, in order, as pieces that are not joined yet.</summary>
    public List<Piece> Pieces()
    {
        var pieces = new List<Piece>();
        for (var at = 0; at < _count;)
        {
            var piece = Longest(at);
            if (piece is not null)
            {
                pieces.Add(piece);
            }

            at = piece?.Next ?? at + 1;
        }

        return pieces;
    }

    private Piece? Longest(int at)
    {
        var token = _tokens[at];
        if (token.Kind == TokenKind.Symbol ? token.Sign is not ('½' or '\'' or '’') : token.Kind == TokenKind.Word && token.Sense == Sense.None && !Feasts.Begins(WordAt(at)))
        {
            return null;
        }

        if (token.Sense.Key is Key.Of or Key.For or Key.To or Key.Through or Key.And or Key.Or or Key.Before or Key.After or Key.Since or Key.By or Key.Ago or Key.Than or Key.Around
            or Key.Other or Key.Prior or Key.Per or Key.Possessive or Key.Starting or Key.Ending or Key.Soon or Key.Oclock or Key.Commencing or Key.LetterM)
        {
            return null;
        }

        Piece? best = null;
        Take(ref best, Set(at));
        Take(ref best, DayRange(at));
        Take(ref best, Date(at));
        Take(ref best, Period(at));
        Take(ref best, Timed(at));
        Take(ref best, TimeOfDay(at));
        Take(ref best, PartOfDay(at));
        return best;
    }

    private static void Take(ref Piece? best, Piece? other)
    {
        if (other is not null && (best is null || other.Next > best.Next))
        {
            best = other;
        }
    }
}
