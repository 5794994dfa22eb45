using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Catalog.Mending;

/// <summary>What the front matter and the headings lack.</summary>
internal static partial class FrontMends
{
    /// <summary>A language that is listed and has no section, or the other way round.</summary>
    public static IEnumerable<Mend?> Locale(MendText at)
    {
        if (NotListed().Match(at.Problem.En) is { Success: true } extra && Locales().Match(at.Text) is { Success: true } list)
        {
            var end = list.Index + list.Length - 1;
            return [new Mend($"locales 里加上 {extra.Groups["locale"].Value}", $"Add {extra.Groups["locale"].Value} to locales", [at.Edit(end, end, $", {extra.Groups["locale"].Value}")])];
        }

        if (NotWritten().Match(at.Problem.En) is { Success: true } missing && Locales().Match(at.Text) is { Success: true } listed)
        {
            var locale = missing.Groups["locale"].Value;
            var left = listed.Groups["items"].Value.Split(',', StringSplitOptions.TrimEntries).Where(one => one.Trim('"', '\'') != locale);
            return [new Mend($"从 locales 里去掉 {locale}", $"Take {locale} out of locales", [at.Edit(listed.Index, listed.Index + listed.Length, $"locales: [{string.Join(", ", left)}]")])];
        }

        return [];
    }

    /// <summary>A heading that is missing or has no language, front matter that is not closed.</summary>
    public static IEnumerable<Mend?> Heading(MendText at)
    {
        var zh = at.Problem.Zh;
        if (zh.StartsWith("第一个“== 语言”", StringComparison.Ordinal))
        {
            return [new Mend("前面加一行 == zh-CN", "Put a line == zh-CN before it", [at.Edit(at.LineStart, at.LineStart, "== zh-CN\n")])];
        }

        if (zh.StartsWith("标题里缺语言", StringComparison.Ordinal) && at.Rest.StartsWith("==", StringComparison.Ordinal))
        {
            return [new Mend("写上 zh-CN", "Write zh-CN", [at.Edit(at.LineStart + 2, at.LineStart + 2, " zh-CN")])];
        }

        if (zh.StartsWith("开头的 --- 没有结束", StringComparison.Ordinal) && FirstHeading().Match(at.Text) is { Success: true } heading)
        {
            return [new Mend("正文前补上 ---", "Close it with --- before the text", [at.Edit(heading.Index, heading.Index, "---\n")])];
        }

        if (zh.StartsWith("没有正文", StringComparison.Ordinal) && at.Text.Trim().Length > 0)
        {
            var end = at.Text.TrimEnd().Length;
            return [new Mend("加一段 == zh-CN", "Add a section == zh-CN", [at.Edit(end, end, "\n== zh-CN\n你好～\n")])];
        }

        return [];
    }

    /// <summary>Lets the place take as much as is written.</summary>
    public static Mend? Limit(MendText at)
    {
        if (TooLong().Match(at.Problem.En) is not { Success: true } found || at.FrontEnd < 0)
        {
            return null;
        }

        var place = found.Groups["place"].Value;
        var most = Math.Min(4000, (int.Parse(found.Groups["length"].Value, CultureInfo.InvariantCulture) + 9) / 10 * 10);
        var (zh, en) = ($"{(place == "group" ? "群里" : "私聊")}最多改成 {most} 字", $"Let it take {most} characters");
        var front = at.Text[..at.FrontEnd];
        if (Limits().Match(front) is not { Success: true } limits)
        {
            return new Mend(zh, en, [at.Edit(at.FrontEnd, at.FrontEnd, $"\nlimits: {{ {place}: {most} }}")]);
        }

        var number = Regex.Match(limits.Value, $@"\b{place}\s*:\s*(\d+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1];
        var open = limits.Index + limits.Value.IndexOf('{', StringComparison.Ordinal) + 1;
        return number.Success
            ? new Mend(zh, en, [at.Edit(limits.Index + number.Index, limits.Index + number.Index + number.Length, most.ToString(CultureInfo.InvariantCulture))])
            : new Mend(zh, en, [at.Edit(open, open, $" {place}: {most},")]);
    }

    /// <summary>The line that every promotion ends with.</summary>
    public static Mend Unsubscribe(MendText at)
    {
        var line = at.Text[at.LineStart..at.LineEnd].StartsWith("== en", StringComparison.Ordinal) ? "Reply “unsubscribe” to stop these." : "回复“退订”不再打扰。";
        return new Mend($"末尾加一行“{line}”", $"End with “{line}”", [at.Edit(at.SectionEnd, at.SectionEnd, "\n" + line)]);
    }

    /// <summary>Keeps what is personal out of groups.</summary>
    public static Mend? DirectOnly(MendText at) => at.FrontEnd < 0 || Where().IsMatch(at.Text[..at.FrontEnd]) ? null
        : new Mend("只在私聊说：where: [dm]", "Say it in direct messages only: where: [dm]", [at.Edit(at.FrontEnd, at.FrontEnd, "\nwhere: [dm]")]);

    [GeneratedRegex(@"^(?<locale>\S+) is not among locales", RegexOptions.ExplicitCapture)]
    private static partial Regex NotListed();

    [GeneratedRegex(@"^The (?<locale>\S+) version is missing", RegexOptions.ExplicitCapture)]
    private static partial Regex NotWritten();

    [GeneratedRegex(@"(?<=\n)locales:\s*\[(?<items>[^\]\n]*)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Locales();

    [GeneratedRegex(@"^== ", RegexOptions.Multiline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex(@"has (?<length>\d+) characters .* change limits\.(?<place>group|dm)", RegexOptions.ExplicitCapture)]
    private static partial Regex TooLong();

    [GeneratedRegex(@"(?<=\n)limits:\s*\{[^}\n]*\}")]
    private static partial Regex Limits();

    [GeneratedRegex(@"(?<=\n)where:")]
    private static partial Regex Where();
}
