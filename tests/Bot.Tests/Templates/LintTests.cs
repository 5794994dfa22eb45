using System.Collections.Immutable;
using Bot.Core.Content;
using Bot.Core.Templates;

namespace Bot.Tests.Templates;

public sealed class LintTests
{
    // Bodies begin in line 6, column 1 (see TemplateKit.Body).
    [Theory]
    [InlineData("T001", 6, 3, "{{nede}}", "是不是 need？")]
    [InlineData("T001", 6, 11, "{{default user.nik \"x\"}}", "是不是 user.nick？")]
    [InlineData("T001", 7, 3, "你好\n{{usr.nick}}", "是不是 user.nick？")]
    [InlineData("T001", 6, 18, "{{#each items}}{{need}}{{/each}}", "../need")]
    [InlineData("T001", 6, 33, "{{#each items}}{{#each parts}}{{name}}{{/each}}{{/each}}", "../name")]
    [InlineData("T001", 6, 33, "{{#each items}}{{#each parts}}{{need}}{{/each}}{{/each}}", "../../need")]
    [InlineData("T001", 6, 3, "{{../need}}", "去掉 ../")]
    [InlineData("T001", 6, 3, "{{@index}}", "{{#each}}")]
    [InlineData("T001", 6, 18, "{{#each items}}{{@key}}{{/each}}", "@index")]
    [InlineData("T001", 6, 3, "{{this}}", "{{#each}}")]
    [InlineData("T001", 6, 3, "{{Need}}", "是不是 need？")]
    [InlineData("T001", 6, 3, "{{items.length}}", null, "T002")]
    [InlineData("T002", 6, 3, "{{items}}", "{{#each items}}")]
    [InlineData("T002", 6, 3, "{{user}}", "user.nick")]
    [InlineData("T002", 6, 3, "{{now}}", "{{date now")]
    [InlineData("T002", 6, 3, "{{open}}", "{{#if open}}")]
    [InlineData("T002", 6, 9, "{{#each need}}x{{/each}}", "不是列表")]
    [InlineData("T002", 6, 9, "{{money need}}", "数字")]
    [InlineData("T002", 6, 8, "{{date need}}", "时间")]
    [InlineData("T002", 6, 12, "{{date now \"j\"}}", "日期格式")]
    [InlineData("T002", 6, 8, "{{join need}}", "列表")]
    [InlineData("T002", 6, 3, "{{gt count 1}}", "{{#if (gt a b)}}")]
    [InlineData("T002", 6, 3, "{{\"固定\"}}", "直接写")]
    [InlineData("T003", 6, 3, "{{mony budget}}", "是不是 money？")]
    [InlineData("T003", 6, 3, "{{lookup items need}}", "没有函数 lookup")]
    [InlineData("T003", 6, 3, "{{money}}", "money price")]
    [InlineData("T003", 6, 3, "{{money budget 1}}", "1 个参数")]
    [InlineData("T003", 6, 3, "{{need 1}}", "是变量")]
    [InlineData("T003", 6, 4, "{{#with user}}x{{/with}}", "#if")]
    [InlineData("T003", 6, 8, "{{#if (need)}}x{{/if}}", "是变量")]
    [InlineData("T004", 6, 1, "{{#if open}}x", "{{/if}}")]
    [InlineData("T004", 6, 14, "{{#if open}}x{{/each}}", "{{/if}}")]
    [InlineData("T004", 6, 2, "x{{/if}}", "{{#if}}")]
    [InlineData("T004", 6, 1, "{{else}}", "对应")]
    [InlineData("T004", 6, 1, "{{need", "}}")]
    [InlineData("T004", 6, 2, "x}}", "{{")]
    [InlineData("T004", 6, 1, "{{}}", "空")]
    [InlineData("T004", 6, 1, "{{{need}}}", "三个")]
    [InlineData("T004", 6, 1, "{{need}}}", "三个")]
    [InlineData("T004", 6, 9, "{{count + 1}}", "+")]
    [InlineData("T004", 6, 7, "{{need|upper}}", "|")]
    [InlineData("T004", 6, 3, "{{need..x}}", "是不是 need.x？")]
    [InlineData("T004", 6, 3, "{{.need}}", "是不是 need？")]
    [InlineData("T004", 6, 13, "{{#if count gt 1}}x{{/if}}", "(gt a b)", "T004")]
    [InlineData("T004", 6, 3, "{{&need}}", "{{else}}")]
    [InlineData("T004", 6, 1, "\\{{need}}", "反斜杠")]
    [InlineData("T004", 6, 7, "{{#if (gt count 1}}x{{/if}}", "括号")]
    [InlineData("T004", 6, 9, "{{money \"x}}", "引号")]
    [InlineData("T005", 6, 1, "｛｛need｝｝", "{{")]
    [InlineData("T005", 6, 7, "{{need，}}", "“,”")]
    [InlineData("T005", 6, 16, "{{default note “x”}}", "“\"”")]
    [InlineData("T005", 6, 7, "{{need：}}", "“:”")]
    [InlineData("T005", 6, 7, "{{need　}}", "“ ”")]
    [InlineData("T010", 6, 3, "{{note}}", "{{#if note}}")]
    [InlineData("T010", 6, 12, "{{truncate note 3}}", "{{#if note}}")]
    [InlineData("T010", 6, 3, "{{o.id}}", "{{#if o.id}}")]
    [InlineData("T010", 6, 12, "{{#if o}}{{o.days}}{{/if}}", null)]
    [InlineData("T010", 6, 21, "{{#unless note}}x{{else}}y{{/unless}}{{note}}", null, "T010", 40)]
    [InlineData("T010", 6, 7, "{{#if o.id}}x{{/if}}", "{{#if o}}")]
    [InlineData("T010", 6, 31, "{{#if (or note open)}}一共{{note}}{{/if}}", null, "T010", 27)]
    [InlineData("T011", 6, 1, "{{> no.such}}", "没有公共段落")]
    [InlineData("T011", 6, 1, "{{> (lookup this 'x')}}", "固定的名字")]
    [InlineData("T011", 6, 1, "{{> ../../etc/passwd}}", "固定的名字")]
    [InlineData("T011", 6, 1, "{{> a.b}}", "圈")]
    [InlineData("T012", 6, 46, "{{#each items}}{{#each parts}}{{#each ../../items}}x{{/each}}{{/each}}{{/each}}", "2 层", "T012", 31)]
    [InlineData("T014", 6, 3, "我们最佳选择", "广告法")]
    [InlineData("T014", 6, 17, "{{default note \"销量第一\"}}", "广告法")]
    [InlineData("T017", 6, 3, "看 https://evil.example/x", "links")]
    [InlineData("T021", 6, 1, "亲亲你好", "小助")]
    [InlineData("T021", 6, 2, "来秒杀啦", "小研")]
    public void Check_Mistake_IsNamedAtItsPlace(string code, int line, int column, string body, string? says, string? other = null, int otherColumn = 0)
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body(body));
        code = other ?? code;
        column = otherColumn > 0 ? otherColumn : column;

        var problem = problems.FirstOrDefault(p => (p.Code, p.Line, p.Column) == (code, line, column));
        Assert.True(problem is not null, $"{code} {line}:{column} not among: {string.Join(" | ", problems.Select(p => p.Format("zh")))}");
        Assert.Equal("templates/a/b.tmpl", problem.File);
        Assert.Contains(says ?? "", problem.Zh, StringComparison.Ordinal);
        Assert.NotEmpty(problem.En);
        Assert.Null(set.Find("a.b"));
    }

    [Theory]
    [InlineData("最近最好不要用，第一次用先试试")]
    [InlineData("这是最好的办法")]
    [InlineData("{{#if note}}{{note}}{{/if}}")]
    [InlineData("{{#if (and open note)}}{{note}}{{else}}x{{/if}}")]
    [InlineData("{{#unless note}}x{{else}}{{note}}{{/unless}}")]
    [InlineData("{{#if (not note)}}x{{else}}{{note}}{{/if}}")]
    [InlineData("{{#if o}}{{o.id}}{{#if o.days}}{{o.days}}{{/if}}{{/if}}无")]
    [InlineData("{{#if (eq note \"a\")}}{{note}}{{else}}x{{/if}}")]
    [InlineData("{{#if (gt o.days 7)}}{{o.days}}{{else}}x{{/if}}", "T010")]
    [InlineData("{{default note '无'}} {{at user.nick}} 好")]
    [InlineData("a } b { c：“引号”")]
    [InlineData("{{! 注释里有 {{ 也没事 }}x", "T004")]
    [InlineData("{{!-- {{need}} --}}x")]
    public void Check_RightThing_IsLeftAlone(string body, string? code = null)
    {
        var (_, problems) = TemplateKit.Build(TemplateKit.Body(body));

        Assert.Equal(code is null ? [] : [code], problems.Where(p => p.Severity == Severity.Error).Select(p => p.Code).Distinct());
    }

    [Theory]
    [InlineData("T020", 1, 1, "---\nname: x\n", "第二行 ---")]
    [InlineData("T020", 1, 1, "你好\n== zh-CN\n你好\n", "标题之前")]
    [InlineData("T020", 1, 1, "==\n你好\n", "缺语言")]
    [InlineData("T020", 1, 1, "== zh-CN\n", "空的")]
    [InlineData("T020", 1, 4, "== 中文\n你好\n", "语言代码")]
    [InlineData("T020", 3, 10, "== zh-CN\n好\n== zh-CN chanel=group\n你好\n", "是不是 channel？")]
    [InlineData("T020", 1, 10, "== zh-CN weight=0\n你好\n", "weight")]
    [InlineData("T020", 3, 1, "== zh-CN id=a\n你好\n== zh-CN id=a\n您好\n", "两次")]
    [InlineData("T005", 1, 1, "＝＝ zh-CN\n你好\n", "英文等号")]
    [InlineData("T005", 3, 10, "== zh-CN\n好\n== zh-CN channel＝group\n你好\n", "英文等号")]
    [InlineData("T006", 2, 10, "---\nlocales: [zh-CN, en]\n---\n== zh-CN\n你好\n", "== en")]
    [InlineData("T006", 6, 1, "---\nlocales: [zh-CN]\n---\n== zh-CN\n你好\n== en\nhello\n", "locales")]
    [InlineData("T007", 1, 1, "== zh-CN channel=group\n你好\n", "默认")]
    [InlineData("T007", 1, 1, "", "没有正文")]
    [InlineData("T008", 6, 1, "---\nwhere: [dm]\n---\n== zh-CN\n你好\n== zh-CN channel=group\n大家好\n", "用不到")]
    [InlineData("T008", 1, 1, "== zh-CN\n好\n== zh-CN channel=group\n群\n== zh-CN channel=dm\n私\n", "用不到")]
    [InlineData("T008", 3, 24, "== zh-CN\n好\n== zh-CN channel=group channel=dm\n群\n", "两次")]
    [InlineData("T008", 6, 10, "---\npersona: [expert]\n---\n== zh-CN\n好\n== zh-CN persona=shopping\n群\n", "用不到")]
    [InlineData("T009", 4, 1, "---\nlimits: { group: 5, dm: 50 }\n---\n== zh-CN\n一二三四五六\n", "6 字")]
    [InlineData("T009", 4, 1, "---\nlimits: { group: 15, dm: 50 }\n---\n== zh-CN\n{{default user.nick \"你\"}}\n", "最长昵称")]
    [InlineData("T013", 5, 1, "---\nkind: promo\nproduct: JH01\n---\n== zh-CN\n特价\n", "退订")]
    [InlineData("T019", 4, 1, "---\nkind: promo\n---\n== zh-CN\n特价，回复退订不再打扰\n", "0 个")]
    [InlineData("T015", 2, 8, "---\nmodel: tset\n---\n== zh-CN\n好\n", "是不是 test？")]
    [InlineData("T015", 2, 10, "---\npersona: [shoping]\n---\n== zh-CN\n好\n", "是不是 shopping？")]
    [InlineData("T015", 2, 10, "---\nproduct: JH10\n---\n== zh-CN\n好\n", "是不是 JH01？")]
    [InlineData("T015", 2, 8, "---\noffer: NEW\n---\n== zh-CN\n好\n", "是不是 NOW？")]
    [InlineData("T015", 2, 13, "---\nwhere: [dm, all]\n---\n== zh-CN\n好\n", "all")]
    [InlineData("T015", 3, 10, "== zh-CN\n好\n== zh-CN channel=grop\n好\n", "是不是 group？")]
    [InlineData("T015", 3, 10, "== zh-CN\n好\n== zh-CN persona=小助理\n好\n", "小助")]
    [InlineData("T015", 3, 10, "== zh-CN\n好\n== zh-CN tone=可爱\n好\n", "活泼")]
    [InlineData("T018", 1, 1, "== zh-CN\n{{default user.region \"x\"}}\n", "群里", 2, 11)]
    [InlineData("T018", 5, 3, "---\nmodel: test\n---\n== zh-CN\n{{secret}}\n", "private: true")]
    [InlineData("T018", 5, 7, "---\nmodel: test\n---\n== zh-CN\n{{#if secret}}x{{else}}y{{/if}}\n", "secret")]
    [InlineData("T002", 3, 8, "---\nmodel: test\ncards: need\n---\n== zh-CN\n好\n", "cards")]
    [InlineData("Y007", 2, 1, "---\nkidn: promo\n---\n== zh-CN\n好\n", "是不是 kind？")]
    [InlineData("Y008", 2, 7, "---\nkind: prom\n---\n== zh-CN\n好\n", "是不是 promo？")]
    [InlineData("Y002", 2, 5, "---\nname：x\n---\n== zh-CN\n好\n", "中文冒号")]
    public void Check_MistakeInTheFile_IsNamedAtItsPlace(string code, int line, int column, string text, string says, int otherLine = 0, int otherColumn = 0)
    {
        (line, column) = otherLine > 0 ? (otherLine, otherColumn) : (line, column);
        var (set, problems) = TemplateKit.Build(TemplateKit.File(text));

        var problem = problems.FirstOrDefault(p => (p.Code, p.Line, p.Column) == (code, line, column));
        Assert.True(problem is not null, $"{code} {line}:{column} not among: {string.Join(" | ", problems.Select(p => p.Format("zh")))}");
        Assert.Contains(says, problem.Zh, StringComparison.Ordinal);
        Assert.Null(set.Find("a.b"));
    }

    [Theory]
    [InlineData("== zh-CN\n好\n== zh-CN channel=group\n群\n== zh-CN persona=小研 tone=稳重\n稳\n== zh-CN segment=vip weight=3 id=v\n贵\n")]
    [InlineData("---\nwhere: [dm]\n---\n== zh-CN channel=dm\n好{{default user.region \"x\"}}\n")]
    [InlineData("---\nprivate: true\n---\n== zh-CN\n{{default user.region \"x\"}}\n")]
    [InlineData("== zh-CN\n{{default user.region \"x\"}}\n== zh-CN channel=group\n群里不说\n")]
    [InlineData("---\nkind: promo\nproduct: JH01\n---\n== zh-CN\n{{product.name}}特价\n{{> common.unsubscribe}}\n")]
    [InlineData("---\nkind: promo\nasks: [有活动吗]\n---\n== zh-CN\n有的\n")]
    [InlineData("---\nkind: promo\n---\n== zh-CN\n特价 https://shop.example.com/a 回复退订不再打扰\n")]
    [InlineData("\uFEFF---\r\nname: x\r\n---\r\n== zh-CN\r\n好\r\n")]
    public void Check_GoodFile_HasNothing(string text)
    {
        var unsubscribe = TemplateKit.File("== zh-CN\n回复“退订”不再打扰\n", "templates/_parts/common/unsubscribe.tmpl");
        var settings = new ContentFile("templates/_lint.yaml", "links: [example.com]\n");
        var (set, problems) = TemplateKit.Build(TemplateKit.File(text), unsubscribe, settings);

        Assert.Empty(problems.Where(p => p.File.EndsWith("b.tmpl", StringComparison.Ordinal)));
        Assert.NotNull(set.Find("a.b"));
    }

    [Theory]
    [InlineData("T016", "== zh-CN\n好\n")]
    [InlineData("T022", "---\nasks: [x]\npersona: expert\n---\n== zh-CN\n好😀\n")]
    [InlineData("T023", "---\nasks: [x]\n---\n== en\n这一段全部都是中文没有英文 ok\n")]
    [InlineData("T024", "---\nasks: [同一句]\n---\n== zh-CN\n好\n")]
    [InlineData("T025", "---\nasks: [x]\nmodel: test\n---\n== zh-CN\n{{#if note}}{{note}}{{/if}}\n")]
    [InlineData("T015", "---\nasks: [x]\n---\n== zh-CN\n好\n== zh-CN segment=vpi\n好\n")]
    public void Check_Doubtful_IsAWarningAndLoads(string code, string text)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var first = TemplateKit.File("---\nasks: [同一句]\n---\n== zh-CN\n好\n", "templates/a/a.tmpl");
        var set = TemplateSet.Build([TemplateKit.Model, first, TemplateKit.File(text)], new TemplateContext(TemplateKit.Personas, TemplateKit.Shop, []), problems);

        var problem = Assert.Single(problems);
        Assert.Equal((code, Severity.Warning), (problem.Code, problem.Severity));
        Assert.NotNull(set.Find("a.b"));
    }

    [Fact]
    public void Check_Settings_ReplaceTheBannedWords()
    {
        var settings = new ContentFile("templates/_lint.yaml", "banned: [便宜]\nallowed: [不便宜]\n");
        var (_, problems) = TemplateKit.Build(settings, TemplateKit.Body("最佳 不便宜 便宜"));

        var problem = Assert.Single(problems);
        Assert.Equal(("T014", 6, 8), (problem.Code, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("{{nobody}}", "T001")]
    [InlineData("{{default ../need \"x\"}}", "T001")]
    [InlineData("{{secret}}", "T018")]
    public void Check_PartThatDoesNotFit_IsToldWhereItIsIncluded(string part, string code)
    {
        var (_, problems) = TemplateKit.Build(
            TemplateKit.File($"== zh-CN\n{part}\n", "templates/_parts/p.tmpl"),
            TemplateKit.File("---\nmodel: test\n---\n== zh-CN\n你好 {{> p}}\n"));

        var problem = Assert.Single(problems);
        Assert.Equal((code, "templates/a/b.tmpl", 5, 4), (problem.Code, problem.File, problem.Line, problem.Column));
    }

    [Fact]
    public void Check_PartsInACircle_AreRefused()
    {
        var (_, problems) = TemplateKit.Build(
            TemplateKit.File("== zh-CN\n{{> q}}\n", "templates/_parts/p.tmpl"),
            TemplateKit.File("== zh-CN\n{{> p}}\n", "templates/_parts/q.tmpl"),
            TemplateKit.Body("{{> p}}"));

        Assert.Contains(problems, p => p.Code == "T011" && p.Zh.Contains("p → q → p", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  money: { type: text }\n", "T003", 3, 3)]
    [InlineData("  a: text\n", "Y008", 3, 6)]
    [InlineData("  a: { type: txet }\n", "Y008", 3, 14)]
    [InlineData("  a: { type: map }\n", "Y009", 3, 6)]
    [InlineData("  a: { type: money, sample: 便宜 }\n", "T002", 3, 29)]
    [InlineData("  a: { tpye: text }\n", "Y007", 3, 8)]
    public void Check_Model_MistakesAreNamed(string variable, string code, int line, int column)
    {
        var (_, problems) = TemplateKit.Build(new ContentFile("templates/_models/m.yaml", "model: m\nvariables:\n" + variable));

        var problem = Assert.Single(problems);
        Assert.Equal((code, line, column), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void Check_Sample_IsUsedForLengthAndItsNamesAreChecked()
    {
        var sample = new ContentFile("templates/_samples/test/很长.yaml", "need: 一二三四五六七八九十一二三四五六七八九十\nnede: x\n");
        var (_, problems) = TemplateKit.Build(sample, TemplateKit.Body("{{need}}", "limits: { dm: 15, group: 15 }\n"));

        Assert.Contains(problems, p => p.Code == "T001" && p.File == sample.Path && p.Line == 2 && p.Zh.Contains("need", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Code == "T009" && p.Zh.Contains("很长", StringComparison.Ordinal));
    }
}
