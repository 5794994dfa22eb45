using Bot.Core.Understanding.Folding;

namespace Bot.Core.Understanding.Recognizers.English.Units;

/// <summary>The unit names of a table that ships with the program, as a tree by letters.</summary>
internal sealed class UnitNames
{
    private readonly List<Node> nodes = [new Node()];

    /// <summary>Currencies.</summary>
    public static readonly UnitNames Currencies = new("Currency.txt", money: true);

    /// <summary>Lengths, areas, volumes, weights, speeds, information, angles.</summary>
    public static readonly UnitNames Dimensions = new("Dimension.txt", money: false);

    /// <summary>years old.</summary>
    public static readonly UnitNames Ages = new("Age.txt", money: false);

    /// <summary>degrees celsius.</summary>
    public static readonly UnitNames Temperatures = new("Temperature.txt", money: false);

    private UnitNames(string table, bool money)
    {
        foreach (var line in ShippedTable.Lines($"Recognizers.English.Units.{table}"))
        {
            var parts = line.Split('|');
            var (unit, kind) = (parts[0], parts[1] == "-" ? "" : parts[1].TrimEnd('!'));
            foreach (var name in parts[2].Split(','))
            {
                AddSpellings(name, unit, kind, money);
            }

            if (money && kind.Length == 3)
            {
                var word = parts[1].EndsWith('!');
                Add(kind.ToLowerInvariant(), new UnitName(unit, kind, !word, word, Leads: !word, Unsure: false));
                Add("m" + kind.ToLowerInvariant(), new UnitName(unit, kind, Alone: false, word, Leads: true, Unsure: false, Scale: 1e6));
            }
        }
    }

    /// <summary>The longest name at a place that ends at a word's edge; null when there is none. Blanks in a name are any blanks.</summary>
    public (UnitName Name, int End)? Find(string text, int at)
    {
        (UnitName, int)? best = null;
        var node = 0;
        for (var i = at; i < text.Length;)
        {
            var c = text[i];
            var blank = char.IsWhiteSpace(c);
            node = nodes[node].Next(blank ? ' ' : c);
            if (node == 0)
            {
                break;
            }

            i = blank ? Numbers.Characters.AfterBlanks(text, i) : i + 1;
            if (nodes[node].Name is { } name && !(Numbers.Characters.IsWord(c) && Numbers.Characters.IsWordAt(text, i)))
            {
                best = (name, i);
            }
        }

        return best;
    }

    // Each mark at a name's end means something: see the tables.
    private void AddSpellings(string marked, string unit, string kind, bool money)
    {
        var text = marked.TrimEnd('*', '?', '!', '<', '~');
        var marks = marked.AsSpan(text.Length);
        var letters = text.AsSpan().ContainsAnyInRange('a', 'z');
        var sign = money && (!char.IsAsciiLetterOrDigit(text[^1]) || text is "rs" or "rs." or "rm" or "rp" or "kr" or "tl" or "btc" or "rmb" or "ksh" or "xbt" or "ntd" or "nis");
        var name = new UnitName(
            unit,
            kind,
            Alone: !marks.Contains('?') && !marks.Contains('!') && letters,
            Capitals: money && marks.Contains('!'),
            Leads: sign && text[0] != '-',
            Unsure: !money && marks.Contains('!'));
        AddPlural(text, name, marks.Contains('*'));
        if (marks.Contains('~'))
        {
            AddPlural(text.Replace("meter", "metre", StringComparison.Ordinal).Replace("liter", "litre", StringComparison.Ordinal).Replace("gram", "gramme", StringComparison.Ordinal), name, true);
        }
    }

    private void AddPlural(string text, UnitName name, bool plural)
    {
        Add(text, name);
        if (plural)
        {
            Add(text + "s", name);
        }
    }

    private void Add(string text, UnitName name)
    {
        var node = 0;
        foreach (var c in text)
        {
            var next = nodes[node].Next(c);
            if (next == 0)
            {
                next = nodes.Count;
                nodes.Add(new Node());
                nodes[node].Add(c, next);
            }

            node = next;
        }

        // Whoever is named first in the table has it.
        nodes[node].Name ??= name;
    }

    private sealed class Node
    {
        private char[] keys = [];
        private int[] targets = [];

        public UnitName? Name { get; set; }

        public int Next(char c)
        {
            var at = keys.AsSpan().IndexOf(c);
            return at < 0 ? 0 : targets[at];
        }

        public void Add(char c, int target)
        {
            keys = [.. keys, c];
            targets = [.. targets, target];
        }
    }
}
