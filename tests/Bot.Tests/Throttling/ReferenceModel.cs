using System.Globalization;

namespace Bot.Tests.Throttling;

/// <summary>
/// The rules said once more, as plainly as can be: a list of all that counted, and every rule evaluated over it at an
/// instant. When a rule is free again is found by trying instants, not by a formula; calendars are .NET's own. It
/// shares no code with the throttle.
/// </summary>
internal sealed class ReferenceModel(ReferencePolicy policy)
{
    private static readonly string[] Order = ["transactional", "reply", "service", "value", "promo"];
    private readonly List<Entry> _log = [];
    private readonly List<Waiting> _waiting = [];
    private readonly Dictionary<string, string> _decided = [];
    private readonly Dictionary<string, Someone> _people = [];
    private readonly Dictionary<string, string> _campaigns = [];
    private int _arrivals;

    public ReferencePolicy Policy { get; private set; } = policy;

    public List<string> Lines { get; } = [];

    public void Zone(string member, string zone, DateTimeOffset now)
    {
        Known(member).Zone = zone;
        Again(now);
    }

    public void Join(string member, string person, DateTimeOffset now)
    {
        Known(member).Person = person;
        Again(now);
    }

    public void Says(string member, string text, DateTimeOffset now)
    {
        _ = Known(member);
        foreach (var one in Person(member))
        {
            (one.NoPromo, one.Nothing, one.Snoozed) = text switch
            {
                "TD" => (true, one.Nothing, one.Snoozed),
                "退订全部" => (true, true, one.Snoozed),
                "暂停7天" => (one.NoPromo, one.Nothing, now.AddDays(7)),
                _ => (false, false, DateTimeOffset.MinValue),
            };
        }

        Again(now);
    }

    /// <summary>Another policy, which holds for the past too.</summary>
    public void Rule(ReferencePolicy policy, DateTimeOffset now)
    {
        Policy = policy;
        Again(now);
    }

    public void Stand(string campaign, string what, DateTimeOffset now)
    {
        if (_campaigns.GetValueOrDefault(campaign) == "kill")
        {
            return;
        }

        _campaigns[campaign] = what;
        foreach (var waiting in _waiting.Where(one => one.Push.Campaign == campaign && (what == "kill" || one.Rule == "paused")))
        {
            waiting.Due = now;
        }

        Due(now);
    }

    public void Settle(string id, string result, DateTimeOffset now)
    {
        if (_log.Find(entry => entry.Push.Id == id) is { } entry && result is "failed" && entry.Unknown)
        {
            _log.Remove(entry);
        }
        else if (_log.Find(one => one.Push.Id == id) is { } sent && result == "sent")
        {
            sent.Unknown = false;
        }

        Again(now);
    }

    public void Refund(string id, DateTimeOffset now)
    {
        _log.RemoveAll(entry => entry.Push.Id == id);
        Again(now);
    }

    // Something changed: who may go now goes now, and who may go sooner than it was told waits less; in the scheduler's order.
    private void Again(DateTimeOffset now)
    {
        foreach (var one in _waiting.OrderBy(one => Array.IndexOf(Order, one.Push.Class)).ThenBy(one => one.Due).ThenBy(one => one.Arrival).ToArray())
        {
            var failing = Final(one.Push, now) is null ? Failing(one.Push, now).ToArray() : null;
            if (failing is { Length: 0 } || (failing is not null && !failing.Any(Drops) && Later(one.Push, failing, now) is var due && due < one.Due))
            {
                _waiting.Remove(one);
                Judge(one, now);
            }
        }
    }

    private static bool Drops(Refusal rule) => rule.Drops || (rule.Free is null && rule.Limit == 0);

    private DateTimeOffset? Until(ReferencePush push, Refusal[] failing) => failing.Any(rule => rule.Free is null) ? null : Calm(push, failing.Max(rule => rule.Free!.Value));

    private DateTimeOffset Later(ReferencePush push, Refusal[] failing, DateTimeOffset now)
    {
        var due = Until(push, failing) ?? now.AddHours(1);
        return End(push) is { } end && end < due ? end : due;
    }

    private DateTimeOffset? End(ReferencePush push) => push.Class == "promo" && Policy.PromoExpires is { } fresh ? push.At + fresh : null;

    private string? Final(ReferencePush push, DateTimeOffset now)
    {
        var people = push.Member is null ? [] : Person(push.Member);
        return push.Campaign is { } killed && _campaigns.GetValueOrDefault(killed) == "kill" ? "killed"
            : people.Any(one => (push.Class == "promo" && (one.NoPromo || one.Nothing)) || (push.Class is "value" or "service" && one.Nothing)) ? "optout"
            : End(push) <= now ? "expired"
            : null;
    }

    /// <summary>Lets time pass up to, but not including, an instant.</summary>
    public void Pass(DateTimeOffset until)
    {
        while (_waiting.Count > 0 && _waiting.Min(one => one.Due) is var next && next < until)
        {
            Due(next);
        }
    }

