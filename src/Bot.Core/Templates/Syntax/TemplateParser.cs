using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Content;

namespace Bot.Core.Templates.Syntax;

/// <summary>Reads a <c>.tmpl</c> file: front matter and sections.</summary>
internal static class TemplateParser
{
    /// <summary>Longest file that is read.</summary>
    private const int MaxFile = 64 * 1024;

    /// <summary>LF line ends and no byte order mark: the engine keeps what it is given.</summary>
    public static ContentFile Normalise(ContentFile file) =>
        file with { Text = file.Text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') };

    /// <summary>The key of a file below a folder.</summary>
    public static string Key(string path, string folder) => path[folder.Length..^".tmpl".Length].Replace('/', '.');

    public static ParsedTemplate Parse(ContentFile file, string folder, ImmutableArray<Problem>.Builder problems)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))[..8];
        file = Normalise(file);
        var sink = new Sink(file, problems);
        var key = Key(file.Path, folder);
        if (!key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-') || key.Contains("..", StringComparison.Ordinal))
        {
            sink.Add(0, "T020", $"文件名只能用小写英文、数字、点、下划线和短横，现在是“{key}”。", $"File names are lower-case letters, digits, dots, underscores and dashes, not `{key}`.");
        }

        var template = new Template { Key = key, Name = key, Version = version, File = file.Path };
        if (file.Text.Length > MaxFile)
        {
            sink.Add(0, "T012", $"文件太长，最多 {MaxFile} 字。", $"The file is too long, at most {MaxFile} characters.");
            return new ParsedTemplate(file, key, template, [], null, sink);
        }

        var (front, body) = Front(file, sink, problems);
        var sections = SectionReader.Read(file, body, sink);
        if (front is not null)
        {
            template = FrontMatter.Read(front, template);
        }

        if (template.Locales.Length == 0)
        {
            template = template with { Locales = [.. sections.Select(s => s.Locale).Distinct()] };
        }

        template = template with { Line = sections.Length > 0 ? sink.Position(sections[0].At).Line : 1 };
        return new ParsedTemplate(file, key, template, sections, front, sink);
    }

    private static (YamlReader? Front, int Body) Front(ContentFile file, Sink sink, ImmutableArray<Problem>.Builder problems)
    {
        if (!file.Text.StartsWith("---\n", StringComparison.Ordinal))
        {
            return (null, 0);
        }

        var close = file.Text.IndexOf("\n---", 3, StringComparison.Ordinal);
        while (close >= 0 && close + 4 < file.Text.Length && file.Text[close + 4] is not ('\n' or ' '))
        {
            close = file.Text.IndexOf("\n---", close + 1, StringComparison.Ordinal);
        }

        if (close < 0)
        {
            sink.Add(0, "T020", "开头的 --- 没有结束，要有第二行 ---。", "The opening --- is not closed by a second --- line.");
            return (null, file.Text.Length);
        }

        var body = file.Text.IndexOf('\n', close + 1) is var next and >= 0 ? next + 1 : file.Text.Length;
        var before = problems.Count;
        var map = YamlDocument.Parse(file, problems, 4, Math.Max(4, close + 1));
        if (map is null)
        {
            sink.Add(0, "T020", $"开头的说明（--- 之间）读不懂，见 {problems[before].Code}。", $"The front matter cannot be read, see {problems[before].Code}.");
            return (null, body);
        }

        return (new YamlReader(file.Path, map, problems), body);
    }
}
