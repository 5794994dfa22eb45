using System.Globalization;
using Bot.Core.Activities;

namespace Bot.Core.Throttling.Replay;

/// <summary>Items that wait for a digest in a replay, and the digests that carry them.</summary>
internal sealed class ReplayDigests(ThrottlePolicy policy, ReplayInput input, ReplayJournal journal, Func<ReplayPush, DateTimeOffset, PushFacts> facts)
{
    private readonly Dictionary<Audience, Dictionary<int, DateTimeOffset>> _waiting = [];

    private sealed record Audience(PushClass Class, MemberKey? Member, ConversationKey? Group, string Bot, string? Channel);

    private readonly record struct Item(int Which, ThrottlePlan Plan);

    public void Add(int which, DateTimeOffset due)
    {
        var audience = Of(which);
        (_waiting.TryGetValue(audience, out var items) ? items : _waiting[audience] = [])[which] = due;
    }

    /// <summary>What becomes of all that is due with one; nothing when it went with an earlier one.</summary>
    public IReadOnlyList<(int Which, ThrottlePlan Plan, Verdict Verdict)> Take(int first, DateTimeOffset now)
    {
        if (!_waiting.TryGetValue(Of(first), out var waiting) || !waiting.ContainsKey(first))
        {
            return [];
        }

        var (all, items) = (new List<(int, ThrottlePlan, Verdict)>(), new List<Item>());
        foreach (var which in waiting.Where(pair => pair.Value <= now).Select(pair => pair.Key).Order().ToArray())
        {
            waiting.Remove(which);
            var plan = Planner.Plan(policy, input.Pushes[which].Push, facts(input.Pushes[which], now) with { IsDigest = true }, now);
            if (Refused(plan, now) is { } refusal)
            {
                all.Add((which, plan, refusal));
            }
            else
            {
                items.Add(new Item(which, plan));
            }
        }

        if (items.Count > 0)
        {
            all.AddRange(Carry(items, now));
        }

        return all;
    }

    // What holds for an item by itself, in a digest or not; as the scheduler has it.
    private Verdict? Refused(ThrottlePlan plan, DateTimeOffset now)
    {
        if (plan.IsOver)
        {
            return Judgement.Refuse(plan, now, []);
        }

        var own = plan.AsItem();
        var failing = journal.Failing([.. own.Checks.Select(planned => planned.Check)], now);
        return own.Votes.IsEmpty && failing.IsEmpty ? null : Judgement.Refuse(own, now, failing);
    }

    private IEnumerable<(int, ThrottlePlan, Verdict)> Carry(List<Item> items, DateTimeOffset now)
    {
        var first = input.Pushes[items[0].Which];
        var digest = first with
        {
            Push = new Push
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"digest:{first.Push.Id}:{now.ToUnixTimeMilliseconds()}"),
                Class = first.Push.Class,
                Member = first.Push.Member,
                Group = first.Push.Group,
                Channel = first.Push.Channel,
                Bot = first.Push.Bot,
                Relevance = "digest",
                CreatedAt = now,
            },
        };
        var plan = Planner.Plan(policy, digest.Push, facts(digest, now) with { IsDigest = true }, now);
        var failing = plan.IsOver ? [] : journal.Failing([.. plan.Checks.Select(planned => planned.Check)], now);
        var goes = !plan.IsOver && plan.Votes.IsEmpty && failing.IsEmpty;
        var refusal = goes ? null : Judgement.Refuse(plan, now, failing);
        var most = goes ? (items[0].Plan.Digest ?? Planner.DefaultDigest).MaxItems : 0;
        if (goes)
        {
            journal.Take(plan.Slots.Concat(items.Take(most).SelectMany(item => item.Plan.Slots)), new LogEntry(now, digest.Push.Id));
        }

        var next = refusal?.Until is { } until && until > now ? until : now.AddMilliseconds(1);
        return items.Select((item, place) => place < most
            ? (item.Which, item.Plan, Judgement.Send(item.Plan, now))
            : (item.Which, item.Plan, Again(item.Plan, refusal, next, now)));
    }

    private static Verdict Again(ThrottlePlan plan, Verdict? refusal, DateTimeOffset next, DateTimeOffset now)
    {
        var rule = refusal?.Rule ?? "digest";
        var at = Judgement.DigestAfter(plan, next);
        return Judgement.Wait(plan, now, rule, at) with
        {
            Decision = Decision.Digest,
            Failing = [refusal?.Failing.FirstOrDefault(finding => finding.Rule == rule) ?? new Finding(rule, null, null, null, at, [])],
        };
    }

    private Audience Of(int which)
    {
        var push = input.Pushes[which].Push;
        return new Audience(push.Class, push.Member, push.Group, push.Bot, push.Channel);
    }
}
