using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Dialogs;

namespace Bot.Tests.Dialogs;

public sealed class DialogLintTests
{
    // {0} takes a line of the slots, {1} the steps.
    private const string Frame =
        """
        dialog: d
        name: 测试
        start: { say: [开始], where: [dm] }
        slots:
          kind: { name: 诉求, type: choice, ask: t.kind, options: { 退货: [退款], 换货: [] } }
          budget: { name: 预算, type: money, ask: t.budget }
        steps:
          - ask: kind
          - ask: budget

        """;

    [Theory]
    [InlineData("  - aks: budget", 10, 5, "D004", "是不是 ask")]
    [InlineData("  - ask: bugdet", 10, 10, "D005", "是不是 budget")]
    [InlineData("  - say: t.nix", 10, 10, "D006", "没有模板")]
    [InlineData("  - say: t.a\n    sya: x", 11, 5, "D001", "是不是 say")]
    [InlineData("  - do: order.gte\n    on_error: { say: t.a }", 10, 9, "D007", "是不是 order.get")]
    [InlineData("  - do: order.get\n    with: { id: kind }", 10, 5, "D010", "必须写 on_error")]
    [InlineData("  - call: other", 10, 11, "D008", "没有对话")]
    [InlineData("  - call: d", 10, 11, "D009", "没完没了")]
    [InlineData("  - if: kind = 退货\n    then: [ { end: a } ]", 10, 9, "D011", "看不懂")]
    [InlineData("  - if: kind is 退货 and budget bigger 3\n    then: [ { end: a } ]", 10, 24, "D011", "看不懂")]
    [InlineData("  - if: kind is 退\n    then: [ { end: a } ]", 10, 9, "D014", "没有“退”这个选项")]
    [InlineData("  - if: kid is 退货\n    then: [ { end: a } ]", 10, 9, "D005", "是不是 kind")]
    [InlineData("  - end: done\n  - say: t.a", 11, 5, "D013", "走不到")]
    [InlineData("  - do: order.get\n    with: { id: ordr }\n    on_error: { say: t.a }", 10, 5, "D005", "没有“ordr”")]
    [InlineData("  - do: order.get\n    on_error: { say: t.a, retry: kidn }", 11, 34, "D005", "是不是 kind")]
    [InlineData("  - 你好", 10, 5, "D003", "应该是一步")]
    public void Build_BadStep_SaysWhereAndWhatInstead(string steps, int line, int column, string code, string zh)
    {
        var problem = Assert.Single(Problems(Frame + steps));

        Assert.Equal((line, column, code), (problem.Line, problem.Column, problem.Code));
        Assert.Contains(zh, problem.Zh, StringComparison.Ordinal);
        Assert.NotEqual(problem.Zh, problem.En);
        Assert.DoesNotMatch("[\u4e00-\u9fff]{4}", problem.En);
    }

    [Theory]
    [InlineData("type: choice, ask: t.kind, options: { 退货: [退款], 换货: [] }", "type: choice, ask: t.kind", "D012")]
    [InlineData("type: money", "type: monye", "D015")]
    [InlineData("ask: t.budget }", "aks: t.budget }", "D001")]
    [InlineData("type: money, ask: t.budget", "type: text, ask: t.budget, match: '(?<=a)b'", "D015")]
    [InlineData("ask: t.budget }", "ask: t.budget, check: { min: 9, max: 3 } }", "D015")]
    [InlineData("  budget:", "  unused: { name: U, type: money, ask: t.u }\n  budget:", "D016")]
    [InlineData("where: [dm]", "where: [dmm]", "D015")]
    [InlineData("name: 测试", "nmae: 测试", "D001")]
    [InlineData("slots:", "rules: { timeout: { after: 9d } }\nslots:", "D018")]
    [InlineData("slots:", "rules: { retries: 99 }\nslots:", "Y008")]
    [InlineData("slots:", "rules: { owner: everyone }\nslots:", "D015")]
    [InlineData("budget: { name: 预算, type: money, ask: t.budget }", "budget: 预算", "D003")]
    public void Build_BadSlotOrRule_IsAProblem(string old, string now, string code) =>
        Assert.Contains(code, Problems(Frame.Replace(old, now, StringComparison.Ordinal)).Select(static p => p.Code));

    [Fact]
    public void Build_SameIdTwice_IsAProblem()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        DialogSet.Build([.. Talk.Files(Frame), new ContentFile("dialogs/e.yaml", Frame)], Talk.Context, problems);

        Assert.Equal(["D020", "D017"], problems.Select(static p => p.Code));
    }

    [Fact]
    public void Build_NoDefaults_AsksForTheTemplatesThatRulesNeed()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        DialogSet.Build([new ContentFile("dialogs/d.yaml", Frame)], Talk.Context, problems);

        Assert.Equal(["D019", "D019"], problems.Select(static p => p.Code));
    }

    [Fact]
    public void Build_TemplateThatNeedsMore_IsAProblem()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var context = Talk.Context with { TemplateNeeds = static key => key == "t.budget" ? ["kind", "o", "other"] : [] };
        DialogSet.Build(Talk.Files(Frame), context, problems);

        Assert.Equal("D022", Assert.Single(problems).Code);
    }

    [Fact]
    public void Build_UnreadableFile_LeavesTheOthers()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var set = DialogSet.Build([.. Talk.Files(Frame), new ContentFile("dialogs/x.yaml", "dialog：x")], Talk.Context, problems);

        Assert.Equal("d", Assert.Single(set.All).Id);
        Assert.Single(problems);
    }

    [Theory]
    [InlineData("dialogs/personas/a.yaml", false)]
    [InlineData("dialogs/_defaults.yaml", false)]
    [InlineData("templates/a.yaml", false)]
    [InlineData(Core.Throttling.PolicyParser.FilePath, false)]
    [InlineData("dialogs/a.yaml", true)]
    public void IsDialog_Path_TellsDialogsFromTheRest(string path, bool dialog) => Assert.Equal(dialog, DialogSet.IsDialog(path));

    private static ImmutableArray<Problem> Problems(string yaml)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var context = Talk.Context with { TemplateExists = static key => key != "t.nix" };
        DialogSet.Build(Talk.Files(yaml), context, problems);
        return problems.ToImmutable();
    }
}
