using Bot.Core.Catalog;
using Bot.Core.Catalog.Mending;
using Bot.Core.Content;
using Bot.Tests.Kit;

namespace Bot.Tests.Console.Studio;

/// <summary>One click sets right what needs no judgement, and what it leaves is clean.</summary>
public sealed class MendTests(MendTests.Shop shop) : IClassFixture<MendTests.Shop>
{
    private const string Path = "templates/faq/a.tmpl";

    [Theory]
    [InlineData("T001", "== zh-CN\n{{default user.nik \"你\"}}好", "== zh-CN\n{{default user.nick \"你\"}}好")]
    [InlineData("T005", "== zh-CN\n｛｛shop.cutoff｝｝和｛｛shop.name｝｝", "== zh-CN\n{{shop.cutoff}}和{{shop.name}}")]
    [InlineData("T005", "== zh-CN\n{{default user.nick “你”}}", "== zh-CN\n{{default user.nick \"你\"}}")]
    [InlineData("T005", "== zh-CN\n{{shop.cutoff，}}", null)]
    [InlineData("T005", "==zh-CN\n好", "== zh-CN\n好")]
    [InlineData("T005", "== zh-CN channel＝group\n好\n== zh-CN\n好", "== zh-CN channel=group\n好\n== zh-CN\n好")]
    [InlineData("T010", "== zh-CN\n{{user.nick}}好", "== zh-CN\n{{default user.nick \"朋友\"}}好")]
    [InlineData("T002", "== zh-CN\n{{now}}", "== zh-CN\n{{date now \"M月d日\"}}")]
    [InlineData("T003", "== zh-CN\n{{dat now \"M月d日\"}}", "== zh-CN\n{{date now \"M月d日\"}}")]
    [InlineData("T003", "== zh-CN\n{{#iff in_group}}群{{/iff}}好", "== zh-CN\n{{#if in_group}}群{{/if}}好")]
    [InlineData("T004", "== zh-CN\n{{shop.cutoff 前下单", "== zh-CN\n{{shop.cutoff}} 前下单")]
    [InlineData("T004", "== zh-CN\n{{shop.cutoff} 前下单", "== zh-CN\n{{shop.cutoff}} 前下单")]
    [InlineData("T004", "== zh-CN\n{shop.cutoff}} 前下单", "== zh-CN\n{{shop.cutoff}} 前下单")]
    [InlineData("T004", "== zh-CN\n{{{shop.cutoff}}} 前下单", "== zh-CN\n{{shop.cutoff}} 前下单")]
    [InlineData("T004", "== zh-CN\n{{#if in_group}}群里的\n好", "== zh-CN\n{{#if in_group}}群里的{{/if}}\n好")]
    [InlineData("T004", "== zh-CN\n{{#if in_group}}群{{/each}}好", "== zh-CN\n{{#if in_group}}群{{/if}}好")]
    [InlineData("T004", "== zh-CN\n好{{/if}}", "== zh-CN\n好")]
    [InlineData("T004", "== zh-CN\n好{{}}", "== zh-CN\n好")]
    [InlineData("T004", "== zh-CN\n好{{else}}的", "== zh-CN\n好的")]
    [InlineData("T006", "---\nlocales: [zh-CN, en]\n---\n== zh-CN\n好", "---\nlocales: [zh-CN]\n---\n== zh-CN\n好")]
    [InlineData("T006", "---\nlocales: [zh-CN]\n---\n== zh-CN\n好\n== en\nok", "---\nlocales: [zh-CN, en]\n---\n== zh-CN\n好\n== en\nok")]
    [InlineData("T009", "---\nname: 长\nlimits: { group: 4, dm: 9 }\n---\n== zh-CN channel=group\n一二三四五六\n== zh-CN\n好", "---\nname: 长\nlimits: { group: 10, dm: 9 }\n---\n== zh-CN channel=group\n一二三四五六\n== zh-CN\n好")]
    [InlineData("T011", "== zh-CN\n{{> common.remin}}", "== zh-CN\n{{> common.remind}}")]
    [InlineData("T013", "---\nkind: promo\nname: 促\n---\n== zh-CN\n来买", "---\nkind: promo\nname: 促\n---\n== zh-CN\n来买\n回复“退订”不再打扰。")]
    [InlineData("T015", "== zh-CN persona=shoping\n好\n== zh-CN\n好", "== zh-CN persona=shopping\n好\n== zh-CN\n好")]
    [InlineData("T018", "---\nname: 私\n---\n== zh-CN\n{{default user.age \"？\"}}", "---\nname: 私\nwhere: [dm]\n---\n== zh-CN\n{{default user.age \"？\"}}")]
    [InlineData("T020", "好\n== zh-CN\n好", "== zh-CN\n好\n== zh-CN\n好")]
    [InlineData("T020", "---\nname: 开\n== zh-CN\n好", "---\nname: 开\n---\n== zh-CN\n好")]
    [InlineData("T025", "== zh-CN\n{{#if in_group}}群{{/if}}", "== zh-CN\n{{#if in_group}}群{{else}}请稍等，我帮你看看。{{/if}}")]
    [InlineData("Y002", "---\nname：长\n---\n== zh-CN\n好", "---\nname: 长\n---\n== zh-CN\n好")]
    [InlineData("Y004", "---\nname: 你好: 世界\n---\n== zh-CN\n好", "---\nname: \"你好: 世界\"\n---\n== zh-CN\n好")]
    public void Mend_FirstOne_GivesThis(string code, string text, string? mended)
    {
        var problem = shop.Problems(Path, text).FirstOrDefault(one => one.Code == code);
        Assert.NotNull(problem);

        var mend = Mends.Of(text, problem).FirstOrDefault();

        Assert.NotNull(mend);
        var result = Apply(text, mend);
        if (mended is not null)
        {
            Assert.Equal(mended, result);
        }

        Assert.DoesNotContain(shop.Problems(Path, result), one => one.Code == code && one.Line == problem.Line && one.Column == problem.Column && one.En == problem.En);
    }

    [Fact]
    public void Mend_AnyText_NeverThrows()
    {
        var random = new Random(20261122);
        string[] pieces = ["{{", "}}", "｛｛", "#if ", "/if", "else", "user.nick", "\n", "== zh-CN", "==", "---\n", "：", "\"", "(", ")", "limits: {", "locales: [", "\t", "好", "../", "{{> ", "}", "now", "，"];
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (var problem in shop.Problems(Path, text))
            {
                foreach (var mend in Mends.Of(text, problem))
                {
                    Apply(text, mend);
                }
            }
        }
    }

    private static string Apply(string text, Mend mend)
    {
        var lines = text.Split('\n');
        foreach (var edit in mend.Edits.Reverse())
        {
            var (from, to) = (Offset(edit.From), Offset(edit.To));
            text = text[..from] + edit.Text + text[to..];
        }

        return text;

        int Offset(TextPlace place) => lines.Take(place.Line - 1).Sum(line => line.Length + 1) + place.Column - 1;
    }

    /// <summary>The shipped content once, for checking one more text in it.</summary>
    public sealed class Shop
    {
        private readonly IReadOnlyList<ContentFile> _files = [.. Repository.Content().Where(file => !file.Path.StartsWith("templates/faq/", StringComparison.Ordinal))];
        private readonly CatalogSnapshot _catalog;

        public Shop() => _catalog = CatalogBuilder.Build(_files);

        public IEnumerable<Problem> Problems(string path, string text) =>
            CatalogBuilder.Check([.. _files, new ContentFile(path, text)], Bot.Core.Throttling.PolicyPresets.Default, _catalog).Where(problem => problem.File == path);
    }
}
