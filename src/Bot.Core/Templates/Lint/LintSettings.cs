using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Templates.Lint;

/// <summary>Words and links that the merchant's rules know: <c>templates/_lint.yaml</c>.</summary>
/// <param name="Banned">Absolute words that advertising law forbids.</param>
/// <param name="Allowed">Phrases that hold such a word and are harmless.</param>
/// <param name="Links">Hosts that a template may link to, with all below them.</param>
internal sealed record LintSettings(ImmutableArray<string> Banned, ImmutableArray<string> Allowed, ImmutableArray<string> Links)
{
    public const string Path = "templates/_lint.yaml";

    /// <summary>Small on purpose: phrases that are absolute whatever stands around them. 最好 or 第一 alone are everyday words.</summary>
    private static readonly LintSettings Default = new(
        [
            "最佳", "最优", "最强", "最低价", "最便宜", "最有效", "最安全", "最先进", "最畅销", "最高级", "最好的", "最好用", "最划算",
            "第一品牌", "全网第一", "销量第一", "行业第一", "全国第一", "世界第一", "排名第一", "全网最", "史上最", "国家级", "世界级", "顶级", "极品",
            "独一无二", "绝无仅有", "史无前例", "百分之百有效", "100%有效", "永不反弹", "根治", "万能", "包治", "the best in", "no. 1", "number one brand", "100% effective", "guaranteed cure",
        ],
        ["最好的办法", "最好的方法", "最好的时间", "最佳赏味期"],
        []);

    /// <summary>The merchant's, or the built-in ones where the file or a key is absent.</summary>
    public static LintSettings Read(IReadOnlyList<ContentFile> files, ImmutableArray<Problem>.Builder problems)
    {
        if (files.FirstOrDefault(f => f.Path == Path) is not { } file || YamlDocument.Parse(Syntax.TemplateParser.Normalise(file), problems) is not { } map)
        {
            return Default;
        }

        var reader = new YamlReader(Path, map, problems);
        var (banned, allowed, links) = (reader.Texts("banned"), reader.Texts("allowed"), reader.Texts("links"));
        reader.Done();
        return new LintSettings(map["banned"] is null ? Default.Banned : banned, map["allowed"] is null ? Default.Allowed : allowed, links);
    }
}