    /// <summary>Judges what came at one instant together with what is due then, by class, then due time, then arrival.</summary>
    public void Batch(IEnumerable<ReferencePush> pushes, DateTimeOffset now)
    {
        var twice = new List<ReferencePush>();
        foreach (var push in pushes)
        {
            if (_decided.TryAdd(push.Id, ""))
            {
                _waiting.Add(new Waiting(push, ++_arrivals) { Due = now });
            }
            else
            {
                twice.Add(push);
            }
        }

        Due(now);
        Lines.AddRange(twice.Select(push => $"{push.Id} {Time(now)} duplicate"));
    }

    public void Due(DateTimeOffset now)
    {
        while (_waiting.Where(one => one.Due <= now).ToArray() is { Length: > 0 } due)
        {
            foreach (var one in due.OrderBy(one => Array.IndexOf(Order, one.Push.Class)).ThenBy(one => one.Due).ThenBy(one => one.Arrival).ToArray())
            {
                _waiting.Remove(one);
                Judge(one, now);
            }
        }
    }

    private void Judge(Waiting one, DateTimeOffset now)
    {
        var push = one.Push;
        var final = Final(push, now);
        if (final is not null)
        {
            Say(push, now, final == "expired" ? "expired" : "drop", [final], null, [$"{final}:-/-@-"]);
            return;
        }

        var failing = Failing(push, now).ToArray();
        if (failing.Length == 0)
        {
            Send(push, now);
            return;
        }

        var figures = failing.Select(rule => $"{rule.Id}:{Number(rule.Have)}/{Number(rule.Limit)}@{(rule.Free is { } free ? Time(free) : "-")}").ToArray();
        var drops = failing.Where(Drops).ToArray();
        if (drops.Length > 0)
        {
            Say(push, now, "drop", Last(drops), null, figures);
            return;
        }

        var until = Until(push, failing);
        if (!one.Told)
        {
            Say(push, now, "hold", Last(failing), until, figures);
        }

        (one.Told, one.Rule) = (true, Last(failing).Contains("paused") ? "paused" : "");
        one.Due = Later(push, failing, now);
        _waiting.Add(one);
    }

    private void Send(ReferencePush push, DateTimeOffset now)
    {
        var outcome = push.Outcome ?? "sent";
        if (outcome != "failed" && push.Class is not ("transactional" or "reply"))
        {
            _log.Add(new Entry(push, now) { Unknown = outcome == "unknown" });
        }

        Lines.Add($"{push.Id} {Time(now)} send {outcome}");
    }

    private IEnumerable<Refusal> Failing(ReferencePush push, DateTimeOffset now)
    {
        if (push.Campaign is { } campaign && _campaigns.GetValueOrDefault(campaign) == "pause")
        {
            yield return new Refusal("paused", null, null, null, false);
        }

        if (push.Class is "transactional" or "reply")
        {
            yield break;
        }

        if (push.Member is not null && Person(push.Member).Max(one => one.Snoozed) is var snoozed && snoozed > now)
        {
            yield return new Refusal("snooze", null, null, snoozed, false);
        }

        if (Policy.Quiet is { } quiet && Quiet(push, quiet, now))
        {
            yield return new Refusal("quiet", null, null, Tries(now).First(at => !Quiet(push, quiet, at)), false);
        }

        if (push.Class == "service")
        {
            yield break;
        }

        foreach (var cap in Policy.Caps.Where(cap => cap.Class is null || cap.Class == push.Class))
        {
            if ((cap.PerMember ? push.Member : push.Group) is not null && Count(cap, push, now) is var have && have >= cap.Limit)
            {
                var free = cap.Limit == 0 ? (DateTimeOffset?)null : Frees(cap, push, now);
                yield return new Refusal(cap.Id, have, cap.Limit, free, cap.Drops);
            }
        }

        if (Policy.Earn is { } needed && push is { Class: "promo", Group: not null } && Earned(push.Group) is var earned && earned < needed)
        {
            yield return new Refusal("group-mix", earned, needed, null, true);
        }
    }

    private int Count(ReferenceCap cap, ReferencePush push, DateTimeOffset now) => _log.Count(entry =>
        (cap.PerMember ? entry.Push.Member is { } had && Person(push.Member!).Any(one => one.Id == had) : entry.Push.Group == push.Group)
        && (cap.Class is null || entry.Push.Class == cap.Class)
        && Within(cap, push, entry.At, now));

    private bool Within(ReferenceCap cap, ReferencePush push, DateTimeOffset at, DateTimeOffset now) => cap.Window switch
    {
        "day" or "week" or "month" => at <= now && Period(cap, push, at) == Period(cap, push, now),
        _ => at <= now && at > now - cap.Length,
    };

