using System.Globalization;

namespace Bot.Core.Understanding.Values;

/// <summary>Reads numbers as people write them: 1500, 1.5k, 3万5, 两千三百, 一千五, 二十, 三点五.</summary>
public static class NumberReader
{
    private const string Digits = "零一二三四五六七八九";
    private const decimal Ceiling = 1_000_000_000_000_000m;

    /// <summary>Every number in the text, in order.</summary>
    public static IEnumerable<Found> All(string text)
    {
        var folded = Fold.Text(text);
        for (var i = 0; i < folded.Length;)
        {
            var found = At(folded, i);
            if (found is { } number && !IsFigureOfSpeech(folded, number))
            {
                yield return number;
            }

            i = found?.End ?? i + 1;
        }
    }

    /// <summary>The number that begins at a position of an already folded text.</summary>
    public static Found? At(string folded, int start)
    {
        var scan = new Scan(folded, start);
        if (start < folded.Length && folded[start] == '-' && start + 1 < folded.Length && char.IsAsciiDigit(folded[start + 1])
            && (start == 0 || !char.IsLetterOrDigit(folded[start - 1])))
        {
            scan.Negative = true;
            scan.At++;
        }

        while (scan.At < folded.Length && scan.Total + scan.Section < Ceiling && scan.Step())
        {
        }

        return scan.Result(start);
    }

    // 一下, 一些, 一样: no numbers, though they begin like one.
    private static bool IsFigureOfSpeech(string folded, Found number) =>
        number is { Length: 1, Value: "1" } && folded[number.Start] == '一' && number.End < folded.Length
        && "下些样起般直定共会边旦".Contains(folded[number.End], StringComparison.Ordinal);

    private static int DigitOf(char c) => c switch { '〇' => 0, '两' or '俩' => 2, _ => Digits.IndexOf(c, StringComparison.Ordinal) };

    private static decimal UnitOf(char c) => c switch { '十' => 10, '百' => 100, '千' or 'k' => 1_000, '万' or 'w' => 10_000, '亿' => 100_000_000, _ => 0 };

    private sealed class Scan(string text, int at)
    {
        private decimal? _current;
        private bool _chinese;
        private bool _zero;
        private bool _any;
        private decimal _lastUnit = 1;

        public int At { get; set; } = at;

        public bool Negative { get; set; }

        public decimal Total { get; private set; }

        public decimal Section { get; private set; }

        public bool Step()
        {
            var c = text[At];
            if (char.IsAsciiDigit(c))
            {
                return _current is null && Arabic();
            }

            if (DigitOf(c) is >= 0 and var digit)
            {
                return Chinese(digit);
            }

            return UnitOf(c) is > 0 and var unit ? Unit(c, unit) : c is '点' && Point();
        }

        public Found? Result(int start)
        {
            if (!_any)
            {
                return null;
            }

            var rest = _current ?? 0;
            // 一千五 is 1500, 一千零五 is 1005: the last bare digit counts in tenths of the unit before it.
            var tail = _lastUnit >= 100 && !_zero && rest is > 0 and < 10 && decimal.IsInteger(rest) ? rest * _lastUnit / 10 : rest;
            var value = (Total + Section + tail) * (Negative ? -1 : 1);
            return new Found(start, At - start, value.ToString("0.####", CultureInfo.InvariantCulture), value);
        }

        private bool Arabic()
        {
            var end = At;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInner(end)))
            {
                end++;
            }

            if (end - At > 15)
            {
                At = _any ? At : end;
                return false;
            }

            _current = decimal.Parse(text.AsSpan(At, end - At), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            _chinese = false;
            (_any, At) = (true, end);
            return true;
        }

        // A point between digits, or a comma before exactly three of them.
        private bool IsInner(int i) => i > At && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])
            && (text[i] == '.' ? !text.AsSpan(At, i - At).Contains('.') : text[i] == ',' && IsThousand(i));

        private bool IsThousand(int i) => i + 3 < text.Length && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3])
            && (i + 4 >= text.Length || !char.IsAsciiDigit(text[i + 4]));

        private bool Chinese(int digit)
        {
            if (_current is { } current && (!_chinese || current >= 100_000_000))
            {
                return false;
            }

            _zero |= digit == 0 && _current is null && _lastUnit > 1;
            _current = IsAbout(digit) ? digit : (_current ?? 0) * 10 + digit;
            (_any, _chinese) = (true, true);
            At++;
            return true;
        }

        // 两千三四 is 2400 at most, 三四百 is 400 at most: neighbours before a unit or behind one are a guess, its upper end counts.
        private bool IsAbout(int digit) => _current is >= 1 and < 9 && digit == _current + 1
            && (_lastUnit > 1 || (At + 1 < text.Length && UnitOf(text[At + 1]) > 0 && text[At + 1] is not ('k' or 'w')));

        private bool Unit(char c, decimal unit)
        {
            var latin = c is 'k' or 'w';
            if (latin && (_chinese || _current is null || (At + 1 < text.Length && char.IsAsciiLetter(text[At + 1]))))
            {
                return false;
            }

            if (_current is null && unit != 10 && !(unit >= 10_000 && Section > 0))
            {
                return false;
            }

            if (unit >= 10_000)
            {
                Total = (Total + Section + (_current ?? 0)) * unit;
                Section = 0;
            }
            else
            {
                Section += (_current ?? 1) * unit;
            }

            (_current, _lastUnit, _zero, _any) = (null, unit, false, true);
            At++;
            return true;
        }

        private bool Point()
        {
            if (_current is null || !_chinese || At + 1 >= text.Length || DigitOf(text[At + 1]) < 0)
            {
                return false;
            }

            var scale = 0.1m;
            for (At++; At < text.Length && scale > 0.00001m && DigitOf(text[At]) is >= 0 and var digit; At++, scale /= 10)
            {
                _current += digit * scale;
            }

            _chinese = false;
            return true;
        }
    }
}
