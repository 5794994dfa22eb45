using Bot.Core.Content;

namespace Bot.Tests.Templates;

/// <summary>The malformed and odd templates of content.md 1.3.5, of which the engine alone accepts every third: each is refused at its place.</summary>
public sealed class MalformedTests
{
    public static TheoryData<string> Bodies { get; } =
    [
        "{{a + b}}", "{{need|upper}}", "{{need，}}", "{{foo..bar}}", "{{#}}x{{/}}", "｛｛need｝｝", "x{{else}}y", "{{foo}}}", "{{.foo}}",
        "{{", "}}", "{{}}", "{{ }}", "{{need", "need}}", "{{#if}}x{{/if}}", "{{#if open}}", "{{/if}}", "{{#if open}}x{{/each}}", "{{#each}}x{{/each}}",
        "{{#each items}}", "{{#if open}}x{{else}}y{{else}}z{{/if}}", "{{#each items}}{{else if open}}{{/each}}", "{{#if open}}{{else unless open}}{{/if}}",
        "{{money}}", "{{money budget budget}}", "{{monye budget}}", "{{(money budget)}}", "{{money (budget)}}", "{{money (gt 1 2)}}", "{{#if gt count 1}}x{{/if}}",
        "{{need.}}", "{{.}}", "{{..}}", "{{../}}", "{{/}}", "{{>}}", "{{> }}", "{{> a b}}", "{{\"x}}", "{{money \"x\"}}", "{{1..2}}", "{{-}}", "{{need need}}", "{{需求}}", "{{#need}}x{{/need}}", "{{^need}}x{{/need}}", "{{~}}", "{{{need}}", "{{need\"}}",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Build_Malformed_IsRefusedWithAPlaceInBothLanguages(string body)
    {
        var (set, problems) = TemplateKit.Build(TemplateKit.Body("前文\n" + body));

        Assert.Null(set.Find("a.b"));
        var problem = problems.First(p => p.Severity == Severity.Error);
        Assert.Equal(7, problem.Line);
        Assert.InRange(problem.Column, 1, body.Length + 1);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem.Zh);
        Assert.Matches("[A-Za-z]{3}", problem.En);
    }
}
