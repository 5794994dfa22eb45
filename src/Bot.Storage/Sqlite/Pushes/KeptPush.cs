using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Storage.Sqlite.Pushes;

/// <summary>A push as the file has it. What changes by itself stands beside the JSON, so that a claim or a receipt writes none.</summary>
internal sealed record KeptPush
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "id, state, fence, due, changed, slot_at, campaign, rule, note, logs, failures, json";

    /// <summary>Where entries of waiting rows stand: behind all times, so that every window counts them.</summary>
    public const long Now = 253_402_300_800_000;

    public required long Id { get; init; }

    public required PushState State { get; init; }

    public required int Fence { get; init; }

    public required long Due { get; init; }

    public required long Changed { get; init; }

    public required long? SlotAt { get; init; }

    public required string? Campaign { get; init; }

    public required string? Rule { get; init; }

    public required string? Note { get; init; }

    /// <summary>Packed names; empty when it holds no slots.</summary>
    public required byte[] Logs { get; init; }

    public required byte[] Failures { get; init; }

    public required byte[] Json { get; init; }

    public bool IsFinal => State >= PushState.Sent;

    /// <summary>The time under which its entries stand in the logs; null when there are none.</summary>
    public long? Place => Logs.Length == 0 || SlotAt is not { } at ? null : State == PushState.Awaiting ? Now : at;

    public static KeptPush Read(Statement row) => new()
    {
        Id = row.Long(0),
        State = (PushState)row.Long(1),
        Fence = (int)row.Long(2),
        Due = row.Long(3),
        Changed = row.Long(4),
        SlotAt = row.LongOrNull(5),
        Campaign = row.TextOrNull(6),
        Rule = row.TextOrNull(7),
        Note = row.TextOrNull(8),
        Logs = row.Blob(9).ToArray(),
        Failures = row.Blob(10).ToArray(),
        Json = row.Blob(11).ToArray(),
    };

    public PushRow ToRow() => PushJson.Read(Json) with
    {
        State = State,
        Fence = Fence,
        Due = Moment(Due),
        ChangedAt = Moment(Changed),
        SlotAt = SlotAt is { } at ? Moment(at) : null,
        Note = Note,
        Slots = [.. PackedTexts.Read(Logs).Select(name => new LogKey(name))],
        Failures = PackedTexts.Read(Failures),
        Arrival = Id,
    };

    /// <summary>Without its slots.</summary>
    public KeptPush GivenBack() => this with { Logs = [], SlotAt = null };

    public static DateTimeOffset Moment(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
