using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Reads one map of a policy. Whatever is wrong becomes a problem at its place, and the value is null.</summary>
internal sealed partial class PolicyReader(string file, YamlMap map, ImmutableArray<Problem>.Builder problems, Dictionary<string, int>? named = null)
{
    private static readonly (string Word, PushClass Class)[] ClassWords =
    [
        ("transactional", PushClass.Transactional), ("reply", PushClass.Reply), ("service", PushClass.Service), ("value", PushClass.Value), ("promo", PushClass.Promo),
    ];

    private static readonly (string Word, Per Per)[] PerWords = [("member", Per.Member), ("group", Per.Group), ("bot", Per.Bot)];

    private readonly YamlReader _yaml = new(file, map, problems);
    // Ids that were written, with their lines: of broken rules too, so that no mistake hides another.
    private readonly Dictionary<string, int> _named = named ?? new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The map that is read.</summary>
    public YamlMap Map => map;

    /// <summary>True when the key stands in the file, with whatever value.</summary>
    public bool Has(string key) => map.Entry(key) is not null;

    /// <summary>The value, or null when absent or empty.</summary>
    public YamlNode? Node(string key) => _yaml.Node(Known(key));

    /// <summary>A text, or null.</summary>
    public YamlScalar? Scalar(string key) => _yaml.Scalar(Known(key));

    /// <summary>A list of texts, or one text.</summary>
    public ImmutableArray<YamlScalar> Scalars(string key) => _yaml.Scalars(Known(key));

    /// <summary>A text that must be there.</summary>
    public YamlScalar? Required(string key, string example)
    {
        if (!Has(key))
        {
            Add(map, "H002", $"缺少“{key}”，例如 {key}: {example}。", $"`{key}` is missing, as in {key}: {example}.");
        }

        return Scalar(key);
    }

    /// <summary>True when the value is the word <c>off</c>.</summary>
    public bool IsOff(string key)
    {
        return Node(key) is YamlScalar { Text: "off", IsQuoted: false };
    }

    /// <summary>A nested map, or null.</summary>
    public PolicyReader? Sub(string key) => _yaml.Sub(Known(key)) is { } inner ? new PolicyReader(file, inner.Map, problems, _named) : null;

    /// <summary>The maps of a list; a single map counts as a list of one.</summary>
    public IEnumerable<PolicyReader> Items(string key)
    {
        switch (Node(key))
        {
            case YamlMap one:
                yield return new PolicyReader(file, one, problems, _named);
                break;
            case YamlList list:
                foreach (var item in list.Items)
                {
                    if (item is YamlMap each)
                    {
                        yield return new PolicyReader(file, each, problems, _named);
                    }
                    else
                    {
                        Add(item, "Y008", $"“{key}”的每一项应该是一组键值，例如 - {{id: …}}，这里是{item.Kind.Zh}。", $"Each item of `{key}` must be a map, as in - {{id: …}}, this is {item.Kind.En}.");
                    }
                }

                break;
            case YamlScalar other:
                Add(other, "Y008", $"“{key}”应该是列表，或者写 off 关掉它；这里是“{other.Text}”。", $"`{key}` must be a list, or off to switch it off; this is `{other.Text}`.");
                break;
        }
    }

    /// <summary>The rule's id, or the name built for it; a wrong one is a problem and is kept, so that nothing else complains.</summary>
    public (string Id, YamlNode At) Id(string fallback)
    {
        if (Scalar("id") is not { } id)
        {
            return (fallback, map);
        }

        if (!IdForm().IsMatch(id.Text))
        {
            Add(id, "H007", $"规则名“{id.Text}”只能用文字、数字、点和横线，最多 64 个字，例如 group-day。", $"The id `{id.Text}` may hold letters, digits, dots and dashes, at most 64, as in group-day.");
        }
        else if (PolicyDraft.Reserved.Contains(id.Text) && id.Text != fallback)
        {
            Add(id, "H007", $"“{id.Text}”是系统自己用的名字，换一个，例如 my-{id.Text}。", $"`{id.Text}` is a name of the system's own: take another, as in my-{id.Text}.");
        }

        if (!_named.TryAdd(id.Text, id.Line))
        {
            Taken(id, id.Text, $"第 {_named[id.Text]} 行", $"line {_named[id.Text]}");
        }

        return (id.Text, id);
    }

    /// <summary>Tells that an id is somebody else's already.</summary>
    public void Taken(YamlNode at, string id, string zh, string en) =>
        Add(at, "H006", $"规则名“{id}”已经在{zh}用过了，换一个 id。", $"The id `{id}` is taken in {en}: use another.");

    /// <summary>A duration.</summary>
    public TimeSpan? Span(string key, bool required = true, bool zero = false) =>
        (required ? Required(key, "24h") : Scalar(key)) is { } text ? Span(text, zero) : null;

    /// <summary>A duration that stands there.</summary>
    public TimeSpan? Span(YamlScalar text, bool zero = false, bool calendar = false)
    {
        switch (Durations.Milliseconds(text.Text))
        {
            case null:
            case 0 when !zero:
                var (zh, en) = calendar ? ("day、week、month，或者 ", "day, week, month, or a duration as in ") : ("", "a duration as in ");
                Add(text, "H012", $"“{text.Text}”不是时长。写 {zh}24h、90m、7d、1d12h 这样的正数。", $"`{text.Text}` is no duration. Write {en}24h, 90m, 7d, 1d12h, more than nothing.");
                return null;
            case > PolicyText.Longest:
                Add(text, "H013", $"“{text.Text}”太长，最多 60d。", $"`{text.Text}` is too long: at most 60d.");
                return null;
            case var length:
                return TimeSpan.FromMilliseconds(length.Value);
        }
    }

