using System.Diagnostics;
using System.Text;
using Bot.Core.Content;

namespace Bot.Tests.Templates;

/// <summary>What an operator's text, or a customer's words in it, must never manage (content.md 1.3.6).</summary>
public sealed class SandboxTests
{
    [Theory]
    [InlineData("paren")]
    [InlineData("subexpression")]
    [InlineData("if")]
    [InlineData("elseif")]
    [InlineData("tags")]
    [InlineData("long")]
    [InlineData("each")]
    [InlineData("parts")]
    [InlineData("braces")]
    [InlineData("comment")]
    public void Build_HugeOrDeep_IsRefusedFast(string attack)
    {
        var body = attack switch
        {
            "paren" => "{{money " + new string('(', 3900),
            "subexpression" => "{{#if " + Repeat("(not ", 390) + "open" + new string(')', 390) + "}}x{{/if}}",
            "if" => Repeat("{{#if open}}", 250) + "x" + Repeat("{{/if}}", 250),
            "elseif" => "{{#if open}}x" + Repeat("{{else if open}}y", 200) + "{{/if}}",
            "tags" => Repeat("{{need}}", 900),
            "long" => new string('字', 9000),
            "each" => "{{#each items}}{{#each ../items}}{{#each ../../items}}x" + Repeat("{{/each}}", 3),
            "parts" => "{{> p0}}",
            "braces" => new string('{', 7000),
            _ => "{{!--" + new string('-', 7000),
        };
        // Each part includes the next one twenty times over: a small text that would unfold without end.
        var parts = Enumerable.Range(0, 8).Select(i => TemplateKit.File($"== zh-CN\n{Repeat("{{> p" + (i + 1) + "}}", 20)}\n", $"templates/_parts/p{i}.tmpl")).Append(TemplateKit.File("== zh-CN\nx\n", "templates/_parts/p8.tmpl"));
        var watch = Stopwatch.StartNew();

        var (set, problems) = TemplateKit.Build([.. attack == "parts" ? parts : [], TemplateKit.Body(body)]);

        Assert.Null(set.Find("a.b"));
        Assert.Contains(problems, p => p.Code is "T012" or "T004" && p.File.EndsWith("b.tmpl", StringComparison.Ordinal));
        Assert.True(problems.Length < 2000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("{{lookup user need}}")]
    [InlineData("{{#with user}}{{nick}}{{/with}}")]
    [InlineData("{{now.Ticks}}")]
    [InlineData("{{items.Capacity}}")]
    [InlineData("{{shop.Keys}}")]
    [InlineData("{{user.Count}}")]
    [InlineData("{{@root.shop.name}}")]
    [InlineData("{{this.constructor}}")]
    [InlineData("{{> (need)}}")]
    [InlineData("{{> ../../secret}}")]
    [InlineData("{{#> layout}}x{{/layout}}")]
    [InlineData("{{#*inline \"x\"}}y{{/inline}}")]
    [InlineData("{{log need}}")]
    [InlineData("{{[need]}}")]
    [InlineData("{{#each items as |i|}}{{i}}{{/each}}")]
    [InlineData("{{money price=1}}")]
    [InlineData("{{{{raw}}}}x{{{{/raw}}}}")]
    public void Build_WayOutOfTheSubset_IsRefused(string body)
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body(body));

        Assert.Null(set.Find("a.b"));
        Assert.Contains(problems, p => p is { Severity: Severity.Error, Line: 6 });
    }

    [Theory]
    [InlineData("{{user.nick}}")]
    [InlineData("{{#each products}}x{{/each}}")]
    [InlineData("{{> common.unsubscribe}}")]
    [InlineData("\\{{x}}")]
    [InlineData("<b>&amp;'\"`=")]
    public void Render_CustomersWords_StayWords(string said) =>
        Assert.Equal($"你说{said}", TemplateKit.Render("你说{{need}}", ("need", said)));

    [Fact]
    public void Render_ObjectInTheValues_IsNotRead()
    {
        var spy = new Spy();

        var text = TemplateKit.Render("{{need}}x{{#if o}}{{o.id}}{{/if}}{{#each items}}{{name}}{{/each}}", ("need", spy), ("o", spy), ("items", new object[] { spy }));

        Assert.Equal("x", text);
        Assert.Equal(0, spy.Reads);
    }

    [Fact]
    public void Render_EndlessValues_StopAtTheCaps()
    {
        var long1 = new string('长', 100_000);
        Assert.True(TemplateKit.Render("{{need}}", ("need", long1)).Length <= 2001);
        Assert.True(TemplateKit.Render("{{need}}{{need}}{{need}}{{need}}", ("need", long1)).Length <= 4001);

        IEnumerable<object?> Endless()
        {
            while (true)
            {
                yield return "x";
            }
        }

        Assert.Equal(50, TemplateKit.Render("{{#each tags}}{{this}}{{/each}}", ("tags", Endless())).Length);
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private sealed class Spy
    {
        public int Reads { get; private set; }

        public string Id => $"{Reads++}";

        public string Name => $"{Reads++}";

        public override string ToString() => $"spy{Reads++}";
    }
}
