namespace Bot.Storage.Redis.Pushes;

/// <summary>What reads, and what paces. All take <c>meta</c> as their first key; the others share its slot.</summary>
internal static class ReadScripts
{
    private const string Start = """
        local call = redis.call
        local prefix = string.sub(KEYS[1], 1, -5)

        """;

    // The end of a page: the last number looked at, or -1 where there was none, then the rows of the ids.
    private const string Rows = """
        local page = {#ids > 0 and tonumber(last) or -1}
        for _, id in ipairs(ids) do
          local raw = id ~= '' and call('GET', prefix .. 'p:' .. id)
          if raw then page[#page + 1] = raw end
        end
        return page
        """;

    /// <summary>The earliest due time over all classes.</summary>
    public static Script NextDue { get; } = new(Start + """
        local best
        for class = 0, 4 do
          local one = call('ZRANGE', prefix .. 'due' .. class, 0, 0, 'WITHSCORES')
          if one[1] and (not best or tonumber(one[2]) < best) then best = tonumber(one[2]) end
        end
        return best and string.format('%.0f', best)
        """);

    /// <summary>Values: index (or nothing for all), id to begin behind (or nothing), number to begin behind, most. Gives the last number looked at, then rows.</summary>
    public static Script Page { get; } = new(Start + """
        local after = tonumber(ARGV[3])
        if ARGV[2] ~= '' then
          local raw = call('GET', prefix .. 'p:' .. ARGV[2])
          if not raw then return {-1} end
          after = cmsgpack.unpack(raw)[3]
        end
        local ids, last = nil, after
        if ARGV[1] == '' then
          local base = tonumber(call('HGET', KEYS[1], 'b') or 0)
          local from = math.max(after - base, 0)
          ids = call('LRANGE', prefix .. 'all', from, from + ARGV[4] - 1)
          last = base + from + #ids
        else
          ids = {}
          local found = call('ZRANGEBYSCORE', prefix .. 'i:' .. ARGV[1], '(' .. after, '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[4])
          for i = 1, #found, 2 do
            ids[#ids + 1] = found[i]
            last = found[i + 1]
          end
        end

        """ + Rows);

    /// <summary>As <see cref="Page"/>, but the newest first, before a number (0: before none). Gives the last number looked at, then rows.</summary>
    public static Script PageBack { get; } = new(Start + """
        local before = tonumber(ARGV[3])
        if ARGV[2] ~= '' then
          local raw = call('GET', prefix .. 'p:' .. ARGV[2])
          if not raw then return {-1} end
          before = cmsgpack.unpack(raw)[3]
        end
        local ids, last = {}, before
        if ARGV[1] == '' then
          local base = tonumber(call('HGET', KEYS[1], 'b') or 0)
          local to = before > 0 and before - base - 2 or call('LLEN', prefix .. 'all') - 1
          local from = math.max(to - ARGV[4] + 1, 0)
          local found = to >= 0 and call('LRANGE', prefix .. 'all', from, to) or {}
          for i = #found, 1, -1 do ids[#ids + 1] = found[i] end
          last = base + from + 1
        else
          local found = call('ZREVRANGEBYSCORE', prefix .. 'i:' .. ARGV[1], before > 0 and '(' .. before or '+inf', '-inf', 'WITHSCORES', 'LIMIT', 0, ARGV[4])
          for i = 1, #found, 2 do
            ids[#ids + 1] = found[i]
            last = found[i + 1]
          end
        end

        """ + Rows);

    /// <summary>
    /// Values: class, due and arrival to begin behind, most. Gives how many entries it looked at, due and arrival of the last one, then the rows.
    /// Of one due time the entries are in the order of their names, which begin with the arrival: the place behind one is found by halving.
    /// </summary>
    public static Script Waiting { get; } = new(Start + """
        local set, name = prefix .. 'due' .. ARGV[1], struct.pack('>I6', ARGV[3] + 1)
        local low, high = call('ZCOUNT', set, '-inf', '(' .. ARGV[2]), call('ZCOUNT', set, '-inf', ARGV[2])
        while low < high do
          local middle = math.floor((low + high) / 2)
          if call('ZRANGE', set, middle, middle)[1] < name then low = middle + 1 else high = middle end
        end
        local found = call('ZRANGE', set, low, low + ARGV[4] - 1, 'WITHSCORES')
        local last = found[#found]
        local page = {#found / 2, last or '', last and struct.unpack('>I6', found[#found - 1]) or 0}
        for i = 1, #found, 2 do
          local raw = call('GET', prefix .. 'p:' .. string.sub(found[i], 7))
          if raw then page[#page + 1] = raw end
        end
        return page
        """);

    /// <summary>Keys: meta, logs. Values: since, most. Gives ids and scores of each, newest first.</summary>
    public static Script Logs { get; } = new(Start + """
        local all = {}
        for i = 2, #KEYS do all[i - 1] = call('ZREVRANGEBYSCORE', KEYS[i], '+inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2]) end
        return all
        """);

    /// <summary>Keys: meta, pipe. Values: now, operation, interval ms (with a fraction), ms ahead. Gives the moment, taken when it is near enough. Fractions are kept, so that they do not add up to a slower pace.</summary>
    public static Script Pace { get; } = new(ReserveScript.Clock + """
        local pipe = call('HMGET', KEYS[2], 'l', 'b', 'o')
        local at = tonumber(pipe[1] or 0)
        if pipe[3] ~= ARGV[2] then
          at = math.max(now, at == 0 and 0 or at + ARGV[3], tonumber(pipe[2] or 0))
          if at - now <= tonumber(ARGV[4]) then
            call('HSET', KEYS[2], 'l', string.format('%.17g', at), 'o', ARGV[2])
            call('PEXPIRE', KEYS[2], string.format('%.0f', math.ceil(math.max(at - now, 0) + ARGV[3] + 86400000)))
          end
        end
        return string.format('%.0f', math.ceil(at))
        """);

    /// <summary>Keys: meta, pipe. Values: now, until. A block is never made shorter.</summary>
    public static Script Block { get; } = new(ReserveScript.Clock + """
        local held = tonumber(call('HGET', KEYS[2], 'b') or 0)
        if tonumber(ARGV[2]) > held then call('HSET', KEYS[2], 'b', ARGV[2]) end
        local left = math.max(held, tonumber(ARGV[2])) - now
        if left > 0 then call('PEXPIRE', KEYS[2], string.format('%.0f', left + 86400000)) end
        return 1
        """);

    /// <summary>Keys: meta, pipe. Values: now. Gives until when, or nothing.</summary>
    public static Script Blocked { get; } = new(ReserveScript.Clock + """
        local held = call('HGET', KEYS[2], 'b')
        return held and tonumber(held) > now and held
        """);
}