    /// <summary>A window: day, week, month or a duration.</summary>
    public PolicyWindow? Window(string key) => Required(key, "day") switch
    {
        null => null,
        { Text: "day" } => new PolicyWindow("day", null, CalendarUnit.Day),
        { Text: "week" } => new PolicyWindow("week", null, CalendarUnit.Week),
        { Text: "month" } => new PolicyWindow("month", null, CalendarUnit.Month),
        var text => Span(text, calendar: true) is { } length ? new PolicyWindow(text.Text, length, null) : null,
    };

    /// <summary>A share in thousandths within bounds.</summary>
    public int? PerMille(string key, int min, int max, bool required = true)
    {
        if ((required ? Required(key, "5%") : Scalar(key)) is not { } text)
        {
            return null;
        }

        if (PolicyText.PerMille(text.Text) is { } share && share >= min && share <= max)
        {
            return share;
        }

        var bounds = string.Create(CultureInfo.InvariantCulture, $"{min / 10m:0.#}%..{max / 10m:0.#}%");
        Add(text, "H015", $"“{key}”应该是 {bounds} 的百分数，最多一位小数，这里是“{text.Text}”。", $"`{key}` must be a percentage of {bounds} with at most one decimal, this is `{text.Text}`.");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string key, int min, int max) => Scalar(key) is { } text ? Whole(text, key, min, max) : null;

    /// <summary>A whole number that stands there; words behind it are allowed where <paramref name="unit"/> names one.</summary>
    public int? Whole(YamlScalar text, string key, int min, int max, string unit = "")
    {
        if (PolicyText.Counted(text.Text) is var (number, rest) && number >= min && number <= max && (rest.Length == 0 || rest == unit))
        {
            return number;
        }

        Add(text, "H025", $"“{key}”应该是 {min} 到 {max} 的整数，这里是“{text.Text}”。", $"`{key}` must be a whole number of {min} to {max}, this is `{text.Text}`.");
        return null;
    }

    /// <summary>What to do with what a rule refuses.</summary>
    public Over Over(Over fallback) =>
        _yaml.OneOf("H014", Known("over"), fallback, ("defer", Throttling.Over.Defer), ("drop", Throttling.Over.Drop), ("digest", Throttling.Over.Digest), ("wait", Throttling.Over.Wait));

    /// <summary>One word of a closed list.</summary>
    public T OneOf<T>(string code, string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices) => _yaml.OneOf(code, Known(key), fallback, choices);

    /// <summary>For whom a rule counts; empty, with a problem, when it cannot be read.</summary>
    public ImmutableArray<Per> Pers(bool onlyOne = false)
    {
        if (!Has("per"))
        {
            Add(map, "H002", "缺少“per”：写 member（每人）、group（每群）或 bot（每个号）。", "`per` is missing: write member, group or bot.");
        }

        var scalars = Scalars("per");
        var words = onlyOne ? PerWords.AsSpan(0, 2) : PerWords;
        var read = Words(scalars, "H009", "per", words);
        if (onlyOne && scalars.Length > 1)
        {
            Add(scalars[1], "H009", "这里的 per 只能写一个：member 或 group；两个都要，就写两条规则。", "Here `per` holds one word, member or group: for both write two rules.");
            return [];
        }

        return read;
    }

    /// <summary>The classes of a rule; empty for all.</summary>
    public ImmutableArray<PushClass> Classes() => Words<PushClass>(Scalars("class"), "H008", "class", ClassWords);

    /// <summary>The class that a text names; a problem when it is none.</summary>
    public PushClass? Class(YamlScalar text) => Words<PushClass>([text], "H008", "class", ClassWords) is [var one] ? one : null;

    /// <summary>A platform action's name.</summary>
    public string? Channel() => Scalar("channel") is { Text.Length: > 0 } channel ? channel.Text.Trim() : null;

    /// <summary>Reports what nobody asked for and what was left empty.</summary>
    public void Done()
    {
        _yaml.Done("H001");
        foreach (var entry in map.Entries.Where(entry => _known.Contains(entry.Key.Text) && entry.Value is YamlScalar { IsEmpty: true }))
        {
            Add(entry.Key, "H003", $"“{entry.Key.Text}”后面是空的：写上值，或者删掉这一行。", $"There is nothing behind `{entry.Key.Text}`: write a value or remove the line.");
        }
    }

    /// <summary>Adds a problem at a node.</summary>
    public void Add(YamlNode at, string code, string zh, string en, Severity severity = Severity.Error) => _yaml.Add(at, code, zh, en, severity);

    private ImmutableArray<T> Words<T>(ImmutableArray<YamlScalar> scalars, string code, string key, ReadOnlySpan<(string Word, T Value)> choices)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var scalar in scalars)
        {
            var at = -1;
            var words = new List<string>();
            for (var i = 0; i < choices.Length; i++)
            {
                words.Add(choices[i].Word);
                at = choices[i].Word == scalar.Text ? i : at;
            }

            if (at < 0)
            {
                var hint = NearestName.Hint(scalar.Text, words);
                Add(scalar, code, $"“{key}”不能是“{scalar.Text}”{hint.Zh} 可以写：{string.Join("、", words)}。", $"`{key}` cannot be `{scalar.Text}`{hint.En} Use: {string.Join(", ", words)}.");
            }
            else if (!found.Contains(choices[at].Value))
            {
                found.Add(choices[at].Value);
            }
        }

        return found.ToImmutable();
    }

    private string Known(string key)
    {
        _known.Add(key);
        return key;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
