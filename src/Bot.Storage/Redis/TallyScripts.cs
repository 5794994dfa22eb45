namespace Bot.Storage.Redis;

/// <summary>What the commit's script and erasure do to counts. Keys of days that a script finds out itself lie in the slot of those that it is given.</summary>
internal static class TallyScripts
{
    /// <summary>
    /// <c>count</c> changes one count of a day; <c>written</c> notes that a day was written, and lets it be forgotten after 400 days;
    /// <c>spoke</c> takes in a day of a member's, as <c>ActiveDays.With</c> does: three bytes a day, oldest first.
    /// </summary>
    public const string Functions = """
        local function count(key, field, by)
          if redis.call('HINCRBY', key, field, by) <= 0 then redis.call('HDEL', key, field) end
        end
        local function written(writes, prefix, day)
          redis.call('HINCRBY', writes, day, 1)
          redis.call('EXPIRE', prefix .. day, 34560000)
        end
        local function gap(before, day)
          if not before or day - before >= 400 then return '~people/new' end
          return '~people/' .. (day - before)
        end
        local function spoke(actives, field, day, place, prefix, writes)
          local days = redis.call('HGET', actives, field) or ''
          local function nth(i)
            local high, middle, low = string.byte(days, 3 * i - 2, 3 * i)
            return high * 65536 + middle * 256 + low
          end
          local k = #days / 3
          local last = k
          while k > 0 and nth(k) > day do k = k - 1 end
          if k > 0 and nth(k) == day then return end
          local before = k > 0 and nth(k) or nil
          local function change(on, name, by) count(prefix .. on, #name .. ':' .. name .. place, by) end
          change(day, gap(before, day), 1)
          if k < last then
            local after = nth(k + 1)
            change(after, gap(before, after), -1)
            change(after, gap(day, after), 1)
            written(writes, prefix, after)
          end
          days = string.sub(days, 1, 3 * k) .. string.char(math.floor(day / 65536), math.floor(day / 256) % 256, day % 256) .. string.sub(days, 3 * k + 1)
          local newest = nth(#days / 3)
          while nth(1) < newest - 800 do days = string.sub(days, 4) end
          redis.call('HSET', actives, field, days)
        end

        """;

    /// <summary>Takes a fact away, and once only what it counts. Keys: facts, writes, the day. Values: id, day, fields.</summary>
    public const string Take = """
        if redis.call('XDEL', KEYS[1], ARGV[1]) == 1 and #ARGV > 2 then
          for i = 3, #ARGV do
            if redis.call('HINCRBY', KEYS[3], ARGV[i], -1) <= 0 then redis.call('HDEL', KEYS[3], ARGV[i]) end
          end
          redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
        end
        return 1
        """;

    /// <summary>Takes all days of a member in a conversation away; 0 when they have changed meanwhile. Keys: actives, writes, the days. Values: field, days as read, then for each day its number and its count's field.</summary>
    public const string TakeDays = """
        if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
        redis.call('HDEL', KEYS[1], ARGV[1])
        for i = 3, #KEYS do
          local day, field = ARGV[2 * i - 3], ARGV[2 * i - 2]
          if redis.call('HINCRBY', KEYS[i], field, -1) <= 0 then redis.call('HDEL', KEYS[i], field) end
          redis.call('HINCRBY', KEYS[2], day, 1)
        end
        return 1
        """;
}
