using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Content;
using Bot.Host.Pushes;

namespace Bot.Host.Operators;

/// <summary>The answer to “would this push go, and if not, why”.</summary>
/// <param name="At">The moment asked about.</param>
/// <param name="Verdict">What the throttle would say then.</param>
/// <param name="Why">The same in sentences.</param>
public sealed record WhyNotAnswer(DateTimeOffset At, Verdict Verdict, IReadOnlyList<Sentence> Why);

/// <summary>Judges without sending or keeping anything; over HTTP and on the command line (requirement D12).</summary>
public sealed class WhyNot(PushRunner runner, IPushLedger ledger, LiveCatalog catalog)
{
    private const int Days = 400;

    /// <summary>The answer, or what is wrong with the question, in words.</summary>
    public async Task<(WhyNotAnswer? Answer, ImmutableArray<string> Problems)> AskAsync(PushAsk ask, CancellationToken cancel)
    {
        ImmutableArray<string> problems = [.. ask.Problems(catalog.Current, dryRun: true)];
        var now = await ledger.NowAsync(cancel).ConfigureAwait(false);
        if (ask.At > now.AddDays(Days))
        {
            problems = problems.Add($"at: 最多往后 {Days} 天 / at: at most {Days} days from now");
        }

        if (!problems.IsEmpty)
        {
            return (null, problems);
        }

        var at = ask.At is { } asked && asked > now ? PushIntake.Milliseconds(asked) : now;
        var verdict = await runner.Desk.DryRunAsync(ask.Row(at), at, cancel).ConfigureAwait(false);
        return (new WhyNotAnswer(at, verdict, Reasons.Of(verdict)), problems);
    }
}
