using Bot.Core.Audience;
using Bot.Core.Templates;

namespace Bot.Tests.Templates;

public sealed class RenderTests
{
    private const string Many = "---\nlocales: [zh-CN, en]\n---\n== zh-CN id=a\n一\n== zh-CN id=b\n二\n== zh-CN id=c weight=8\n三\n== zh-CN channel=group id=g\n群\n== zh-CN channel=slack id=s\n斯\n== zh-CN channel=group persona=小研 id=gp\n群研\n== zh-CN segment=vip id=v\n贵\n== zh-CN tone=稳重 id=t\n稳\n== en\nhi\n";

    [Theory]
    [InlineData("zh-CN", true, "shopping", "webchat", "", "", "群")]
    [InlineData("zh-CN", true, "expert", "webchat", "", "活泼", "群研")]
    [InlineData("zh-CN", false, "shopping", "slack", "", "", "斯")]
    [InlineData("zh-CN", false, "shopping", "webchat", "vip", "", "贵")]
    [InlineData("zh-CN", false, "shopping", "webchat", "", "稳重", "稳")]
    [InlineData("zh-CN", false, "expert", "webchat", "", "", "稳")]
    [InlineData("en", true, "expert", "slack", "vip", "稳重", "hi")]
    [InlineData("en-GB", false, "shopping", "webchat", "", "", "hi")]
    [InlineData("EN", false, "shopping", "webchat", "", "", "hi")]
    [InlineData("zh-TW", true, "shopping", "webchat", "", "", "群")]
    [InlineData("ja", true, "shopping", "webchat", "", "", "群")]
    public void Render_Conditions_LanguageFirstThenTheClosest(string locale, bool group, string persona, string channel, string segment, string tone, string expected)
    {
        var set = Good(Many);
        var request = TemplateKit.Request(locale: locale, group: group, persona: persona, channel: channel) with { Tone = tone, Segments = segment.Length > 0 ? [segment] : [] };

        Assert.Equal(expected, set.Render(request).Text());
    }

