using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Tests.Content;

public sealed class YamlDocumentTests
{
    [Fact]
    public void Parse_NestedContent_KeepsTextAndPlaces()
    {
        var (map, problems) = Parse("persona: shopping\nwake: [小助, \"小 助\"]\ntone:\n  default: 活泼\n");

        Assert.Empty(problems);
        Assert.Equal("shopping", Assert.IsType<YamlScalar>(map!["persona"]).Text);
        var wake = Assert.IsType<YamlList>(map["wake"]);
        Assert.Equal(["小助", "小 助"], wake.Items.Cast<YamlScalar>().Select(s => s.Text));
        Assert.Equal((2, 7), (wake.Line, wake.Column));
        var tone = Assert.IsType<YamlMap>(map["tone"]);
        var inner = Assert.IsType<YamlScalar>(tone["default"]);
        Assert.Equal((4, 12), (inner.Line, inner.Column));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("on")]
    [InlineData("08:30")]
    [InlineData("0123")]
    [InlineData("3.10")]
    [InlineData("~")]
    [InlineData("null")]
    public void Parse_WordsThatYamlGuessesAt_StayText(string word)
    {
        var (map, problems) = Parse($"a: {word}\n");

        Assert.Empty(problems);
        Assert.Equal(word, Assert.IsType<YamlScalar>(map!["a"]).Text);
    }

    [Fact]
    public void Parse_Spans_CutTheValueOutOfTheFile()
    {
        var text = "# 注释\nname: 选购推荐 # 尾注\nnote: \"带 引号\"\n";
        var (map, _) = Parse(text);

        var name = map!["name"]!;
        Assert.Equal("选购推荐", text[name.Start..name.End]);
        var note = map["note"]!;
        Assert.Equal("\"带 引号\"", text[note.Start..note.End]);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "Y005", 3, 1)]
    [InlineData("a: &x 1\nb: *x\n", "Y006", 1, 4)]
    [InlineData("a: 1\nb: *x\n", "Y006", 2, 4)]
    [InlineData("a: !!int 3\n", "Y006", 1, 4)]
    [InlineData("x: 1\na: {{x}}\n", "Y010", 2, 5)]
    [InlineData("x: 1\nb: #话题\n", "Y011", 2, 4)]
    [InlineData("asks:\n  - 在吗\n  - #话题\n", "Y011", 3, 5)]
    [InlineData("x: 1\nb：1\n", "Y002", 2, 2)]
    [InlineData("x: 1\nb：1\ny: 2\n", "Y002", 2, 2)]
    [InlineData("name：x\n", "Y002", 1, 5)]
    [InlineData("x:\n\ty: 1\n", "Y003", 2, 1)]
    [InlineData("a: 你好: 世界\n", "Y004", 1, 6)]
    [InlineData("a: [1, 2\n", "Y001", 2, 1)]
    [InlineData("a: \"未闭合\n", "Y001", 1, 4)]
    [InlineData("- a\n- b\n", "Y008", 1, 1)]
    [InlineData("a: 1\n---\nb: 2\n", "Y012", 2, 1)]
    public void Parse_Mistake_IsExplainedAtItsPlace(string text, string code, int line, int column)
    {
        var (map, problems) = Parse(text);

        var problem = Assert.Single(problems);
        Assert.Equal((code, line, column), (problem.Code, problem.Line, problem.Column));
        Assert.Null(map);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem.Zh);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", problem.En.Replace("“：”", ""));
    }

    [Fact]
    public void Parse_PartOfAFile_CountsLinesOfTheWholeFile()
    {
        var text = "---\nname: a\nname: b\n---\n== zh-CN\n";
        var problems = ImmutableArray.CreateBuilder<Problem>();

        YamlDocument.Parse(new ContentFile("t.tmpl", text), problems, 4, text.IndexOf("---\n==", StringComparison.Ordinal));

        var problem = Assert.Single(problems);
        Assert.Equal(("t.tmpl", 3, 1), (problem.File, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# 只有注释\n")]
    public void Parse_NothingInIt_IsAnEmptyMap(string text)
    {
        var (map, problems) = Parse(text);

        Assert.Empty(problems);
        Assert.Empty(map!.Entries);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefusedFast()
    {
        var (map, problems) = Parse("a: " + new string('[', 5000));

        Assert.Null(map);
        Assert.Equal("Y012", Assert.Single(problems).Code);
    }

    [Fact]
    public void Parse_TooLong_IsRefused()
    {
        var (_, problems) = Parse("a: " + new string('x', YamlDocument.MaxLength));

        Assert.Equal("Y012", Assert.Single(problems).Code);
    }

    [Fact]
    public void Parse_AnyPrefixOfRealContent_NeverThrows()
    {
        const string Text = "dialog: shopping\nstart:\n  say: [推荐, \"帮我选\"]\nslots:\n  budget: { name: 预算, check: { min: 50, else: shop.bad } }\nsteps:\n  - ask: category\n  - if: a is b\n    then:\n      - say: x # y\n";
        for (var length = 0; length <= Text.Length; length++)
        {
            Parse(Text[..length]);
        }
    }

    private static (YamlMap? Map, ImmutableArray<Problem> Problems) Parse(string text)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var map = YamlDocument.Parse(new ContentFile("a.yaml", text), problems);
        return (map, problems.ToImmutable());
    }
}
