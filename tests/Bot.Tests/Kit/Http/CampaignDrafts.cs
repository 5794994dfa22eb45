namespace Bot.Tests.Kit.Http;

/// <summary>Campaigns as an operator's tool would write them.</summary>
internal static class CampaignDrafts
{
    /// <summary>Useful content for those with a tag, daily in the evening.</summary>
    public static object Value(string tag, string? by = null) => new
    {
        id = "c1",
        by,
        segment = new { @is = "tag", tag },
        kind = "value",
        category = "面霜",
        window = "08:00-22:00",
        frequency = "1/7d",
        template = "skin.season",
        schedule = new { at = "2026-11-22T18:30", zone = "Asia/Shanghai", everyDays = 1 },
    };
}
