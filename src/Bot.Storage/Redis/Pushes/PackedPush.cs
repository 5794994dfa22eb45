using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
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
/// front overrules the JSON, so that no script parses it. In order: state, fence, due, slot time, version, number,
/// class, changed, operation, rule, funnel, slots, indexes, note, failures, JSON.
/// </summary>
internal static class PackedPush
{
    /// <summary>How many values <see cref="Put"/> writes.</summary>
    public const int Width = 12;

    /// <summary>What the scripts take for a row: id, state, fence, due, class, rule, funnel, slots, indexes, note, failures, JSON.</summary>
    public static void Put(PushRow row, int fence, byte[] json, Span<RedisValue> to)
    {
        var push = row.Push;
        to[0] = push.Id;
        to[1] = (int)row.State;
        to[2] = fence;
        to[3] = row.Due.Millis();
        to[4] = (int)push.Class;
        to[5] = row.Verdict?.Rule is { } rule ? "|" + rule : "";
        to[6] = push.Campaign is { } campaign ? "f:" + campaign : "";
        to[7] = Slots(row.Slots);
        to[8] = Indexes(push);
        to[9] = Note(row.Note);
        to[10] = row.Failures.IsDefaultOrEmpty ? "" : Packed.Texts(row.Failures.AsSpan());
        to[11] = json;
    }

    /// <summary>The part of a row that only its own callers change; the rest stands in front of it.</summary>
    public static byte[] Json(PushRow row) =>
        PushJson.Write(row with { State = default, Fence = 0, Due = default, ChangedAt = default, Slots = [], SlotAt = null, Failures = [], Note = null });

    /// <summary>A text that may be null.</summary>
    public static string Note(string? note) => note is null ? "-" : "=" + note;

    public static byte[] Slots(ImmutableArray<LogKey> slots)
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

    /// <summary>The row as the script keeps it, from what <see cref="Put"/> gave and what the script answered; for the journal.</summary>
    public static byte[] Pack(ReadOnlySpan<RedisValue> put, long now, long version, long number)
    {
        var size = 9 * 9;
        for (var i = 5; i < Width; i++)
        {
            size += 5 + Length(put[i]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(size);
        var to = rented.AsSpan();
        var slots = (byte[])put[7]!;
        var at = Packed.Head(to, 16, 0x90, 15, 0xdc);
        at += Packed.Number(to[at..], (long)put[1]);
        at += Packed.Number(to[at..], (long)put[2]);
        at += Packed.Number(to[at..], (long)put[3]);
        at += slots.Length > 0 ? Packed.Number(to[at..], now) : Packed.Bytes(to[at..], []);
        at += Packed.Number(to[at..], version);
        at += Packed.Number(to[at..], number);
        at += Packed.Number(to[at..], (long)put[4]);
        at += Packed.Number(to[at..], now);
        at += Packed.Bytes(to[at..], []);
        for (var i = 5; i < Width; i++)
        {
            at += Packed.Bytes(to[at..], (byte[])put[i]!);
        }

        var packed = to[..at].ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return packed;
    }

    public static KeptPush Read(byte[] packed)
    {
        var reader = new PackedReader(packed);
        _ = reader.Array();
        var state = (PushState)(int)reader.Number()!.Value;
        var fence = (int)reader.Number()!.Value;
        var due = reader.Number()!.Value;
        var slotAt = reader.Number();
        var version = reader.Number()!.Value;
        var number = reader.Number()!.Value;
        _ = reader.Number();
        var changed = reader.Number()!.Value;
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
            SlotAt = slotAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(changed),
            Slots = [.. slots.Select(text => new LogKey(text))],
            Note = note is [(byte)'=', .. var text] ? Encoding.UTF8.GetString(text) : null,
            Failures = failures,
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

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Length(RedisValue value) => ((byte[])value!).Length;

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
