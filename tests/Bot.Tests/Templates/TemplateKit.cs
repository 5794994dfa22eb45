using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Shop;
using Bot.Core.Templates;

namespace Bot.Tests.Templates;

/// <summary>A small shop, two personas and short ways to build and render.</summary>
internal static class TemplateKit
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 20, 5, 0, TimeSpan.FromHours(8));

    public static ShopData Shop { get; } = new()
    {
        Card = new Dictionary<string, ImmutableDictionary<string, string>>
        {
            ["name"] = Both("雾屿护肤", "Wuyu"),
            ["cutoff"] = Both("16:00", "4 pm"),
            ["ship_days"] = Both("2 到 3", "2 to 3"),
        }.ToImmutableDictionary(),
        Products =
        [
            new Product("JH01", "舒缓精华", "Soothing Serum", "精华", 129m, 3, "30ml", ["小绿瓶"], ["敏感", "保湿"], "换季泛红也能用", "Kind to red skin"),
            new Product("MS01", "滋润面霜", "Rich Cream", "面霜", 199.5m, 50, "50g", [], [], "干皮过冬", "For dry winters"),
        ],
        Offers =
        [
            new Offer("NOW", "新客减 15", "15 off", Now.AddDays(-1), Now.AddDays(9), [], null),
            new Offer("OLD", "双11", "Double 11", Now.AddDays(-20), Now.AddDays(-9), ["JH01"], 99m),
        ],
    };

    public static PersonaSet Personas { get; } = PersonaSet.Build(
        [
            new ContentFile("dialogs/personas/shopping.yaml", "persona: shopping\nname: 小助\ntone: {default: 活泼, emoji: few}\nforbidden: [亲亲]\nserves: {default: true}\nhand_off: {to: 导购, hours: \"09:00-21:00\"}\n"),
            new ContentFile("dialogs/personas/expert.yaml", "persona: expert\nname: 小研\nplay: 话题专家\ntopics: [skin.]\ntone: {default: 稳重, emoji: none}\nforbidden: [秒杀]\nserves: {segments: [vip]}\n"),
        ],
        ImmutableArray.CreateBuilder<Problem>());

    public static ContentFile Model { get; } = new(
        "templates/_models/test.yaml",
        """
        model: test
        name: 测试
        variables:
          need: { type: text, name: 需求, sample: 除甲醛 }
          budget: { type: money, name: 预算, sample: "1500" }
          count: { type: number, name: 数量, sample: "2" }
          note: { type: text, name: 备注, nullable: true }
          due: { type: date, name: 到期 }
          open: { type: flag, name: 营业中 }
          tags: { type: list, name: 标签 }
          secret: { type: text, name: 体重, private: true }
          o: { type: map, name: 结果, nullable: true, fields: { id: { type: text, name: 编号 }, days: { type: number, name: 天数, nullable: true } } }
          items:
            type: list
            name: 商品
            item:
              name: { type: text, name: 名称, sample: 精华 }
              price: { type: money, name: 价格, sample: "129" }
              low: { type: flag, name: 紧张 }
              stock: { type: number, name: 库存, sample: "3" }
              summary: { type: text, name: 介绍, nullable: true }
              parts: { type: list, name: 成分 }
        """);

    public static (TemplateSet Set, ImmutableArray<Problem> Problems) Build(params ContentFile[] files)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var used = files.Where(f => f.Path.EndsWith(".tmpl", StringComparison.Ordinal)).Select(f => f.Path["templates/".Length..^5].Replace('/', '.')).ToImmutableHashSet();
        var set = TemplateSet.Build([Model, .. files], new TemplateContext(Personas, Shop, used), problems);
        return (set, problems.ToImmutable());
    }

    /// <summary>One template <c>a.b</c> that may only be said in private, with a body in Chinese.</summary>
    public static ContentFile Body(string body, string front = "where: [dm]\n") => File($"---\nmodel: test\n{front}---\n== zh-CN\n{body}\n");

    public static ContentFile File(string text, string path = "templates/a/b.tmpl") => new(path, text);

    public static RenderRequest Request(string key = "a.b", string locale = "zh-CN", bool group = false, string persona = "shopping", string channel = "webchat", ulong seed = 1, params (string Name, object? Value)[] values)
    {
        var all = new Dictionary<string, object?>(Variables.Of(new TurnFacts(new(), "小鹿", Personas.Find(persona) ?? Personas.Default, Shop, Now, locale, group)));
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }

        return new RenderRequest { Key = key, Values = all, Locale = locale, Channel = channel, IsGroup = group, Persona = persona, Reader = "u1", Seed = seed, Now = Now };
    }

    public static string Text(this RenderResult result) => result switch
    {
        RenderResult.Words words => words.Text,
        RenderResult.Nothing nothing => "!" + nothing.Reason,
        _ => "?",
    };

    /// <summary>Builds a body without problems and renders it in a direct message.</summary>
    public static string Render(string body, params (string Name, object? Value)[] values)
    {
        var (set, problems) = Build(Body(body));
        Assert.Empty(problems.Where(p => p.Severity == Severity.Error));
        return set.Render(Request(values: values)).Text();
    }

    private static ImmutableDictionary<string, string> Both(string zh, string en) => ImmutableDictionary<string, string>.Empty.Add("zh-CN", zh).Add("en", en);
}
