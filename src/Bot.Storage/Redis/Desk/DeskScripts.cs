using Bot.Storage.Redis.Pushes;

namespace Bot.Storage.Redis.Desk;

/// <summary>
/// The desk's scripts. Their first key is the hash of revisions, <c>{desk:TENANT}:r</c>; the others share its slot:
/// <c>v:KIND</c> key to version, <c>d:KIND</c> key to JSON, <c>k:KIND</c> the keys sorted, <c>l:LOG</c> a list, <c>o:OPERATION</c> what a commit was told.
/// </summary>
internal static class DeskScripts
{
    private const string Start = """
        local call = redis.call
        local prefix = string.sub(KEYS[1], 1, -2)

        """;

    /// <summary>
    /// Values: operation, then five for each change: <c>P</c>, <c>R</c> or <c>A</c>, kind or log, key, expected version, JSON.
    /// Gives <c>K</c> and the numbers, or <c>S</c>, kind, key and version. A repeat of an operation is told what the first was told.
    /// </summary>
    public static Script Commit { get; } = new(Start + """
        local told = prefix .. 'o:' .. ARGV[1]
        local before = call('LRANGE', told, 0, -1)
        if #before > 0 then return before end
        for i = 2, #ARGV, 5 do
          if ARGV[i] ~= 'A' then
            local version = call('HGET', prefix .. 'v:' .. ARGV[i + 1], ARGV[i + 2]) or '0'
            if version ~= ARGV[i + 3] then return {'S', ARGV[i + 1], ARGV[i + 2], version} end
          end
        end
        local answer, kinds = {'K'}, {}
        for i = 2, #ARGV, 5 do
          local what, kind, key = ARGV[i], ARGV[i + 1], ARGV[i + 2]
          if what == 'A' then
            answer[#answer + 1] = string.format('%.0f', call('RPUSH', prefix .. 'l:' .. kind, ARGV[i + 4]))
          else
            kinds[kind] = true
            if what == 'P' then
              answer[#answer + 1] = string.format('%.0f', call('HINCRBY', prefix .. 'v:' .. kind, key, 1))
              call('HSET', prefix .. 'd:' .. kind, key, ARGV[i + 4])
              call('ZADD', prefix .. 'k:' .. kind, 0, key)
            else
              answer[#answer + 1] = '0'
              call('HDEL', prefix .. 'v:' .. kind, key)
              call('HDEL', prefix .. 'd:' .. kind, key)
              call('ZREM', prefix .. 'k:' .. kind, key)
            end
          end
        end
        for kind in pairs(kinds) do call('HINCRBY', KEYS[1], kind, 1) end
        call('RPUSH', told, unpack(answer))
        call('EXPIRE', told, 600)
        return answer
        """);

    /// <summary>Values: kind, key. Gives version and JSON, or nothing.</summary>
    public static Script Find { get; } = new(Start + """
        local version = call('HGET', prefix .. 'v:' .. ARGV[1], ARGV[2])
        return version and {version, call('HGET', prefix .. 'd:' .. ARGV[1], ARGV[2])} or {}
        """);

    /// <summary>Values: kind, the first key in Redis' notation of ranges, most. Gives key, version and JSON of each.</summary>
    public static Script List { get; } = new(Start + """
        local page = {}
        for _, key in ipairs(call('ZRANGEBYLEX', prefix .. 'k:' .. ARGV[1], ARGV[2], '+', 'LIMIT', 0, ARGV[3])) do
          page[#page + 1] = key
          page[#page + 1] = call('HGET', prefix .. 'v:' .. ARGV[1], key)
          page[#page + 1] = call('HGET', prefix .. 'd:' .. ARGV[1], key)
        end
        return page
        """);

    /// <summary>Values: log, number to end before (0 for the end), most. Gives the first one's number, then the entries, oldest first.</summary>
    public static Script Read { get; } = new(Start + """
        local log = prefix .. 'l:' .. ARGV[1]
        local last = call('LLEN', log)
        local before = tonumber(ARGV[2])
        if before > 0 and before - 1 < last then last = before - 1 end
        local first = math.max(last - ARGV[3] + 1, 1)
        local page = {string.format('%.0f', first)}
        if last < first then return page end
        for _, entry in ipairs(call('LRANGE', log, first - 1, last - 1)) do page[#page + 1] = entry end
        return page
        """);
}
