using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;

namespace Bot.Tests.Contracts;

/// <summary>Short ways to say what the tests push.</summary>
internal static class Pushing
{
    public static readonly MemberKey Mei = new("wecom", "mei");
    public static readonly ConversationKey Group = new("wecom", "g1");
    public static readonly LogKey OfMei = LogKey.Of(Mei);
    public static readonly LogKey OfGroup = LogKey.Of(Group);
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Push Push(string id, PushClass one = PushClass.Value, MemberKey? member = null, ConversationKey? group = null, string? campaign = null) =>
        new() { Id = id, Class = one, Member = member ?? Mei, Group = group, Campaign = campaign, CreatedAt = Make.Noon };

    public static PushRow Row(string id, PushState state = PushState.Planned, DateTimeOffset due = default, PushClass one = PushClass.Value, string? campaign = null, string? rule = null) => new()
    {
        Push = Push(id, one, campaign: campaign),
        Content = new("promo.day", "满 100 减 20 😀"),
        State = state,
        Due = due,
        Verdict = rule is null ? null : Says(Decision.Hold, rule),
    };

    public static Verdict Says(Decision decision, string? rule = null) => new()
    {
        Decision = decision,
        Rule = rule,
        At = Make.Noon,
        Class = PushClass.Value,
        Policy = "0a1b2c3d",
        Zone = "Asia/Shanghai",
        LocalTime = "2026-11-22T20:00:00.000",
        Failing = rule is null ? [] : [new Finding(rule, 1, 1, "24h", Make.Noon, ["p0"])],
    };

    /// <summary>A new push that wants slots in Mei's log, unless it says otherwise.</summary>
    public static Reservation Wish(string id, params Check[] checks) => new()
    {
        Row = Row(id) with { State = PushState.Calling, Slots = [OfMei], Due = Make.Noon.AddHours(9) },
        Checks = [.. checks],
    };

    public static Reservation Into(this Reservation wish, params LogKey[] slots) => wish with { Row = wish.Row with { Slots = [.. slots] } };

    public static Reservation Under(this Reservation wish, int fence) => wish with { Fence = fence, Row = wish.Row with { Fence = fence } };

    public static Check.Cap Cap(int limit, TimeSpan window, params LogKey[] keys) => new("cap", keys.Length == 0 ? [OfMei] : [.. keys], limit, Window.Rolling(window));

    public static async Task<ReserveAnswer> AskAsync(this IPushLedger ledger, Reservation wish) => await ledger.ReserveAsync(wish, Cancel);

    public static async Task<DateTimeOffset> AdmittedAsync(this IPushLedger ledger, Reservation wish) =>
        Assert.IsType<ReserveAnswer.Admitted>(await ledger.ReserveAsync(wish, Cancel)).At;

    public static async Task<ImmutableArray<CheckResult>> DeniedAsync(this IPushLedger ledger, Reservation wish) =>
        Assert.IsType<ReserveAnswer.Denied>(await ledger.ReserveAsync(wish, Cancel)).Failing;

    public static async Task<PushRow> SettledAsync(this IPushLedger ledger, string id, Settlement settlement, int? fence = null) =>
        Assert.IsType<PushRow>(await ledger.SettleAsync(id, fence, settlement, Cancel));

    public static async Task<PushRow> FoundAsync(this IPushLedger ledger, string id) => Assert.IsType<PushRow>(await ledger.FindAsync(id, Cancel));

    /// <summary>The whole row as text, but for when it last changed.</summary>
    public static string Text(this PushRow? row) => row is null ? "" : System.Text.Encoding.UTF8.GetString(PushJson.Write(row with { ChangedAt = default }));

    public static IEnumerable<string> Ids(this IEnumerable<PushRow> rows) => rows.Select(row => row.Push.Id);

    public static IEnumerable<string> Ids(this IEnumerable<LogEntry> entries) => entries.Select(entry => entry.Id);
}
