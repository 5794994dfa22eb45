using System.Collections.Immutable;

namespace Bot.Core.Throttling;

/// <summary>The span in which a rule counts.</summary>
/// <param name="Length">A rolling window (t - Length, t]; null for a calendar window.</param>
/// <param name="From">A calendar window's start, inclusive.</param>
/// <param name="Until">A calendar window's end, exclusive.</param>
public readonly record struct Window(TimeSpan? Length, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The last <paramref name="length"/>, this moment included.</summary>
    public static Window Rolling(TimeSpan length) => new(length, default, default);

    /// <summary>From start to next start.</summary>
    public static Window Calendar(DateTimeOffset from, DateTimeOffset until) => new(null, from, until);

    /// <summary>The first moment, in whole milliseconds and inclusive, that counts when it is <paramref name="now"/>.</summary>
    public DateTimeOffset Since(DateTimeOffset now) => Length is { } length ? now - length + TimeSpan.FromMilliseconds(1) : From;
}

/// <summary>
/// One rule of the policy made concrete for one push: what a store counts within its atomic step. A store knows only
/// these three shapes; what a refusal means, and when it ends, is computed by the core from the entries
/// that the store gives back.
/// </summary>
/// <param name="Rule">The rule's id.</param>
public abstract record Check(string Rule)
{
    /// <summary>Every log that it reads.</summary>
    public abstract ImmutableArray<LogKey> Reads { get; }

    /// <summary>Passes while the entries of all keys in the window, counted together, are fewer than the limit. Limit 0 never passes.</summary>
    /// <param name="Rule">The rule's id.</param>
    /// <param name="Keys">The logs; their counts add up.</param>
    /// <param name="Limit">0 or more.</param>
    /// <param name="Window">In which span.</param>
    public sealed record Cap(string Rule, ImmutableArray<LogKey> Keys, int Limit, Window Window) : Check(Rule)
    {
        /// <inheritdoc/>
        public override ImmutableArray<LogKey> Reads => Keys;
    }

    /// <summary>Passes when at least so many entries stand in <paramref name="Earning"/> after the last entry of <paramref name="Spending"/> (requirement D6).</summary>
    /// <param name="Rule">The rule's id.</param>
    /// <param name="Earning">What earns.</param>
    /// <param name="Spending">What spends.</param>
    /// <param name="Needed">How many, 1 or more.</param>
    /// <param name="Within">Only what was earned in (t - Within, t] counts; null for any time.</param>
    public sealed record Earned(string Rule, ImmutableArray<LogKey> Earning, ImmutableArray<LogKey> Spending, int Needed, TimeSpan? Within) : Check(Rule)
    {
        /// <inheritdoc/>
        public override ImmutableArray<LogKey> Reads => Earning.AddRange(Spending);
    }

    /// <summary>Passes when, with this one added to both, part / whole in the window is at most the share (requirement D8).</summary>
    /// <param name="Rule">The rule's id.</param>
    /// <param name="Part">What is limited.</param>
    /// <param name="Whole">What it is a share of; holds the part too.</param>
    /// <param name="PerMille">The most, 0 to 1000.</param>
    /// <param name="Within">The rolling window.</param>
    public sealed record Share(string Rule, ImmutableArray<LogKey> Part, ImmutableArray<LogKey> Whole, int PerMille, TimeSpan Within) : Check(Rule)
    {
        /// <inheritdoc/>
        public override ImmutableArray<LogKey> Reads => Part.AddRange(Whole);
    }
}

/// <summary>What a store counted for a check that did not pass.</summary>
/// <param name="Index">The check's place in the request.</param>
/// <param name="Have">A cap: entries in the window. Earned: entries earned. Share: entries of the part in the window.</param>
/// <param name="First">Entries, newest first: of <see cref="Check.Cap.Keys"/>, <see cref="Check.Earned.Earning"/> or <see cref="Check.Share.Part"/>, in the window, at most <see cref="CheckResult.MostEntries"/> per key.</param>
/// <param name="Second">Entries of <see cref="Check.Share.Whole"/> in the window, or the newest one of <see cref="Check.Earned.Spending"/>; else empty.</param>
/// <param name="Pivot">A cap's limit-th newest entry, by itself when the limit is greater than <see cref="MostEntries"/>.</param>
public sealed record CheckResult(int Index, int Have, ImmutableArray<LogEntry> First, ImmutableArray<LogEntry> Second, DateTimeOffset? Pivot = null)
{
    /// <summary>How many entries of one log a store gives back at most.</summary>
    public const int MostEntries = 200;
}

/// <summary>Something that was read before the atomic step and must still be so in it: the log has exactly so many entries.</summary>
/// <param name="Key">Which log.</param>
/// <param name="Count">How many entries it had, whatever their age.</param>
public readonly record struct Guard(LogKey Key, int Count);
