using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Host.Pushes;

/// <summary>Takes up what is due, in the order of class: new pushes, ends of holds, retries, digests, and what a dead node left.</summary>
public sealed class PushRunner
{
    private readonly PushParts _parts;
    private readonly PushOptions _options;
    private readonly PushDesk _desk;
    private readonly DigestDesk _digests;

    /// <summary>Makes one over its parts.</summary>
    public PushRunner(PushParts parts, PushOptions options)
    {
        _parts = parts;
        _options = options;
        _desk = new PushDesk(parts, options);
        _digests = new DigestDesk(parts, _desk);
    }

    /// <summary>Judges single pushes outside the due order (a campaign's chunk, a dry run).</summary>
    public PushDesk Desk => _desk;

    /// <summary>Keeps pushes that were asked for; they are due at once. In the same order: null for each new one, else what is known under its id.</summary>
    public Task<ImmutableArray<PushRow?>> SubmitAsync(ImmutableArray<PushRow> rows, CancellationToken cancel) => PushIntake.KeepAsync(_parts.Ledger, rows, cancel);

    /// <summary>Takes up all that is due now; returns what became of each.</summary>
    /// <param name="cancel">Stops between two pushes: what was begun is brought to its end.</param>
    public async Task<IReadOnlyList<Judged>> RunDueAsync(CancellationToken cancel)
    {
        var all = new List<Judged>();
        while (!cancel.IsCancellationRequested)
        {
            var due = await _parts.Ledger.TakeDueAsync(_options.Batch, _options.Claim, cancel).ConfigureAwait(false);
            if (due.IsEmpty)
            {
                break;
            }

            var (bundled, before) = (new HashSet<string>(StringComparer.Ordinal), all.Count);
            foreach (var row in due)
            {
                if (cancel.IsCancellationRequested)
                {
                    // The others' claims end by themselves.
                    return all;
                }

                all.AddRange(await TryTakeUpAsync(row, due, bundled).ConfigureAwait(false));
            }

            await WakeEarnersAsync(all[before..], CancellationToken.None).ConfigureAwait(false);
        }

        return all;
    }

    // One push that fails must not keep those behind it.
    private async Task<IReadOnlyList<Judged>> TryTakeUpAsync(PushRow row, ImmutableArray<PushRow> due, HashSet<string> bundled)
    {
        try
        {
            return row.State == PushState.InDigest
                ? await _digests.SendAsync(row, due, bundled, CancellationToken.None).ConfigureAwait(false)
                : [await TakeUpAsync(row, CancellationToken.None).ConfigureAwait(false)];
        }
        catch (Exception exception) when (_parts.Failed is not null && exception is not OutOfMemoryException)
        {
            _parts.Failed(exception);
            return [];
        }
    }

    private async Task<Judged> TakeUpAsync(PushRow row, CancellationToken cancel) => row.State switch
    {
        // Its node died in the call: nobody knows whether the platform has it, nor whether it would know a repeat.
        PushState.Calling => await SettleAsync(row, new Settlement.Unknown("crashed"), cancel).ConfigureAwait(false),
        PushState.Awaiting => await SettleAsync(row, new Settlement.Failed("not_confirmed"), cancel).ConfigureAwait(false),
        _ => await _desk.JudgeAsync(row, row.Fence, cancel).ConfigureAwait(false),
    };

    private async Task<Judged> SettleAsync(PushRow row, Settlement settlement, CancellationToken cancel)
    {
        var settled = await _parts.Ledger.SettleAsync(row.Push.Id, row.Fence, settlement, cancel).ConfigureAwait(false) ?? row;
        return new Judged(settled, settled.Verdict!, false, null, row.State);
    }

    // A promo that waits for worth to be earned has no time of its own: what was just sent may have been it.
    private async Task WakeEarnersAsync(List<Judged> all, CancellationToken cancel)
    {
        var policy = _parts.Policy();
        if (policy.Mix.All(rule => rule.Over == Over.Drop) && policy.Shares.All(rule => rule.Over == Over.Drop))
        {
            return;
        }

        foreach (var push in all.Where(one => one.Row.State == PushState.Sent && !one.IsDuplicate && one.Result is not null).Select(one => one.Row.Push).ToArray())
        {
            var query = push.Group is { } group ? new PushQuery(Group: group, State: PushState.Held) : new PushQuery(Member: push.Member, State: PushState.Held);
            foreach (var held in (await _parts.Ledger.ListAsync(query, cancel).ConfigureAwait(false)).Where(row => row.Verdict is { Until: null, Decision: Decision.Hold }))
            {
                await _parts.Ledger.WakeAsync(held.Push.Id, cancel).ConfigureAwait(false);
            }
        }
    }
}