    private string Period(ReferenceCap cap, ReferencePush push, DateTimeOffset at)
    {
        var local = Local(cap.PerMember ? push.Member : null, at);
        return cap.Window switch
        {
            "day" => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "month" => local.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => local.AddDays(-(((int)local.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private DateTimeOffset Frees(ReferenceCap cap, ReferencePush push, DateTimeOffset now) => cap.Window is "day" or "week" or "month"
        ? Tries(now).First(at => Period(cap, push, at) != Period(cap, push, now))
        : _log.Select(entry => entry.At + cap.Length).Where(at => at > now).Order().First(at => Count(cap, push, at) < cap.Limit);

    private int Earned(string group)
    {
        var last = _log.Where(entry => entry.Push.Group == group && entry.Push.Class == "promo").Select(entry => entry.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return _log.Count(entry => entry.Push.Group == group && entry.Push.Class == "value" && entry.At > last);
    }

    private DateTimeOffset Calm(ReferencePush push, DateTimeOffset at) =>
        Policy.Quiet is { } quiet && push.Class is not ("transactional" or "reply") && Quiet(push, quiet, at) ? Tries(at).First(next => !Quiet(push, quiet, next)) : at;

    private bool Quiet(ReferencePush push, (int From, int Until) quiet, DateTimeOffset at)
    {
        var minute = Local(push.Member, at).TimeOfDay.TotalMinutes;
        return quiet.From < quiet.Until ? minute >= quiet.From && minute < quiet.Until : minute >= quiet.From || minute < quiet.Until;
    }

    private DateTime Local(string? member, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone(member))).DateTime;

    // Their own zone, else that of another identity of theirs.
    private string Zone(string? member) => (member is null ? [] : Person(member)).Select(one => one.Zone).FirstOrDefault(zone => zone is not null) ?? "Asia/Shanghai";

    private Someone Known(string member) => _people.TryGetValue(member, out var known) ? known : _people[member] = new Someone(member);

    private Someone[] Person(string member)
    {
        var own = _people.GetValueOrDefault(member) ?? new Someone(member);
        return [own, .. _people.Values.Where(one => one != own && one.Person == own.Person)];
    }

    // Every local edge lies on a quarter of an hour.
    private static IEnumerable<DateTimeOffset> Tries(DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero);
        while (true)
        {
            at = at.AddMinutes(15);
            yield return at;
        }
    }

    private void Say(ReferencePush push, DateTimeOffset now, string decision, string[] rules, DateTimeOffset? until, string[] failing) =>
        Lines.Add($"{push.Id} {Time(now)} {decision} {string.Join('|', rules.Order(StringComparer.Ordinal))} {(until is { } at ? Time(at) : "-")} {string.Join(',', failing.Order(StringComparer.Ordinal))}");

    // Where several free at the same last instant, any of them may be called the binding one.
    private static string[] Last(Refusal[] rules)
    {
        var last = rules.Max(rule => rule.Free ?? DateTimeOffset.MaxValue);
        return [.. rules.Where(rule => (rule.Free ?? DateTimeOffset.MaxValue) == last).Select(rule => rule.Id).Distinct()];
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Number(int? number) => number is { } value ? value.ToString(CultureInfo.InvariantCulture) : "-";

    private sealed record Refusal(string Id, int? Have, int? Limit, DateTimeOffset? Free, bool Drops);

    private sealed class Entry(ReferencePush push, DateTimeOffset at)
    {
        public ReferencePush Push => push;

        public DateTimeOffset At => at;

        public bool Unknown { get; set; }
    }

    private sealed class Someone(string id)
    {
        public string Id { get; } = id;

        public string Person { get; set; } = id;

        public string? Zone { get; set; }

        public bool NoPromo { get; set; }

        public bool Nothing { get; set; }

        public DateTimeOffset Snoozed { get; set; }
    }

    private sealed class Waiting(ReferencePush push, int arrival)
    {
        public ReferencePush Push => push;

        public int Arrival => arrival;

        public DateTimeOffset Due { get; set; }

        public bool Told { get; set; }

        public string Rule { get; set; } = "";
    }
}

internal sealed record ReferencePush(string Id, string Class, string? Member, string? Group, string? Campaign, string? Outcome, DateTimeOffset At);

internal sealed record ReferenceCap(string Id, bool PerMember, string? Class, int Limit, string Window, TimeSpan Length, bool Drops);

internal sealed record ReferencePolicy(IReadOnlyList<ReferenceCap> Caps, (int From, int Until)? Quiet, int? Earn, TimeSpan? PromoExpires)
{
    public string Yaml()
    {
        var lines = new List<string> { "version: 1" };
        if (Caps.Count > 0)
        {
            lines.Add("caps:");
            lines.AddRange(Caps.Select(cap =>
                $"  - {{id: {cap.Id}, per: {(cap.PerMember ? "member" : "group")}{(cap.Class is null ? "" : $", class: {cap.Class}")}, limit: {cap.Limit}, window: {cap.Window}, over: {(cap.Drops ? "drop" : "defer")}}}"));
        }

        if (Quiet is { } quiet)
        {
            lines.Add($"quiet: {{id: quiet, hours: \"{Clock(quiet.From)}-{Clock(quiet.Until)}\", over: defer, spread: 0}}");
        }

        if (Earn is { } needed)
        {
            lines.Add($"mix: [{{id: group-mix, per: group, before_each_promo: {needed} value}}]");
        }

        if (PromoExpires is { } expires)
        {
            lines.Add($"expire: {{promo: {expires.TotalHours}h}}");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
