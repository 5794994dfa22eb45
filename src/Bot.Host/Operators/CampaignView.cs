using System.Globalization;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Operators;

/// <summary>A campaign as operators read it: fields in the form in which they are written.</summary>
internal static class CampaignView
{
    public static object Of(Campaign campaign) => new
    {
        id = campaign.Id,
        name = campaign.Name,
        version = campaign.Version,
        state = campaign.State.ToString().ToLowerInvariant(),
        segment = campaign.Segment,
        groups = campaign.Groups,
        kind = campaign.Kind?.ToString().ToLowerInvariant(),
        category = campaign.Category,
        window = campaign.Window is { } hours ? $"{Clock(hours.From)}-{Clock(hours.Until)}" : null,
        frequency = campaign.Frequency is { } often ? string.Create(CultureInfo.InvariantCulture, $"{often.Limit}/{Durations.Show(often.Window)}") : null,
        template = campaign.Template,
        schedule = campaign.Schedule,
        channel = campaign.Channel,
        bot = campaign.Bot,
        relevance = campaign.Relevance,
        nextRun = campaign.NextRun,
        run = campaign.Run,
        acts = campaign.Acts,
    };

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
