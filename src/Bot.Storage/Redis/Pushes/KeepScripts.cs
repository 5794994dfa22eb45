namespace Bot.Storage.Redis.Pushes;

/// <summary>What keeps the house: indexes, signals, old entries, erased members, and logs made anew. All take <c>meta</c> as their first key; the others share its slot.</summary>
internal static class KeepScripts
{
    // A log with entries that no row owns is listed by its oldest time, so that what is old is found.
    private const string Rows = RowScripts.Rows + """
        local function listed(log, at) call('ZADD', prefix .. 'sigs', 'LT', at, log) end
        local function forget(r, id)
          if r[13] ~= '' then
            for _, name in ipairs(cmsgpack.unpack(r[13])) do call('ZREM', prefix .. 'i:' .. name, id) end
          end
          funnel(r, -1)
          call('ZREM', prefix .. 'due' .. r[8], struct.pack('>I6', r[3]) .. id)
          call('ZREM', prefix .. 'old', id)
          call('DEL', prefix .. 'p:' .. id)
        end

        """;

    /// <summary>
    /// Values: now, most, keep ms. Puts rows that are new since the last time into the indexes by campaign, member and group,
    /// forgets what no rule can reach any more, and cuts what is gone from the front of the list. Gives how many rows it looked at.
    /// </summary>
    public static Script Tidy { get; } = new(Rows + """
        local base = tonumber(meta[3] or 0)
        local done = math.max(tonumber(call('HGET', KEYS[1], 'x') or 0), base)
        local ids = call('LRANGE', prefix .. 'all', done - base, done - base + ARGV[2] - 1)
        for _, id in ipairs(ids) do
          local r = id ~= '' and read(id)
          if r and r[13] ~= '' then
            for _, name in ipairs(cmsgpack.unpack(r[13])) do call('ZADD', prefix .. 'i:' .. name, r[3], id) end
          end
        end
        done = done + #ids
        local before = '(' .. string.format('%.0f', now - ARGV[3])
        local old = call('ZRANGEBYSCORE', prefix .. 'old', '-inf', before, 'LIMIT', 0, ARGV[2])
        for _, id in ipairs(old) do
          local r = read(id)
          if r then
            free(r, id)
            forget(r, id)
          else
            call('ZREM', prefix .. 'old', id)
          end
        end
        local logs = call('ZRANGEBYSCORE', prefix .. 'sigs', '-inf', before, 'LIMIT', 0, ARGV[2])
        for _, log in ipairs(logs) do
          call('ZREMRANGEBYSCORE', log, '-inf', before)
          local first = call('ZRANGE', log, 0, 0, 'WITHSCORES')
          call('ZREM', prefix .. 'sigs', log)
          if first[1] then listed(log, first[2]) end
        end
        local gone = 0
        for _, id in ipairs(call('LRANGE', prefix .. 'all', 0, ARGV[2])) do
          if base + gone >= done or (id ~= '' and call('EXISTS', prefix .. 'p:' .. id) == 1) then break end
          gone = gone + 1
        end
        if gone > 0 then call('LTRIM', prefix .. 'all', gone, -1) end
        if gone > 0 or #ids > 0 then call('HSET', KEYS[1], 'b', base + gone, 'x', done) end
        return math.max(#ids, #old, #logs, gone)
        """);

    /// <summary>Values: now, then log, whose variants (or nothing), time and id of each. A name in a log counts once.</summary>
    public static Script Signal { get; } = new(Rows + """
        for p = 2, #ARGV, 4 do
          local log = prefix .. 'L' .. ARGV[p]
          if call('ZADD', log, 'NX', ARGV[p + 2], ARGV[p + 3]) == 1 then listed(log, ARGV[p + 2]) end
          if ARGV[p + 1] ~= '' then call('SADD', prefix .. 'v:' .. ARGV[p + 1], log) end
        end
        return 1
        """);

