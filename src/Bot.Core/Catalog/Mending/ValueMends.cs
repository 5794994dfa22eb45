using System.Text.RegularExpressions;

namespace Bot.Core.Catalog.Mending;

/// <summary>Values that cannot be printed as they are: moments, lists, and what may be absent.</summary>
internal static partial class ValueMends
{
    /// <summary>A moment through <c>date</c>, a list through <c>join</c>, a flag through <c>#if</c>.</summary>
    public static Mend? Function(MendText at)
    {
        if (Whole(at) is not var (name, start, end))
        {
            return null;
        }

        var zh = at.Problem.Zh;
        var code = zh.Contains("是时间", StringComparison.Ordinal) ? $"{{{{date {name} \"M月d日\"}}}}"
            : zh.Contains("是列表", StringComparison.Ordinal) ? $"{{{{join {name} \"、\"}}}}"
            : zh.Contains("是“是/否”", StringComparison.Ordinal) ? $"{{{{#if {name}}}}}是{{{{else}}}}否{{{{/if}}}}"
            : null;
        return code is null ? null : new Mend($"改成 {code}", $"Write {code}", [at.Edit(start, end, code)]);
    }

    /// <summary>Says nothing, or something else, where the value is absent.</summary>
    public static IEnumerable<Mend?> Nullable(MendText at)
    {
        if (Whole(at) is var (name, start, end))
        {
            var isNick = name == "user.nick";
            var other = isNick ? "朋友" : "暂无";
            var test = Absent().Match(at.Problem.En) is { Success: true } outer && outer.Groups["name"].Value != name ? outer.Groups["name"].Value : name;
            var when = new Mend($"没有值时不说：{{{{#if {test}}}}}", $"Say nothing without it: {{{{#if {test}}}}}", [at.Edit(start, start, $"{{{{#if {test}}}}}"), at.Edit(end, end, "{{/if}}")]);
            var instead = test == name ? new Mend($"没有值时说“{other}”", $"Say “{other}” without it", [at.Edit(start, end, $"{{{{default {name} \"{other}\"}}}}")]) : null;
            return isNick ? [instead, when] : [when, instead];
        }

        // Within a call: the whole tag is said only with the value.
        var tag = (Start: at.TagStart, End: at.TagEnd);
        return tag.Start >= 0 && tag.End > 0 && at.Text[tag.Start + 2] is not ('#' or '/' or '>') && at.Text.AsSpan(tag.Start + 2).TrimStart() is not ['e', 'l', 's', 'e', ..] && Absent().Match(at.Problem.En) is { Success: true } absent
            ? [Guard(at, tag.Start, tag.End, absent.Groups["name"].Value)]
            : [];
    }

    private static Mend Guard(MendText at, int start, int end, string name) =>
        new($"没有值时不说：{{{{#if {name}}}}}", $"Say nothing without it: {{{{#if {name}}}}}", [at.Edit(start, start, $"{{{{#if {name}}}}}"), at.Edit(end, end, "{{/if}}")]);

    // The tag that holds this one value and nothing else.
    private static (string Name, int Start, int End)? Whole(MendText at)
    {
        var (start, end) = (at.TagStart, at.TagEnd);
        return start >= 0 && end > start && OnlyPath().Match(at.Text[start..end]) is { Success: true } tag ? (tag.Groups["name"].Value, start, end) : null;
    }

    [GeneratedRegex(@"^\{\{\s*(?<name>[\w./]+)\s*\}\}$", RegexOptions.ExplicitCapture)]
    private static partial Regex OnlyPath();

    [GeneratedRegex(@"^(?<name>[\w./]+) may be absent", RegexOptions.ExplicitCapture)]
    private static partial Regex Absent();
}
