using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Content;
using Bot.Core.Templates.Syntax;
using HandlebarsDotNet;

namespace Bot.Core.Templates.Lint;

/// <summary>Says every section once with every sample: finds what is too long or empty, and warms the engine up.</summary>
internal static class SampleLint
{
    private const string LongNick = "名字特别特别特别特别长的那位老顾客小鹿呀";

    public static void Check(ParsedTemplate parsed, ParsedSection section, CompiledSection code, IReadOnlyList<Sample> files)
    {
        var limits = (Group: SectionLint.ReachesGroups(section, parsed) ? parsed.Template.GroupLimit : int.MaxValue, Direct: SectionLint.ReachesDirect(section, parsed) ? parsed.Template.DirectLimit : int.MaxValue);
        var limit = Math.Min(limits.Group, limits.Direct);
        foreach (var (name, values) in All(code.Variables, files))
        {
            if (Say(parsed, section, code, name, values) is not { } text)
            {
                return;
            }

            var length = Length(text);
            if (length > limit)
            {
                var place = limit == limits.Group ? ("群里", "group", "group") : ("私聊", "direct message", "dm");
                parsed.Sink.Add(section.At, "T009", $"样例“{name}”有 {length} 字，{place.Item1}最多 {limit} 字：写短些，或改 limits.{place.Item3}，或另写一段 channel=group。", $"The sample `{name}` has {length} characters (two Latin letters count as one), a {place.Item2} takes {limit}: shorten it, or change limits.{place.Item3}.");
                return;
            }

            if (length == 0)
            {
                parsed.Sink.Add(section.At, "T025", $"样例“{name}”时什么都没说，人就得不到回复：加一个 {{{{else}}}}。", $"With the sample `{name}` nothing is said and the reader gets no answer: add an {{{{else}}}}.", Severity.Warning);
                return;
            }
        }
    }

    /// <summary>Length in 字: two letters of the Latin script are as wide, and about as much to read, as one Chinese character.</summary>
    public static int Length(string text)
    {
        var halves = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            halves += ((string)elements.Current)[0] < 0x2E80 ? 1 : 2;
        }

        return (halves + 1) / 2;
    }

    /// <summary>A sample for one variable: declared, or made from type and name.</summary>
    public static object? Make(Variable variable) => variable.Type switch
    {
        VariableType.Text => variable.Sample ?? variable.Zh,
        VariableType.Number => variable.Sample ?? 3,
        VariableType.Money => variable.Sample ?? 129m,
        VariableType.Date => variable.Sample ?? "2026-11-21T20:05:00+08:00",
        VariableType.Flag => variable.Sample ?? true,
        VariableType.List => variable.Sample ?? Enumerable.Repeat(Make(variable.Item), 3).ToList(),
        _ => variable.Sample ?? variable.Fields.ToDictionary(f => f.Name, Make, StringComparer.Ordinal),
    };

    private static string? Say(ParsedTemplate parsed, ParsedSection section, CompiledSection code, string name, Dictionary<string, object?> values)
    {
        try
        {
            return code.Render(values).Trim();
        }
        catch (HandlebarsException exception)
        {
            parsed.Sink.Add(section.At, "T025", $"样例“{name}”渲染失败。", $"The sample `{name}` cannot be rendered: {exception.Message}");
            return null;
        }
    }

    /// <summary>Every sample for a section that reads these variables, by name.</summary>
    public static IEnumerable<(string Name, Dictionary<string, object?> Values)> All(ImmutableArray<Variable> variables, IReadOnlyList<Sample> files)
    {
        yield return ("普通", Values(v => Make(v)));
        if (variables.Length == 0)
        {
            yield break;
        }

        yield return ("缺可空项", Values(Bare));
        yield return ("最长昵称", Values(v => v.Name == "user" ? new Dictionary<string, object?> { ["nick"] = LongNick } : Make(v)));
        foreach (var file in files)
        {
            yield return (file.Name, Values(v => file.Values.TryGetValue(v.Name, out var given) ? given : v.Nullable ? null : Make(v)));
        }

        Dictionary<string, object?> Values(Func<Variable, object?> value) =>
            variables.ToDictionary(v => v.Name, v => Templates.Values.Conform(v, value(v)), StringComparer.Ordinal);
    }

    // Everything that may be absent is; lists are empty and flags off.
    private static object? Bare(Variable variable) => variable switch
    {
        { Nullable: true } or { Type: VariableType.List } => null,
        { Type: VariableType.Flag } => false,
        { Type: VariableType.Map } => variable.Fields.ToDictionary(f => f.Name, Bare, StringComparer.Ordinal),
        _ => Make(variable),
    };
}