    /// <summary>
    /// Values: now, member's index, the name in its own logs, mark, most, hash. Erases so many rows; when none are left, the logs.
    /// Gives how many it looked at, how many rows went, then log, name and time of every entry that stays without a name.
    /// </summary>
    public static Script Erase { get; } = new(Rows + """
        local index, own = prefix .. 'i:' .. ARGV[2], ARGV[3]
        local ids = call('ZRANGE', index, 0, ARGV[5] - 1)
        local answer = {#ids, 0}
        for _, id in ipairs(ids) do
          local r = read(id)
          if r then
            for _, key in ipairs(r[12] ~= '' and cmsgpack.unpack(r[12]) or {}) do
              local log, next = prefix .. 'L' .. key, string.sub(key, #own + 2, #own + 2)
              local mine = string.find('mec', string.sub(key, 1, 1), 1, true) and string.sub(key, 2, #own + 1) == own and (next == '' or next == '|')
              if mine then
                call('DEL', log)
              elseif call('ZREM', log, id) == 1 then
                local name = 'erased:' .. ARGV[4] .. r[3]
                call('ZADD', log, r[1], name)
                listed(log, r[1])
                answer[#answer + 1] = key
                answer[#answer + 1] = name
                answer[#answer + 1] = tostring(r[1])
              end
            end
            call('LSET', prefix .. 'all', r[3] - 1 - (meta[3] or 0), '')
            forget(r, id)
            answer[2] = answer[2] + 1
          end
          call('ZREM', index, id)
        end
        if #ids == 0 then
          local set = prefix .. 'v:' .. own
          local logs = call('SMEMBERS', set)
          for _, kind in ipairs({'m', 'e', 'c'}) do logs[#logs + 1] = prefix .. 'L' .. kind .. own end
          for _, log in ipairs(logs) do
            call('DEL', log)
            call('ZREM', prefix .. 'sigs', log)
          end
          call('DEL', set)
          call('ZADD', prefix .. 'gone', now, ARGV[6])
        end
        return answer
        """);

    /// <summary>Values: now, then id and row of each, as a journal has them. Keeps those that are new here or newer than what is here, and their slots.</summary>
    public static Script Restore { get; } = new(Rows + """
        for p = 2, #ARGV, 2 do
          local id, r = ARGV[p], cmsgpack.unpack(ARGV[p + 1])
          local old = read(id)
          if not old or old[2] < r[2] then
            if old then
              free(old, id)
              funnel(old, -1)
              r[3] = old[3]
            else
              r[3] = call('RPUSH', prefix .. 'all', id) + (meta[3] or 0)
            end
            write(r, id)
            due(r, id)
            funnel(r, 1)
            score(r, id, r[5] == 5 and 1e15 + r[1] or r[1])
          end
        end
        return 1
        """);

    /// <summary>Values: now, number to begin behind, most. Puts the slots of the rows that are here into their logs. Gives the last number, or -1 at the end.</summary>
    public static Script Relog { get; } = new(Rows + """
        local from = math.max(ARGV[2] - (meta[3] or 0), 0)
        local ids = call('LRANGE', prefix .. 'all', from, from + ARGV[3] - 1)
        for _, id in ipairs(ids) do
          local r = id ~= '' and read(id)
          if r and r[1] >= 0 then score(r, id, r[5] == 5 and 1e15 + r[1] or r[1]) end
        end
        return #ids > 0 and from + (meta[3] or 0) + #ids or -1
        """);

    /// <summary>
    /// Values: now, node, alone (1 or 0), epoch, then nodes whose journals must be in. Sets the marker when all are.
    /// Gives the marker, or 0.
    /// </summary>
    public static Script Whole { get; } = new(Rows + """
        if not meta[2] or tonumber(meta[2]) < tonumber(ARGV[4]) - 1 then
          call('SADD', prefix .. 'replayed', ARGV[2])
          for i = 5, #ARGV do call('SADD', prefix .. 'awaited', ARGV[i]) end
          if ARGV[3] == '0' and #call('SDIFF', prefix .. 'awaited', prefix .. 'replayed') > 0 then return 0 end
          meta[2] = tostring(math.max(tonumber(meta[2] or 0) + 1, tonumber(ARGV[4])))
          call('HSET', KEYS[1], 'k', meta[2])
          call('DEL', prefix .. 'replayed', prefix .. 'awaited')
        end
        return tonumber(meta[2])
        """);

    /// <summary>Values: now, node, day ms. Says that a node is alive. Gives nodes and times of the last day, then hashes of members that were erased in it.</summary>
    public static Script Beat { get; } = new(Rows + """
        local since = string.format('%.0f', now - ARGV[3])
        call('ZADD', prefix .. 'nodes', now, ARGV[2])
        call('ZREMRANGEBYSCORE', prefix .. 'nodes', '-inf', '(' .. since)
        call('ZREMRANGEBYSCORE', prefix .. 'gone', '-inf', '(' .. since)
        return {call('ZRANGE', prefix .. 'nodes', 0, -1, 'WITHSCORES'), call('ZRANGE', prefix .. 'gone', 0, -1)}
        """);
}
