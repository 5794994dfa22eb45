namespace Bot.Core.Content;

/// <summary>How much a <see cref="Problem"/> matters.</summary>
public enum Severity
{
    /// <summary>Worth a look; the content still loads.</summary>
    Warning,

    /// <summary>Blocks publishing: at start the program stops, at reload the old catalogue stays.</summary>
    Error,
}

/// <summary>Something wrong in operator content: what, where, and what to write instead, in both languages.</summary>
/// <param name="File">The <see cref="ContentFile.Path"/> it stands in.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Code">Stable rule code: T… templates, D… dialogs, P… personas, C… catalogue data, Y… YAML.</param>
/// <param name="Zh">The message in Chinese.</param>
/// <param name="En">The message in English.</param>
/// <param name="Severity">Error unless said otherwise.</param>
public sealed record Problem(string File, int Line, int Column, string Code, string Zh, string En, Severity Severity = Severity.Error)
{
    /// <summary>The message in the language asked for; Chinese unless <paramref name="language"/> begins with <c>en</c>.</summary>
    public string In(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh;

    /// <summary><c>file:line:column: code message</c>, the form that editors and CI understand.</summary>
    public string Format(string language) => $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")} {Code} {In(language)}";
}
