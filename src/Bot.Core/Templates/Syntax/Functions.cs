using System.Collections;
using System.Collections.Frozen;
using System.Globalization;

namespace Bot.Core.Templates.Syntax;

/// <summary>What a function takes at one place.</summary>
internal enum Takes
{
    Any,
    Text,
    Number,
    Date,
    List,
    Format,
}

/// <summary>A function that templates may call: total (any value gives a result, never an exception) and fixed to one culture.</summary>
internal sealed record Function(string Name, int Min, Takes[] Takes, VariableType Result, bool TakesNull, string Usage, Func<object?[], CultureInfo, object?> Apply)
{
    /// <summary>Most arguments.</summary>
    public int Max => Name is "and" or "or" ? 8 : Takes.Length;
}

/// <summary>All functions.</summary>
internal static class Functions
{
    /// <summary>Longest text that a function gives back.</summary>
    private const int MaxText = 2000;

    public static readonly FrozenDictionary<string, Function> All = new Function[]
    {
        new("money", 1, [Takes.Number], VariableType.Text, false, "money price", (a, _) => Money(a[0])),
        new("date", 1, [Takes.Date, Takes.Format], VariableType.Text, false, "date now \"M月d日\"", (a, c) => Date(a[0], a.Length > 1 ? a[1] as string : null, c)),
        new("number", 1, [Takes.Number, Takes.Number], VariableType.Text, false, "number n 1", (a, _) => Number(a[0]) is { } n ? Print(n, Digits(a, 1)) : ""),
        new("percent", 1, [Takes.Number, Takes.Number], VariableType.Text, false, "percent share", (a, _) => Number(a[0]) is { } n ? Print(Times100(n), Digits(a, 1) ?? 0) + "%" : ""),
        new("truncate", 2, [Takes.Text, Takes.Number], VariableType.Text, false, "truncate text 20", (a, _) => Truncate(Text(a[0]), (int)Math.Clamp(Number(a[1]) ?? 0, 0, MaxText))),
        new("default", 2, [Takes.Any, Takes.Any], VariableType.Text, true, "default user.nick \"你好\"", (a, _) => Text(a[0]) is { Length: > 0 } text ? text : Text(a[1])),
        new("join", 1, [Takes.List, Takes.Text, Takes.Text], VariableType.Text, true, "join tags \"、\"", (a, _) => Join(a)),
        new("eq", 2, [Takes.Any, Takes.Any], VariableType.Flag, true, "eq a b", (a, _) => Number(a[0]) is { } x && Number(a[1]) is { } y ? x == y : Text(a[0]) == Text(a[1])),
        new("gt", 2, [Takes.Number, Takes.Number], VariableType.Flag, true, "gt a b", (a, _) => Number(a[0]) > Number(a[1])),
        new("lt", 2, [Takes.Number, Takes.Number], VariableType.Flag, true, "lt a b", (a, _) => Number(a[0]) < Number(a[1])),
        new("and", 2, [Takes.Any, Takes.Any], VariableType.Flag, true, "and a b", (a, _) => a.All(Truthy)),
        new("or", 2, [Takes.Any, Takes.Any], VariableType.Flag, true, "or a b", (a, _) => a.Any(Truthy)),
        new("not", 1, [Takes.Any], VariableType.Flag, true, "not a", (a, _) => !Truthy(a[0])),
        new("index", 1, [Takes.Number], VariableType.Number, false, "index @index", (a, _) => Number(a[0]) is { } n and < 1000000 ? n + 1 : null),
        new("plural", 3, [Takes.Number, Takes.Text, Takes.Text], VariableType.Text, false, "plural count \"item\" \"items\"", (a, _) => Text(Number(a[0]) == 1 ? a[1] : a[2])),
        new("at", 1, [Takes.Text], VariableType.Text, true, "at user.nick", (a, _) => Text(a[0]) is { Length: > 0 } name ? "@" + name : ""),
    }.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>A number from any of the forms that the engine hands over: literals with a point arrive as text.</summary>
    public static decimal? Number(object? value) => value switch
    {
        int i => i,
        decimal d => d,
        long l => l,
        double d when Math.Abs(d) < 1e27 => (decimal)d,
        string s when s.Length < 32 && decimal.TryParse(s, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) => n,
        _ => null,
    };

    /// <summary>False, null, zero, the empty text and the empty list are false.</summary>
    public static bool Truthy(object? value) => value switch
    {
        null or false or "" => false,
        int i => i != 0,
        decimal d => d != 0,
        string => true,
        ICollection list => list.Count > 0,
        _ => true,
    };

    /// <summary>Cuts at a whole character, never within an emoji.</summary>
    public static string Truncate(string text, int length)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= length ? text : length == 0 ? "" : info.SubstringByTextElements(0, length) + "…";
    }

    private static string Text(object? value) => value switch
    {
        null or bool => "",
        string s => s.Length <= MaxText ? s : s[..MaxText],
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Money(object? value) =>
        Number(value) is { } n ? (n < 0 ? "-¥" : "¥") + Math.Abs(n).ToString(decimal.IsInteger(n) ? "#,##0" : "#,##0.00", CultureInfo.InvariantCulture) : "";

    private static string Print(decimal n, int? digits) => n.ToString(digits is { } d ? "#,##0." + new string('0', d) : "#,##0.######", CultureInfo.InvariantCulture);

    private static int? Digits(object?[] arguments, int at) => arguments.Length > at && Number(arguments[at]) is { } n ? (int)Math.Clamp(n, 0, 6) : null;

    private static decimal Times100(decimal n) => Math.Clamp(n, -1e20m, 1e20m) * 100;

    private static string Date(object? value, string? format, CultureInfo culture)
    {
        if (value is not string text || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return "";
        }

        try
        {
            return at.ToString(format is { Length: > 0 and < 40 } ? format : culture.TwoLetterISOLanguageName == "zh" ? "M月d日" : "MMM d", culture);
        }
        catch (FormatException)
        {
            // The lint tries every format when content loads; a value used as a format gives the plain date.
            return at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }

    private static string Join(object?[] arguments)
    {
        var field = arguments.Length > 2 ? Text(arguments[2]) : "";
        var items = arguments[0] is IEnumerable<object?> list
            ? list.Take(50).Select(i => i is IReadOnlyDictionary<string, object?> map ? Text(map.GetValueOrDefault(field)) : Text(i)).Where(t => t.Length > 0)
            : [];
        var joined = string.Join(arguments.Length > 1 ? Text(arguments[1]) : "、", items);
        return joined.Length <= MaxText ? joined : joined[..MaxText];
    }
}
