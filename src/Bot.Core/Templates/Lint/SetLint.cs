using Bot.Core.Content;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>Checks the templates among each other: what nobody says, and two that answer the same question.</summary>
internal static class SetLint
{
    public static void Check(IEnumerable<ParsedTemplate> templates, IEnumerable<ParsedTemplate> parts, IReadOnlySet<string> said, IReadOnlySet<string> included)
    {
        var asked = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parsed in templates)
        {
            foreach (var ask in ((parsed.Front?.Map["asks"] as YamlList)?.Items ?? []).OfType<YamlScalar>().Where(a => !asked.TryAdd(a.Text.Trim(), parsed.Key)))
            {
                parsed.Sink.Add(ask.Start, "T024", $"“{ask.Text}”在 {asked[ask.Text.Trim()]} 里已经有了，机器人不知道该答哪一个。", $"`{ask.Text}` already stands in {asked[ask.Text.Trim()]}: which one shall answer?", Severity.Warning);
            }

            if (parsed.Template.Asks.Length == 0 && !said.Contains(parsed.Key) && !included.Contains(parsed.Key))
            {
                parsed.Sink.Add(0, "T016", $"模板 {parsed.Key} 没有人用：写上 asks，或在对话、人设里引用，或删掉。", $"Nobody uses the template {parsed.Key}: give it asks, say it in a dialog, or delete it.", Severity.Warning);
            }
        }

        foreach (var part in parts.Where(p => !included.Contains(p.Key)))
        {
            part.Sink.Add(0, "T016", $"公共段落 {part.Key} 没有人用：写 {{{{> {part.Key}}}}}，或删掉。", $"Nobody uses the part {part.Key}: write {{{{> {part.Key}}}}}, or delete it.", Severity.Warning);
        }
    }
}
