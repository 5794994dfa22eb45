using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>A row as it was read.</summary>
/// <param name="Row">The row.</param>
/// <param name="Version">Grows with every change; a later epoch of the logs begins higher than any earlier one ended.</param>
/// <param name="Number">Its place in the order in which rows were first kept.</param>
internal sealed record KeptPush(PushRow Row, long Version, long Number);

/// <summary>
/// A row in Redis: one string, a list of what the scripts read and change, with the row's JSON behind. What stands in
/// front overrules the JSON, so that no script parses it. In order: slot time (-1 for none), version, number, changed:
/// these four the store sets. Then what the caller gives: state, fence, due, class, operation, rule, funnel, slots,
/// indexes, note, failures, JSON.
/// </summary>
internal static class PackedPush
{
    private const int HeadLength = 39;

    /// <summary>What the caller gives of a row.</summary>
    public static byte[] Behind(PushRow row, int fence, string operation)
    {
        var json = Json(row);
        var push = row.Push;
        var (slots, indexes) = (Slots(row.Slots), Indexes(push));
        var failures = row.Failures.IsDefaultOrEmpty ? [] : Packed.Texts(row.Failures.AsSpan());
        var (rule, funnel, note) = (Rule(row), push.Campaign is { } campaign ? "f:" + campaign : "", Note(row.Note));
        var size = json.Length + slots.Length + indexes.Length + failures.Length + (3 * (operation.Length + rule.Length + funnel.Length + note.Length)) + 100;
        var rented = ArrayPool<byte>.Shared.Rent(size);
        var to = rented.AsSpan();
        var at = Packed.Number(to, (int)row.State);
        at += Packed.Number(to[at..], fence);
        at += Packed.Number(to[at..], row.Due.ToUnixTimeMilliseconds());
        at += Packed.Number(to[at..], (int)push.Class);
        at += Packed.Text(to[at..], operation);
        at += Packed.Text(to[at..], rule);
        at += Packed.Text(to[at..], funnel);
        at += Packed.Bytes(to[at..], slots);
        at += Packed.Bytes(to[at..], indexes);
        at += Packed.Text(to[at..], note);
        at += Packed.Bytes(to[at..], failures);
        at += Packed.Bytes(to[at..], json);
        var behind = to[..at].ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return behind;
    }

    /// <summary>The whole row as the script keeps it, for the journal.</summary>
    public static byte[] Whole(byte[] behind, bool holdsSlots, long now, long version, long number)
    {
        var whole = new byte[HeadLength + behind.Length];
        whole[0] = 0xdc;
        whole[2] = 16;
        var at = 3;
        foreach (var value in (ReadOnlySpan<long>)[holdsSlots ? now : -1, version, number, now])
        {
            whole[at] = 0xd3;
            BinaryPrimitives.WriteInt64BigEndian(whole.AsSpan(at + 1), value);
            at += 9;
        }

        behind.CopyTo(whole, HeadLength);
        return whole;
    }

    /// <summary>The binding rule as it stands behind the state in a funnel's field.</summary>
    public static string Rule(PushRow row) => row.Verdict?.Rule is { } rule ? "|" + rule : "";

    /// <summary>The part of a row that only its own callers change; the rest stands in front of it.</summary>
    public static byte[] Json(PushRow row) =>
        PushJson.Write(row with { State = default, Fence = 0, Due = default, ChangedAt = default, Slots = [], SlotAt = null, Failures = [], Note = null });

    /// <summary>A text that may be null.</summary>
    public static string Note(string? note) => note is null ? "-" : "=" + note;

    private static byte[] Slots(ImmutableArray<LogKey> slots)
    {
        if (slots.IsDefaultOrEmpty)
        {
            return [];
        }

        var texts = new string[slots.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = slots[i].Text;
        }

        return Packed.Texts(texts);
    }

    public static KeptPush Read(byte[] packed)
    {
        var reader = new PackedReader(packed);
        _ = reader.Array();
        var slotAt = reader.Number();
        var version = reader.Number();
        var number = reader.Number();
        var changed = reader.Number();
        var state = (PushState)(int)reader.Number();
        var fence = (int)reader.Number();
        var due = reader.Number();
        _ = reader.Number();
        _ = reader.Bytes();
        _ = reader.Bytes();
        _ = reader.Bytes();
        var slots = Packed.ReadTexts(reader.Bytes());
        _ = reader.Bytes();
        var note = reader.Bytes();
        var failures = Packed.ReadTexts(reader.Bytes());
        var row = PushJson.Read(reader.Bytes()) with
        {
            State = state,
            Fence = fence,
            Due = DateTimeOffset.FromUnixTimeMilliseconds(due),
            SlotAt = slotAt >= 0 ? DateTimeOffset.FromUnixTimeMilliseconds(slotAt) : null,
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(changed),
            Slots = [.. slots.Select(text => new LogKey(text))],
            Note = note is [(byte)'=', .. var text] ? Encoding.UTF8.GetString(text) : null,
            Failures = failures,
            Arrival = number,
        };
        return new(row, version, number);
    }

    /// <summary>Whole milliseconds since 1970, rounded up: what shall not happen before a time never does.</summary>
    public static long Millis(this DateTimeOffset at)
    {
        var ms = Math.DivRem(at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMillisecond, out var rest);
        return rest > 0 ? ms + 1 : ms;
    }

    public static DateTimeOffset At(RedisValue millis) => DateTimeOffset.FromUnixTimeMilliseconds((long)millis);

    private static byte[] Indexes(Push push)
    {
        Span<string> names = [null!, null!, null!];
        var count = 0;
        if (push.Campaign is { } campaign)
        {
            names[count++] = PushKeys.OfCampaign(campaign);
        }

        if (push.Member is { } member)
        {
            names[count++] = PushKeys.Of(member);
        }

        if (push.Group is { } group)
        {
            names[count++] = PushKeys.Of(group);
        }

        return Packed.Texts(names[..count]);
    }
}
