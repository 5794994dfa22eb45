using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>Checks that the sections together always have an answer, that each can be reached, and who might receive it.</summary>
internal static class SectionLint
{
    public static void Check(ParsedTemplate parsed)
    {
        var (template, sink) = (parsed.Template, parsed.Sink);
        if (parsed.Sections.Length == 0)
        {
            sink.Add(0, "T007", "没有正文：写一段 == zh-CN。", "There is no text: write a section == zh-CN.");
            return;
        }

        var at = parsed.At("locales");
        foreach (var locale in template.Locales.Where(l => parsed.Sections.All(s => s.Locale != l)))
        {
            sink.Add(at, "T006", $"缺少 {locale} 的版本：写一段 == {locale}，或从 locales 里去掉。", $"The {locale} version is missing: write a section == {locale}, or take it out of locales.");
        }

        foreach (var group in parsed.Sections.GroupBy(s => s.Locale))
        {
            if (!template.Locales.Contains(group.Key))
            {
                sink.Add(group.First().At, "T006", $"{group.Key} 没有写在 locales 里：加上，或删掉这一段。", $"{group.Key} is not among locales: add it, or remove this section.");
            }

            if (!group.Any(s => s.Conditions.All(c => IsAlways(c, template))))
            {
                sink.Add(group.First().At, "T007", $"{group.Key} 没有默认的一段：要有一段不带条件的 == {group.Key}。", $"{group.Key} has no default: one section == {group.Key} must stand without conditions.");
            }

            foreach (var section in group)
            {
                Reachable(section, [.. group], template, sink);
            }
        }
    }

    /// <summary>True when a group could be given this section: its place allows it, and no closer one stands before it there.</summary>
    public static bool ReachesGroups(ParsedSection section, ParsedTemplate parsed) =>
        parsed.Template is { InGroup: true, Private: false } && Reaches(section, [.. parsed.Sections.Where(s => s.Locale == section.Locale)], "group");

    /// <summary>The same for a direct message.</summary>
    public static bool ReachesDirect(ParsedSection section, ParsedTemplate parsed) =>
        parsed.Template.InDirect && Reaches(section, [.. parsed.Sections.Where(s => s.Locale == section.Locale)], "dm");

    private static void Reachable(ParsedSection section, ParsedSection[] rivals, Template template, Sink sink)
    {
        if (section.Conditions.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            sink.Add(twice.Last().At, "T008", $"{twice.Key} 写了两次，一段只能要求一个；这一段永远用不到。", $"{twice.Key} stands twice: a section asks for one, so this one is never used.");
            return;
        }

        if (section.Conditions.FirstOrDefault(c => c is { Name: "persona" } && template.Personas.Length > 0 && !template.Personas.Contains(c.Value)) is { } persona)
        {
            sink.Add(persona.At, "T008", $"这个模板只给 {string.Join("、", template.Personas)} 用，persona={persona.Value} 的一段永远用不到。", $"This template is for {string.Join(", ", template.Personas)}: the section persona={persona.Value} is never used.");
            return;
        }

        var groups = template is { InGroup: true, Private: false } && Reaches(section, rivals, "group");
        var direct = template.InDirect && Reaches(section, rivals, "dm");
        if (!groups && !direct)
        {
            sink.Add(section.At, "T008", "这一段永远用不到：where / private 不允许，或者总有条件更多的一段排在前面。", "This section is never used: where or private rules it out, or a closer one always stands before it.");
        }
    }

    // A rival stands before a section in a place when it asks for more, and for nothing that the place and the section do not give.
    private static bool Reaches(ParsedSection section, ParsedSection[] rivals, string place)
    {
        if (section.Conditions.Any(c => c.Name == "channel" && c.Value is "group" or "dm" && c.Value != place))
        {
            return false;
        }

        return !rivals.Any(r => r.Conditions.Length > section.Conditions.Length
            && r.Conditions.All(c => (c.Name == "channel" && c.Value == place) || section.Conditions.Any(own => own.Name == c.Name && own.Value == c.Value)));
    }

    // where: [dm] makes channel=dm no condition at all.
    private static bool IsAlways(Condition condition, Template template) =>
        condition.Name == "channel" && ((condition.Value == "dm" && (!template.InGroup || template.Private)) || (condition.Value == "group" && !template.InDirect));
}
