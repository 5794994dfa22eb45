using System.Buffers;
using System.Globalization;
using System.Text;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Turns;

namespace Bot.Storage.Redis;

/// <summary>Rows as bytes that both the scripts and we can read: a few numbers in front, JSON behind.</summary>
internal static class PackedRow
{
    /// <summary><c>due|attempts|started|message</c>.</summary>
    public static byte[] Write(OutboxRow row)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.NotBefore.Micros()}|{row.Attempts}|{(row.CallStarted ? 1 : 0)}|"));
        return [.. head, .. StateJson.Write(row.Message)];
    }

    public static OutboxRow Read(string id, byte[] packed)
    {
        var rest = packed.AsSpan();
        var due = Number(ref rest);
        var attempts = Number(ref rest);
        var started = Number(ref rest);
        return new(id, StateJson.Read<OutboundMessage>(rest), (int)attempts, Moments.At(due), started != 0);
    }

    /// <summary><c>at|length of reason|length of id|reason id row</c>, as the settling script writes it.</summary>
    public static DeadLetter ReadDead(byte[] packed)
    {
        var rest = packed.AsSpan();
        var at = Moments.At(Number(ref rest));
        var reasonLength = (int)Number(ref rest);
        var idLength = (int)Number(ref rest);
        var reason = Encoding.UTF8.GetString(rest[..reasonLength]);
        var id = Encoding.UTF8.GetString(rest.Slice(reasonLength, idLength));
        return new(Read(id, rest[(reasonLength + idLength)..].ToArray()), reason, at);
    }

    /// <summary><c>length of member|length of id|member id json</c>.</summary>
    public static byte[] WriteLogged(string member, string id, ReadOnlySpan<byte> json)
    {
        var bytes = new ArrayBufferWriter<byte>(json.Length + 64);
        bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(member)}|{Encoding.UTF8.GetByteCount(id)}|")));
        Encoding.UTF8.GetBytes(member, bytes);
        Encoding.UTF8.GetBytes(id, bytes);
        bytes.Write(json);
        return bytes.WrittenSpan.ToArray();
    }

    public static LoggedActivity ReadLogged(long place, byte[] packed)
    {
        var rest = packed.AsSpan();
        var memberLength = (int)Number(ref rest);
        var idLength = (int)Number(ref rest);
        return new(
            place,
            Encoding.UTF8.GetString(rest.Slice(memberLength, idLength)),
            Encoding.UTF8.GetString(rest[..memberLength]),
            rest[(memberLength + idLength)..].ToArray());
    }

    private static long Number(ref Span<byte> rest)
    {
        var end = rest.IndexOf((byte)'|');
        var number = long.Parse(rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        rest = rest[(end + 1)..];
        return number;
    }
}
