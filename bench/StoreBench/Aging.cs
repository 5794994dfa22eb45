using System.Globalization;
using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace StoreBench;

/// <summary>
/// The bench writes two months in some minutes, many conversations at once. This writes the record anew as it would stand had the facts come when
/// they happened: rows of SQLite in order of time, ids of Redis' streams at the fact's moment.
/// </summary>
internal static class Aging
{
    private const string OfBucket = """
        local function days(y, m, d)
          if m <= 2 then y = y - 1 end
          local era = math.floor(y / 400)
          local yoe = y - era * 400
          local doy = math.floor((153 * ((m + 9) % 12) + 2) / 5) + d - 1
          return era * 146097 + yoe * 365 + math.floor(yoe / 4) - math.floor(yoe / 100) + doy - 719468
        end
        local facts, gone = {}, {}
        for n, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
          local key = ARGV[1] .. entry[2][2]
          local found = redis.call('XRANGE', key, entry[1], entry[1])[1]
          if found then
            local y, mo, d, h, mi, s, f = string.match(found[2][2], '"at":"(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)%.?(%d*)')
            local ms = ((days(tonumber(y), tonumber(mo), tonumber(d)) * 24 + h) * 60 + mi) * 60000 + s * 1000 + tonumber(string.sub(f .. '000', 1, 3))
            facts[#facts + 1] = {ms, n, entry[2][2], found[2][2]}
            gone[key] = true
          end
        end
        table.sort(facts, function(one, other) if one[1] == other[1] then return one[2] < other[2] end return one[1] < other[1] end)
        redis.call('DEL', KEYS[1])
        for key in pairs(gone) do redis.call('DEL', key) end
        local last, sequence = 0, 0
        for _, fact in ipairs(facts) do
          sequence = fact[1] == last and sequence + 1 or 0
          last = fact[1]
          local id = string.format('%.0f-%d', last, sequence)
          redis.call('XADD', KEYS[1], id, 'c', fact[3])
          redis.call('XADD', ARGV[1] .. fact[3], id, 'j', fact[4])
        end
        return #facts
        """;

    public static void OfFile(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            BEGIN;
            CREATE TEMP TABLE facts AS SELECT conversation, member, at, fact FROM interactions ORDER BY at, id;
            DELETE FROM interactions;
            INSERT INTO interactions (conversation, member, at, fact) SELECT conversation, member, at, fact FROM facts ORDER BY rowid;
            COMMIT;
            """;
        command.ExecuteNonQuery();
        Console.WriteLine("the facts stand where they would have been written");
    }

    public static async Task OfServerAsync(string server)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(server);
        var (data, facts) = (redis.GetDatabase(), 0L);
        for (var bucket = 0; bucket < 256; bucket++)
        {
            var start = string.Create(CultureInfo.InvariantCulture, $"qz:{{c{bucket:x2}}}:");
            facts += (long)await data.ScriptEvaluateAsync(OfBucket, [start + "facts"], [start + "f:"]);
        }

        Console.WriteLine($"{facts} facts stand where they would have been written");
    }
}
