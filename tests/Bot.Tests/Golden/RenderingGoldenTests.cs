using Bot.Core.Content;
using Bot.Core.Templates;
using Bot.Tests.Templates;

namespace Bot.Tests.Golden;

public sealed class RenderingGoldenTests
{
    private static readonly Dictionary<string, object?>[] Items =
    [
        new() { ["name"] = "舒缓精华", ["price"] = 129m, ["low"] = true, ["stock"] = 3, ["parts"] = new[] { "甘油", "泛醇" } },
        new() { ["name"] = "滋润面霜", ["price"] = 199.5m, ["low"] = false, ["stock"] = 50, ["parts"] = Array.Empty<string>() },
    ];

    private static readonly string[] Tags = ["静音", "宠物"];

    [Theory]
    [InlineData("{{default user.nick \"你\"}}好", "小鹿好")]
    [InlineData("{{default user.region \"哪里\"}}", "哪里")]
    [InlineData("{{money budget}}", "¥1,500")]
    [InlineData("{{money 1234567.5}}", "¥1,234,567.50")]
    [InlineData("{{money -3}}", "-¥3")]
    [InlineData("{{budget}}", "1500")]
    [InlineData("{{count}} {{number 1234.567 1}} {{number 0.5}}", "2 1,234.6 0.5")]
    [InlineData("{{percent 0.155 1}} {{percent 1}}", "15.5% 100%")]
    [InlineData("{{date now \"M月d日\"}} {{date now \"yyyy-MM-dd HH:mm\"}} {{date now}} {{date now \"dddd\"}}", "11月21日 2026-11-21 20:05 11月21日 星期六")]
    [InlineData("{{truncate need 2}} {{truncate need 9}}", "除甲… 除甲醛")]
    [InlineData("{{join tags \"、\"}}|{{join items \"/\" \"name\"}}", "静音、宠物|舒缓精华/滋润面霜")]
    [InlineData("{{#each items}}\n{{index @index}}. {{name}} {{money price}}{{#if low}} ⚠ 仅剩{{stock}}件{{/if}}\n{{/each}}\n完", "1. 舒缓精华 ¥129 ⚠ 仅剩3件\n2. 滋润面霜 ¥199.50\n完")]
    [InlineData("{{#each items}}{{name}}:{{#each parts}}{{this}}{{#unless @last}}+{{/unless}}{{else}}无{{/each}};{{/each}}", "舒缓精华:甘油+泛醇;滋润面霜:无;")]
    [InlineData("{{#each items}}{{#if low}}{{../need}}{{else}}{{../../count}}{{/if}}{{/each}}", "!", true)]
    [InlineData("{{#each items}}{{#if low}}{{../need}}{{else}}{{../count}}{{/if}}{{/each}}", "除甲醛2")]
    [InlineData("{{#each items}}{{#each parts}}{{this}}{{../name}}{{../../need}};{{/each}}{{/each}}", "甘油舒缓精华除甲醛;泛醇舒缓精华除甲醛;")]
    [InlineData("{{#if (gt count 2)}}多{{else if (eq count 2)}}两{{else}}少{{/if}}", "两")]
    [InlineData("{{#if (and open (not note))}}a{{/if}}{{#if (or note open)}}b{{/if}}{{#if (lt count 1)}}c{{/if}}", "ab")]
    [InlineData("{{#if note}}{{note}}{{else}}没有{{/if}}", "没有")]
    [InlineData("{{#unless note}}空{{/unless}}", "空")]
    [InlineData("{{#if o}}{{o.id}}{{else}}无结果{{/if}}", "无结果")]
    [InlineData("{{plural count \"item\" \"items\"}} {{plural 1 \"item\" \"items\"}}", "items item")]
    [InlineData("{{at user.nick}} 来看", "@小鹿 来看")]
    [InlineData("a {{~ need ~}} b{{! 注 }}{{!-- }} --}}", "a除甲醛b")]
    [InlineData("{{#each offers}}{{name}}到{{date to \"M/d\"}}{{/each}}", "新客减 15到11/30")]
    [InlineData("{{#each products}}{{name}}{{#if low}}!{{/if}} {{/each}}", "舒缓精华! 滋润面霜")]
    [InlineData("{{#if (gt 1.5 1.25)}}对{{/if}}", "对")]
    public void Render_Subset_GivesTheseWords(string body, string expected, bool refused = false)
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body(body));
        var result = set.Render(TemplateKit.Request(values: [("need", "除甲醛"), ("budget", 1500.00m), ("count", 2), ("open", true), ("tags", Tags), ("items", Items)]));

        Assert.Equal(refused, problems.Any(p => p.Severity == Severity.Error));
        Assert.Equal(refused ? "!unknown_template" : expected, result.Text());
    }

    [Fact]
    public void Render_Product_BindsByCode()
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body("{{product.name}} {{money product.price}} {{product.size}}{{#if product.low}} 快没了{{/if}}", "product: JH01\n"));

        Assert.Empty(problems);
        Assert.Equal("舒缓精华 ¥129 30ml 快没了", set.Render(TemplateKit.Request()).Text());
    }

    [Fact]
    public void Render_Offer_SaysItWhileValidOnly()
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body("{{offer.name}}", "offer: NOW\n"), TemplateKit.File("---\noffer: OLD\n---\n== zh-CN\n{{offer.name}}\n", "templates/old.tmpl"));

        Assert.Empty(problems.Where(p => p.Severity == Severity.Error));
        Assert.Equal("新客减 15", set.Render(TemplateKit.Request()).Text());
        Assert.Equal("!offer_expired", set.Render(TemplateKit.Request() with { Now = TemplateKit.Now.AddDays(9) }).Text());
        Assert.Equal("!offer_expired", set.Render(TemplateKit.Request("old")).Text());
    }

    [Fact]
    public void Render_EnglishReader_GetsEnglishWordsAndShop()
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.File("---\nlocales: [zh-CN, en]\n---\n== zh-CN\n{{shop.cutoff}}前\n== en\nBefore {{shop.cutoff}}, {{date now}}\n"));

        Assert.Empty(problems);
        Assert.Equal("Before 4 pm, Nov 21", set.Render(TemplateKit.Request(locale: "en-US")).Text());
        Assert.Equal("16:00前", set.Render(TemplateKit.Request(locale: "fr")).Text());
    }

    [Fact]
    public void Render_Part_UsesTheSectionsLanguageAndTheItemAtHand()
    {
        var part = TemplateKit.File("== zh-CN\n【{{name}} {{@index}}】\n", "templates/_parts/common/item.tmpl");
        var (set, problems) = TemplateKit.Build(part, TemplateKit.Body("{{#each items}}\n{{> common.item}}\n{{/each}}"));

        Assert.Empty(problems.Where(p => p.Severity == Severity.Error));
        Assert.Equal("【舒缓精华 0】\n【滋润面霜 1】", set.Render(TemplateKit.Request(values: [("items", Items)])).Text());
    }

    [Fact]
    public void Render_Cards_FromTheNamedList()
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body("看看这几款", "cards: items\n"));
        var words = Assert.IsType<RenderResult.Words>(set.Render(TemplateKit.Request(values: [("items", Items)])));

        Assert.Empty(problems);
        Assert.Equal([("舒缓精华", "¥129"), ("滋润面霜", "¥199.50")], words.Cards.Select(c => (c.Title, c.Subtitle)));
    }
}
