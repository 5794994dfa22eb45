using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Storage.Redis.Pushes;
using StackExchange.Redis;

namespace Bot.Storage.Redis;

/// <summary>One stream that is read backward for the facts of a day: a conversation's own, or a bucket's list of all. The server leaves out what cannot be one.</summary>
internal sealed class DaySource(RedisCalls calls, RedisKey stream, int bucket, string conversations)
{
    private const int Longest = 256;

    /// <summary>
    /// Keys: stream. Values: from, down to, how many, begin and end of the day in UTC, what the keys of conversations begin with
    /// (nothing for a conversation's own stream), then what a fact may hold. Gives how many were looked at, the last one's id, then id and fact of each that fits.
    /// </summary>
    private static readonly Script Walk = new("""
        local entries = redis.call('XREVRANGE', KEYS[1], ARGV[1], ARGV[2], 'COUNT', ARGV[3])
        local out = {#entries, #entries > 0 and entries[#entries][1] or ''}
        for _, entry in ipairs(entries) do
          local fact = entry[2][2]
          if ARGV[6] ~= '' then
            local found = redis.call('XRANGE', ARGV[6] .. fact, entry[1], entry[1])
            fact = found[1] and found[1][2][2]
          end
          for i = 7, fact and #ARGV or 0 do
            if string.find(fact, ARGV[i], 1, true) then
              local at = string.match(fact, '"at":"([^"]+)"') or ''
              local zone = string.match(at, '[Z+-][%d:]*$') or ''
              local head = string.sub(at, 1, 19)
              if (zone ~= 'Z' and zone ~= '+00:00') or (head >= ARGV[4] and head < ARGV[5]) then
                out[#out + 1] = entry[1]
                out[#out + 1] = fact
              end
              break
            end
          end
        end
        return out
        """);

    private readonly Queue<(FactPlace Place, Interaction Fact)> _found = new();
    private string _lower = "-";
    private string _upper = "+";

    /// <summary>How many the next answer holds at most; each after it twice as many, up to <see cref="Longest"/>.</summary>
    public int Page { get; set; } = 16;

    /// <summary>Down to here it was read, this place with it.</summary>
    public FactPlace Reached { get; private set; } = FactPlace.Last;

    /// <summary>True when nothing of the lap is left to read.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What was found and not yet taken; the next one last on record.</summary>
    public Queue<(FactPlace Place, Interaction Fact)> Found => _found;

    /// <summary>Begins a lap.</summary>
    /// <param name="lower">The first id, as <c>XREVRANGE</c> takes it.</param>
    /// <param name="upper">The last id.</param>
    /// <param name="behind">Only what lies before this place; null for all.</param>
    public void Begin(string lower, string upper, FactPlace? behind)
    {
        _lower = lower;
        _upper = behind is { } place ? (bucket < place.Bucket ? "" : "(") + place.Id : upper;
        (Reached, IsOver) = (FactPlace.Last, false);
    }

    /// <summary>Reads on. How many were looked at.</summary>
    public async Task<int> FillAsync(DayQuery query, RedisValue[] day, RedisValue[] needles)
    {
        var values = new RedisValue[6 + needles.Length];
        (values[0], values[1], values[2], values[3], values[4], values[5]) = (_upper, _lower, Page, day[0], day[1], conversations);
        needles.CopyTo(values, 6);
        var told = (RedisResult[])(await calls.ScriptAsync(Walk, [stream], values).ConfigureAwait(false))!;
        var looked = (int)told[0];
        for (var i = 2; i < told.Length; i += 2)
        {
            var fact = StateJson.Read<Interaction>((byte[])told[i + 1]!);
            if (query.Holds(fact))
            {
                _found.Enqueue((FactPlace.Of((string)told[i]!, bucket), fact));
            }
        }

        if (looked > 0)
        {
            Reached = FactPlace.Of((string)told[1]!, bucket);
            _upper = "(" + Reached.Id;
        }

        IsOver = looked < Page;
        Page = Math.Min(2 * Page, Longest);
        return looked;
    }

    /// <summary>When the fact happened that stands last at or before a moment of the server's clock, in milliseconds; null when none does.</summary>
    public async Task<(long Ms, DateTimeOffset At)?> AtAsync(long ms)
    {
        var values = new RedisValue[] { ms == long.MaxValue ? "+" : $"{ms}-18446744073709551615", "-", 1, "0", "9", conversations, "{" };
        var told = (RedisResult[])(await calls.ScriptAsync(Walk, [stream], values).ConfigureAwait(false))!;
        return told.Length < 4 ? null : (FactPlace.Of((string)told[1]!, bucket).Ms, StateJson.Read<Interaction>((byte[])told[3]!).At);
    }

    /// <summary>When the first fact of the stream was written, in milliseconds of the server's clock; 0 of an empty one.</summary>
    public async Task<long> OldestAsync()
    {
        var entries = (RedisResult[])(await calls.RunAsync(() => calls.Data.ExecuteAsync("XRANGE", stream, "-", "+", "COUNT", 1)).ConfigureAwait(false))!;
        return entries.Length == 0 ? 0 : FactPlace.Of((string)((RedisResult[])entries[0]!)[0]!, bucket).Ms;
    }
}
