using System.Threading.Channels;

namespace Bot.Channels.DirectLine;

/// <summary>One open stream, as the hub sees it.</summary>
internal sealed class Listener(string conversation)
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<ReadOnlyMemory<byte>> passing = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropOldest });

    public string Conversation => conversation;

    public void Wake() => wakes.Writer.TryWrite(true);

    public void Pass(ReadOnlyMemory<byte> activity)
    {
        passing.Writer.TryWrite(activity);
        Wake();
    }

    public bool TryTakePassing(out ReadOnlyMemory<byte> activity) => passing.Reader.TryRead(out activity);

    public async ValueTask WaitAsync(CancellationToken cancel) => await wakes.Reader.ReadAsync(cancel);
}
