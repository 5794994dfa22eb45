using System.Text.RegularExpressions;
using Bot.Core.Content;

namespace Bot.Core.Catalog.Mending;

/// <summary>Tags and blocks that do not open or close as they should.</summary>
internal static partial class TagMends
{
    private static readonly string[] Blocks = ["if", "unless", "each"];

    public static IEnumerable<Mend?> Of(MendText at)
    {
        var (zh, rest) = (at.Problem.Zh, at.Rest);
        return zh switch
        {
            _ when zh.StartsWith("“{{”没有结束", StringComparison.Ordinal) => [Close(at)],
            _ when zh.StartsWith("多了“}}”", StringComparison.Ordinal) => [Open(at)],
            _ when zh.StartsWith("花括号多了一个", StringComparison.Ordinal) => [new Mend("写两个花括号", "Write two braces", [.. at.Edits(Three(), match => match.Value[0] == '{' ? "{{" : "}}")])],
            _ when zh.Contains("里是空的", StringComparison.Ordinal) || zh.StartsWith("多了 {{/", StringComparison.Ordinal) || zh.StartsWith("这里的 {{else}}", StringComparison.Ordinal) => [Without(at)],
            _ when zh.StartsWith("这里应该是 {{/", StringComparison.Ordinal) && Should().Match(zh) is { Success: true } should && at.TagEnd > 0 =>
                [new Mend($"改成 {should.Groups["tag"].Value}", $"Write {should.Groups["tag"].Value}", [at.Edit(at.At, at.TagEnd, should.Groups["tag"].Value)])],
            _ when zh.Contains("没有结束，缺 {{/", StringComparison.Ordinal) && Missing().Match(zh) is { Success: true } missing => [Shut(at, missing.Groups["tag"].Value)],
            _ when zh.StartsWith("“{{”前面不能有反斜杠", StringComparison.Ordinal) && rest.StartsWith('\\') => [new Mend("去掉反斜杠", "Take the backslash away", [at.Edit(at.At, at.At + 1, "")])],
            _ when zh.StartsWith("引号没有配对", StringComparison.Ordinal) && rest.Length > 0 && at.TagEnd > 0 => [Before(at, rest[0].ToString())],
            _ when zh.StartsWith("括号没有配对", StringComparison.Ordinal) && at.TagEnd > 0 => [Before(at, ")")],
            _ when zh.StartsWith("不支持 {{^", StringComparison.Ordinal) && at.TagEnd > 0 => [new Mend("改成 {{else}}", "Write {{else}}", [at.Edit(at.TagStart, at.TagEnd, "{{else}}")])],
            _ => [],
        };
    }

    /// <summary>A block that does not exist, nearly named as one that does.</summary>
    public static Mend? Block(MendText at)
    {
        var name = Name().Match(at.Rest).Value;
        var near = NearestName.Of(name, Blocks) ?? (name is "for" or "foreach" or "loop" ? "each" : name is "when" ? "if" : null);
        return name.Length == 0 || near is null || !at.Problem.En.Contains("blocks are", StringComparison.Ordinal) ? null
            : new Mend($"改成 #{near}", $"Write #{near}", [.. at.Edits(new Regex($@"(?<=\{{\{{[#/]){Regex.Escape(name)}(?![\w.])", RegexOptions.None, TimeSpan.FromSeconds(1)), _ => near)]);
    }

    /// <summary>Says something where every branch falls silent.</summary>
    public static Mend? Otherwise(MendText at)
    {
        var (from, end) = (at.LineEnd, at.SectionEnd);
        var last = from < end ? at.Text.LastIndexOf("{{/if}}", end - 1, end - from, StringComparison.Ordinal) : -1;
        if (last < 0 || !at.Problem.En.Contains("{{else}}", StringComparison.Ordinal))
        {
            return null;
        }

        var words = at.Text[at.LineStart..at.LineEnd].StartsWith("== en", StringComparison.Ordinal) ? "One moment, please." : "请稍等，我帮你看看。";
        return new Mend($"否则说“{words}”", $"Otherwise say “{words}”", [at.Edit(last, last, "{{else}}" + words)]);
    }

    // The end belongs right after the name or the call, as far as that can be read.
    private static Mend? Close(MendText at)
    {
        var inside = Inside().Match(at.Rest);
        if (!inside.Success)
        {
            return null;
        }

        var end = at.At + inside.Length;
        var half = end < at.LineEnd && at.Text[end] == '}';
        return new Mend("补上 }}", "Add }}", [at.Edit(end, end, half ? "}" : "}}")]);
    }

    private static Mend Open(MendText at)
    {
        var half = at.Text.LastIndexOf('{', Math.Max(0, at.At - 1), Math.Max(0, at.At - 1) - at.LineStart + 1);
        return half >= 0 && !at.Text[half..at.At].Contains('}', StringComparison.Ordinal)
            ? new Mend("补上一个 {", "Add the missing {", [at.Edit(half, half, "{")])
            : new Mend("去掉 }}", "Take }} away", [at.Edit(at.At, at.At + 2, "")]);
    }

    private static Mend? Without(MendText at) => at.TagEnd < 0 ? null : new Mend("删掉这个标签", "Remove this tag", [at.Edit(at.At, at.TagEnd, "")]);

    private static Mend Before(MendText at, string mark) => new($"补上 {mark}", $"Add {mark}", [at.Edit(at.TagEnd - 2, at.TagEnd - 2, mark)]);

    // What stands behind the opening on its line belongs to the block; else the block holds the rest of the section.
    private static Mend Shut(MendText at, string tag)
    {
        var behind = at.TagEnd < 0 ? "" : at.Text[at.TagEnd..at.LineEnd];
        var end = behind.Trim().Length > 0 ? at.LineEnd : at.SectionEnd;
        return new Mend($"补上 {tag}", $"Add {tag}", [at.Edit(end, end, behind.Trim().Length > 0 ? tag : "\n" + tag)]);
    }

    [GeneratedRegex(@"\{\{\{|\}\}\}")]
    private static partial Regex Three();

    [GeneratedRegex(@"这里应该是 (?<tag>\{\{/\w+\}\})", RegexOptions.ExplicitCapture)]
    private static partial Regex Should();

    [GeneratedRegex(@"缺 (?<tag>\{\{/\w+\}\})", RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\{\{~?\s*(([#>/]\s*)?[A-Za-z_@][A-Za-z0-9_.@/]*|\.\./[\w./]+)( +(""[^""\n]*""|[a-z_][a-z0-9_.]*\b|\d+))*", RegexOptions.ExplicitCapture)]
    private static partial Regex Inside();
}
