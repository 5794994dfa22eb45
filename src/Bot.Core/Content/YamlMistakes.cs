using YamlDotNet.Core;

namespace Bot.Core.Content;

/// <summary>Says in plain words what the YAML parser only hints at.</summary>
internal static class YamlMistakes
{
    /// <summary>Where a <c>#</c> swallowed the value that should stand at <paramref name="index"/>, or null.</summary>
    public static (int Line, int Column)? SwallowedBy(string text, int index)
    {
        // The empty value's mark stands right after the colon or dash, or already past the comment.
        var from = text.LastIndexOf('\n', Math.Max(0, Math.Min(index, text.Length) - 1)) + 1;
        var i = Math.Min(index, text.Length);
        while (i < text.Length && text[i] is ' ' or '\t')
        {
            i++;
        }

        return i < text.Length && text[i] == '#' && i > 0 && text[i - 1] is ' ' or '\t'
            ? (text.AsSpan(0, i).Count('\n') + 1, i - from + 1)
            : null;
    }

    /// <summary>Turns the parser's exception into a problem that says what to write instead.</summary>
    public static Problem Explain(string path, string text, int lines, YamlException exception)
    {
        var all = text.Split('\n');
        var at = Math.Clamp((int)exception.Start.Line, 1, Math.Max(1, all.Length));
        if (exception.Message.Contains("tab", StringComparison.OrdinalIgnoreCase) || TabIndent(all) > 0)
        {
            // The parser reports a tab at 1:1 whatever its place.
            var line = TabIndent(all) is var tab and > 0 ? tab : at;
            return Say("Y003", line, all[line - 1].IndexOf('\t') + 1, "缩进里有 Tab 键，YAML 只认空格；换成两个空格。", "A tab in the indentation: YAML knows only spaces, use two.");
        }

        for (var back = at; back >= Math.Max(1, at - 1); back--)
        {
            var wide = all[back - 1].IndexOf('：');
            var plain = all[back - 1].IndexOf(':');
            if (wide >= 0 && (plain < 0 || plain > wide))
            {
                return WideColon(path, back + lines, wide + 1);
            }
        }

        if (exception.Message.Contains("mapping values", StringComparison.OrdinalIgnoreCase) || SecondColon(all[at - 1]) > 0)
        {
            var column = SecondColon(all[at - 1]);
            return Say("Y004", at, column > 0 ? column : (int)exception.Start.Column, "一行里有两个“: ”；值里要用冒号，请给整个值加引号，例如 a: \"你好: 世界\"。", "Two `: ` in one line: quote the whole value, as in a: \"hello: world\".");
        }

        var column1 = Math.Max(1, (int)exception.Start.Column);
        return Say("Y001", at, column1, "这里的格式读不懂：检查缩进（同一级对齐）、引号和括号是否成对，冒号后有没有空格。", $"This cannot be read: check the indentation, that quotes and brackets are paired, and the space after each colon. ({exception.Message})");

        Problem Say(string code, int line, int column, string zh, string en) => new(path, line + lines, Math.Max(1, column), code, zh, en);
    }

    /// <summary>A full-width colon where YAML wants its own.</summary>
    public static Problem WideColon(string path, int line, int column) =>
        new(path, line, column, "Y002", "这里用了中文冒号“：”，要写英文冒号加一个空格“: ”。", "A full-width colon “：” stands here: write `: ` (colon and space).");

    private static int TabIndent(string[] all) => Array.FindIndex(all, line => line.AsSpan().TrimStart(' ') is ['\t', ..] rest && !rest.Trim().IsEmpty) + 1;

    private static int SecondColon(string line)
    {
        var first = line.IndexOf(": ", StringComparison.Ordinal);
        var second = first < 0 ? -1 : line.IndexOf(": ", first + 2, StringComparison.Ordinal);

        // Within { } every key has its colon.
        return second < 0 || line.AsSpan(0, second).Contains('{') ? 0 : second + 1;
    }
}
