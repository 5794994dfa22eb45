using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using StackExchange.Redis;

namespace Bot.Storage.Redis.Pushes;

/// <summary>A reservation as one call: what the script takes, and what its answer means. This is the hot path: it makes two arrays, the keys' texts, the numbers' and the row's bytes, and nothing else.</summary>
internal ref struct ReserveCall
{
    private const int FixedKeys = 5;
    private const double Awaiting = 1e15;
    private readonly PushKeys _names;
    private readonly Reservation _request;
    private readonly RedisKey[] _keys;
    private readonly string[] _logs;
    private readonly Numbers _numbers;
    private int _keyCount;

    private ReserveCall(PushKeys names, Reservation request)
    {
        _names = names;
        _request = request;
        var (keys, bytes) = Sizes(request);
        _keys = new RedisKey[keys];
        _logs = new string[keys];
        _numbers = new Numbers(bytes);
        _keyCount = FixedKeys;
    }

    public static (RedisKey[] Keys, RedisValue[] Values) Of(PushKeys names, Reservation request, byte[] behind, RedisValue now, string operation, long epoch)
    {
        var call = new ReserveCall(names, request);
        var push = request.Row.Push;
        call.Fill(epoch);
        RedisValue[] values =
        [
            now, operation, push.Id, behind, request.Row.Due.ToUnixTimeMilliseconds(), push.Campaign is null ? "" : Calling(request.Row), call._numbers.Written(),
        ];
        return (call._keyCount == call._keys.Length ? call._keys : call._keys[..call._keyCount], values);
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

    private static (int Keys, int Bytes) Sizes(Reservation request)
    {
        var keys = FixedKeys + request.Row.Slots.Length + request.Guards.Length;
        foreach (var check in request.Checks)
        {
            keys += check switch
            {
                Check.Cap cap => cap.Keys.Length,
                Check.Earned earned => earned.Earning.Length + earned.Spending.Length,
                Check.Share share => share.Part.Length + share.Whole.Length,
                _ => throw new ArgumentOutOfRangeException(nameof(request)),
            };
        }

        return (keys, Numbers.Head + (request.Guards.Length * Numbers.Guard) + (request.Checks.Length * Numbers.Check) + (keys * Numbers.Key));
    }

    private void Fill(long epoch)
    {
        var push = _request.Row.Push;
        _keys[0] = _names.Meta;
        _keys[1] = _names.Row(push.Id);
        _keys[2] = _names.Due(push.Class);
        _keys[3] = _names.All;
        _keys[4] = push.Campaign is { } campaign ? _names.Funnel(campaign) : _names.Meta;
        var slots = _request.Row.Slots.IsDefault ? [] : _request.Row.Slots;
        _numbers.Long(_request.Fence ?? -1);
        _numbers.Byte((_request.DryRun ? 2 : 0) + (_request.EvenWithoutMemory ? 1 : 0));
        _numbers.Long(_request.ValidFrom.Millis());
        _numbers.Long(_request.ValidUntil.Millis());
        _numbers.Long(epoch);
        _numbers.Byte((int)push.Class);
        _numbers.Short(slots.Length);
        _numbers.Short(_request.Guards.Length);
        _numbers.Short(_request.Checks.Length);
        foreach (var slot in slots)
        {
            _logs[_keyCount] = slot.Text;
            _keys[_keyCount++] = _names.Log(slot);
        }

        foreach (var guard in _request.Guards)
        {
            _numbers.Short(Log(guard.Key));
            _numbers.Long(guard.Count);
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
            case Check.Cap cap:
                var fixedStart = cap.Window.Length is null ? 1 : 0;
                var isSimple = cap is { Keys.Length: 1, Limit: > 0 };
                Begin(isSimple ? fixedStart : fixedStart + 2, cap.Limit, cap.Window.Length is { } length ? Back(length) : cap.Window.From.Millis());
                if (isSimple)
                {
                    _numbers.Short(Log(cap.Keys[0]));
                }
                else
                {
                    Put(cap.Keys);
                }

                break;
            case Check.Earned earned:
                Begin(4, earned.Needed, earned.Within is { } within ? Back(within) : -1);
                Put(earned.Earning);
                Put(earned.Spending);
                break;
            case Check.Share share:
                Begin(5, share.PerMille, Back(share.Within));
                Put(share.Part);
                Put(share.Whole);
                break;
        }
    }

    private void Begin(int kind, int limit, long window)
    {
        _numbers.Byte(kind);
        _numbers.Back(limit);
        _numbers.Long(window);
    }

    private void Put(ImmutableArray<LogKey> keys)
    {
        _numbers.Short(keys.Length);
        foreach (var key in keys)
        {
            _numbers.Short(Log(key));
        }
    }

    private static string Calling(PushRow row) => ((int)row.State).ToString(CultureInfo.InvariantCulture) + PackedPush.Rule(row);

    // The first moment of (t - length, t] is so far back.
    private static long Back(TimeSpan length) => (length.Ticks / TimeSpan.TicksPerMillisecond) - 1;

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
