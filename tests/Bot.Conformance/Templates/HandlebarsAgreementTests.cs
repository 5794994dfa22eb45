using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Shop;
using Bot.Core.Templates;

namespace Bot.Conformance.Templates;

/// <summary>Pins the subset: what our seam says is what handlebars.js says, white space included.</summary>
public sealed class HandlebarsAgreementTests
{
    private const string Model = """
        model: m
        variables:
          need: { type: text }
          none: { type: text, nullable: true }
          count: { type: number }
          open: { type: flag }
          shut: { type: flag }
          tags: { type: list }
          empty: { type: list }
          one: { type: map, fields: { name: { type: text }, n: { type: number } } }
          items: { type: list, item: { name: { type: text }, n: { type: number }, parts: { type: list } } }
        """;

    private static readonly Dictionary<string, object?> Values = new()
    {
        ["need"] = "除<甲>醛&\"",
        ["none"] = null,
        ["count"] = 3,
        ["open"] = true,
        ["shut"] = false,
        ["tags"] = new[] { "静音", "宠物", "b=c" },
        ["empty"] = Array.Empty<string>(),
        ["one"] = new Dictionary<string, object?> { ["name"] = "壹", ["n"] = 1 },
        ["items"] = new[]
        {
            new Dictionary<string, object?> { ["name"] = "A", ["n"] = 0, ["parts"] = new[] { "x", "y" } },
            new Dictionary<string, object?> { ["name"] = "B", ["n"] = 5, ["parts"] = Array.Empty<string>() },
        },
    };

    private static readonly string[] Written =
    [
        "a{{need}}b", "a {{~need~}} b", "{{one.name}}", "{{#if open}}y{{/if}}z", "{{#if shut}}y{{else}}n{{/if}}", "{{#unless none}}n{{/unless}}.", "{{default none \"d\"}}",
        "l1\n{{#if open}}\nl2\n{{/if}}\nl3", "l1\n  {{#if open}}  \n  l2\n  {{else}}\n  l4\n  {{/if}}  \nl3", "{{#each tags}}\n- {{this}}\n{{/each}}\nend", "{{#each tags}}{{@index}}:{{this}}{{#unless @last}},{{/unless}}{{/each}}.",
        "{{#each items}}{{name}}{{#each parts}}{{this}}{{../name}}{{../../need}}{{else}}-{{/each}}{{/each}}", "{{#each empty}}x{{else}}none{{/each}}", "{{#each items}}{{#if n}}{{n}}{{else}}zero{{/if}};{{/each}}",
        "{{#if (gt count 2)}}>{{else if (eq count 2)}}={{else}}<{{/if}}", "{{#if (and open (not shut))}}ok{{/if}}.", "{{#if (or shut none)}}a{{else}}b{{/if}}", "{{! c }}x{{!-- {{y}} --}}z", "a\n{{! alone }}\nb", "a\n  {{!-- alone --}}\nb",
        "{{#each items}}\n{{> part.line}}\n{{/each}}\n.", "x{{#each items}}{{> part.line}}{{/each}}.", "a\n  {{> part.plain}}\nb", "a {{> part.plain}} b", "{{#each items}}{{index @index}}. {{name}}\n{{/each}}", "{{join tags \"/\"}} {{truncate need 2}} {{plural count \"a\" \"b\"}} {{at need}}",
        "{{#each items}}{{#if @first}}F{{/if}}{{#if @last}}L{{/if}}{{/each}}", "{{#each items}}{{#if n}}{{../need}}{{/if}}{{/each}}.", "{{#each items}}{{this.name}}{{/each}}", "{{#if open~}}  x  {{~else~}} y {{~/if}}  z", "{{#each tags~}}\n {{this}} \n{{~/each}}|",
        "{{#if open}}{{#if shut}}a{{else}}{{#each tags}}{{this}}{{/each}}{{/if}}{{/if}}", "\n\n{{#if open}}\n\nx\n\n{{/if}}\n\ny",
    ];

    [Fact]
    public async Task Render_SubsetBodies_AgreeWithHandlebarsJs()
    {
        var random = new Random(20261121);
        string[] bodies = [.. Written, .. Enumerable.Range(0, 300).Select(_ => Grow(random, 0, false))];
        var (set, problems) = Build(bodies);
        var kept = Enumerable.Range(0, bodies.Length).Where(i => set.Find($"c.c{i}") is not null).ToList();
        Assert.Empty(problems.Where(p => p.Severity == Severity.Error && int.Parse(p.File[13..^5], System.Globalization.CultureInfo.InvariantCulture) < Written.Length).Select(p => p.Format("en")));
        Assert.True(kept.Count > 250, $"{kept.Count} bodies are of the subset");

        var theirs = await Theirs([.. kept.Select(i => bodies[i])]);

        for (var k = 0; k < kept.Count; k++)
        {
            // handlebars.js says an empty text where we say that there is nothing to say.
            var ours = set.Render(Request(kept[k])) is RenderResult.Words words ? words.Text : "";
            var at = ours.Zip(theirs[k]).TakeWhile(pair => pair.First == pair.Second).Count();
            Assert.True(ours == theirs[k], $"at {at}: ours …{JsonSerializer.Serialize(ours[Math.Max(0, at - 20)..Math.Min(ours.Length, at + 20)])}, theirs …{JsonSerializer.Serialize(theirs[k][Math.Max(0, at - 20)..Math.Min(theirs[k].Length, at + 20)])} for {JsonSerializer.Serialize(bodies[kept[k]])}");
        }
    }

