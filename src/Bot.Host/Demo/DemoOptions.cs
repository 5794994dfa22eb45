namespace Bot.Host.Demo;

/// <summary>Settings of the demo page; section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>False takes the demo's endpoints away; the page then says so.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Visits that one address may begin or take up again in a minute.</summary>
    public int SessionsPerMinute { get; set; } = 20;

    /// <summary>How long a visit can be taken up again.</summary>
    public TimeSpan VisitLifetime { get; set; } = TimeSpan.FromDays(7);
}
