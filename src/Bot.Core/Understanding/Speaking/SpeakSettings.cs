namespace Bot.Core.Understanding.Speaking;

/// <summary>When the assistant may speak unasked in a group; configuration section <c>Speak</c>.</summary>
public sealed record SpeakSettings
{
    /// <summary>The kill switch of all groups: false, and nobody is spoken to unasked, nor is it considered.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>From this score on a match may be said unasked, if the gate, which weighs the score too, finds it sure enough. 0 to 1.</summary>
    public double Score { get; init; } = 0.62;

    /// <summary>From this score on a match is worth naming in the record. 0 to 1, not above <see cref="Score"/>.</summary>
    public double NameFrom { get; init; } = 0.54;

    /// <summary>The gate of a group may open from so many labels on; 200 or more.</summary>
    public int Labels { get; init; } = 200;

    /// <summary>And from this measured precision on; .95 or more, below 1.</summary>
    public double Precision { get; init; } = 0.95;

    /// <summary>A gate learns anew after so many new labels, 1 to 10,000; nightly in any case.</summary>
    public int LearnEvery { get; init; } = 25;

    /// <summary>The shortest wait for a human's answer.</summary>
    public TimeSpan WaitFrom { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest wait for a human's answer.</summary>
    public TimeSpan WaitTo { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>The same entry is said unasked in one group at most once in this time.</summary>
    public TimeSpan EntryCooldown { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>At most one unasked answer of a group in this time.</summary>
    public TimeSpan GroupCooldown { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Our part of a group's last 20 messages, an unasked answer included, at most. 0 to 1.</summary>
    public double Share { get; init; } = 0.20;

    /// <summary>Unasked answers of one group in 24 hours, 0 to 100.</summary>
    public int DailyCap { get; init; } = 20;

    /// <summary>Every setting that makes no sense, in words; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (Score is not (>= 0 and <= 1) || NameFrom is not (>= 0 and <= 1) || NameFrom > Score)
        {
            yield return "Speak:NameFrom and Speak:Score must lie between 0 and 1, the first not above the second";
        }

        if (Labels is < 200 or > 100_000)
        {
            yield return $"Speak:Labels is {Labels}; it must lie between 200 and 100000";
        }

        if (Precision is not (>= 0.95 and < 1))
        {
            yield return "Speak:Precision must be 0.95 or more, and below 1";
        }

        if (Share is not (>= 0 and <= 1))
        {
            yield return "Speak:Share must lie between 0 and 1";
        }

        if (LearnEvery is < 1 or > 10_000)
        {
            yield return $"Speak:LearnEvery is {LearnEvery}; it must lie between 1 and 10000";
        }

        if (DailyCap is < 0 or > 100)
        {
            yield return $"Speak:DailyCap is {DailyCap}; it must lie between 0 and 100";
        }

        if (WaitFrom < TimeSpan.FromSeconds(1) || WaitTo < WaitFrom || WaitTo > TimeSpan.FromHours(1))
        {
            yield return "Speak:WaitFrom must be a second or more, and Speak:WaitTo not below it nor above an hour";
        }

        foreach (var (name, value) in new[] { ("EntryCooldown", EntryCooldown), ("GroupCooldown", GroupCooldown) })
        {
            if (value < TimeSpan.Zero || value > TimeSpan.FromDays(1))
            {
                yield return $"Speak:{name} must lie between 00:00:00 and a day";
            }
        }
    }
}
