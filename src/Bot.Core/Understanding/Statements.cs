using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Core.Understanding;

/// <summary>An attribute that a member states about themselves (requirement C1).</summary>
/// <param name="Name">age, gender, income, region or education.</param>
/// <param name="Value">As kept: <c>25</c>, <c>female</c>, <c>杭州</c>.</param>
public sealed record Statement(string Name, string Value);

/// <summary>
/// Reads what members say about themselves in plain statements: 我今年25岁, 我是女生, 我在杭州, 月薪8000, 我本科.
/// Nothing is inferred: without 我 (or “I am”) it is no statement.
/// </summary>
public static partial class Statements
{
    private const int MaxLength = 200;

    /// <summary>All statements in a text; empty for most.</summary>
    public static ImmutableArray<Statement> Read(string text)
    {
        if (text.Length > MaxLength || (!text.Contains('我', StringComparison.Ordinal) && !text.Contains('I', StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Statement>();
        if (Age().Match(text) is { Success: true } age && int.Parse(age.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) is >= 5 and <= 110)
        {
            found.Add(new("age", age.Groups["n"].Value));
        }

        if (Gender().Match(text) is { Success: true } gender)
        {
            found.Add(new("gender", gender.Groups["f"].Success ? "female" : "male"));
        }

        if (Region().Match(text) is { Success: true } region)
        {
            found.Add(new("region", region.Groups["r"].Value));
        }

        if (Education().Match(text) is { Success: true } education)
        {
            found.Add(new("education", education.Groups["e"].Value));
        }

        if (Income().Match(text) is { Success: true } income)
        {
            found.Add(new("income", income.Groups["n"].Value + income.Groups["u"].Value));
        }

        return found.ToImmutable();
    }

    [GeneratedRegex(@"(?:我(?:今年|现在|已经)?|\bI(?:'m| am) )(?<n>[0-9]{1,3})(?:周?岁| years old)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Age();

    [GeneratedRegex(@"(?:我是(?:个|一个)?|\bI(?:'m| am) a )(?:(?<f>女生|女孩|女的|女士|宝妈|woman|girl)|(?<m>男生|男孩|男的|男士|宝爸|man\b|guy))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Gender();

    [GeneratedRegex(@"我(?:们家|家)?(?:现在)?(?:住在|人在|在|是)(?<r>北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|长沙|郑州|青岛|大连|厦门|宁波|无锡|合肥|福州|济南|昆明|南昌|沈阳|哈尔滨|长春|石家庄|太原|贵阳|南宁|兰州|海口|乌鲁木齐|呼和浩特|银川|西宁|拉萨|东莞|佛山|义乌|温州|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古)(?:这边|人|工作|上班|上学|本地)?(?=$|[\s，,。.！!～~；;、啊呀哦呢的])", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(@"我(?:是)?(?<e>初中|高中|中专|大专|本科|硕士|研究生|博士)(?:毕业|学历|生)?", RegexOptions.CultureInvariant)]
    private static partial Regex Education();

    [GeneratedRegex(@"我(?:的)?(?:一个月|每个月|每月|月)?(?:薪|收入|工资)(?:大概|差不多|是|有)?(?<n>[0-9]{1,7}(?:\.[0-9])?)(?<u>[kKwW千万]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Income();
}
