namespace Bot.Host.Pushes;

/// <summary>How pushes are worked off; <c>Pushes:*</c> in configuration.</summary>
public sealed class PushOptions
{
    /// <summary>How long a claim on a push lasts: must be longer than the slowest call. 150 s, for a connector may take two minutes.</summary>
    public TimeSpan Claim { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>How often a node looks for what is due. 250 ms.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Calls of one push at most, retries included. 8.</summary>
    public int MaxCalls { get; set; } = 8;

    /// <summary>How often a node looks for campaigns that are due. 1 s.</summary>
    public TimeSpan CampaignPoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>True when a campaign waits for a second operator before it goes.</summary>
    public bool CampaignsNeedApproval { get; set; }

    /// <summary>The first wait after a "not now" without Retry-After; doubled each time. 2 s.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>When a held push without a known end is looked at again. 1 h.</summary>
    public TimeSpan Recheck { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Different failures of one push after which it is set aside for a human. 3.</summary>
    public int Poison { get; set; } = 3;

    /// <summary>Definite failures of a campaign, in a thousand of its last <see cref="ErrorWindow"/> calls, after which it pauses by itself. 50.</summary>
    public int PauseAtPerMille { get; set; } = 50;

    /// <summary>How many calls that looks at. 100.</summary>
    public int ErrorWindow { get; set; } = 100;

    /// <summary>Pushes taken up at once. 256.</summary>
    public int Batch { get; set; } = 256;

    /// <summary>Every setting that makes no sense, in words.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new[] { ("Claim", Claim), ("Poll", Poll), ("CampaignPoll", CampaignPoll), ("FirstRetry", FirstRetry), ("Recheck", Recheck) })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            {
                yield return $"Pushes:{name} is {value}; it must lie above 00:00:00 and at most one day";
            }
        }

        foreach (var (name, value, max) in new[] { ("MaxCalls", MaxCalls, 100), ("Poison", Poison, 100), ("PauseAtPerMille", PauseAtPerMille, 1000), ("ErrorWindow", ErrorWindow, 100_000), ("Batch", Batch, 10_000) })
        {
            if (value < 1 || value > max)
            {
                yield return $"Pushes:{name} is {value}; it must lie between 1 and {max}";
            }
        }
    }
}
