using System.Collections.Immutable;
using Bot.Core.Content;

namespace Bot.Core.Throttling;

/// <summary>A policy to begin from.</summary>
public sealed class PolicyPreset
{
    internal PolicyPreset(string id, string zh, string en)
    {
        (Id, Zh, En, Text) = (id, zh, en, ShippedText.Read($"Presets.{id}.yaml"));
        var problems = ImmutableArray.CreateBuilder<Problem>();
        Draft = new PolicyDraft { Preset = id };
        if (YamlDocument.Parse(new ContentFile($"src/Bot.Core/Throttling/Presets/{id}.yaml", Text), problems) is { } map)
        {
            PolicyKeys.Read(new PolicyReader($"Presets/{id}.yaml", map, problems), Draft);
        }

        // The file ships within the program and a test reads it: this is a bug, not content.
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', problems.Select(problem => problem.Format("en"))));
        }
    }

    /// <summary>Its name in files: <c>fmcg</c>.</summary>
    public string Id { get; }

    /// <summary>Its Chinese name, accepted in files too.</summary>
    public string Zh { get; }

    /// <summary>Its English name, accepted in files too.</summary>
    public string En { get; }

    /// <summary>Its YAML.</summary>
    public string Text { get; }

    /// <summary>Its rules; never changed after this was made.</summary>
    internal PolicyDraft Draft { get; }

    /// <summary>The policy of nothing but this preset.</summary>
    public ThrottlePolicy Policy() =>
        PolicyParser.Parse(new ContentFile(PolicyParser.FilePath, $"preset: {Id}\n"), ImmutableArray.CreateBuilder<Problem>())
        ?? throw new InvalidOperationException($"the preset {Id} is no policy");
}

/// <summary>The four presets, one for each quadrant of trade (requirement D3).</summary>
public static class PolicyPresets
{
    /// <summary>The preset of a shop that chose none.</summary>
    public const string Default = "fmcg";

    /// <summary>The setting that chooses another, for a shop without a policy of its own.</summary>
    public const string Setting = "Throttle:Preset";

    /// <summary>All of them.</summary>
    public static ImmutableArray<PolicyPreset> All { get; } =
    [
        new("fmcg", "快消品", "fast-moving consumer goods"),
        new("local-services", "本地生活", "local services"),
        new("online-high-price", "线上高客单价", "online high price"),
        new("offline-long-decision", "线下长决策周期", "offline long decision"),
    ];

    /// <summary>A preset by its id or one of its names; null when there is none.</summary>
    public static PolicyPreset? Find(string name)
    {
        var wanted = name.Trim();
        return All.FirstOrDefault(preset => string.Equals(preset.Id, wanted, StringComparison.OrdinalIgnoreCase)
            || preset.Zh == wanted || string.Equals(preset.En, wanted, StringComparison.OrdinalIgnoreCase));
    }
}
