using System.Globalization;
using System.Text;

namespace Bot.Core.Templates;

/// <summary>Collects what the engine writes and stops it at a length: the engine itself knows no bound.</summary>
internal sealed class CapWriter(int cap) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Room(1);
        _text.Append(value);
    }

    public override void Write(string? value)
    {
        if (value is not null)
        {
            Write(value.AsSpan());
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var room = cap - _text.Length;
        _text.Append(buffer[..Math.Min(room, buffer.Length)]);
        Room(buffer.Length > room ? 1 : 0);
    }

    public override string ToString() => _text.ToString();

    private void Room(int needed)
    {
        if (needed > 0 && _text.Length >= cap)
        {
            throw new CapReachedException();
        }
    }
}

/// <summary>The text is long enough; what is there is used.</summary>
internal sealed class CapReachedException : Exception;
