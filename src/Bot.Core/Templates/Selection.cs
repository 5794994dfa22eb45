using Bot.Core.Personas;

namespace Bot.Core.Templates;

/// <summary>Which of a template's sections to say: language first, then the most conditions met, then by weight.</summary>
internal static class Selection
{
    /// <summary>The section chosen, or null when none fits.</summary>
    public static TemplateSection? Choose(Template template, RenderRequest request, Persona? persona)
    {
        var fitting = template.Sections.Where(s => Fits(s, request, persona)).ToList();
        var locale = Locale(fitting, template, request.Locale);
        var spoken = fitting.Where(s => s.Locale == locale).ToList();
        if (spoken.Count == 0)
        {
            return null;
        }

        var most = spoken.Max(s => s.Conditions.Count);
        var equals = spoken.Where(s => s.Conditions.Count == most).ToList();
        if (template.Pick == Pick.Rotate && equals.Where(s => !request.Avoid.Contains($"{template.Key}#{s.Id}")).ToList() is { Count: > 0 } fresh)
        {
            equals = fresh;
        }

        return Draw(equals, template.Pick == Pick.Stick ? Hash(template.Key, Hash(request.Reader, 0)) : Hash(template.Key, request.Seed));
    }

    /// <summary>The same text and seed give the same number on every machine.</summary>
    public static ulong Hash(string text, ulong seed)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        // Without this mixing, seeds that follow one another would draw alike.
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    private static bool Fits(TemplateSection section, RenderRequest request, Persona? persona)
    {
        foreach (var (name, value) in section.Conditions)
        {
            var met = name switch
            {
                "channel" => value == (request.IsGroup ? "group" : "dm") || value == request.Channel,
                "persona" => value == request.Persona,
                "segment" => request.Segments.Contains(value),
                _ => value == (request.Tone.Length > 0 ? request.Tone : persona?.Tone),
            };
            if (!met)
            {
                return false;
            }
        }

        return true;
    }

    // Exact, then the language alone (en for en-US), then the template's first language.
    private static string Locale(List<TemplateSection> sections, Template template, string wanted)
    {
        var parent = wanted.IndexOf('-') is var dash and > 0 ? wanted[..dash] : wanted;
        return sections.FirstOrDefault(s => s.Locale.Equals(wanted, StringComparison.OrdinalIgnoreCase))?.Locale
            ?? sections.FirstOrDefault(s => s.Locale.Equals(parent, StringComparison.OrdinalIgnoreCase))?.Locale
            ?? (template.Locales.Length > 0 ? template.Locales[0] : "");
    }

    private static TemplateSection Draw(List<TemplateSection> equals, ulong hash)
    {
        var left = (int)(hash % (ulong)equals.Sum(s => s.Weight));
        foreach (var section in equals)
        {
            left -= section.Weight;
            if (left < 0)
            {
                return section;
            }
        }

        return equals[^1];
    }
}
