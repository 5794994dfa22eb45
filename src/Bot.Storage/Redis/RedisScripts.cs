namespace Bot.Storage.Redis;

/// <summary>What Redis does in one step. Every key of a script lies in one slot.</summary>
internal static class RedisScripts
{
    // When may this conversation be tried? When its first row is due and nobody holds the lease.
    private const string Place = """
        local function place(state, queue, rows, waiting, name)
          local head = redis.call('LINDEX', queue, 0)
          if not head then redis.call('ZREM', waiting, name) return end
          local due = string.match(redis.call('HGET', rows, head), '^(%-?%d+)')
          local lease = redis.call('HGET', state, 'lu') or due
          if tonumber(lease) > tonumber(due) then due = lease end
          redis.call('ZADD', waiting, due, name)
        end
        local function take(state, node, now, untl)
          local held = redis.call('HMGET', state, 'lo', 'lu')
          if held[1] and held[1] ~= node and tonumber(held[2]) > tonumber(now) then return false end
          redis.call('HSET', state, 'lo', node, 'lu', untl)
          return true
        end

        """;

    /// <summary>
    /// Keys: state queue rows facts allfacts waiting wakes waketimes handed count pending pendingmembers operation writes actives, then the activities' and those of the days with counts.
    /// Values: name, expected version, next version, state, wake, handed, operation, node, now, lease end, days of activities,
    /// member, changes, counts of activities, facts, rows, days with counts and members who spoke, what days' keys begin with; then answers, facts,
    /// rows (id, row), members who spoke (field, day, place), days, counts (which day's key, field, how many).
    /// A repeat of the same operation is told what the first one was told.
    /// </summary>
    public const string Commit = Place + TallyScripts.Functions + """
        local name, op = ARGV[1], ARGV[7]
        local answers, facts, rows = tonumber(ARGV[14]), tonumber(ARGV[15]), tonumber(ARGV[16])
        local earlier = {'D'}
        for i = 1, answers do
          local answer = redis.call('GET', KEYS[15 + i])
          if answer then
            if string.sub(answer, 1, #op) == op then return {'K'} end
            earlier[#earlier + 1] = tostring(i - 1)
            earlier[#earlier + 1] = string.sub(answer, #op + 1)
          end
        end
        if #earlier > 1 then return earlier end
        if answers == 0 and redis.call('EXISTS', KEYS[13]) == 1 then return {'K'} end
        local old = redis.call('HMGET', KEYS[1], 'v', 'h')
        if (old[1] or '0') ~= ARGV[2] then return {'C'} end
        redis.call('HSET', KEYS[1], 'v', ARGV[3], 's', ARGV[4])
        if ARGV[6] ~= (old[2] or '') then
          if ARGV[6] == '' then
            redis.call('HDEL', KEYS[1], 'h')
            redis.call('ZREM', KEYS[9], name)
          else
            redis.call('HSET', KEYS[1], 'h', ARGV[6])
            redis.call('ZADD', KEYS[9], ARGV[6], name)
          end
        end
        local wake = redis.call('HGET', KEYS[8], name) or ''
        if ARGV[5] ~= wake then
          if ARGV[5] == '' then
            redis.call('HDEL', KEYS[8], name)
            redis.call('ZREM', KEYS[7], name)
          else
            redis.call('HSET', KEYS[8], name, ARGV[5])
            redis.call('ZADD', KEYS[7], ARGV[5], name)
          end
        end
        local at = 20
        for i = 1, answers do
          redis.call('SET', KEYS[15 + i], op .. ARGV[at], 'EX', ARGV[11])
          at = at + 1
        end
        if answers == 0 then redis.call('SET', KEYS[13], '1', 'EX', 3600) end
        for i = 1, facts do
          local id = redis.call('XADD', KEYS[5], '*', 'c', name)
          redis.call('XADD', KEYS[4], id, 'j', ARGV[at])
          at = at + 1
        end
        local mine, behind = true, false
        if rows > 0 then
          behind = redis.call('EXISTS', KEYS[2]) == 1
          for i = 1, rows do
            redis.call('RPUSH', KEYS[2], ARGV[at])
            redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 1])
            at = at + 2
          end
          redis.call('INCRBY', KEYS[10], rows)
          mine = take(KEYS[1], ARGV[8], ARGV[9], ARGV[10])
          place(KEYS[1], KEYS[2], KEYS[3], KEYS[6], name)
        end
        local prefix, days = ARGV[19], tonumber(ARGV[17])
        for i = 1, tonumber(ARGV[18]) do
          spoke(KEYS[15], ARGV[at], tonumber(ARGV[at + 1]), ARGV[at + 2], prefix, KEYS[14])
          at = at + 3
        end
        local first = at
        at = at + days
        while at <= #ARGV do
          redis.call('HINCRBY', KEYS[15 + answers + tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
          at = at + 3
        end
        for i = 0, days - 1 do written(KEYS[14], prefix, ARGV[first + i]) end
        if ARGV[13] ~= '' then
          redis.call('SADD', KEYS[12], ARGV[12])
          redis.call('RPUSH', KEYS[11], ARGV[13])
        end
        return {'K', mine and '1' or '0', behind and '1' or '0'}
        """;

    /// <summary>Keys: state queue rows waiting. Values: name node now lease-end most.</summary>
    public const string Take = Place + """
        if redis.call('EXISTS', KEYS[2]) == 0 or not take(KEYS[1], ARGV[2], ARGV[3], ARGV[4]) then return {} end
        place(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1])
        local all = {}
        for _, id in ipairs(redis.call('LRANGE', KEYS[2], 0, tonumber(ARGV[5]) - 1)) do
          all[#all + 1] = id
          all[#all + 1] = redis.call('HGET', KEYS[3], id)
        end
        return all
        """;

