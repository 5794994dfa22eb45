namespace Bot.Core.Catalog.Mending;

/// <summary>Slips of YAML.</summary>
internal static class YamlMends
{
    public static Mend? Of(MendText at)
    {
        var line = at.Text[at.LineStart..at.LineEnd];
        switch (at.Problem.Code)
        {
            case "Y002" when at.Rest.StartsWith('：'):
                var spaced = at.At + 1 < at.LineEnd && at.Text[at.At + 1] == ' ';
                return new Mend("改成英文冒号", "Write a plain colon", [at.Edit(at.At, at.At + 1, spaced || at.At + 1 == at.LineEnd ? ":" : ": ")]);
            case "Y003":
                var indent = line.Length - line.TrimStart(' ', '\t').Length;
                return new Mend("Tab 换成两个空格", "Put two spaces in place of each tab", [at.Edit(at.LineStart, at.LineStart + indent, line[..indent].Replace("\t", "  ", StringComparison.Ordinal))]);
            case "Y004" or "Y011" when line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 && !line.Contains('"', StringComparison.Ordinal):
                var (from, to) = (at.LineStart + colon + 2, at.LineStart + line.TrimEnd().Length);
                while (from < to && at.Text[from] == ' ')
                {
                    from++;
                }

                return from == to ? null : new Mend("给整个值加引号", "Quote the whole value", [at.Edit(from, to, $"\"{at.Text[from..to]}\"")]);
            default:
                return null;
        }
    }
}
