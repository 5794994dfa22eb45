using System.Collections.Frozen;

namespace Bot.Core.Understanding.Recognizers.English.Numbers;

/// <summary>What a word does in a number.</summary>
internal enum WordKind : byte
{
    /// <summary>Not a number's word.</summary>
    Other,

    /// <summary>Digits: 12, 1,234.5, 3/4.</summary>
    Digits,

    /// <summary>zero to nine.</summary>
    Unit,

    /// <summary>ten to nineteen.</summary>
    Teen,

    /// <summary>twenty to ninety.</summary>
    Tens,

    /// <summary>hundred, thousand, lakh …</summary>
    Round,

    /// <summary>dozen.</summary>
    Dozen,

    /// <summary>a, an: one, before a round word, a dozen or a part.</summary>
    Article,

    /// <summary>half, quarter and their plurals; the value is how many make a whole.</summary>
    Part,

    /// <summary>first to ninetieth.</summary>
    Ordinal,

    /// <summary>hundredth, thousandth …</summary>
    RoundOrdinal,

    /// <summary>and.</summary>
    And,

    /// <summary>point.</summary>
    Point,

    /// <summary>minus, negative.</summary>
    Minus,

    /// <summary>of.</summary>
    Of,
}

/// <summary>A number's word.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Value">Its worth.</param>
/// <param name="Plural">True for fifths, halves, hundreds.</param>
internal readonly record struct NumberWord(WordKind Kind, double Value, bool Plural)
{
    private static readonly FrozenDictionary<string, NumberWord> Table = Build();

    /// <summary>By the lower-case word.</summary>
    public static readonly FrozenDictionary<string, NumberWord>.AlternateLookup<ReadOnlySpan<char>> Words = Table.GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenDictionary<string, NumberWord> Build()
    {
        var words = new Dictionary<string, NumberWord>();
        Add("zero=0 naught=0 nought=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9", WordKind.Unit);
        Add("ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19", WordKind.Teen);
        Add("twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90", WordKind.Tens);
        Add("hundred=100 thousand=1e3 lakh=1e5 million=1e6 mln=1e6 crore=1e7 billion=1e9 bln=1e9 trillion=1e12 tln=1e12", WordKind.Round, plurals: true);
        Add("dozen=12 dz=12 doz=12", WordKind.Dozen, plurals: true);
        Add("half=2 halve=2 quarter=4", WordKind.Part, plurals: true);
        Add(
            "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 nineth=9 tenth=10 eleventh=11 twelfth=12 twelveth=12 "
            + "thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30 "
            + "fortieth=40 fiftieth=50 sixtieth=60 seventieth=70 eightieth=80 ninetieth=90",
            WordKind.Ordinal,
            plurals: true);
        Add("hundredth=100 thousandth=1e3 millionth=1e6 billionth=1e9 trillionth=1e12", WordKind.RoundOrdinal, plurals: true);
        Add("a=1 an=1", WordKind.Article);
        Add("and=0", WordKind.And);
        Add("point=0", WordKind.Point);
        Add("minus=0 negative=0", WordKind.Minus);
        Add("of=0", WordKind.Of);
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string list, WordKind kind, bool plurals = false)
        {
            foreach (var pair in list.Split(' '))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                var value = double.Parse(pair[(equals + 1)..], System.Globalization.CultureInfo.InvariantCulture);
                words[pair[..equals]] = new NumberWord(kind, value, false);
                if (plurals)
                {
                    words[pair[..equals] + "s"] = new NumberWord(kind, value, true);
                }
            }
        }
    }
}
