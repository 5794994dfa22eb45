using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Tests.Content;

public sealed class YamlReaderTests
{
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    [Fact]
    public void Read_TypedValues_ComeBack()
    {
        var reader = Read("name: 小助\nflag: true\nn: 12\nd: -1.50\nlist: [a, b]\none: c\nkind: promo\nsub: { x: 1 }\n");

        Assert.Equal("小助", reader.Required("name"));
        Assert.True(reader.Flag("flag", false));
        Assert.True(reader.Flag("absent", true));
        Assert.Equal(12, reader.Whole("n"));
        Assert.Equal(-1.50m, reader.Number("d"));
        Assert.Equal(["a", "b"], reader.Texts("list"));
        Assert.Equal(["c"], reader.Texts("one"));
        Assert.Equal(2, reader.OneOf("kind", 0, ("answer", 1), ("promo", 2)));
        Assert.Equal("1", reader.Sub("sub")!.Text("x"));
        Assert.Null(reader.Text("absent"));
        Assert.Empty(reader.Texts("absent"));
        reader.Done();
        Assert.Empty(_problems);
    }

    [Fact]
    public void Done_UnknownKey_NamesTheNearest()
    {
        var reader = Read("nmae: 小助\n");
        reader.Text("name");
        reader.Text("wake");

        reader.Done("P001");

        var problem = Assert.Single(_problems);
        Assert.Equal(("P001", 1, 1), (problem.Code, problem.Line, problem.Column));
        Assert.Contains("是不是 name？", problem.Zh, StringComparison.Ordinal);
        Assert.Contains("did you mean name?", problem.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v: [a]", 1, 4)]
    [InlineData("x: 1\nv: {a: 1}", 2, 4)]
    [InlineData("v: 12x", 1, 4)]
    [InlineData("v: 99", 1, 4)]
    public void Whole_SomethingElse_IsAProblemAtTheValue(string text, int line, int column)
    {
        Assert.Null(Read(text).Whole("v", 0, 50));

        var problem = Assert.Single(_problems);
        Assert.Equal(("Y008", line, column), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void OneOf_WrongWord_ListsTheWords()
    {
        Assert.Equal(7, Read("kind: prom").OneOf("kind", 7, ("answer", 1), ("promo", 2)));

        var problem = Assert.Single(_problems);
        Assert.Contains("是不是 promo？", problem.Zh, StringComparison.Ordinal);
        Assert.Contains("answer, promo", problem.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other: 1")]
    [InlineData("name:")]
    [InlineData("name: \"  \"")]
    public void Required_Absent_IsAProblem(string text)
    {
        Assert.Equal("", Read(text).Required("name"));

        Assert.Equal("Y009", Assert.Single(_problems).Code);
    }

    [Fact]
    public void Texts_ListWithAMap_ReportsThatItemAndKeepsTheRest()
    {
        Assert.Equal(["a"], Read("v:\n  - a\n  - b: 1\n").Texts("v"));

        var problem = Assert.Single(_problems);
        Assert.Equal((3, 5), (problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("user.nik", "user.nick")]
    [InlineData("User.Nick", "user.nick")]
    [InlineData("mnoey", "money")]
    [InlineData("zzzz", null)]
    public void NearestName_Of_FindsWhatWasMeant(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Of(name, ["user.nick", "shop.name", "money"]));

    private YamlReader Read(string text)
    {
        var file = new ContentFile("a.yaml", text);
        return new YamlReader(file.Path, YamlDocument.Parse(file, _problems)!, _problems);
    }
}
