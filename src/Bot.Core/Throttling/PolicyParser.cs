using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>Reads a throttle policy, <c>dialogs/throttle.yaml</c>. Pure, and never throws for what operators wrote.</summary>
public static class PolicyParser
{
    /// <summary>Where a merchant's policy stands.</summary>
    public const string FilePath = "dialogs/throttle.yaml";

    /// <summary>Reads one policy: its preset, its own rules in their place, the platforms' quotas beside them.</summary>
    /// <returns>Null, with every mistake of the file among the problems, when there is an error.</returns>
    public static ThrottlePolicy? Parse(ContentFile file, ImmutableArray<Problem>.Builder problems)
    {
        var before = problems.Count;
        if (YamlDocument.ParseTolerantly(file, problems) is not { } map)
        {
            return null;
        }

        var draft = new PolicyDraft();
        PolicyKeys.Read(new PolicyReader(file.Path, map, problems), draft);
        var quotas = PolicyQuotas.Merge(draft, file.Path, problems);
        PolicyLint.Check(draft, map, file.Path, problems);
        return problems.Skip(before).Any(problem => problem.Severity == Severity.Error) ? null : Build(draft, quotas, file.Text);
    }

    private static ThrottlePolicy Build(PolicyDraft draft, ImmutableArray<CapRule> quotas, string text) => new()
    {
        Revision = RevisionOf(draft, text),
        Preset = draft.Preset,
        Zone = draft.Zone,
        Classes = draft.Classes.ToFrozenDictionary(),
        Caps = [.. draft.All<CapRule>("caps"), .. draft.All<CapRule>("spacing"), .. quotas],
        Mix = draft.All<EarnRule>(),
        Shares = draft.All<ShareRule>(),
        Quiet = draft.All<QuietRule>(),
        Overlap = draft.One<OverlapRule>(),
        Fatigue = draft.One<FatigueRule>(),
        Brake = draft.One<BrakeRule>(),
        Newcomer = draft.One<NewcomerRule>(),
        Similar = draft.One<SimilarRule>(),
        OptOutWords = draft.One<OptOutRule>()?.Words ?? FrozenDictionary<string, OptOutMode>.Empty,
        Expire = draft.Expire.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.After),
        Digest = draft.One<DigestRule>(),
        HoldoutPerMille = draft.One<HoldoutRule>()?.PerMille ?? 0,
        NeedsRelevance = draft.One<RelevanceRule>() is not null,
        Override = draft.One<OverrideRule>(),
        Pace = [.. draft.Pace],
    };

    // The effective text: what a release or a preset brings decides as much as what the merchant wrote.
    private static string RevisionOf(PolicyDraft draft, string text)
    {
        var preset = draft.Preset is { } name ? PolicyPresets.Find(name)?.Text : null;
        var all = $"{PlatformQuotas.Text}\n{preset}\n{text}".ReplaceLineEndings("\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 4));
    }
}
