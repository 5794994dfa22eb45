namespace Bot.Storage.Redis.Pushes;

/// <summary>The reservation, one step on the server. Every call of the server costs about as much as all the Lua around it, so there are as few as can be; and a number costs one more than its text, so texts are handed on.</summary>
internal static class ReserveScript
{
    /// <summary>
    /// Sets <c>now</c>: the server's time, or the one given; never smaller than one that was given out. A score of an
    /// awaiting entry is 1e15 more than its time: it counts as now in every window, because no window has an end.
    /// <c>at</c> is the same as text.
    /// </summary>
    public const string Clock = """
        local call = redis.call
        local meta = call('HMGET', KEYS[1], 'c', 'k', 'b')
        local now = tonumber(ARGV[1])
        if not now then
          local t = call('TIME')
          local micros = tonumber(t[2])
          now = t[1] * 1000 + (micros - micros % 1000) / 1000
        end
        local last = tonumber(meta[1] or 0)
        local at = tostring(math.max(now, last))
        if now > last then call('HSET', KEYS[1], 'c', at) else now = last end

        """;

    /// <summary>
    /// Keys: meta row due all funnel, then logs: first those to stand in, then others that are read.
    /// Values: now, operation, id, row, due, funnel's field, and all that is a number as bytes (<see cref="Numbers"/>):
    /// a value of its own each would be parsed three times.
    /// Answers: A admitted, D duplicate, F fenced, S stale, C closed, N denied.
    /// </summary>
    public static Script Reserve { get; } = new(Clock + """
        local id, unpack = ARGV[3], struct.unpack
        local fence, mode, from, till, known, class, slots, guards, checks, p = unpack('>i8Bi8i8i8BHHH', ARGV[7])
        local dry = mode >= 2
        local r
        if not dry then
          local raw = call('GET', KEYS[2])
          if raw then
            r = cmsgpack.unpack(raw)
            if fence >= 0 and (r[6] ~= fence or r[5] >= 10) then return {'F'} end
            if r[9] == ARGV[2] then return {'A', r[4], r[2], r[3]} end
            if fence < 0 then return {'D', raw} end
          elseif fence >= 0 then
            return {'F'}
          end
        end
        local epoch = tonumber(meta[2] or 0)
        if epoch < known and mode % 2 == 0 then return {'C', now} end
        if now < from or now >= till then return {'S', now} end
        for _ = 1, guards do
          local k, n
          k, n, p = unpack('>Hi8', ARGV[7], p)
          if call('ZCARD', KEYS[k]) ~= n then return {'S', now} end
        end
        local prefix = r and string.sub(KEYS[1], 1, -5)
        if r and r[12] ~= '' then
          for _, key in ipairs(cmsgpack.unpack(r[12])) do call('ZREM', prefix .. 'L' .. key, id) end
        end
        local first, simple, short = p, true, {}
        for _ = 1, checks do
          local kind, nth, since, k
          kind, nth, since, k, p = unpack('>Bsi8H', ARGV[7], p)
          if kind > 1 then simple = false break end
          if kind == 0 then since = now - since end
          if not short[k] or tonumber(nth) > short[k] then
            local oldest = call('ZRANGE', KEYS[k], nth, nth, 'WITHSCORES')[2]
            if not oldest then
              short[k] = tonumber(nth)
            elseif tonumber(oldest) >= since then
              simple = false
              break
            end
          end
        end
        if not simple then
          p = first
          local failing
          local function keys(n)
            if not n then n, p = unpack('>H', ARGV[7], p) end
            local all = {}
            for i = 1, n do
              local k
              k, p = unpack('>H', ARGV[7], p)
              all[i] = KEYS[k]
            end
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
          for i = 0, checks - 1 do
            local kind, limit, within
            kind, limit, within, p = unpack('>Bsi8', ARGV[7], p)
            limit = -limit
            if kind < 4 then
              local since = tostring(kind % 2 == 0 and now - within or within)
              local all = keys(kind < 2 and 1)
              local have = count(all, since)
              if have >= limit then fail(i, have, entries(all, since), {}, limit > 200 and pivot(all, limit)) end
            elseif kind == 4 then
              local earning = keys()
              local spending = keys()
              local spent = newest(spending)
              local since = within < 0 and '-inf' or tostring(now - within)
              if spent[1] and tonumber(spent[2]) >= 1e15 then
                since = '+inf'
              elseif spent[1] and (within < 0 or tonumber(spent[2]) >= now - within) then
                since = '(' .. spent[2]
              end
              local have = count(earning, since)
              if have < limit then fail(i, have, entries(earning, since), spent) end
            else
              local since = tostring(now - within)
              local part = keys()
              local whole = keys()
              local have = count(part, since)
              if (have + 1) * 1000 > limit * (count(whole, since) + 1) then fail(i, have, entries(part, since), entries(whole, since)) end
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
          if r[8] ~= class then call('ZREM', prefix .. 'due' .. r[8], struct.pack('>I6', number) .. id) end
          if r[11] ~= '' then call('HINCRBY', prefix .. r[11], r[5] .. r[10], -1) end
        else
          version, number = epoch * 1000000000 + 1, call('RPUSH', KEYS[4], id) + (meta[3] or 0)
        end
        for i = 6, 5 + slots do call('ZADD', KEYS[i], at, id) end
        if ARGV[6] ~= '' then call('HINCRBY', KEYS[5], ARGV[6], 1) end
        call('SET', KEYS[2], struct.pack('>BHBi8Bi8Bi8Bi8', 220, 16, 211, slots > 0 and now or -1, 211, version, 211, number, 211, now) .. ARGV[4])
        call('ZADD', KEYS[3], ARGV[5], struct.pack('>I6', number) .. id)
        return {'A', now, version, number}
        """);
}
