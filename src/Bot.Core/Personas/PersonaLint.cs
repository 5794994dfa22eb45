using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Personas;

/// <summary>What must hold between personas, and within one.</summary>
internal static class PersonaLint
{
    /// <summary>Checks them all.</summary>
    public static void Check(ImmutableArray<ParsedPersona> all, ImmutableArray<Problem>.Builder problems)
    {
        CheckDefault(all, problems);
        CheckUnique(all, problems, "P005", "名字或唤醒词", "name or wake word", p => p.Wake.Prepend(p.Name).Where(w => w.Length > 0).Distinct(), p => p.Map["name"]);
        CheckUnique(all, problems, "P007", "服务对象", "target of serves", Claims, p => p.Map["serves"]);
        foreach (var parsed in all)
        {
            CheckOne(parsed, problems);
        }
    }

    private static void CheckDefault(ImmutableArray<ParsedPersona> all, ImmutableArray<Problem>.Builder problems)
    {
        var defaults = all.Where(p => p.Persona.Serves.Default).ToList();
        if (defaults.Count == 0)
        {
            var (file, line, column) = all.Length > 0 ? At(all[0], all[0].Map["serves"]) : ("dialogs/personas", 1, 1);
            problems.Add(new Problem(file, line, column, "P006", "没有默认人设：请在一个人设里写 serves: {default: true}。", "No default persona: write serves: {default: true} in one of them."));
        }

        foreach (var second in defaults.Skip(1))
        {
            var serves = second.Map["serves"] as YamlMap;
            var (file, line, column) = At(second, serves?["default"] ?? serves);
            problems.Add(new Problem(file, line, column, "P006", $"只能有一个默认人设，{defaults[0].Persona.Id} 已经是了；这里改成 default: false。", $"Only one persona can be the default and {defaults[0].Persona.Id} already is: write default: false here."));
        }
    }

    private static IEnumerable<string> Claims(Persona persona) => persona.Serves.Members.Select(m => "members: " + m)
        .Concat(persona.Serves.Segments.Select(s => "segments: " + s))
        .Concat(persona.Serves.Groups.Select(g => "groups: " + g))
        .Concat(persona.Serves.Channels.Select(c => "channels: " + c));

    private static void CheckUnique(
        ImmutableArray<ParsedPersona> all, ImmutableArray<Problem>.Builder problems, string code, string zh, string en, Func<Persona, IEnumerable<string>> words, Func<ParsedPersona, YamlNode?> where)
    {
        var owner = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parsed in all)
        {
            foreach (var word in words(parsed.Persona))
            {
                if (!owner.TryAdd(word, parsed.Persona.Id) && owner[word] != parsed.Persona.Id)
                {
                    var (file, line, column) = At(parsed, where(parsed));
                    problems.Add(new Problem(file, line, column, code, $"{zh}“{word}”已经属于人设 {owner[word]}，两个人设不能共用。", $"The {en} `{word}` already belongs to persona {owner[word]}: two cannot share it."));
                }
            }
        }
    }

    private static void CheckOne(ParsedPersona parsed, ImmutableArray<Problem>.Builder problems)
    {
        var persona = parsed.Persona;
        if (persona.Signature.Contains("{{", StringComparison.Ordinal) || persona.Signature.Contains('\n') || persona.Signature.Length > 40)
        {
            Add("signature", "P011", "signature 要在 40 字以内、一行、不含 {{ }}。", "signature must be one line of at most 40 characters without {{ }}.");
        }

        if (persona.Forbidden.FirstOrDefault(w => w.Length > 0 && (persona.Signature.Contains(w, StringComparison.Ordinal) || persona.Name.Contains(w, StringComparison.Ordinal))) is { } word)
        {
            Add("forbidden", "P011", $"禁用词“{word}”出现在自己的名字或签名里。", $"The forbidden word `{word}` stands in its own name or signature.");
        }

        if (persona.Wake.Any(w => w.Length < 2))
        {
            Add("wake", "P008", "唤醒词至少两个字，不然群里随口一句就会叫到它。", "A wake word needs two characters or more, or every other sentence calls it.");
        }

        if (persona.Play == Play.TopicExpert && persona.Topics.Length == 0)
        {
            Add("topics", "P012", "话题专家没有写 topics，它会什么都答；写上话题，例如 topics: [skin.]。", "A topic expert without topics answers everything: write topics: [skin.] for example.", Severity.Warning);
        }

        void Add(string key, string code, string zh, string en, Severity severity = Severity.Error)
        {
            var (file, line, column) = At(parsed, parsed.Map[key]);
            problems.Add(new Problem(file, line, column, code, zh, en, severity));
        }
    }

    private static (string File, int Line, int Column) At(ParsedPersona parsed, YamlNode? node)
    {
        node ??= parsed.Map;
        return (parsed.File.Path, node.Line, node.Column);
    }
}