    /// <summary>Keys: state queue rows waiting. Values: name node.</summary>
    public const string Release = Place + """
        if redis.call('HGET', KEYS[1], 'lo') == ARGV[2] then
          redis.call('HDEL', KEYS[1], 'lo', 'lu')
          place(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1])
        end
        return 1
        """;

    /// <summary>Keys: rows. Values: id.</summary>
    public const string Start = """
        local row = redis.call('HGET', KEYS[1], ARGV[1])
        if row then
          local due, tries, rest = string.match(row, '^(%-?%d+)|(%d+)|%d|(.*)$')
          redis.call('HSET', KEYS[1], ARGV[1], due .. '|' .. tries .. '|1|' .. rest)
        end
        return 1
        """;

    /// <summary>
    /// Keys: state queue rows waiting count dead own. Values: name id what(sent, again, dead, drop) due-or-now reason own-seconds
    /// node(whose lease ends when nothing waits any more, or nothing). 1 when something waits that no other node sends.
    /// </summary>
    public const string Settle = Place + """
        local function settle(row)
        local due, tries, rest = string.match(row, '^(%-?%d+)|(%d+)|%d|(.*)$')
        tries = tostring(tonumber(tries) + 1)
        if ARGV[3] == 'again' then
          redis.call('HSET', KEYS[3], ARGV[2], ARGV[4] .. '|' .. tries .. '|0|' .. rest)
        else
          redis.call('HDEL', KEYS[3], ARGV[2])
          redis.call('LREM', KEYS[2], 1, ARGV[2])
          redis.call('DECR', KEYS[5])
          if ARGV[3] == 'dead' then
            redis.call('LPUSH', KEYS[6], ARGV[4] .. '|' .. #ARGV[5] .. '|' .. #ARGV[2] .. '|' .. ARGV[5] .. ARGV[2] .. due .. '|' .. tries .. '|0|' .. rest)
            redis.call('LTRIM', KEYS[6], 0, 9999)
          elseif ARGV[3] == 'sent' and ARGV[6] ~= '0' then
            redis.call('SET', KEYS[7], '1', 'EX', ARGV[6])
          end
        end
        end
        local row = redis.call('HGET', KEYS[3], ARGV[2])
        if row then settle(row) end
        local waits = redis.call('EXISTS', KEYS[2])
        if ARGV[7] ~= '' then
          local owner = redis.call('HGET', KEYS[1], 'lo')
          if waits == 0 and owner == ARGV[7] then redis.call('HDEL', KEYS[1], 'lo', 'lu') end
          if owner and owner ~= ARGV[7] then waits = 0 end
        end
        place(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1])
        return waits
        """;

    /// <summary>Keys: wakes waketimes. Values: now lease-end, then names. Gives name and time of those that are still due.</summary>
    public const string Wake = """
        local due = {}
        for i = 3, #ARGV do
          local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
          if score and tonumber(score) <= tonumber(ARGV[1]) then
            redis.call('ZADD', KEYS[1], ARGV[2], ARGV[i])
            due[#due + 1] = ARGV[i]
            due[#due + 1] = redis.call('HGET', KEYS[2], ARGV[i])
          end
        end
        return due
        """;

    /// <summary>Keys: profile operations members. Values: expected version, next version, profile, operation, member. 0: read again; 1: kept, now or before.</summary>
    public const string Profile = """
        if redis.call('LPOS', KEYS[2], ARGV[4]) then return 1 end
        if (redis.call('HGET', KEYS[1], 'v') or '0') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'v', ARGV[2], 'j', ARGV[3])
        redis.call('LPUSH', KEYS[2], ARGV[4])
        redis.call('LTRIM', KEYS[2], 0, 63)
        redis.call('EXPIRE', KEYS[2], 604800)
        redis.call('ZADD', KEYS[3], 0, ARGV[5])
        return 1
        """;

    /// <summary>Keys: profile operations members. Values: member.</summary>
    public const string Unknow = """
        redis.call('DEL', KEYS[1], KEYS[2])
        redis.call('ZREM', KEYS[3], ARGV[1])
        return 1
        """;

    /// <summary>Keys: pending pendingmembers. Values: the change that reached the profile, member.</summary>
    public const string Applied = """
        redis.call('LREM', KEYS[1], 1, ARGV[1])
        if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SREM', KEYS[2], ARGV[2]) end
        return 1
        """;

    /// <summary>Keys: log once. Values: once-key, expected length, entry, operation. Gives 1 (appended), 0 (somebody else was first) or the earlier entry and its place.</summary>
    public const string Append = """
        local known = redis.call('HGET', KEYS[2], ARGV[1])
        if known then
          local place, op = string.match(known, '^(%d+)|(.*)$')
          return {op == ARGV[4] and '1' or '2', place, redis.call('LINDEX', KEYS[1], place)}
        end
        local length = redis.call('LLEN', KEYS[1])
        if tostring(length) ~= ARGV[2] then return {'0', tostring(length)} end
        redis.call('RPUSH', KEYS[1], ARGV[3])
        redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. '|' .. ARGV[4])
        return {'1', ARGV[2], ARGV[3]}
        """;

    /// <summary>Keys: state handed. Values: name, expected version, next version, state, keep hand-off (1 or 0). Erasure's own commit.</summary>
    public const string Rewrite = """
        if (redis.call('HGET', KEYS[1], 'v') or '0') ~= ARGV[2] then return 0 end
        redis.call('HSET', KEYS[1], 'v', ARGV[3], 's', ARGV[4])
        if ARGV[5] == '0' then
          redis.call('HDEL', KEYS[1], 'h')
          redis.call('ZREM', KEYS[2], ARGV[1])
        end
        return 1
        """;
}
