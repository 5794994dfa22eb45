using System.Collections.Frozen;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>What a word or sign does in a range.</summary>
internal enum RangeCode : byte
{
    /// <summary>Nothing: ends what stands before it.</summary>
    Other,

    /// <summary>A number or an ordinal.</summary>
    Value,

    /// <summary>more, greater: may be followed by "than".</summary>
    More,

    /// <summary>less, fewer.</summary>
    Less,

    /// <summary>above, over, exceeding.</summary>
    Above,

    /// <summary>below, under.</summary>
    Below,

    /// <summary>than.</summary>
    Than,

    /// <summary>equal, equals.</summary>
    Equal,

    /// <summary>to.</summary>
    To,

    /// <summary>or.</summary>
    Or,

    /// <summary>no, not.</summary>
    No,

    /// <summary>at.</summary>
    At,

    /// <summary>least, minimum.</summary>
    Least,

    /// <summary>most, maximum.</summary>
    Most,

    /// <summary>up.</summary>
    Up,

    /// <summary>between.</summary>
    Between,

    /// <summary>and.</summary>
    And,

    /// <summary>but, a comma.</summary>
    But,

    /// <summary>from.</summary>
    From,

    /// <summary>through, ~, -.</summary>
    Till,

    /// <summary>the.</summary>
    The,

    /// <summary>The sign &gt;.</summary>
    MoreSign,

    /// <summary>The sign &lt;.</summary>
    LessSign,

    /// <summary>The sign =.</summary>
    EqualSign,

    /// <summary>≥.</summary>
    AtLeastSign,

    /// <summary>≤.</summary>
    AtMostSign,
}

/// <summary>A word, sign or value with its place; its value when it has one.</summary>
internal readonly record struct RangeToken(RangeCode Code, int Start, int End, double Value)
{
    private static readonly FrozenDictionary<string, RangeCode> Table = new Dictionary<string, RangeCode>
    {
        ["more"] = RangeCode.More,
        ["greater"] = RangeCode.More,
        ["bigger"] = RangeCode.More,
        ["higher"] = RangeCode.More,
        ["larger"] = RangeCode.More,
        ["less"] = RangeCode.Less,
        ["lower"] = RangeCode.Less,
        ["smaller"] = RangeCode.Less,
        ["fewer"] = RangeCode.Less,
        ["above"] = RangeCode.Above,
        ["over"] = RangeCode.Above,
        ["beyond"] = RangeCode.Above,
        ["exceed"] = RangeCode.Above,
        ["exceeds"] = RangeCode.Above,
        ["exceeded"] = RangeCode.Above,
        ["exceeding"] = RangeCode.Above,
        ["below"] = RangeCode.Below,
        ["under"] = RangeCode.Below,
        ["beneath"] = RangeCode.Below,
        ["than"] = RangeCode.Than,
        ["equal"] = RangeCode.Equal,
        ["equals"] = RangeCode.Equal,
        ["equaling"] = RangeCode.Equal,
        ["equalling"] = RangeCode.Equal,
        ["to"] = RangeCode.To,
        ["or"] = RangeCode.Or,
        ["no"] = RangeCode.No,
        ["not"] = RangeCode.No,
        ["at"] = RangeCode.At,
        ["least"] = RangeCode.Least,
        ["most"] = RangeCode.Most,
        ["up"] = RangeCode.Up,
        ["between"] = RangeCode.Between,
        ["and"] = RangeCode.And,
        ["but"] = RangeCode.But,
        ["from"] = RangeCode.From,
        ["through"] = RangeCode.Till,
        ["the"] = RangeCode.The,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, RangeCode>.AlternateLookup<ReadOnlySpan<char>> Words = Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All tokens of a text; null when none of them can make a range.</summary>
    public static List<RangeToken>? Read(string text, List<EnglishNumber> numbers, IReadOnlyList<EnglishOrdinal> ordinals)
    {
        if (numbers.Count + ordinals.Count == 0)
        {
            return null;
        }

        var tokens = new List<RangeToken>();
        var number = 0;
        var ordinal = 0;
        for (var at = 0; at < text.Length;)
        {
            while (number < numbers.Count && numbers[number].Start < at)
            {
                number++;
            }

            while (ordinal < ordinals.Count && ordinals[ordinal].Start < at)
            {
                ordinal++;
            }

            if (number < numbers.Count && numbers[number].Start == at)
            {
                Add(RangeCode.Value, numbers[number].End, numbers[number].Value);
            }
            else if (ordinal < ordinals.Count && ordinals[ordinal].Start == at)
            {
                Add(RangeCode.Value, ordinals[ordinal].End, ordinals[ordinal].Value);
            }
            else if (Characters.IsWord(text[at]))
            {
                var end = at;
                while (end < text.Length && Characters.IsWord(text[end]))
                {
                    end++;
                }

                Add(end - at <= 9 && Words.TryGetValue(text.AsSpan(at, end - at), out var code) ? code : RangeCode.Other, end, 0);
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '-' && at + 1 < text.Length && text[at + 1] == '-')
            {
                Add(RangeCode.Till, at + 2, 0);
            }
            else
            {
                Add(Sign(text[at]), at + 1, 0);
            }

            void Add(RangeCode code, int end, double value)
            {
                tokens.Add(new RangeToken(code, at, end, value));
                at = end;
            }
        }

        return tokens;
    }

    private static RangeCode Sign(char c) => c switch
    {
        '>' => RangeCode.MoreSign,
        '<' => RangeCode.LessSign,
        '=' => RangeCode.EqualSign,
        '≥' => RangeCode.AtLeastSign,
        '≤' => RangeCode.AtMostSign,
        ',' => RangeCode.But,
        '-' or '~' or '–' or '—' => RangeCode.Till,
        _ => RangeCode.Other,
    };
}
