using Bot.Core.Templates;

namespace Bot.Host.Pushes.Campaigns;

/// <summary>Shelves of the content library: a template's own key, or <c>value.*</c> for all whose keys begin so.</summary>
internal static class Shelves
{
    /// <summary>The templates, in the order of their keys; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(TemplateSet templates, string key)
    {
        if (!key.EndsWith(".*", StringComparison.Ordinal))
        {
            return templates.Find(key) is null ? [] : [key];
        }

        var prefix = key[..^1];
        return [.. templates.All.Select(template => template.Key).Where(one => one.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
