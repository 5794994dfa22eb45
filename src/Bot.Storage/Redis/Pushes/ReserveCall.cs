using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>A reservation as one call: what the script takes, and what its answer means. This is the hot path: it makes two arrays, the keys' texts and the row's bytes, and nothing else.</summary>
internal ref struct ReserveCall
{
    private const int FixedKeys = 5;
    private const int FixedValues = 15;
    private const double Awaiting = 1e15;
    private readonly PushKeys _names;
    private readonly Reservation _request;
    private readonly RedisKey[] _keys;
    private readonly string[] _logs;
    private readonly RedisValue[] _values;
    private int _keyCount;
    private int _at;

    private ReserveCall(PushKeys names, Reservation request)
    {
        _names = names;
        _request = request;
        var (keys, values) = Sizes(request);
        _keys = new RedisKey[keys];
        _logs = new string[keys];
        _values = new RedisValue[values];
        _keyCount = FixedKeys;
        _at = FixedValues;
    }

    public static (RedisKey[] Keys, RedisValue[] Values) Of(PushKeys names, Reservation request, byte[] behind, RedisValue now, string operation, long epoch)
    {
        var call = new ReserveCall(names, request);
        call.Fill(behind, now, operation, epoch);
        return (call._keyCount == call._keys.Length ? call._keys : call._keys[..call._keyCount], call._values);
    }

    /// <summary>The answer; of an admitted row its version and number as well.</summary>
    public static (ReserveAnswer Answer, long Version, long Number) Result(RedisResult result)
    {
        var parts = (RedisResult[])result!;
        return ((string)parts[0]!)[0] switch
        {
            'A' => (new ReserveAnswer.Admitted(At(parts[1])), (long)parts[2], (long)parts[3]),
            'D' => (new ReserveAnswer.Duplicate(PackedPush.Read((byte[])parts[1]!).Row), 0, 0),
            'F' => (new ReserveAnswer.Fenced(), 0, 0),
            'S' => (new ReserveAnswer.Stale(At(parts[1])), 0, 0),
            'C' => (new ReserveAnswer.Closed(At(parts[1])), 0, 0),
            _ => (new ReserveAnswer.Denied(At(parts[1]), [.. parts.Skip(2).Select(Failing)]), 0, 0),
        };
    }

    /// <summary>Ids and scores, any order, as entries, newest first.</summary>
    public static ImmutableArray<LogEntry> Entries(RedisResult result)
    {
        var parts = (RedisValue[])result!;
        if (parts.Length == 0)
        {
            return [];
        }

        var entries = new (double Score, LogEntry Entry)[parts.Length / 2];
        for (var i = 0; i < entries.Length; i++)
        {
            var score = Score((string)parts[(2 * i) + 1]!);
            entries[i] = (score, new(Time(score), (string)parts[2 * i]!));
        }

        return [.. entries.OrderByDescending(one => one.Score).Select(one => one.Entry)];
    }

    private static DateTimeOffset At(RedisResult millis) => PackedPush.At((long)millis);

    private static double Score(string score) => double.Parse(score, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(double score) => DateTimeOffset.FromUnixTimeMilliseconds((long)(score >= Awaiting ? score - Awaiting : score));

    private static CheckResult Failing(RedisResult one)
    {
        var parts = (RedisResult[])one!;
        var pivot = (string?)parts[4];
        return new((int)parts[0], (int)parts[1], Entries(parts[2]), Entries(parts[3]), string.IsNullOrEmpty(pivot) ? null : Time(Score(pivot)));
    }

    private static (int Keys, int Values) Sizes(Reservation request)
    {
        var keys = FixedKeys + request.Row.Slots.Length + request.Guards.Length;
        var values = FixedValues + (2 * request.Guards.Length);
        foreach (var check in request.Checks)
        {
            var reads = check switch
            {
                Check.Cap cap => cap.Keys.Length,
                Check.Earned earned => earned.Earning.Length + earned.Spending.Length,
                Check.Share share => share.Part.Length + share.Whole.Length,
                _ => throw new ArgumentOutOfRangeException(nameof(request)),
            };
            keys += reads;
            values += check is Check.Cap ? reads == 1 ? 3 : reads + 4 : reads + 5;
        }

        return (keys, values);
    }

    private void Fill(byte[] behind, RedisValue now, string operation, long epoch)
    {
        var push = _request.Row.Push;
        _keys[0] = _names.Meta;
        _keys[1] = _names.Row(push.Id);
        _keys[2] = _names.Due(push.Class);
        _keys[3] = _names.All;
        _keys[4] = push.Campaign is { } campaign ? _names.Funnel(campaign) : _names.Meta;
        _values[0] = now;
        _values[1] = operation;
        _values[2] = _request.Fence is { } fence ? fence : "";
        _values[3] = (_request.DryRun ? 2 : 0) + (_request.EvenWithoutMemory ? 1 : 0);
        _values[4] = _request.ValidFrom.Millis();
        _values[5] = _request.ValidUntil.Millis();
        _values[6] = epoch;
        _values[7] = push.Id;
        _values[8] = behind;
        _values[9] = _request.Row.Due.ToUnixTimeMilliseconds();
        _values[10] = push.Campaign is null ? "" : Calling(_request.Row);
        _values[11] = (int)push.Class;
        var slots = _request.Row.Slots.IsDefault ? [] : _request.Row.Slots;
        _values[12] = slots.Length;
        _values[13] = _request.Guards.Length;
        _values[14] = _request.Checks.Length;
        foreach (var slot in slots)
        {
            _logs[_keyCount] = slot.Text;
            _keys[_keyCount++] = _names.Log(slot);
        }

        foreach (var guard in _request.Guards)
        {
            Add(Log(guard.Key));
            Add(guard.Count);
        }

        foreach (var check in _request.Checks)
        {
            Put(check);
        }
    }

    private void Put(Check check)
    {
        switch (check)
        {
            case Check.Cap { Keys: [var only] } cap:
                Add(cap.Window.Length is null ? -Log(only) : Log(only));
                Add(cap.Limit);
                Add(Since(cap.Window));
                break;
            case Check.Cap cap:
                Add(cap.Window.Length is null ? "A" : "R");
                Add(cap.Limit);
                Add(Since(cap.Window));
                Put(cap.Keys);
                break;
            case Check.Earned earned:
                Add("E");
                Add(earned.Needed);
                Add(earned.Within is { } within ? Back(within) : "");
                Put(earned.Earning);
                Put(earned.Spending);
                break;
            case Check.Share share:
                Add("S");
                Add(share.PerMille);
                Add(Back(share.Within));
                Put(share.Part);
                Put(share.Whole);
                break;
        }
    }

    private void Put(ImmutableArray<LogKey> keys)
    {
        Add(keys.Length);
        foreach (var key in keys)
        {
            Add(Log(key));
        }
    }

    private static RedisValue Since(in Window window) => window.Length is { } length ? Back(length) : window.From.Millis();

    private static string Calling(PushRow row) => ((int)row.State).ToString(CultureInfo.InvariantCulture) + PackedPush.Rule(row);

    // The first moment of (t - length, t] is so far back.
    private static RedisValue Back(TimeSpan length) => (length.Ticks / TimeSpan.TicksPerMillisecond) - 1;

    private void Add(RedisValue value) => _values[_at++] = value;

    /// <summary>The log's place among the keys, from 1 as Lua counts; each log is sent once.</summary>
    private int Log(LogKey key)
    {
        for (var i = FixedKeys; i < _keyCount; i++)
        {
            if (_logs[i] == key.Text)
            {
                return i + 1;
            }
        }

        _logs[_keyCount] = key.Text;
        _keys[_keyCount] = _names.Log(key);
        return ++_keyCount;
    }
}