    [Fact]
    public void Render_Rotate_LeavesOutWhatWasReadAndRepeatsOnlyWhenItMust()
    {
        var set = Good(Many);
        var request = TemplateKit.Request();

        for (var seed = 0UL; seed < 50; seed++)
        {
            Assert.Equal("二", set.Render(request with { Seed = seed, Avoid = ["a.b#a", "a.b#c"] }).Text());
            Assert.Contains(set.Render(request with { Seed = seed, Avoid = ["a.b#a", "a.b#b", "a.b#c"] }).Text(), "一二三", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_Weights_ShareAsTheySay()
    {
        var set = Good(Many);
        var request = TemplateKit.Request();
        var counts = Enumerable.Range(0, 5000).CountBy(i => set.Render(request with { Seed = (ulong)i }).Text()).ToDictionary();

        Assert.InRange(counts["三"], 3850, 4150);
        Assert.InRange(counts["一"], 400, 600);
        Assert.InRange(counts["二"], 400, 600);
    }

    [Fact]
    public void Render_Stick_SaysTheSameToOneReaderAndBothToMany()
    {
        var set = Good("---\npick: stick\n---\n== zh-CN id=a\n一\n== zh-CN id=b\n二\n");
        string Say(int reader, ulong seed) => set.Render(TemplateKit.Request(seed: seed) with { Reader = $"u{reader}", Avoid = ["a.b#a", "a.b#b"] }).Text();

        Assert.All(Enumerable.Range(0, 20), reader => Assert.Single(Enumerable.Range(0, 20).Select(seed => Say(reader, (ulong)seed)).Distinct()));
        Assert.Equal(2, Enumerable.Range(0, 20).Select(reader => Say(reader, 1)).Distinct().Count());
    }

    [Fact]
    public void Render_Words_CarryTheirName()
    {
        var words = Assert.IsType<RenderResult.Words>(Good("---\nkind: advice\n---\n== zh-CN id=x\n你好  \n\n").Render(TemplateKit.Request()));

        Assert.Equal(("a.b", "x", ContentKind.Advice, "zh-CN", "你好", false), (words.Key, words.Section, words.Kind, words.Locale, words.Text, words.Private));
        Assert.Matches("^a\\.b@[0-9a-f]{8}#x$", words.Name);
    }

    [Fact]
    public void Render_PrivateTemplate_NeverInAGroup()
    {
        var set = Good("---\nprivate: true\n---\n== zh-CN\n订单在路上\n");

        Assert.Equal("!private_in_group", set.Render(TemplateKit.Request(group: true)).Text());
        Assert.True(Assert.IsType<RenderResult.Words>(set.Render(TemplateKit.Request())).Private);
    }

    [Fact]
    public void Render_PrivateValue_NeverInAGroupAndMarkedInADirectMessage()
    {
        // The group's own section stands before it, so the lint lets it pass; a locale that only one has is the lint's blind side.
        var set = Good("---\nlocales: [zh-CN]\n---\n== zh-CN\n{{default user.region \"x\"}}\n== zh-CN channel=group\n群里不说\n");
        var facts = new TurnFacts(Profile.Empty.With(new ProfileChange.Stated("region", new MemberAttribute("杭州", AttributeSource.Stated, 1, TemplateKit.Now))), null, TemplateKit.Personas.Default, TemplateKit.Shop, TemplateKit.Now, "zh-CN", false);
        var request = TemplateKit.Request() with { Values = Variables.Of(facts) };

        var words = Assert.IsType<RenderResult.Words>(set.Render(request));
        Assert.Equal(("杭州", true), (words.Text, words.Private));
        Assert.Equal("群里不说", set.Render(request with { IsGroup = true }).Text());
    }

    [Theory]
    [InlineData("where: [dm]", true, "!no_section")]
    [InlineData("where: [dm]", false, "好")]
    [InlineData("where: [group]", false, "!no_section")]
    [InlineData("where: [group]", true, "好")]
    public void Render_Where_IsHeld(string where, bool group, string expected) =>
        Assert.Equal(expected, Good($"---\n{where}\n---\n== zh-CN\n好\n").Render(TemplateKit.Request(group: group)).Text());

    [Fact]
    public void Render_UnknownTemplate_SaysSo() => Assert.Equal("!unknown_template", Good(Many).Render(TemplateKit.Request("no.such")).Text());

    [Fact]
    public void Render_ValuesAbsentOrOfAnotherType_NeverThrow()
    {
        const string Body = "{{need}}|{{count}}|{{money budget}}|{{date due}}|{{#if open}}o{{/if}}|{{#each items}}{{name}}{{money price}}{{/each}}|{{join tags \",\"}}|{{#if o}}{{o.id}}{{/if}}";
        var (set, problems) = TemplateKit.Build(TemplateKit.Body(Body));
        Assert.Empty(problems);
        object?[] odd = [null, 1, 2.5m, "x", true, TemplateKit.Now, new object(), new List<object?> { null, 3, "y" }, new Dictionary<string, object?> { ["id"] = null, ["name"] = 4 }, double.NaN, long.MaxValue, new Uri("http://x")];
        foreach (var value in odd)
        {
            var text = set.Render(TemplateKit.Request(values: [.. "need count budget due open items tags o".Split(' ').Select(n => (n, value))])).Text();
            Assert.DoesNotContain("!", text, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Render_FromManyThreads_GivesEachItsOwnWords()
    {
        var (set, _) = TemplateKit.Build(TemplateKit.Body("{{#each items}}{{index @index}}{{name}}{{money price}};{{/each}}{{need}}"));
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var items = new[] { new Dictionary<string, object?> { ["name"] = $"w{worker}", ["price"] = (decimal)i } };
                var expected = $"1w{worker}¥{i:#,##0};n{i}";
                Assert.Equal(expected, set.Render(TemplateKit.Request(values: [("items", items), ("need", $"n{i}")])).Text());
                if (i % 500 == 0)
                {
                    TemplateKit.Build(TemplateKit.Body($"{{{{need}}}}{i}"));
                }
            }
        }));
        await Task.WhenAll(workers);
    }

    private static TemplateSet Good(string text)
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.File(text));
        Assert.Empty(problems.Where(p => p.Severity == Bot.Core.Content.Severity.Error));
        return set;
    }
}
