using System.Text.RegularExpressions;

namespace Bot.Core.Catalog.Mending;

/// <summary>Full-width signs where the format wants plain ones.</summary>
internal static partial class PunctuationMends
{
    private const string Wide = "，。：；“”‘’（）｛｝　！？＝＂＇＠．／～＃＞";
    private const string Narrow = ",.:;\"\"''(){} !?=\"'@./~#>";

    public static IEnumerable<Mend?> Of(MendText at)
    {
        if (at.Rest.StartsWith("｛｛", StringComparison.Ordinal) || at.Rest.StartsWith("｝｝", StringComparison.Ordinal))
        {
            return [new Mend("全部改成英文花括号 {{ }}", "Write plain braces {{ }} everywhere", [.. at.Edits(WideBraces(), match => match.Value[0] == '｛' ? "{{" : "}}")])];
        }

        if (at.At == at.LineStart && (at.Rest.StartsWith('=') || at.Rest.StartsWith('＝')))
        {
            var marks = HeadingMarks().Match(at.Rest).Length;
            var line = at.Rest[marks..].Replace('＝', '=').Replace('　', ' ');
            return [new Mend("改成“== 语言”", "Write `== language`", [at.Edit(at.LineStart, at.LineEnd, "== " + line)])];
        }

        if (at.Rest.Length == 0 || Wide.IndexOf(at.Rest[0]) < 0)
        {
            // A word of a heading: only its signs change.
            var word = Word().Match(at.Rest).Value;
            var plain = word.Replace('＝', '=').Replace('：', '=');
            return plain == word ? [] : [new Mend($"改成 {plain}", $"Write {plain}", [at.Edit(at.At, at.At + word.Length, plain)])];
        }

        // All of the tag at once: where one sign is full-width, its neighbours are too.
        var (start, end) = (at.TagStart, at.TagEnd);
        var to = end < 0 ? at.At + 1 : end;
        var from = start < 0 ? at.At : start;
        var edits = Enumerable.Range(from, to - from)
            .Where(i => Wide.Contains(at.Text[i], StringComparison.Ordinal))
            .Select(i => at.Edit(i, i + 1, Narrow[Wide.IndexOf(at.Text[i])].ToString()));
        return [new Mend("改成英文标点", "Write plain punctuation", [.. edits])];
    }

    [GeneratedRegex("｛｛|｝｝")]
    private static partial Regex WideBraces();

    [GeneratedRegex(@"^[=＝]+[\s　]*")]
    private static partial Regex HeadingMarks();

    [GeneratedRegex(@"^\S*")]
    private static partial Regex Word();
}
