namespace Bot.Storage.Redis.Pushes;

/// <summary>The reservation, one step on the server. Every call of the server costs about as much as all the Lua around it, so there are as few as can be.</summary>
internal static class ReserveScript
{
    /// <summary>
    /// Sets <c>now</c>: the server's time, or the one given; never smaller than one that was given out. A score of an
    /// awaiting entry is 1e15 more than its time: it counts as now in every window, because no window has an end.
    /// </summary>
    public const string Clock = """
        local call = redis.call
        local meta = call('HMGET', KEYS[1], 'c', 'k', 'b')
        local now = tonumber(ARGV[1])
        if not now then
          local t = call('TIME')
          now = t[1] * 1000 + (t[2] - t[2] % 1000) / 1000
        end
        local last = tonumber(meta[1] or 0)
        if now > last then call('HSET', KEYS[1], 'c', now) else now = last end

        """;

    /// <summary>
    /// Keys: meta row due all funnel, then logs: first those to stand in, then others that are read.
    /// Values: now, operation, fence, mode (0, 1 even without memory, 2 dry, 3 both), from, until, epoch, id, row, due,
    /// funnel's field, class, counts of slots, guards and checks, and those. A check of one log begins with its key:
    /// a rolling cap, or with a minus a cap since a time. Others begin with their kind: R rolling cap, A cap since a
    /// time, E earned, S share.
    /// Answers: A admitted, D duplicate, F fenced, S stale, C closed, N denied.
    /// </summary>
    public static Script Reserve { get; } = new(Clock + """
        local id, fence, mode = ARGV[8], ARGV[3], ARGV[4]
        local dry = mode >= '2'
        local r
        if not dry then
          local raw = call('GET', KEYS[2])
          if raw then
            r = cmsgpack.unpack(raw)
            if fence ~= '' and (r[6] ~= tonumber(fence) or r[5] >= 10) then return {'F'} end
            if r[9] == ARGV[2] then return {'A', r[4], r[2], r[3]} end
            if fence == '' then return {'D', raw} end
          elseif fence ~= '' then
            return {'F'}
          end
        end
        local epoch = tonumber(meta[2] or 0)
        if epoch < tonumber(ARGV[7]) and (mode == '0' or mode == '2') then return {'C', now} end
        if now < tonumber(ARGV[5]) or now >= tonumber(ARGV[6]) then return {'S', now} end
        local p = 16
        for _ = 1, tonumber(ARGV[14]) do
          if call('ZCARD', KEYS[ARGV[p] + 0]) ~= tonumber(ARGV[p + 1]) then return {'S', now} end
          p = p + 2
        end
        local prefix = r and string.sub(KEYS[1], 1, -5)
        if r and r[12] ~= '' then
          for _, key in ipairs(cmsgpack.unpack(r[12])) do call('ZREM', prefix .. 'L' .. key, id) end
        end
        local first, simple = p, true
        for _ = 1, tonumber(ARGV[15]) do
          local k, since = tonumber(ARGV[p]), ARGV[p + 2]
          if not k then simple = false break end
          if k > 0 then since = now - since else k = -k end
          local nth = ARGV[p + 1] - 1
          if nth < 0 then simple = false break end
          local newest = call('ZREVRANGE', KEYS[k], nth, nth, 'WITHSCORES')[2]
          if newest and tonumber(newest) >= tonumber(since) then simple = false break end
          p = p + 3
        end
        if not simple then
          p = first
          local failing
          local function keys()
            local all = {}
            for i = 1, tonumber(ARGV[p]) do all[i] = KEYS[ARGV[p + i] + 0] end
            p = p + #all + 1
            return all
          end
          local function count(all, since)
            local have = 0
            for i = 1, #all do have = have + call('ZCOUNT', all[i], since, '+inf') end
            return have
          end
          local function entries(all, since)
            local found = {}
            for i = 1, #all do
              for _, part in ipairs(call('ZREVRANGEBYSCORE', all[i], '+inf', since, 'WITHSCORES', 'LIMIT', 0, 200)) do found[#found + 1] = part end
            end
            return found
          end
          local function newest(all)
            local best
            for i = 1, #all do
              local one = call('ZREVRANGE', all[i], 0, 0, 'WITHSCORES')
              if one[1] and (not best or tonumber(one[2]) > tonumber(best[2])) then best = one end
            end
            return best or {}
          end
          local function pivot(all, limit)
            local scores = {}
            for i = 1, #all do
              local one = call('ZREVRANGE', all[i], #all == 1 and limit - 1 or 0, limit - 1, 'WITHSCORES')
              for j = 2, #one, 2 do scores[#scores + 1] = tonumber(one[j]) end
            end
            table.sort(scores)
            local found = scores[#all == 1 and 1 or #scores - limit + 1]
            return found < 1e15 and found
          end
          local function fail(i, have, first, second, turn)
            failing = failing or {'N', now}
            failing[#failing + 1] = {i, have, first, second, turn and tostring(turn) or ''}
          end
          for i = 0, ARGV[15] - 1 do
            local kind = ARGV[p]
            local k = tonumber(kind)
            if k or kind == 'R' or kind == 'A' then
              local limit, since = tonumber(ARGV[p + 1]), ARGV[p + 2]
              local rolling = kind == 'R' or (k and k > 0)
              if rolling then since = tostring(now - since) end
              p = p + 3
              local all = k and {KEYS[math.abs(k)]} or keys()
              local have = count(all, since)
              if have >= limit then fail(i, have, entries(all, since), {}, limit > 200 and pivot(all, limit)) end
            elseif kind == 'E' then
              local needed, within = tonumber(ARGV[p + 1]), ARGV[p + 2]
              p = p + 3
              local earning = keys()
              local spending = keys()
              local spent = newest(spending)
              local since = within == '' and '-inf' or tostring(now - within)
              if spent[1] and tonumber(spent[2]) >= 1e15 then
                since = '+inf'
              elseif spent[1] and (within == '' or tonumber(spent[2]) >= now - within) then
                since = '(' .. spent[2]
              end
              local have = count(earning, since)
              if have < needed then fail(i, have, entries(earning, since), spent) end
            else
              local most, since = tonumber(ARGV[p + 1]), tostring(now - ARGV[p + 2])
              p = p + 3
              local part = keys()
              local whole = keys()
              local have = count(part, since)
              if (have + 1) * 1000 > most * (count(whole, since) + 1) then fail(i, have, entries(part, since), entries(whole, since)) end
            end
          end
          if failing then
            if r and r[12] ~= '' then
              r[1], r[2], r[4], r[12] = -1, r[2] + 1, now, ''
              call('SET', KEYS[2], cmsgpack.pack(r))
            end
            return failing
          end
        end
        if dry then return {'A', now, 0, 0} end
        local number, version
        if r then
          version, number = r[2] + 1, r[3]
          if r[8] ~= tonumber(ARGV[12]) then call('ZREM', prefix .. 'due' .. r[8], struct.pack('>I6', number) .. id) end
          if r[11] ~= '' then call('HINCRBY', prefix .. r[11], r[5] .. r[10], -1) end
        else
          version, number = epoch * 1000000000 + 1, call('RPUSH', KEYS[4], id) + (meta[3] or 0)
        end
        local slots = tonumber(ARGV[13])
        for i = 6, 5 + slots do call('ZADD', KEYS[i], now, id) end
        if ARGV[11] ~= '' then call('HINCRBY', KEYS[5], ARGV[11], 1) end
        call('SET', KEYS[2], struct.pack('>BHBi8Bi8Bi8Bi8', 220, 16, 211, slots > 0 and now or -1, 211, version, 211, number, 211, now) .. ARGV[9])
        call('ZADD', KEYS[3], ARGV[10], struct.pack('>I6', number) .. id)
        return {'A', now, version, number}
        """);
}
