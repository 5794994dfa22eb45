using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Templates;
using Bot.Tests.Templates;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Properties;

public sealed class TemplateProperties
{
    private static readonly Gen<string> Pieces = Gen.Elements(
        "{{", "}}", "{", "}", "need", "user.nick", "items", "#if", "#each", "/if", "/each", "else", "(", ")", "gt", "count", "\"", "'", "1", "../", "this", "@index", ">", "!", "~", " ", "\n", "，", "“", "x", "==", "---", "{{need}}", "{{#if open}}", "{{/if}}", "{{#each items}}", "{{name}}", "{{/each}}", "{{else}}", "{{money budget}}");

    [Fact]
    public void Build_AnySoup_EitherRefusesOrRenders()
    {
        var soups = Pieces.ArrayOf().Select(p => string.Concat(p)).ToArbitrary();
        Prop.ForAll(soups, soup =>
        {
            var (set, problems) = TemplateKit.Build(TemplateKit.Body("字" + soup));
            var template = set.Find("a.b");
            var refused = problems.Any(p => p.Severity == Severity.Error && p.Line >= 1 && p.Column >= 1);
            return refused == template is null && (template is null || set.Render(TemplateKit.Request()) is RenderResult.Words);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Build_AnyText_WithoutBracesSaysItselfTrimmed()
    {
        var texts = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(s => s.Get.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal)).Where(t => t.Trim().Length > 0 && !t.Contains('\\')).ToArbitrary();
        Prop.ForAll(texts, text => TemplateKit.Render("x" + text) == ("x" + text).Trim()).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Render_SameRequest_SaysTheSameAndNeverWhatIsAvoidedWhereThereIsAChoice()
    {
        var (set, _) = TemplateKit.Build(TemplateKit.File("== zh-CN id=a\n一\n== zh-CN id=b\n二\n== zh-CN id=c\n三\n== zh-CN channel=group id=g\n群\n"));
        var scenes =
            from seed in ArbMap.Default.GeneratorFor<ulong>()
            from avoid in Gen.SubListOf("a.b#a", "a.b#b", "a.b#c", "a.b#g")
            from isGroup in Gen.Elements(true, false)
            select (seed, avoid: avoid.ToImmutableHashSet(), isGroup);
        Prop.ForAll(scenes.ToArbitrary(), s =>
        {
            var request = TemplateKit.Request(group: s.isGroup, seed: s.seed) with { Avoid = s.avoid };
            var words = (RenderResult.Words)set.Render(request);
            var choice = !s.isGroup && !s.avoid.IsSupersetOf(["a.b#a", "a.b#b", "a.b#c"]);
            return words == (RenderResult.Words)set.Render(request) with { Cards = words.Cards } && (words.Section == "g") == s.isGroup && (!choice || !s.avoid.Contains($"a.b#{words.Section}"));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Functions_AnyArguments_AreTotal()
    {
        var value = Gen.OneOf(
            Gen.Constant<object?>(null), ArbMap.Default.GeneratorFor<int>().Select(i => (object?)i), ArbMap.Default.GeneratorFor<decimal>().Select(d => (object?)d), ArbMap.Default.GeneratorFor<string>().Select(s => (object?)s),
            Gen.Elements<object?>(true, false, "2026-11-21T20:05:00+08:00", "yyyy", "%", new List<object?> { "a", null, 3 }, new Dictionary<string, object?> { ["name"] = "n" }, decimal.MaxValue, decimal.MinValue, int.MaxValue, new string('x', 9000)));
        Prop.ForAll(value.ArrayOf(3).ToArbitrary(), arguments =>
            Bot.Core.Templates.Syntax.Functions.All.Values.All(f =>
                f.Apply(arguments[..Math.Max(f.Min, Math.Min(3, f.Takes.Length))], System.Globalization.CultureInfo.InvariantCulture) switch
                {
                    null or bool or decimal => true,
                    string text => text.Length <= 2010,
                    _ => false,
                })).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
