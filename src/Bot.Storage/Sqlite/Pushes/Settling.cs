using Bot.Core.Ports;
using Bot.Core.Pushes;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>What a settlement makes of a row.</summary>
internal static class Settling
{
    /// <summary>The row afterwards; null when its state does not allow it.</summary>
    public static KeptPush? Next(KeptPush push, Settlement settlement, long now)
    {
        var changed = push with { Changed = now };
        return settlement switch
        {
            Settlement.Sent sent when MayHaveGone(push) => changed with { State = PushState.Sent, Note = sent.MessageId },
            Settlement.Failed failed when MayHaveGone(push) => Failing(changed, failed.Reason).GivenBack() with { State = PushState.Failed },
            Settlement.Unknown unknown when push.State is PushState.Calling or PushState.Awaiting => Failing(changed, unknown.Reason) with { State = PushState.Unknown },
            Settlement.Retry retry when push.State == PushState.Calling => Failing(changed, retry.Reason) with { State = PushState.Retrying, Due = retry.At.ToUnixTimeMilliseconds() },
            Settlement.Awaiting awaiting when push.State is PushState.Calling or PushState.Awaiting => changed with { State = PushState.Awaiting, Due = awaiting.Until.ToUnixTimeMilliseconds() },
            Settlement.Confirmed confirmed when push.State is PushState.Awaiting or PushState.Unknown =>
                changed with { State = PushState.Sent, Note = confirmed.MessageId, SlotAt = push.SlotAt is null ? null : now },
            Settlement.Refunded refunded when MayHaveGone(push) || push.State == PushState.Sent => changed.GivenBack() with { State = PushState.Failed, Note = refunded.Reason },
            Settlement.Quarantined quarantined when !push.IsFinal => changed.GivenBack() with { State = PushState.Quarantined, Note = quarantined.Reason },
            _ => null,
        };
    }

    private static bool MayHaveGone(KeptPush push) => push.State is PushState.Calling or PushState.Retrying or PushState.Awaiting or PushState.Unknown;

    private static KeptPush Failing(KeptPush push, string reason)
    {
        var known = PackedTexts.Read(push.Failures);
        return push with { Note = reason, Failures = known.Contains(reason) ? push.Failures : PackedTexts.Write(known.Add(reason)) };
    }
}
