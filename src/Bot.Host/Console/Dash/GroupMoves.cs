using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Host.Operators;

namespace Bot.Host.Console.Dash;

/// <summary>Somebody came, somebody left, or a push went out, in a group.</summary>
/// <param name="Kind"><see cref="InteractionKind.Joined"/>, <see cref="InteractionKind.Left"/> or <see cref="InteractionKind.Pushed"/>.</param>
/// <param name="Group">Where.</param>
/// <param name="Member">Who; empty for a push to all.</param>
/// <param name="At">When.</param>
internal sealed record Move(InteractionKind Kind, ConversationKey Group, string Member, DateTimeOffset At);

/// <summary>
/// What needs the time of single facts: who left soon after a push, who stayed after joining. Read from the record itself, by the days that
/// the counts name, and kept in memory for as long as a day's count stays what it was; nothing is counted for it in a commit.
/// </summary>
public sealed class GroupMoves(IRecord record, ITallies tallies, TimeProvider clock) : IDisposable
{
    private const int MostDays = 400;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private static readonly ImmutableArray<string> Names = [FactTally.Joined, FactTally.Left, FactTally.Pushed];
    private readonly ConcurrentDictionary<int, (int Count, ImmutableArray<Move> Moves)> _days = new();
    private readonly SemaphoreSlim _gate = new(1);
    private (DateOnly From, DateOnly To, DateTimeOffset At, ImmutableArray<Move> Moves)? _last;

    /// <summary>All moves from one day to another, in order of time; asked for again, those of some seconds ago.</summary>
    internal async Task<ImmutableArray<Move>> ReadAsync(DateOnly from, DateOnly to)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_last is { } last && last.From == from && last.To == to && clock.GetUtcNow() - last.At < Fresh)
            {
                return last.Moves;
            }

            var moves = new List<Move>();
            var counts = DayCount.Of(await tallies.ReadAsync(from, to, CancellationToken.None).ConfigureAwait(false), Names, place => place.Group is not null);
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                if (counts.TryGetValue(day.DayNumber, out var count))
                {
                    moves.AddRange(await OfDayAsync(day, count).ConfigureAwait(false));
                }
                else
                {
                    _days.TryRemove(day.DayNumber, out _);
                }
            }

            ImmutableArray<Move> sorted = [.. moves.OrderBy(move => move.At)];
            _last = (from, to, clock.GetUtcNow(), sorted);
            return sorted;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<ImmutableArray<Move>> OfDayAsync(DateOnly day, DayCount count)
    {
        if (_days.TryGetValue(day.DayNumber, out var known) && known.Count == count.Count)
        {
            return known.Moves;
        }

        // A push counts under its class and nothing else of these names, so a fact is one of the count.
        var moves = ImmutableArray.CreateBuilder<Move>();
        await foreach (var fact in count.ReadAsync(record, day, Names, CancellationToken.None).ConfigureAwait(false))
        {
            moves.Add(new(fact.Kind, fact.Conversation, fact.Member.Id, fact.At));
        }

        if (_days.Count >= MostDays)
        {
            _days.Clear();
        }

        // As they came on record: of one moment, who joined and left did so in this order.
        moves.Reverse();
        _days[day.DayNumber] = (count.Count, moves.ToImmutable());
        return moves.ToImmutable();
    }
}
