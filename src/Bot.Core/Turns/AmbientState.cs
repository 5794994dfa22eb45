using System.Collections.Immutable;

namespace Bot.Core.Turns;

/// <summary>Whether we may speak unasked in a group.</summary>
public enum AmbientMode
{
    /// <summary>In shadow until the group's gate is open.</summary>
    Auto,

    /// <summary>Never; what would have been said is on record.</summary>
    Shadow,

    /// <summary>Never, and nothing is considered.</summary>
    Off,
}

/// <summary>An unasked answer that waits for a human to give it first.</summary>
/// <param name="Member">Who asked.</param>
/// <param name="ActivityId">Their message.</param>
/// <param name="Key">The entry to answer with.</param>
/// <param name="Matched">The sentence that matched.</param>
/// <param name="Score">How sure the match is.</param>
/// <param name="Gate">How likely the answer is welcome.</param>
/// <param name="DueAt">When it is said.</param>
/// <param name="Locale">The language of the question.</param>
public sealed record AmbientPending(string Member, string ActivityId, string Key, string Matched, double Score, double Gate, DateTimeOffset DueAt, string Locale);

/// <summary>An unasked answer that was given.</summary>
/// <param name="Key">The entry.</param>
/// <param name="At">When.</param>
public sealed record AmbientSaid(string Key, DateTimeOffset At);

/// <summary>What is kept of our speaking unasked in one group; bounded in size.</summary>
public sealed record AmbientState
{
    /// <summary>The share of our messages is taken over so many.</summary>
    public const int Window = 20;

    private const int MostSaid = 100;

    /// <summary>Nothing said, nothing waiting.</summary>
    public static AmbientState Empty { get; } = new();

    /// <summary>Whether we may.</summary>
    public AmbientMode Mode { get; init; }

    /// <summary>A member asked for quiet till then.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>What waits; one answer at most.</summary>
    public AmbientPending? Pending { get; init; }

    /// <summary>What was said unasked in the last 24 hours, oldest first.</summary>
    public ImmutableArray<AmbientSaid> Said { get; init; } = [];

    /// <summary><see cref="ConversationState.Turns"/> when we spoke here, for any reason, as far as the last <see cref="Window"/> messages go.</summary>
    public ImmutableArray<long> Spoke { get; init; } = [];

    /// <summary>How many of the last messages of the group are ours, before one more of ours.</summary>
    public int OursLately(long turns)
    {
        var ours = 0;
        for (var i = Spoke.Length - 1; i >= 0 && turns - Spoke[i] + (Spoke.Length - i) < Window; i--)
        {
            ours++;
        }

        return ours;
    }

    /// <summary>Notes that we spoke.</summary>
    public AmbientState WithSpoken(long turns, int messages) =>
        this with { Spoke = [.. Spoke.Where(at => turns - at < Window).Concat(Enumerable.Repeat(turns, messages)).TakeLast(Window)] };

    /// <summary>Notes an unasked answer.</summary>
    public AmbientState WithSaid(string key, DateTimeOffset now) =>
        this with { Said = [.. Said.Where(said => said.At > now - TimeSpan.FromDays(1)).TakeLast(MostSaid - 1), new AmbientSaid(key, now)] };
}
