namespace Bot.Storage.Sqlite.Pushes;

/// <summary>
/// Paces and blocks of sending accounts. In memory, shared by all users of one store: a file has one process, and after
/// a restart a pipe begins cold, without a burst.
/// </summary>
internal sealed class Pipes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Pipe> _pipes = [];

    /// <summary>The next free moment, taken when it is near enough. Fractions of a millisecond are carried on, so that a rate is kept over many calls.</summary>
    public DateTimeOffset Next(string name, TimeSpan interval, TimeSpan ahead, DateTimeOffset now)
    {
        lock (_gate)
        {
            var pipe = Of(name);
            var at = pipe.Last is { } last && last + interval > now ? last + interval : now;
            at = pipe.BlockedUntil > at ? pipe.BlockedUntil : at;
            pipe.Last = at - now <= ahead ? at : pipe.Last;
            var part = at.Ticks % TimeSpan.TicksPerMillisecond;
            return part == 0 ? at : at.AddTicks(TimeSpan.TicksPerMillisecond - part);
        }
    }

    /// <summary>A shorter block does not end a longer one.</summary>
    public void Block(string name, DateTimeOffset until)
    {
        lock (_gate)
        {
            var pipe = Of(name);
            pipe.BlockedUntil = until > pipe.BlockedUntil ? until : pipe.BlockedUntil;
        }
    }

    public DateTimeOffset? Blocked(string name, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _pipes.TryGetValue(name, out var pipe) && pipe.BlockedUntil > now ? pipe.BlockedUntil : null;
        }
    }

    private Pipe Of(string name) => _pipes.TryGetValue(name, out var known) ? known : _pipes[name] = new();

    private sealed class Pipe
    {
        public DateTimeOffset? Last { get; set; }

        public DateTimeOffset BlockedUntil { get; set; }
    }
}
