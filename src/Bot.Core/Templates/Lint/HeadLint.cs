using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>Checks what the front matter and the headings name: models, personas, channels, segments, products, offers, languages.</summary>
internal static class HeadLint
{
    // Ids of the Bot Framework's channels and of the platforms that the product plans for.
    private static readonly string[] Channels =
    [
        "group", "dm", "directline", "webchat", "emulator", "msteams", "slack", "telegram", "facebook", "line", "email", "sms", "skype", "test",
        "wecom", "wechat", "qq", "feishu", "dingtalk", "douyin", "kuaishou", "xiaohongshu", "weibo", "taobao", "webhook",
    ];

    private static readonly string[] Tones = ["活泼", "稳重"];

    public static void Check(ParsedTemplate parsed, TemplateContext context, Models models)
    {
        var (template, sink) = (parsed.Template, parsed.Sink);
        if (models.Find(template.Model) is null)
        {
            Unknown(sink, parsed.At("model"), "T015", "模型", "model", template.Model, models.Names);
        }

        var personas = context.Personas.All;
        foreach (var id in template.Personas.Where(p => !IsPersona(personas, p)))
        {
            Unknown(sink, parsed.At("persona"), "T015", "人设", "persona", id, personas.Select(p => p.Id));
        }

        if (template.Product is { } code && !context.Shop.Products.Any(p => p.Code == code))
        {
            Unknown(sink, parsed.At("product"), "T015", "商品", "product", code, context.Shop.Products.Select(p => p.Code));
        }

        if (template.Offer is { } offer && !context.Shop.Offers.Any(o => o.Id == offer))
        {
            Unknown(sink, parsed.At("offer"), "T015", "优惠", "offer", offer, context.Shop.Offers.Select(o => o.Id));
        }

        if (template.Private && !template.InDirect)
        {
            sink.Add(parsed.At("private"), "T008", "private: true 的内容只能私聊说，where 里要有 dm。", "A private template can only be said in a direct message: where must hold dm.");
        }

        foreach (var condition in parsed.Sections.SelectMany(s => s.Conditions))
        {
            CheckCondition(condition, sink, personas);
        }
    }

    /// <summary>True when a word names this persona, by id or by name.</summary>
    public static bool Names(Persona persona, string word) => persona.Id == word || persona.Name == word;

    private static bool IsPersona(ImmutableArray<Persona> all, string word) => all.Any(p => Names(p, word));

    private static void CheckCondition(Condition condition, Sink sink, ImmutableArray<Persona> personas)
    {
        var value = condition.Value;
        switch (condition.Name)
        {
            case "channel" when !Channels.Contains(value):
                Unknown(sink, condition.At, "T015", "渠道", "channel", value, Channels);
                break;
            case "persona" when !IsPersona(personas, value):
                Unknown(sink, condition.At, "T015", "人设", "persona", value, personas.Select(p => p.Id).Concat(personas.Select(p => p.Name)));
                break;
            case "tone" when !Tones.Contains(value):
                Unknown(sink, condition.At, "T015", "语气", "tone", value, Tones);
                break;
            case "segment" when !personas.Any(p => p.Serves.Segments.Contains(value)):
                // Operators may make segments that no persona serves, so this may be right.
                var known = personas.SelectMany(p => p.Serves.Segments).Distinct().ToList();
                var hint = NearestName.Hint(value, known);
                sink.Add(condition.At, "T015", $"没有人设用到分组“{value}”{hint.Zh} 确认运营真的有这个分组。", $"No persona serves a segment `{value}`{hint.En} Make sure that it exists.", Severity.Warning);
                break;
        }
    }

    private static void Unknown(Sink sink, int at, string code, string zh, string en, string name, IEnumerable<string> known)
    {
        var all = known.Distinct().ToList();
        var hint = NearestName.Hint(name, all);
        var list = string.Join("、", all.Take(30));
        sink.Add(at, code, $"没有{zh}“{name}”{hint.Zh} 可以写：{list}。", $"There is no {en} `{name}`{hint.En} Known: {list}.");
    }
}
