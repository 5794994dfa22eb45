namespace Bot.Storage.Redis.Pushes;

/// <summary>What changes rows, one step each. All take <c>meta</c> as their only key; the others share its slot. A row is a list as <see cref="PackedPush"/> says.</summary>
internal static class RowScripts
{
    /// <summary>What scripts about rows begin with.</summary>
    public const string Rows = ReserveScript.Clock + """
        local prefix = string.sub(KEYS[1], 1, -5)
        local epoch = tonumber(meta[2] or 0)
        local function read(id)
          local raw = call('GET', prefix .. 'p:' .. id)
          return raw and cmsgpack.unpack(raw), raw
        end
        local function due(r, id)
          local set, name = prefix .. 'due' .. r[7], string.format('%013d', r[6]) .. id
          if r[1] < 10 then call('ZADD', set, r[3], name) else call('ZREM', set, name) end
        end
        local function funnel(r, by)
          if r[11] ~= '' then call('HINCRBY', prefix .. r[11], r[1] .. r[10], by) end
        end
        local function free(r, id)
          if r[12] ~= '' then
            for _, key in ipairs(cmsgpack.unpack(r[12])) do call('ZREM', prefix .. 'L' .. key, id) end
          end
        end
        local function score(r, id, at)
          if r[12] ~= '' then
            for _, key in ipairs(cmsgpack.unpack(r[12])) do call('ZADD', prefix .. 'L' .. key, at, id) end
          end
        end
        local function write(r, id)
          local packed = cmsgpack.pack(r)
          call('SET', prefix .. 'p:' .. id, packed)
          if r[1] >= 10 then call('ZADD', prefix .. 'old', r[8], id) end
          return packed
        end
        -- A row as the caller wants it, at p of the values; what the store knows of it comes from the old one.
        local function wanted(p, old, op)
          local number, version
          if old then
            number, version = old[6], old[5] + 1
          else
            number, version = call('RPUSH', prefix .. 'all', ARGV[p]) + (meta[3] or 0), epoch * 1000000000 + 1
          end
          return {tonumber(ARGV[p + 1]), tonumber(ARGV[p + 2]), tonumber(ARGV[p + 3]), '', version, number, tonumber(ARGV[p + 4]), now, op,
            ARGV[p + 5], ARGV[p + 6], '', ARGV[p + 8], ARGV[p + 9], ARGV[p + 10], ARGV[p + 11]}
        end

        """;

    /// <summary>Values: now. Gives the store's now.</summary>
    public static Script Now { get; } = new(ReserveScript.Clock + "return tostring(now)");

    /// <summary>Values: now, operation, then rows. Gives now, then for each the row that was there, or its version and number when it was new.</summary>
    public static Script Add { get; } = new(Rows + """
        local answer = {tostring(now)}
        for p = 3, #ARGV, 12 do
          local old, raw = read(ARGV[p])
          -- One id may come twice in a call: only its first place is the new one.
          local op = ARGV[2] .. '.' .. p
          if old then
            answer[#answer + 1] = old[9] == op and {old[5], old[6]} or {raw}
          else
            local r = wanted(p, nil, op)
            write(r, ARGV[p])
            due(r, ARGV[p])
            funnel(r, 1)
            answer[#answer + 1] = {r[5], r[6]}
          end
        end
        return answer
        """);

    /// <summary>Values: now, operation, fence, row. Gives now, version and number, or nothing.</summary>
    public static Script Place { get; } = new(Rows + """
        local id = ARGV[4]
        local old = read(id)
        if old and old[9] == ARGV[2] then return {tostring(now), old[5], old[6]} end
        if ARGV[3] == '' then
          if old then return {} end
        elseif not old or old[2] ~= tonumber(ARGV[3]) or old[1] >= 10 then
          return {}
        end
        if old then
          free(old, id)
          funnel(old, -1)
          if old[7] ~= tonumber(ARGV[8]) then call('ZREM', prefix .. 'due' .. old[7], string.format('%013d', old[6]) .. id) end
        end
        local r = wanted(4, old, ARGV[2])
        write(r, id)
        due(r, id)
        funnel(r, 1)
        return {tostring(now), r[5], r[6]}
        """);

    /// <summary>Values: now, operation, most, claim ms. Gives rows; the same again to a repeat.</summary>
    public static Script Take { get; } = new(Rows + """
        local memo = prefix .. 'op:' .. ARGV[2]
        local known = call('GET', memo)
        local found = {}
        if known then
          for _, id in ipairs(cmsgpack.unpack(known)) do
            local _, raw = read(id)
            if raw then found[#found + 1] = raw end
          end
          return found
        end
        local left, ids = tonumber(ARGV[3]), {}
        for class = 0, 4 do
          local set = prefix .. 'due' .. class
          for _, name in ipairs(left > 0 and call('ZRANGEBYSCORE', set, '-inf', now, 'LIMIT', 0, left) or {}) do
            local id = string.sub(name, 14)
            local r = read(id)
            if r then
              r[2], r[3], r[5], r[9] = r[2] + 1, now + ARGV[4], r[5] + 1, ARGV[2]
              found[#found + 1] = write(r, id)
              ids[#ids + 1] = id
              call('ZADD', set, r[3], name)
            else
              call('ZREM', set, name)
            end
          end
          left = tonumber(ARGV[3]) - #found
        end
        if #ids > 0 then call('SET', memo, cmsgpack.pack(ids), 'PX', 60000) end
        return found
        """);

    /// <summary>
    /// Values: now, id, fence, kind (the settlement's first letters), at, note, reason.
    /// Gives the row as it is afterwards; nothing when unknown or fenced.
    /// </summary>
    public static Script Settle { get; } = new(Rows + """
        local id, kind, at = ARGV[2], ARGV[4], tonumber(ARGV[5])
        local r, raw = read(id)
        if not r or (ARGV[3] ~= '' and tonumber(ARGV[3]) ~= r[2]) then return false end
        local s = r[1]
        local from = {sent = '3 4 5 12', fail = '3 4 5 12', unknown = '4 5', retry = '4', await = '4', confirm = '5 12', refund = '3 4 5 10 12', quarantine = '0 1 2 3 4 5'}
        if not string.find(' ' .. from[kind] .. ' ', ' ' .. s .. ' ', 1, true) then return raw end
        funnel(r, -1)
        if kind == 'sent' then
          r[1], r[14] = 10, ARGV[6]
          if s == 5 then score(r, id, r[4]) end
        elseif kind == 'confirm' then
          r[1], r[14] = 10, ARGV[6]
          if r[12] ~= '' then
            r[4] = now
            score(r, id, now)
          end
        elseif kind == 'await' then
          r[1], r[3] = 5, at
          if r[12] ~= '' then score(r, id, 1e15 + r[4]) end
        else
          r[14] = ARGV[6]
          if kind == 'unknown' then
            r[1] = 12
            if s == 5 then score(r, id, r[4]) end
          elseif kind == 'retry' then
            r[1], r[3] = 3, at
          else
            free(r, id)
            r[1], r[4], r[12] = kind == 'quarantine' and 16 or 11, '', ''
          end
          if kind ~= 'refund' and kind ~= 'quarantine' then
            local reasons, known = r[15] ~= '' and cmsgpack.unpack(r[15]) or {}, false
            for _, one in ipairs(reasons) do known = known or one == ARGV[7] end
            if not known then
              reasons[#reasons + 1] = ARGV[7]
              r[15] = cmsgpack.pack(reasons)
            end
          end
        end
        r[5], r[8] = r[5] + 1, now
        funnel(r, 1)
        due(r, id)
        return write(r, id)
        """);
}
