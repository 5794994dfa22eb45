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
          local set, name = prefix .. 'due' .. r[8], struct.pack('>I6', r[3]) .. id
          if r[5] < 10 then call('ZADD', set, r[7], name) else call('ZREM', set, name) end
        end
        local function funnel(r, by)
          if r[11] ~= '' then call('HINCRBY', prefix .. r[11], r[5] .. r[10], by) end
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
        local function write(r, id, packed)
          packed = packed or cmsgpack.pack(r)
          call('SET', prefix .. 'p:' .. id, packed)
          if r[5] >= 10 then call('ZADD', prefix .. 'old', r[4], id) end
          return packed
        end
        -- A row as the caller wants it: what the store knows of it in front, what the caller gave behind.
        local function keep(id, behind, old)
          local number, version
          if old then
            number, version = old[3], old[2] + 1
          else
            number, version = call('RPUSH', prefix .. 'all', id) + (meta[3] or 0), epoch * 1000000000 + 1
          end
          local packed = struct.pack('>BHBi8Bi8Bi8Bi8', 220, 16, 211, -1, 211, version, 211, number, 211, now) .. behind
          local r = cmsgpack.unpack(packed)
          write(r, id, packed)
          due(r, id)
          funnel(r, 1)
          return {tostring(now), version, number}
        end

        """;

    /// <summary>Values: now. Gives the store's now.</summary>
    public static Script Now { get; } = new(ReserveScript.Clock + "return tostring(now)");

    /// <summary>Values: now, then id, operation and row of each. Gives for each the row that was there, or now, its version and number when it was new.</summary>
    public static Script Add { get; } = new(Rows + """
        local answer = {}
        for p = 2, #ARGV, 3 do
          local old, raw = read(ARGV[p])
          if not old then
            answer[#answer + 1] = keep(ARGV[p], ARGV[p + 2])
          elseif old[9] == ARGV[p + 1] then
            answer[#answer + 1] = {tostring(now), old[2], old[3]}
          else
            answer[#answer + 1] = {raw}
          end
        end
        return answer
        """);

    /// <summary>Values: now, operation, fence, id, row, class. Gives now, version and number, or nothing.</summary>
    public static Script Place { get; } = new(Rows + """
        local id = ARGV[4]
        local old = read(id)
        if old and old[9] == ARGV[2] then return {tostring(now), old[2], old[3]} end
        if ARGV[3] == '' then
          if old then return {} end
        elseif not old or old[6] ~= tonumber(ARGV[3]) or old[5] >= 10 then
          return {}
        end
        if old then
          free(old, id)
          funnel(old, -1)
          if old[8] ~= tonumber(ARGV[6]) then call('ZREM', prefix .. 'due' .. old[8], struct.pack('>I6', old[3]) .. id) end
        end
        return keep(id, ARGV[5], old)
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
            local id = string.sub(name, 7)
            local r = read(id)
            if r then
              r[6], r[7], r[2], r[9] = r[6] + 1, now + ARGV[4], r[2] + 1, ARGV[2]
              found[#found + 1] = write(r, id)
              ids[#ids + 1] = id
              call('ZADD', set, r[7], name)
            else
              call('ZREM', set, name)
            end
          end
          left = tonumber(ARGV[3]) - #found
        end
        if #ids > 0 then call('SET', memo, cmsgpack.pack(ids), 'PX', 60000) end
        return found
        """);

    /// <summary>Values: now, operation, id, claim ms. Gives the row; the same again to a repeat, and nothing when it does not wait.</summary>
    public static Script Claim { get; } = new(Rows + """
        local id = ARGV[3]
        local r, raw = read(id)
        if r and r[9] == ARGV[2] then return raw end
        if not r or r[5] > 3 then return false end
        r[6], r[7], r[2], r[9] = r[6] + 1, now + ARGV[4], r[2] + 1, ARGV[2]
        due(r, id)
        return write(r, id)
        """);

    /// <summary>Values: now, id. 1 when the row waits, and is due now.</summary>
    public static Script Wake { get; } = new(Rows + """
        local id = ARGV[2]
        local r = read(id)
        if not r or r[5] > 2 then return 0 end
        r[7], r[2] = now, r[2] + 1
        write(r, id)
        due(r, id)
        return 1
        """);

    /// <summary>
    /// Values: now, id, fence, kind (the settlement's first letters), at, note, reason.
    /// Gives the row as it is afterwards; nothing when unknown or fenced.
    /// </summary>
    public static Script Settle { get; } = new(Rows + """
        local id, kind, at = ARGV[2], ARGV[4], tonumber(ARGV[5])
        local r, raw = read(id)
        if not r or (ARGV[3] ~= '' and tonumber(ARGV[3]) ~= r[6]) then return false end
        local s = r[5]
        local from = {sent = '3 4 5 12', fail = '3 4 5 12', unknown = '4 5', retry = '4', await = '4 5', confirm = '5 12', refund = '3 4 5 10 12', quarantine = '0 1 2 3 4 5'}
        if not string.find(' ' .. from[kind] .. ' ', ' ' .. s .. ' ', 1, true) then return raw end
        funnel(r, -1)
        if kind == 'sent' then
          r[5], r[14] = 10, ARGV[6]
          if s == 5 then score(r, id, r[1]) end
        elseif kind == 'confirm' then
          r[5], r[14] = 10, ARGV[6]
          if r[12] ~= '' then
            r[1] = now
            score(r, id, now)
          end
        elseif kind == 'await' then
          r[5], r[7] = 5, at
          if r[12] ~= '' then score(r, id, 1e15 + r[1]) end
        else
          r[14] = ARGV[6]
          if kind == 'unknown' then
            r[5] = 12
            if s == 5 then score(r, id, r[1]) end
          elseif kind == 'retry' then
            r[5], r[7] = 3, at
          else
            free(r, id)
            r[5], r[1], r[12] = kind == 'quarantine' and 16 or 11, -1, ''
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
        r[2], r[4] = r[2] + 1, now
        funnel(r, 1)
        due(r, id)
        return write(r, id)
        """);
}
