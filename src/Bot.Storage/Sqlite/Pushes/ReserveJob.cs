using Bot.Core.Ports;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>Counts, and takes all slots or none.</summary>
internal sealed class ReserveJob(Reservation request) : WriteJob<ReserveAnswer>
{
    private readonly WrittenPush _push = WrittenPush.WithSlots(request.Row);

    /// <summary>What stands in the way whatever the rules count; null when nothing does. Order: memory, clock, guards.</summary>
    public static ReserveAnswer? Barred(Reservation request, bool isWhole, CheckCounts checks, long now)
    {
        var at = KeptPush.Moment(now);
        return !isWhole && !request.EvenWithoutMemory ? new ReserveAnswer.Closed(at)
            : at < request.ValidFrom || at >= request.ValidUntil || !checks.Hold(request.Guards) ? new ReserveAnswer.Stale(at)
            : null;
    }

    protected override ReserveAnswer Write(WriteStatements statements, long now)
    {
        var pushes = statements.Pushes;
        var known = pushes.Rows.Find(_push.Name);
        if (request.Fence is not { } fence)
        {
            if (known is not null)
            {
                return new ReserveAnswer.Duplicate(known.ToRow());
            }
        }
        else if (known is null || known.IsFinal || known.Fence != fence)
        {
            return new ReserveAnswer.Fenced();
        }

        var millis = pushes.Memory.Now();
        if (Barred(request, pushes.Memory.IsWhole, pushes.Checks, millis) is { } barred)
        {
            return barred;
        }

        var held = known?.Place is not null;
        if (held)
        {
            pushes.TakeOut(known!);
        }

        var failing = pushes.Checks.Failing(request.Checks, millis);
        if (failing.Length == 0)
        {
            pushes.Keep(_push, known, request.Fence ?? request.Row.Fence, millis);
            return new ReserveAnswer.Admitted(KeptPush.Moment(millis));
        }

        if (held)
        {
            pushes.Rows.Settle(known!.GivenBack() with { Changed = millis });
        }

        return new ReserveAnswer.Denied(KeptPush.Moment(millis), failing);
    }
}
