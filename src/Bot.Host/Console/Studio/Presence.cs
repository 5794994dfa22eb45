using System.Collections.Immutable;
using Bot.Core.Ports;

namespace Bot.Host.Console.Studio;

/// <summary>Who has a file open to edit it, on any node. Forgotten soon after they stop saying so.</summary>
public sealed class Presence(IDesk desk, TimeProvider clock)
{
    private static readonly TimeSpan Stays = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Notes that somebody edits a file; gives who does, themselves included.</summary>
    public async ValueTask<ImmutableArray<string>> NoteAsync(string path, string name, CancellationToken cancel)
    {
        for (var left = 3; ; left--)
        {
            var now = clock.GetUtcNow();
            var document = await desk.FindAsync(StudioKinds.Presence, path, cancel).ConfigureAwait(false);
            var times = Times(document, now);

            // Every few seconds is enough: a screen says it more often than that must be kept.
            if (left == 0 || (times.TryGetValue(name, out var known) && now - known < Fresh))
            {
                return [.. times.Keys];
            }

            times = times.SetItem(name, now);
            var put = new DeskChange.Put(StudioKinds.Presence, path, StudioJson.Write(times), document?.Version ?? 0);
            if (await desk.CommitAsync([put], cancel).ConfigureAwait(false) is DeskOutcome.Kept)
            {
                return [.. times.Keys];
            }
        }
    }

    /// <summary>Who edits a file now.</summary>
    public async ValueTask<ImmutableArray<string>> OfAsync(string path, CancellationToken cancel) =>
        [.. Times(await desk.FindAsync(StudioKinds.Presence, path, cancel).ConfigureAwait(false), clock.GetUtcNow()).Keys];

    private static ImmutableSortedDictionary<string, DateTimeOffset> Times(DeskDocument? document, DateTimeOffset now) => document is null
        ? ImmutableSortedDictionary<string, DateTimeOffset>.Empty
        : StudioJson.Read<Dictionary<string, DateTimeOffset>>(document.Json).Where(pair => now - pair.Value < Stays).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
