using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Ports;

namespace Bot.Tests.Contracts;

/// <summary>The contract as plain lists in memory, seen by one node: what every store must do.</summary>
internal sealed class Model(TimeSpan lease)
{
    private readonly Dictionary<ConversationKey, Line> _lines = [];

    public Dictionary<MemberKey, Profile> Profiles { get; } = [];

    public List<(string Row, string Reason, int Attempts)> Dead { get; } = [];

    public Line Of(ConversationKey key) => _lines.TryGetValue(key, out var line) ? line : _lines[key] = new();

    public long Count => _lines.Values.Sum(line => line.Rows.Count);

    public Profile ProfileOf(MemberKey member) => Profiles.GetValueOrDefault(member, Profile.Empty);

    public string Commit(TurnCommit commit, DateTimeOffset now)
    {
        var line = Of(commit.Conversation);
        var earlier = commit.Answered.Where(one => line.Answered.ContainsKey(one.ActivityId)).Select(one => $"{one.ActivityId}={line.Answered[one.ActivityId]}").ToList();
        if (earlier.Count > 0)
        {
            return "duplicate " + string.Join(',', earlier);
        }

        if (line.Version != commit.ExpectedVersion)
        {
            return "conflict";
        }

        line.Version++;
        line.Turns = commit.State.Turns;
        line.Facts.AddRange(commit.Interactions.Select(fact => fact.Id));
        foreach (var one in commit.Answered)
        {
            line.Answered[one.ActivityId] = Text(one.Answer);
        }

        if (line.Wake != commit.WakeAt)
        {
            (line.Wake, line.Held) = (commit.WakeAt, DateTimeOffset.MinValue);
        }

        if (commit.Outbox.Length > 0)
        {
            line.Rows.AddRange(commit.Outbox);
            line.Lease = now + lease;
        }

        Profiles[commit.Member] = commit.ProfileChanges.Aggregate(ProfileOf(commit.Member), (profile, change) => profile.With(change));
        return $"kept {line.Version}";
    }

    public IEnumerable<OutboxRow> Take(ConversationKey key, DateTimeOffset now, int max)
    {
        var line = Of(key);
        line.Lease = line.Rows.Count > 0 ? now + lease : line.Lease;
        return line.Rows.Take(max);
    }

    public void Settle(ConversationKey key, string id, DeliveryResult result, DateTimeOffset? retryAt)
    {
        var line = Of(key);
        var at = line.Rows.FindIndex(row => row.Id == id);
        if (at < 0)
        {
            return;
        }

        var row = line.Rows[at] with { Attempts = line.Rows[at].Attempts + 1, CallStarted = false };
        if (result is DeliveryResult.Sent sent)
        {
            line.Rows.RemoveAt(at);
            line.Own.Add(sent.ActivityId);
        }
        else if (retryAt is { } again && result is not DeliveryResult.Refused)
        {
            line.Rows[at] = row with { NotBefore = again };
        }
        else
        {
            line.Rows.RemoveAt(at);
            Dead.Add((id, result is DeliveryResult.Refused ? "refused" : "given up", row.Attempts));
        }
    }

    public void Start(ConversationKey key, string id)
    {
        var rows = Of(key).Rows;
        var at = rows.FindIndex(row => row.Id == id);
        if (at >= 0)
        {
            rows[at] = rows[at] with { CallStarted = true };
        }
    }

    public List<ConversationKey> Waiting(DateTimeOffset now) =>
        [.. _lines.Where(one => one.Value.Rows.Count > 0 && one.Value.Rows[0].NotBefore <= now && one.Value.Lease <= now).Select(one => one.Key)];

    public List<ConversationKey> Due(DateTimeOffset now)
    {
        var due = _lines.Where(one => one.Value.Wake <= now && one.Value.Held <= now).Select(one => one.Key).ToList();
        due.ForEach(key => Of(key).Held = now + lease);
        return due;
    }

    public static string Text(ReadOnlyMemory<byte>? answer) => answer is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes.Span) : "none";

    public sealed class Line
    {
        public long Version { get; set; }

        public long Turns { get; set; }

        public DateTimeOffset? Wake { get; set; }

        public DateTimeOffset Held { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset Lease { get; set; } = DateTimeOffset.MinValue;

        public Dictionary<string, string> Answered { get; } = [];

        public List<string> Facts { get; } = [];

        public List<OutboxRow> Rows { get; } = [];

        public HashSet<string> Own { get; } = [];
    }
}
