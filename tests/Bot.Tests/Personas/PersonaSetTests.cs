using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Personas;

namespace Bot.Tests.Personas;

public sealed class PersonaSetTests
{
    private const string Shopping = "persona: shopping\nname: 小助\nwake: [小助, 小助手]\nplay: 购物助手\nintroduction: persona.shopping.hello\ntone: {default: 活泼, emoji: few}\nsignature: \"\"\nforbidden: [亲亲]\ntopics: []\nserves: {groups: [], segments: [], channels: [], default: true}\nhand_off: {to: 导购, hours: \"09:00-21:00\"}\n";
    private const string Expert = "persona: expert\nname: 小研\nplay: 话题专家\nintroduction: x.y\ntopics: [skin.]\nserves: {groups: [\"demo-expert-*\", g9], channels: [slack]}\n";
    private const string Partner = "persona: partner\nname: 阿屿\nplay: 私人合作伙伴\nintroduction: x.y\nserves: {members: [msteams/u1, u2], segments: [vip], groups: [demo-expert-vip]}\n";

    [Fact]
    public void Build_WholeCard_ReadsEveryField()
    {
        var (set, problems) = Build(("shopping", Shopping));

        Assert.Empty(problems);
        var persona = Assert.Single(set.All);
        Assert.Equal(("shopping", "小助", Play.ShoppingAssistant, "persona.shopping.hello", "活泼", "few"), (persona.Id, persona.Name, persona.Play, persona.Introduction, persona.Tone, persona.Emoji));
        Assert.Equal(["小助", "小助手"], persona.Wake);
        Assert.Equal(["亲亲"], persona.Forbidden);
        Assert.Equal(("导购", "09:00-21:00"), (persona.HandOffTo, persona.HandOffHours));
        Assert.Same(persona, set.Default);
        Assert.Same(persona, set.Find("shopping"));
    }

    [Theory]
    [InlineData("msteams", "demo-expert-1", "u1", "vip", "partner", "member")]
    [InlineData("slack", "demo-expert-1", "u1", "", "expert", "group")]
    [InlineData("slack", null, "u2", "", "partner", "member")]
    [InlineData("slack", "demo-expert-1", "u3", "new,vip", "partner", "segment")]
    [InlineData("webchat", "demo-expert-1", "u3", "", "expert", "group")]
    [InlineData("webchat", "demo-expert-vip", "u3", "", "partner", "group")]
    [InlineData("webchat", "g9", "u3", "", "expert", "group")]
    [InlineData("webchat", "g99", "u3", "", "shopping", "default")]
    [InlineData("slack", "g1", "u3", "", "expert", "channel")]
    [InlineData("webchat", null, "u3", "new", "shopping", "default")]
    public void Resolve_Precedence_GivesPersonaAndReason(string channel, string? group, string member, string segments, string persona, string by)
    {
        var (set, problems) = Build(("shopping", Shopping), ("expert", Expert), ("partner", Partner));

        var choice = set.Resolve(new PersonaContext(channel, group, member, [.. segments.Split(',', StringSplitOptions.RemoveEmptyEntries)]));

        Assert.Empty(problems);
        Assert.Equal((persona, by), (choice.Persona.Id, choice.By));
    }

    [Theory]
    [InlineData("nmae: x\n", "", "P001", 1, 1)]
    [InlineData("name: 小助", "other: 1\nname: 小助", "P001", 2, 1)]
    [InlineData("name: 小助", "nick: 小助", "P002", 1, 1)]
    [InlineData("name: 小助", "name: ", "P002", 1, 1)]
    [InlineData("购物助手", "购物助理", "P003", 4, 7)]
    [InlineData("persona: shopping", "persona: shoping", "P004", 1, 10)]
    [InlineData("default: true", "default: false", "P006", 10, 9)]
    [InlineData("wake: [小助, 小助手]", "wake: [助]", "P008", 3, 7)]
    [InlineData("09:00-21:00", "9点到21点", "P009", 11, 27)]
    [InlineData("default: 活泼", "default: 可爱", "P010", 6, 17)]
    [InlineData("emoji: few", "emoji: some", "P010", 6, 28)]
    [InlineData("signature: \"\"", "signature: \"{{shop.name}}\"", "P011", 7, 12)]
    [InlineData("signature: \"\"", "signature: 爱你的亲亲", "P011", 8, 12)]
    [InlineData("play: 购物助手", "play: 话题专家", "P012", 9, 9)]
    [InlineData("topics: []", "topics: {a: 1}", "Y008", 9, 9)]
    [InlineData("default: true", "default: maybe", "Y008", 10, 59)]
    public void Build_Mistake_IsAProblemAtItsPlace(string find, string replace, string code, int line, int column)
    {
        var text = Shopping.Contains(find, StringComparison.Ordinal) ? Shopping.Replace(find, replace, StringComparison.Ordinal) : find + Shopping;
        var (_, problems) = Build(("shopping", text));

        Assert.Contains(problems, p => (p.Code, p.Line, p.Column) == (code, line, column) && p.File == "dialogs/personas/shopping.yaml");
    }

    [Fact]
    public void Build_TwoDefaults_NamesTheSecond()
    {
        var (set, problems) = Build(("shopping", Shopping), ("zoo", "persona: zoo\nname: 园园\nserves: {default: true}\n"));

        var problem = Assert.Single(problems);
        Assert.Equal(("P006", "dialogs/personas/zoo.yaml", 3, 19), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.Equal("shopping", set.Default.Id);
    }

    [Fact]
    public void Build_SharedWakeWordOrTarget_IsRefused()
    {
        var (_, problems) = Build(("shopping", Shopping), ("a", Partner.Replace("阿屿", "小助手", StringComparison.Ordinal).Replace("persona: partner", "persona: a", StringComparison.Ordinal)), ("partner", Partner));

        Assert.Equal(["P005", "P007", "P007", "P007", "P007"], problems.Select(p => p.Code).Order());
    }

    [Fact]
    public void Build_NoFiles_SaysSoAndStillResolves()
    {
        var (set, problems) = Build();

        Assert.Equal("P006", Assert.Single(problems).Code);
        Assert.Equal("default", set.Resolve(new PersonaContext("webchat", null, "u", [])).By);
    }

    private static (PersonaSet Set, ImmutableArray<Problem> Problems) Build(params (string Id, string Text)[] files)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var set = PersonaSet.Build([.. files.Select(f => new ContentFile($"dialogs/personas/{f.Id}.yaml", f.Text)), new ContentFile("dialogs/x.yaml", "][")], problems);
        return (set, problems.ToImmutable());
    }
}
