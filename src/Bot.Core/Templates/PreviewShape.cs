using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Templates.Lint;
using Bot.Core.Templates.Syntax;
using HandlebarsDotNet;

namespace Bot.Core.Templates;

/// <summary>What a section's previews have in common: where it is said, by whom, how long it may be.</summary>
internal sealed class PreviewShape
{
    private readonly ParsedTemplate _parsed;
    private readonly PreviewVariant _bare;
    private readonly Persona _persona;

    public PreviewShape(ParsedTemplate parsed, ParsedSection section, PersonaSet personas)
    {
        _parsed = parsed;
        var written = section.Conditions.FirstOrDefault(c => c.Name == "persona")?.Value;
        var persona = personas.All.FirstOrDefault(p => written is not null && HeadLint.Names(p, written));
        _persona = persona ?? personas.Default;
        var (groups, direct) = (SectionLint.ReachesGroups(section, parsed), SectionLint.ReachesDirect(section, parsed));
        var channel = section.Conditions.FirstOrDefault(c => c.Name == "channel")?.Value ?? (groups == direct ? "all" : groups ? "group" : "dm");
        var limit = Math.Min(groups ? parsed.Template.GroupLimit : int.MaxValue, direct ? parsed.Template.DirectLimit : int.MaxValue);
        var place = channel switch { "group" => "群", "dm" => "私聊", "all" => "群和私聊", _ => channel };
        var rest = section.Conditions.Where(c => c.Name is not ("channel" or "persona")).Select(c => c.Value);
        var id = section.Id == section.Locale ? [] : new[] { section.Id };
        var label = string.Join(" · ", new[] { place, persona?.Name ?? "", section.Locale }.Concat(rest).Concat(id).Where(w => w.Length > 0));
        var line = parsed.Sink.Position(section.At).Line;
        _bare = new PreviewVariant(section.Id, line, label, channel, persona?.Id, section.Locale, "", "", [], 0, limit == int.MaxValue ? parsed.Template.DirectLimit : limit, null);
    }

    /// <summary>It cannot be said.</summary>
    public PreviewVariant Wrong(Problem? problem) => _bare with { Problem = problem ?? Place("T025", "这一段读不懂。", "This section cannot be read.") };

    /// <summary>It is said with a sample.</summary>
    public PreviewVariant Of(CompiledSection code, string sample, Dictionary<string, object?> values)
    {
        Adapt(values);
        try
        {
            var text = code.Render(values).Trim();
            var problem = text.Length > 0 ? null : Place("T025", $"样例“{sample}”时什么都没说。", $"With the sample `{sample}` nothing is said.");
            return _bare with { Sample = sample, Text = text, Count = SampleLint.Length(text), Cards = TemplateSet.Cards(_parsed.Template, values), Problem = problem };
        }
        catch (HandlebarsException exception)
        {
            return _bare with { Sample = sample, Problem = Place("T025", $"样例“{sample}”渲染失败。", $"The sample `{sample}` cannot be rendered: {exception.Message}") };
        }
    }

    // The persona that speaks and the place are known here, so the sample says them as they are.
    private void Adapt(Dictionary<string, object?> values)
    {
        if (values.GetValueOrDefault("persona") is Dictionary<string, object?> persona && persona.ContainsKey("name"))
        {
            persona["name"] = _persona.Name;
        }

        if (values.ContainsKey("in_group"))
        {
            values["in_group"] = _bare.Channel == "group";
        }
    }

    private Problem Place(string code, string zh, string en) => new(_parsed.File.Path, _bare.Line, 1, code, zh, en);
}
