using System.Collections.Immutable;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Pushes;

namespace Bot.Host.Tools.Simulate;

/// <summary>
/// Runs commands on a simulated clock through the real scheduler and a real store. Pushes of one moment are judged
/// together, by class; what is due at that moment is judged with them. Any other command sees the pushes before it judged.
/// </summary>
internal sealed class Simulation
{
    private const int Page = 512;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly IPushLedger _ledger;
    private readonly SimClock _clock;
    private readonly SimAudience _audience;
    private readonly SimPlatform _platform;
    private readonly SimWriter _writer;
    private readonly PushRunner _runner;
    private readonly Func<string, ThrottlePolicy> _load;
    private readonly List<PushRow> _batch = [];
    private ThrottlePolicy _policy;
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private DateTimeOffset _horizon = DateTimeOffset.MaxValue;

    public Simulation(IPushLedger ledger, SimClock clock, string policy, Func<string, ThrottlePolicy> load, TextWriter output)
    {
        _ledger = ledger;
        _clock = clock;
        _load = load;
        _policy = load(policy);
        _audience = new SimAudience(ledger);
        _platform = new SimPlatform(clock);
        _writer = new SimWriter(output);
        var parts = new PushParts(ledger, () => _policy, _audience.FactsAsync, _platform.CallAsync, clock)
        {
            Wait = (by, _) =>
            {
                clock.Set(clock.GetUtcNow() + by);
                return Task.CompletedTask;
            },
            // Whoever's turn comes after the next command waits as held: that command may end it.
            Patience = now => _horizon - now is var left && left > Tick ? left - Tick : TimeSpan.Zero,
            Ask = _platform.AskAsync,
            Standing = (push, _) => ValueTask.FromResult(_audience.Standing(push)),
        };
        _runner = new PushRunner(parts, new PushOptions { Claim = TimeSpan.FromHours(1), Batch = 4096, MaxCalls = 1000, Poison = int.MaxValue });
    }

    public async Task RunAsync(SimCommand command)
    {
        if (command.At < _now)
        {
            throw new SimException($"\"at\" goes back: {command.At:O} after {_now:O}");
        }

        if (command.At > _now)
        {
            _horizon = command.At;
            await FlushAsync().ConfigureAwait(false);
            await PassAsync(command.At).ConfigureAwait(false);
            _now = command.At;
        }

        if (command.Do == "push")
        {
            _batch.Add(Push(command));
            return;
        }

        // What comes after this one is not known yet: nobody waits past this moment.
        _horizon = _now;
        await FlushAsync().ConfigureAwait(false);
        await ActAsync(command).ConfigureAwait(false);
    }

    /// <summary>Judges what the last moment asked for; no command follows.</summary>
    public Task EndAsync()
    {
        _horizon = DateTimeOffset.MaxValue;
        return FlushAsync();
    }

