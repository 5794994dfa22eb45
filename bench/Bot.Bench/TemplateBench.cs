using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Bot.Core.Audience;
using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Shop;
using Bot.Core.Templates;

namespace Bot.Bench;

/// <summary>Saying one reply of about 300 characters, and building a content version of 100 templates.</summary>
[MemoryDiagnoser]
[InProcess]
public class TemplateBench
{
    private const string Model = "model: m\nvariables:\n  need: { type: text }\n  budget: { type: money }\n  items: { type: list, item: { name: { type: text }, price: { type: money }, low: { type: flag }, stock: { type: number }, parts: { type: list } } }\n";
    private const string Body = "== zh-CN id=a\n{{default user.nick \"你好\"}}，按“{{need}}”和预算{{money budget}}，给你挑了这几款：\n{{#each items}}\n{{index @index}}. {{name}} {{money price}}{{#if low}} ⚠ 仅剩{{stock}}件{{else if (gt price 100)}} 热卖{{/if}}（{{#each parts}}{{this}}{{#unless @last}}、{{/unless}}{{/each}}）\n{{/each}}\n{{#if (gt budget 100)}}满 100 包邮，{{shop.cutoff}} 前付款当天发。{{else}}满 99 包邮。{{/if}}想了解哪一款，回数字就行，也可以说“换一批”。\n== zh-CN id=b\n{{need}}可以看看下面几款，{{shop.cutoff}} 前付款当天发：{{#each items}}{{name}} {{/each}}\n";

    private static readonly string[] Parts = ["甘油", "泛醇", "角鲨烷"];

    private readonly ContentFile[] _files =
    [
        new("dialogs/personas/p.yaml", "persona: p\nname: 小助\nserves: {default: true}\n"),
        new("templates/_models/m.yaml", Model),
        .. Enumerable.Range(0, 100).Select(i => new ContentFile($"templates/t/t{i}.tmpl", $"---\nmodel: m\nasks: [问题{i}]\n---\n{Body}")),
    ];

    private TemplateSet _set = null!;
    private RenderRequest _request = null!;

    [GlobalSetup]
    public void Setup()
    {
        _set = Build();
        var shop = Shop();
        var items = Enumerable.Range(0, 3).Select(i => new Dictionary<string, object?> { ["name"] = "神经酰胺保湿霜", ["price"] = 99m + i, ["low"] = i == 0, ["stock"] = 3, ["parts"] = Parts }).ToArray();
        var personas = PersonaSet.Build(_files, ImmutableArray.CreateBuilder<Problem>());
        var values = new Dictionary<string, object?>(Variables.Of(new TurnFacts(Profile.Empty, "小鹿", personas.Default, shop, DateTimeOffset.UnixEpoch, "zh-CN", false))) { ["need"] = "保湿", ["budget"] = 300m, ["items"] = items };
        _request = new RenderRequest { Key = "t.t7", Values = values, Locale = "zh-CN", Channel = "webchat", IsGroup = false, Persona = "p", Reader = "u", Seed = 1, Now = DateTimeOffset.UnixEpoch, Avoid = ["t.t7#b"] };
        if (_set.Render(_request) is not RenderResult.Words)
        {
            throw new InvalidOperationException("The template of the bench does not render.");
        }
    }

    [Benchmark]
    public RenderResult Render() => _set.Render(_request);

    [Benchmark]
    public TemplateSet Build()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var set = TemplateSet.Build(_files, new TemplateContext(PersonaSet.Build(_files, problems), Shop(), []), problems);
        return problems.Any(p => p.Severity == Severity.Error) ? throw new InvalidOperationException(problems[0].Format("en")) : set;
    }

    private static ShopData Shop() => new() { Card = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty.Add("cutoff", ImmutableDictionary<string, string>.Empty.Add("zh-CN", "16:00")) };
}
