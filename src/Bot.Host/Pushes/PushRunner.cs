using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;

namespace Bot.Host.Pushes;

/// <summary>Takes up what is due, in the order of class: new pushes, ends of holds, retries, digests, and what a dead node left.</summary>
public sealed class PushRunner
{
    private readonly PushParts _parts;
    private readonly PushOptions _options;
    private readonly PushDesk _desk;
    private readonly DigestDesk _digests;
    private readonly HeldPushes _held;
    private readonly PushCaller _caller;

    /// <summary>Makes one over its parts.</summary>
    public PushRunner(PushParts parts, PushOptions options)
    {
        _parts = parts;
        _options = options;
        _desk = new PushDesk(parts, options);
        _digests = new DigestDesk(parts, _desk);
        _held = new HeldPushes(parts, options, _desk);
        _caller = new PushCaller(parts, options);
    }

    /// <summary>Judges single pushes outside the due order (a campaign's chunk, a dry run).</summary>
    public PushDesk Desk => _desk;

    /// <summary>What is held, when something changes that held it.</summary>
    public HeldPushes Held => _held;

    /// <summary>Keeps pushes that were asked for; they are due at once. In the same order: null for each new one, else what is known under its id.</summary>
    public Task<ImmutableArray<PushRow?>> SubmitAsync(ImmutableArray<PushRow> rows, CancellationToken cancel) => PushIntake.KeepAsync(_parts.Ledger, rows, cancel);

    /// <summary>Takes up all that is due now; returns what became of each.</summary>
    /// <param name="cancel">Stops between two pushes: what was begun is brought to its end.</param>
    public async Task<IReadOnlyList<Judged>> RunDueAsync(CancellationToken cancel)
    {
        var (all, told) = (new List<Judged>(), 0);
        while (!cancel.IsCancellationRequested)
        {
            var due = await _parts.Ledger.TakeDueAsync(_options.Batch, _options.Claim, cancel).ConfigureAwait(false);
            var bundled = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in due)
            {
                if (cancel.IsCancellationRequested)
                {
                    // The others' claims end by themselves.
                    return all;
                }

                all.AddRange(await TryTakeUpAsync(row, due, bundled).ConfigureAwait(false));
            }

            if (!due.IsEmpty)
            {
                continue;
            }

            // All that was due has had its turn: now those whom that lets go sooner.
            var then = await _held.AfterAsync(PushChange.After(all[told..], _parts.Policy()), CancellationToken.None).ConfigureAwait(false);
            all.AddRange(then);
            told = all.Count;
            if (then.Count == 0)
            {
                break;
            }
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
        PushState.Awaiting => await SettleAsync(row, await _caller.AskAsync(row, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false),
        _ => await _desk.JudgeAsync(row, row.Fence, cancel).ConfigureAwait(false),
    };

    private async Task<Judged> SettleAsync(PushRow row, Settlement settlement, CancellationToken cancel)
    {
        var settled = await _parts.Ledger.SettleAsync(row.Push.Id, row.Fence, settlement, cancel).ConfigureAwait(false) ?? row;
        return new Judged(settled, settled.Verdict!, false, null, row.State);
    }
}