    // Judges what waits for its moment's end.
    private async Task FlushAsync()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        var rows = _batch.ToImmutableArray();
        _batch.Clear();
        var known = await _runner.SubmitAsync(rows, CancellationToken.None).ConfigureAwait(false);
        var judged = await _runner.RunDueAsync(CancellationToken.None).ConfigureAwait(false);
        Tell(judged);
        for (var i = 0; i < rows.Length; i++)
        {
            if (known[i] is not null && await _ledger.FindAsync(rows[i].Push.Id, CancellationToken.None).ConfigureAwait(false) is { Verdict: { } verdict } first)
            {
                _writer.Write(new Judged(first, verdict, true, null, first.State), _now);
            }
        }
    }

    // Lets time pass up to a moment, that moment itself not included: what is due then is judged with what comes then.
    private async Task PassAsync(DateTimeOffset until)
    {
        while (true)
        {
            var due = await _ledger.NextDueAsync(CancellationToken.None).ConfigureAwait(false);
            var next = due is { } push && !(_platform.NextConfirm <= push) ? push : _platform.NextConfirm;
            if (next is not { } at || at >= until)
            {
                break;
            }

            _clock.Set(at);
            await ConfirmAsync().ConfigureAwait(false);
            Tell(await _runner.RunDueAsync(CancellationToken.None).ConfigureAwait(false));
        }

        _clock.Set(until);
        await ConfirmAsync().ConfigureAwait(false);
    }

    private async Task ConfirmAsync()
    {
        foreach (var id in _platform.Confirmed())
        {
            // At the very moment at which it becomes stale it is taken back.
            if (await _ledger.FindAsync(id, CancellationToken.None).ConfigureAwait(false) is { } row && !(Planner.NotAfter(_policy, row.Push) <= _clock.GetUtcNow()))
            {
                await _ledger.SettleAsync(id, null, new Settlement.Confirmed($"m:{id}"), CancellationToken.None).ConfigureAwait(false);
                // From now on it stands at this moment: who waited for it has a time again.
                await AgainAsync(PushChange.Around(row.Push)).ConfigureAwait(false);
            }
        }
    }

    private async Task ActAsync(SimCommand command)
    {
        switch (command.Do)
        {
            case "member":
                // Those whom it was one person with are counted apart from now on.
                var former = _audience.Person(command.Text("id"));
                _audience.Join(command.Text("id"), command.Zone("zone"), command.MaybeTime("joined") ?? command.At, command.MaybeText("person"));
                await AgainAsync(new PushChange { Members = [.. former] }).ConfigureAwait(false);
                break;
            case "group":
                _audience.Form(command.Text("id"), command.Zone("zone"), command.MaybeNumber("size"), command.Texts("members"));
                await AgainAsync(PushChange.Of(SimAudience.Group(command.Text("id")))).ConfigureAwait(false);
                break;
            case "zone" when command.MaybeText("group") is { } group:
                _audience.MoveGroup(group, command.Zone("zone") ?? throw new SimException("\"zone\" is missing"));
                await AgainAsync(PushChange.Of(SimAudience.Group(group))).ConfigureAwait(false);
                break;
            case "zone":
                _audience.Move(command.Text("member"), command.Zone("zone") ?? throw new SimException("\"zone\" is missing"));
                await AgainAsync(PushChange.Of(SimAudience.Member(command.Text("member")))).ConfigureAwait(false);
                break;
            case "says":
                await _audience.SaysAsync(command.Text("member"), command.Text("text"), _policy, command.At).ConfigureAwait(false);
                await AgainAsync(PushChange.Of(SimAudience.Member(command.Text("member")))).ConfigureAwait(false);
                break;
            case "leave":
                await _audience.LeaveAsync(command.Text("group"), command.MaybeNumber("count") ?? 1, command.At).ConfigureAwait(false);
                break;
            case "settle":
                await SettleAsync(command.Text("id"), Settlement(command.Text("result"))).ConfigureAwait(false);
                break;
            case "refund":
                await SettleAsync(command.Text("id"), new Settlement.Refunded("refunded")).ConfigureAwait(false);
                break;
            case "policy":
                _policy = _load(command.Text("file"));
                await AllAgainAsync().ConfigureAwait(false);
                break;
            case "pause" or "resume" or "kill":
                await StandAsync(command.Text("campaign"), command.Do).ConfigureAwait(false);
                break;
            case "forget":
                await _ledger.ForgetAsync(CancellationToken.None).ConfigureAwait(false);
                await _ledger.RebuildAsync(CancellationToken.None).ConfigureAwait(false);
                break;
            case "advance":
                Tell(await _runner.RunDueAsync(CancellationToken.None).ConfigureAwait(false));
                break;
            default:
                throw new SimException($"\"do\" is '{command.Do}': write member, group, push, settle, refund, says, leave, zone, policy, pause, resume, kill, forget or advance");
        }
    }

    private async Task SettleAsync(string id, Settlement settlement)
    {
        var before = await _ledger.FindAsync(id, CancellationToken.None).ConfigureAwait(false) ?? throw new SimException($"no push has the id '{id}'");
        // Of a task that waits for a human, a receipt is the human's.
        settlement = settlement is Settlement.Sent sent && before.State == PushState.Awaiting ? new Settlement.Confirmed(sent.MessageId) : settlement;
        var row = (await _ledger.SettleAsync(id, null, settlement, CancellationToken.None).ConfigureAwait(false))!;

        if (row.State is PushState.Failed)
        {
            await AgainAsync(PushChange.Free(row.Push)).ConfigureAwait(false);
        }
    }

    // What a command lets go before its time.
    private async Task AgainAsync(PushChange change) => Tell(await _runner.Held.AfterAsync(change, CancellationToken.None).ConfigureAwait(false));

    private async Task AllAgainAsync()
    {
        WaitingCursor? at = null;
        do
        {
            (var judged, at) = await _runner.Held.PageAsync(at, Page, everything: false, CancellationToken.None).ConfigureAwait(false);
            Tell(judged);
        }
        while (at is not null);
    }

    private async Task StandAsync(string campaign, string what)
    {
        if (_audience.Standing(new Push { Id = "", Class = PushClass.Promo, Campaign = campaign, CreatedAt = _now }) == CampaignStanding.Killed)
        {
            return;
        }

        _audience.Stand(campaign, what switch { "pause" => CampaignStanding.Paused, "kill" => CampaignStanding.Killed, _ => CampaignStanding.Running });
        await CampaignWaiting.WakeAsync(_ledger, campaign, what == "kill", CancellationToken.None).ConfigureAwait(false);
        Tell(await _runner.RunDueAsync(CancellationToken.None).ConfigureAwait(false));
    }

    private PushRow Push(SimCommand command)
    {
        var (member, group) = (command.MaybeText("member"), command.MaybeText("group"));
        if (member is null && group is null)
        {
            throw new SimException("a push needs \"member\" or \"group\"");
        }

        var id = command.Id("id");
        var outcomes = command.Texts("outcome");
        if (outcomes.Select(SimPlatform.Wrong).FirstOrDefault(wrong => wrong is not null) is { } mistake)
        {
            throw new SimException(mistake);
        }

        var push = new Push
        {
            Id = id,
            Class = command.Class(),
            Member = member is null ? null : SimAudience.Member(member),
            Group = group is null ? null : SimAudience.Group(group),
            Campaign = command.MaybeText("campaign"),
            Channel = command.MaybeText("channel"),
            Bot = command.MaybeText("bot") ?? Core.Throttling.Push.AnyBot,
            CreatedAt = command.At,
            Expires = command.MaybeTime("expires"),
            Override = command.MaybeText("overrideBy") is { } by ? new PushOverride(by, command.MaybeText("reason") ?? "") { Roles = by } : null,
            Likeness = command.MaybeText("text") is { } text ? Likeness.Of(text) : [],
            Stage = command.MaybeText("stage"),
            Topic = command.MaybeText("topic"),
            Relevance = command.MaybeText("relevance"),
        };
        _platform.Script(id, outcomes);
        return new PushRow { Push = push, ChangedAt = command.At };
    }

    private void Tell(IEnumerable<Judged> all)
    {
        foreach (var judged in all)
        {
            _writer.Write(judged, judged is { Result: not null, Row.Note: not PushCaller.Turn } ? _platform.CalledAt(judged.Row.Push.Id) : judged.Row.ChangedAt);
        }
    }

    private static Settlement Settlement(string result) => result switch
    {
        "sent" => new Settlement.Sent(null),
        "failed" => new Settlement.Failed("reported"),
        "unknown" => new Settlement.Unknown("reported"),
        "confirmed" => new Settlement.Confirmed(null),
        _ => throw new SimException($"\"result\" is '{result}': write sent, failed, unknown or confirmed"),
    };
}
