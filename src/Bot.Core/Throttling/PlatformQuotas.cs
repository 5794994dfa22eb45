using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>What a platform allows, with its source.</summary>
/// <param name="Rule">The quota as a rule; its channel is the platform action that a push names.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="CheckedOn">When the source was last looked up, as far as known.</param>
/// <param name="Label"><c>SOLID</c>: the platform's own page; <c>MEDIUM</c>: third-party code or documents that quote it.</param>
public sealed record PlatformQuota(CapRule Rule, string Source, DateOnly CheckedOn, string Label)
{
    /// <summary>What "why" shows.</summary>
    public string Id => Rule.Id;

    /// <summary>The platform action.</summary>
    public string Channel => Rule.Channel!;
}

/// <summary>The sending limits of the platforms that are a count in a window. Every policy holds them; a policy may only tighten them.</summary>
public static class PlatformQuotas
{
    /// <summary>Every quota, in the file's order.</summary>
    public static ImmutableArray<PlatformQuota> All { get; } = Load();

    /// <summary>The text they were read from.</summary>
    internal static string Text => ShippedText.Read("Platforms.yaml");

    private static ImmutableArray<PlatformQuota> Load()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var file = new ContentFile("src/Bot.Core/Throttling/Platforms.yaml", Text);
        var all = ImmutableArray.CreateBuilder<PlatformQuota>();
        if (YamlDocument.Parse(file, problems) is { } map)
        {
            var top = new PolicyReader(file.Path, map, problems);
            foreach (var item in top.Items("quotas"))
            {
                var source = item.Required("source", "developer.work.weixin.qq.com/document/path/92135")?.Text ?? "";
                var day = item.Required("checked_on", "2026-11-22")?.Text;
                var label = item.OneOf("Y008", "label", "", ("SOLID", "SOLID"), ("MEDIUM", "MEDIUM"));
                if (PolicyCaps.Platform(item) is { Rule: CapRule rule } && DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date))
                {
                    all.Add(new PlatformQuota(rule, source, date, label));
                }
            }

            top.Done();
        }

        // The file ships within the program and a test reads it: this is a bug, not content.
        return problems.Count == 0 ? all.ToImmutable() : throw new InvalidOperationException(string.Join('\n', problems.Select(problem => problem.Format("en"))));
    }
}
