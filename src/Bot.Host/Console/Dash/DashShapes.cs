using System.Collections.Immutable;

namespace Bot.Host.Console.Dash;

/// <summary>Words in both languages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Both(string Zh, string En);

/// <summary>One figure of a dashboard.</summary>
/// <param name="Id">What it is; the console has its name.</param>
/// <param name="Value">How much; null for what the platform does not give, which is never 0.</param>
/// <param name="Unit"><c>count|share|ms</c>; a share lies between 0 and 1.</param>
/// <param name="Before">The same figure of the equally long time before; null where it cannot be told.</param>
/// <param name="N">Over how many it was counted; null where that says nothing.</param>
/// <param name="Definition">How it is counted.</param>
/// <param name="List">A place of the console that shows the facts behind it.</param>
public sealed record Figure(string Id, double? Value, string Unit, double? Before, double? N, Both Definition, string? List);

/// <summary>A point of a series.</summary>
/// <param name="At">A day (<c>2026-11-22</c>) or an hour of the day (<c>14</c>).</param>
/// <param name="Value">How much; null where there is nothing to divide.</param>
/// <param name="List">The facts behind it.</param>
public sealed record Point(string At, double? Value, string? List);

/// <summary>A mark on a series.</summary>
/// <param name="At">At which point.</param>
/// <param name="Text">In Chinese and English alike: <c>推送 3</c>.</param>
public sealed record Mark(string At, Both Text);

/// <summary>A series over days or hours.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Kind"><c>line|bar</c>.</param>
/// <param name="Unit">As in <see cref="Figure"/>.</param>
/// <param name="Points">Every day or hour, the first first.</param>
/// <param name="Marks">What happened then.</param>
/// <param name="Definition">How it is counted.</param>
public sealed record Series(string Id, string Kind, string Unit, ImmutableArray<Point> Points, ImmutableArray<Mark> Marks, Both Definition);

/// <summary>A cell of a table.</summary>
/// <param name="Value">A number, a text, or null for what the platform does not give.</param>
/// <param name="Unit">As in <see cref="Figure"/>; null for a text.</param>
/// <param name="List">The facts behind it.</param>
/// <param name="Word">The table of the console's words that has this text's name: <c>silent</c>, <c>rule</c>; null for a text that is its own name.</param>
/// <param name="Warn">True where somebody should look.</param>
public sealed record Cell(object? Value, string? Unit = null, string? List = null, string? Word = null, bool Warn = false)
{
    /// <summary>A text.</summary>
    public static Cell Of(string text, string? list = null) => new(text, null, list);

    /// <summary>A text that the console has words for.</summary>
    public static Cell Named(string word, string text, string? list = null) => new(text, null, list, word);

    /// <summary>A count; 0 has no list.</summary>
    public static Cell Count(long count, string? list = null) => new(count, "count", count > 0 ? list : null);

    /// <summary>A share; null without a whole.</summary>
    public static Cell Share(double part, double whole, string? list = null) => new(whole > 0 ? Math.Round(part / whole, 4) : "—", whole > 0 ? "share" : null, whole > 0 ? list : null);
}

/// <summary>A column.</summary>
/// <param name="Id">What it is; the console has its name.</param>
public sealed record Column(string Id)
{
    /// <summary>By its id.</summary>
    public static implicit operator Column(string id) => new(id);
}

/// <summary>A table.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Columns">What each column is.</param>
/// <param name="Rows">Rows of as many cells.</param>
/// <param name="Few">For each row, true where there are too few people for its shares to mean much.</param>
/// <param name="Definition">How it is counted.</param>
/// <param name="Name">What it is called; null where the console has a name for its id.</param>
public sealed record Table(string Id, ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Cell>> Rows, ImmutableArray<bool> Few, Both Definition, Both? Name = null);

/// <summary>One dot of a field.</summary>
/// <param name="Name">Of what.</param>
/// <param name="X">How far to the right.</param>
/// <param name="Y">How high.</param>
/// <param name="N">Over how many both were counted.</param>
/// <param name="Few">True where those are too few to mean much.</param>
/// <param name="List">Where to look.</param>
public sealed record Dot(string Name, double X, double Y, double N, bool Few, string? List);

/// <summary>Shares of many things against each other, in four quarters.</summary>
/// <param name="Id">What it is; the console has its name and those of its quarters.</param>
/// <param name="X">What is shown to the right; the console has its name.</param>
/// <param name="Y">What is shown upward.</param>
/// <param name="MiddleX">Where right begins: the share of all together.</param>
/// <param name="MiddleY">Where up begins.</param>
/// <param name="Dots">The dots.</param>
/// <param name="Definition">How it is counted.</param>
public sealed record Field(string Id, string X, string Y, double MiddleX, double MiddleY, ImmutableArray<Dot> Dots, Both Definition);

/// <summary>Something that needs a person.</summary>
/// <param name="Id">What.</param>
/// <param name="N">How many.</param>
/// <param name="List">Where.</param>
public sealed record Todo(string Id, int N, string List);

/// <summary>A dashboard.</summary>
/// <param name="AsOf">When it was counted; counts are kept as facts come, so nothing is missing.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Figures">Tiles.</param>
/// <param name="Series">Charts.</param>
/// <param name="Tables">Tables.</param>
/// <param name="Todo">What needs a person.</param>
/// <param name="Field">Two shares against each other; null where there is nothing to show.</param>
public sealed record Dashboard(
    DateTimeOffset AsOf, DateOnly From, DateOnly To, ImmutableArray<Figure> Figures, ImmutableArray<Series> Series, ImmutableArray<Table> Tables, ImmutableArray<Todo> Todo, Field? Field = null);