    private static async Task<string[]> Theirs(string[] bodies)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "handlebars-cases.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { cases = bodies, model = Values }));
        await using var peer = await NodePeer.StartAsync("handlebars.mjs", file);
        return [.. peer.Said.GetProperty("results").EnumerateArray().Select(r => r.GetString()!)];
    }

    private static (TemplateSet Set, ImmutableArray<Problem> Problems) Build(string[] bodies)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var personas = PersonaSet.Build([new ContentFile("dialogs/personas/p.yaml", "persona: p\nname: 小助\nserves: {default: true}\n")], problems);
        ContentFile[] files =
        [
            new("templates/_models/m.yaml", Model),
            new("templates/_parts/part/line.tmpl", "== zh-CN\n[{{name}}]\n"),
            new("templates/_parts/part/plain.tmpl", "== zh-CN\nhi {{need}}\n"),
            .. bodies.Select((body, i) => new ContentFile($"templates/c/c{i}.tmpl", $"---\nmodel: m\nasks: [q{i}]\n---\n== zh-CN\n{body}\n")),
        ];
        return (TemplateSet.Build(files, new TemplateContext(personas, ShopData.Empty, []), problems), problems.ToImmutable());
    }

    private static RenderRequest Request(int i) => new()
    {
        Key = $"c.c{i}",
        Values = Values,
        Locale = "zh-CN",
        Channel = "webchat",
        IsGroup = false,
        Persona = "p",
        Reader = "u",
        Seed = 1,
        Now = DateTimeOffset.UnixEpoch,
    };

    // Grows a body out of the subset; what the lint refuses is left out by the test.
    private static string Grow(Random random, int depth, bool inLoop)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text.Append(random.Next(depth > 2 ? 5 : 9) switch
            {
                0 => Pick(random, "字", " ", "\n", "a b", "\n  ", "。"),
                1 => inLoop ? Pick(random, "{{name}}", "{{n}}x", "{{../need}}", "{{@index}}x") : Pick(random, "{{need}}", "{{one.name}}", "{{count}}x"),
                2 => Pick(random, "{{! c }}", "\n{{! c }}\n", "{{!-- {{x}} --}}"),
                3 => inLoop ? "{{> part.line}}" : Pick(random, "{{> part.plain}}", "\n{{> part.plain}}\n"),
                4 => inLoop ? "{{plural n \"p\" \"q\"}}" : Pick(random, "{{~need}}", "{{need~}}", "{{join tags}}", "{{default none \"d\"}}"),
                5 or 6 => $"{{{{#{(inLoop ? Pick(random, "if n", "unless n", "if @first", "if (gt n 1)") : Pick(random, "if open", "if shut", "unless none", "if (eq count 3)"))}}}}}{Ends(random)}{Grow(random, depth + 1, inLoop)}{Pick(random, "", "{{else}}", "\n{{else}}\n")}{Grow(random, depth + 1, inLoop)}{{{{/IF}}}}{Ends(random)}",
                _ when inLoop => $"{{{{#each parts}}}}{Pick(random, "{{this}}", "{{../name}}")}{Ends(random)}{{{{/each}}}}",
                _ => $"{{{{#each items}}}}{Ends(random)}{Grow(random, depth + 1, true)}{{{{else}}}}e{{{{/each}}}}{Ends(random)}",
            });
        }

        // Blocks close by the name that opened them.
        var body = text.ToString();
        for (var close = body.IndexOf("{{/IF}}", StringComparison.Ordinal); close >= 0; close = body.IndexOf("{{/IF}}", StringComparison.Ordinal))
        {
            var open = Math.Max(LastOpen(body, "{{#if", close), LastOpen(body, "{{#unless", close));
            body = string.Concat(body.AsSpan(0, close), body.AsSpan(open).StartsWith("{{#if") ? "{{/if}}" : "{{/unless}}", body.AsSpan(close + 7));
        }

        return body;
    }

    private static int LastOpen(string body, string open, int before)
    {
        var closed = 0;
        for (var i = before - 1; i >= 0; i--)
        {
            var rest = body.AsSpan(i);
            closed += rest.StartsWith("{{/if}}") || rest.StartsWith("{{/unless}}") ? 1 : 0;
            if ((rest.StartsWith("{{#if") || rest.StartsWith("{{#unless")) && closed-- == 0)
            {
                return rest.StartsWith(open) ? i : -1;
            }
        }

        return -1;
    }

    private static string Ends(Random random) => Pick(random, "", "", "\n");

    private static string Pick(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
