using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Core.Content;
using Bot.Core.Personas;
using Bot.Core.Templates.Syntax;

namespace Bot.Core.Templates.Lint;

/// <summary>Checks the words themselves: advertising law, personas' manners, links, the way out of promotions, language.</summary>
internal static partial class WordLint
{
    public static void Check(ParsedTemplate parsed, ParsedSection section, LintSettings settings, ImmutableArray<Persona> personas)
    {
        var sink = parsed.Sink;
        foreach (var (text, at) in Texts(section.Body ?? []))
        {
            Banned(text, at, settings, sink);
            Links(text, at, settings, sink);
            Forbidden(text, at, parsed.Template, section, personas, sink);
        }

        if (section.Locale.StartsWith("en", StringComparison.Ordinal))
        {
            English(parsed.TextOf(section), section, sink);
        }
    }

    /// <summary>True when the section tells how to unsubscribe.</summary>
    public static bool TellsUnsubscribe(ParsedTemplate parsed, ParsedSection section)
    {
        var text = parsed.TextOf(section);
        return text.Contains("退订", StringComparison.Ordinal) || text.Contains("unsubscribe", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a template that is pushed needs. An answer to a question about offers is no push: it has <c>asks</c>.</summary>
    public static void CheckPush(ParsedTemplate parsed, ParsedSection section)
    {
        if (parsed.Template.Kind != ContentKind.Promo || parsed.Template.Asks.Length > 0)
        {
            return;
        }

        if (!TellsUnsubscribe(parsed, section))
        {
            parsed.Sink.Add(section.At, "T013", "群发的优惠要告诉人怎么退订：末尾加一行 {{> common.unsubscribe}}，或写“回复退订不再打扰”。", "A promotion must say how to unsubscribe: add a line {{> common.unsubscribe}}.");
        }

        var calls = Url().Count(parsed.TextOf(section)) + (parsed.Template.Product is null && parsed.Template.Cards is null ? 0 : 1);
        if (calls != 1)
        {
            parsed.Sink.Add(section.At, "T019", $"群发的优惠要有且只有一个行动：一个链接，或一个商品（product / cards），现在有 {calls} 个。", $"A promotion holds exactly one call to action, a link or a product (product / cards); here are {calls}.");
        }
    }

    /// <summary>Emoji beyond what the persona likes, in a section that only this persona says.</summary>
    public static void CheckEmoji(ParsedTemplate parsed, ParsedSection section, ImmutableArray<Persona> personas)
    {
        var only = section.Conditions.FirstOrDefault(c => c.Name == "persona")?.Value ?? (parsed.Template.Personas is [var one] ? one : null);
        if (only is null || personas.FirstOrDefault(p => HeadLint.Names(p, only)) is not { } persona)
        {
            return;
        }

        var most = persona.Emoji switch { "none" => 0, "few" => 2, _ => int.MaxValue };
        var count = Emoji().Count(parsed.TextOf(section));
        if (count > most)
        {
            parsed.Sink.Add(section.BodyStart + Emoji().Match(parsed.TextOf(section)).Index, "T022", $"人设 {persona.Name} 的表情是 {persona.Emoji}，这一段有 {count} 个，最多 {most} 个。", $"Persona {persona.Id} uses {persona.Emoji} emoji; here are {count}, at most {most}.", Severity.Warning);
        }
    }

    private static void Banned(string text, int at, LintSettings settings, Sink sink)
    {
        foreach (var word in settings.Banned.Where(w => w.Length > 0))
        {
            for (var i = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); i >= 0; i = text.IndexOf(word, i + word.Length, StringComparison.OrdinalIgnoreCase))
            {
                if (!settings.Allowed.Any(a => Covers(text, a, i, i + word.Length)))
                {
                    sink.Add(at + i, "T014", $"“{word}”是广告法的绝对化用语，换成能证明的说法；确实无害的整句可以加到 {LintSettings.Path} 的 allowed。", $"`{word}` is an absolute claim that advertising law forbids: say what can be shown, or allow the harmless phrase in {LintSettings.Path}.");
                }
            }
        }
    }

    private static bool Covers(string text, string phrase, int from, int to)
    {
        for (var i = phrase.Length == 0 ? -1 : text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); i >= 0; i = text.IndexOf(phrase, i + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (i <= from && to <= i + phrase.Length)
            {
                return true;
            }
        }

        return false;
    }

    private static void Links(string text, int at, LintSettings settings, Sink sink)
    {
        foreach (Match link in Url().Matches(text))
        {
            var host = link.Groups["host"].Value;
            if (!settings.Links.Any(l => host.Equals(l, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + l, StringComparison.OrdinalIgnoreCase)))
            {
                sink.Add(at + link.Index, "T017", $"链接 {host} 不在允许的网址里：在 {LintSettings.Path} 的 links 里加上。", $"Links to {host} are not allowed: add it to links in {LintSettings.Path}.");
            }
        }
    }

    private static void Forbidden(string text, int at, Template template, ParsedSection section, ImmutableArray<Persona> personas, Sink sink)
    {
        var only = section.Conditions.FirstOrDefault(c => c.Name == "persona")?.Value;
        foreach (var persona in personas.Where(p => Says(p, template) && (only is null || HeadLint.Names(p, only))))
        {
            foreach (var word in persona.Forbidden.Where(w => w.Length > 0 && text.Contains(w, StringComparison.OrdinalIgnoreCase)))
            {
                sink.Add(at + text.IndexOf(word, StringComparison.OrdinalIgnoreCase), "T021", $"人设 {persona.Name} 不说“{word}”：换个词，或给这一段加 persona=… 条件。", $"Persona {persona.Id} never says `{word}`: choose another word, or give the section a persona=… condition.");
            }
        }
    }

    private static bool Says(Persona persona, Template template) =>
        (template.Personas.Length == 0 || template.Personas.Any(p => HeadLint.Names(persona, p)))
        && (persona.Topics.Length == 0 || template.Asks.Length == 0 || persona.Topics.Any(t => template.Key.StartsWith(t, StringComparison.Ordinal)));

    private static void English(string text, ParsedSection section, Sink sink)
    {
        var chinese = text.Count(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter);
        if (chinese > 8 && chinese * 2 > text.Count(char.IsAsciiLetter))
        {
            sink.Add(section.At, "T023", $"{section.Locale} 这一段大部分是中文。", $"This {section.Locale} section is mostly Chinese.", Severity.Warning);
        }
    }

    private static IEnumerable<(string Text, int At)> Texts(ImmutableArray<Node> nodes) => nodes.SelectMany(node => node switch
    {
        TextNode text => [(text.Text, text.At)],
        OutputNode { Value: CallExpression call } => Literals(call),
        BranchNode branch => Texts(branch.Then).Concat(Texts(branch.Else)),
        LoopNode loop => Texts(loop.Each).Concat(Texts(loop.Else)),
        _ => Enumerable.Empty<(string, int)>(),
    });

    private static IEnumerable<(string, int)> Literals(CallExpression call) =>
        call.Arguments.OfType<LiteralExpression>().Where(l => l.Value is string).Select(l => ((string)l.Value, l.At + 1));

    [GeneratedRegex(@"(https?://|www\.)(?<host>[^\s/:?#，。！）)】""]*)[^\s，。！）)】""]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Url();

    [GeneratedRegex(@"[\u2600-\u27BF\u2B50\u2B55]|\uD83C[\uDF00-\uDFFF]|\uD83D[\uDC00-\uDEFF]|\uD83E[\uDD00-\uDEFF]", RegexOptions.NonBacktracking)]
    private static partial Regex Emoji();
}
