using System.Globalization;

namespace Bot.Core.Understanding.Recognizers.Sequences;

/// <summary>
/// How sure a run of digits is a phone number, as Microsoft scores it: a country, an area in brackets, groups and the right
/// number of digits speak for it, repeated digits and long unbroken runs against it.
/// </summary>
internal static class PhoneScore
{
    /// <summary>From 0 to 1, in tenths, as text.</summary>
    public static string Of(ReadOnlySpan<char> phone)
    {
        var score = 30;
        var rest = phone;
        if (Country(phone) is var country and > 0)
        {
            score += 40;
            rest = phone[country..];
        }

        score += rest.Contains('(') ? 30 : 0;
        var (digits, marks, wide, long5) = Count(phone);
        score += 20 * Math.Min(marks, 3);
        score -= wide ? 20 : 0;
        score += 10 * (Math.Min(digits, 11) - 8);
        score -= digits == phone.Length && digits > 11 ? 10 * (digits - 11) : 0;
        score -= 10 * Math.Max(0, long5 - 1);
        score -= 10 * Math.Max(0, Tail(phone) - 2);
        score -= Odd(phone) ? 40 : 0;
        return (Math.Clamp(score, 0, 100) / 100d).ToString(CultureInfo.InvariantCulture);
    }

    // The length of +44, (+44), (0044), 0044; 0 when there is none.
    private static int Country(ReadOnlySpan<char> phone)
    {
        var at = phone[0] == '(' ? 1 : 0;
        if (phone[at] == '+')
        {
            at++;
        }
        else if (phone[at..].StartsWith("00"))
        {
            at += 2;
        }
        else
        {
            return 0;
        }

        at += at < phone.Length && phone[at] == ' ' ? 1 : 0;
        var digits = at;
        while (at < phone.Length && at - digits < 3 && char.IsAsciiDigit(phone[at]))
        {
            at++;
        }

        return at > digits ? at : 0;
    }

    private static (int Digits, int Marks, bool Wide, int Long) Count(ReadOnlySpan<char> phone)
    {
        var (digits, marks, run, longs) = (0, 0, 0, 0);
        var wide = false;
        for (var i = 0; i < phone.Length; i++)
        {
            if (char.IsAsciiDigit(phone[i]))
            {
                digits++;
                run++;
                longs += run == 5 ? 1 : 0;
                continue;
            }

            run = 0;
            if (phone[i] is ' ' or '-' or '/' or '.')
            {
                var again = i > 0 && phone[i - 1] is ' ' or '-' or '/' or '.';
                wide |= again;
                marks += again ? 0 : 1;
            }
        }

        return (digits, marks, wide, longs);
    }

    private static int Tail(ReadOnlySpan<char> phone)
    {
        var same = 1;
        while (same < phone.Length && phone[^(same + 1)] == phone[^1] && char.IsAsciiDigit(phone[^1]))
        {
            same++;
        }

        return same;
    }

    // Marks where no country puts them: (123).456, 82-10-1234.
    private static bool Odd(ReadOnlySpan<char> phone)
    {
        for (var i = 0; i + 1 < phone.Length; i++)
        {
            if ((phone[i] == ')' && phone[i + 1] == '.')
                || (phone[i] == '-' && i + 6 < phone.Length && phone[i + 3] == '-' && phone[i + 6] == '-'))
            {
                return true;
            }
        }

        return false;
    }
}
