using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bot.Core.Content;
using Bot.Core.Ports;
using Bot.Core.Pushes;
using Bot.Core.Throttling;
using Bot.Host.Tools.Simulate;
using Bot.Storage;
using Bot.Tests.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Throttling;

/// <summary>Random streams of commands through the real scheduler and a real store say, line by line, what <see cref="ReferenceModel"/> says. A class for each store, so that they run side by side.</summary>
public abstract class ReferenceTests(StoreKind kind, StoreServers servers)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
    private DateTimeOffset _now = Start;
    private int _streams;

    /// <summary>Streams for each store; the gate runs the full number, as the specification asks.</summary>
    private static int Streams => int.TryParse(Environment.GetEnvironmentVariable("QUNZHU_STREAMS"), CultureInfo.InvariantCulture, out var asked) ? asked : 10_000;

    [Fact]
    public async Task Streams_OfCommands_AreJudgedAsTheModelJudges()
    {
        var clock = new SimClock();
        var redis = kind == StoreKind.Redis ? await servers.EmptySingleAsync() : "";
        var tapes = Gen.Choose(0, 999_999).ArrayOf().Resize(60).ToArbitrary();
        ScratchStore? scratch = null;
        try
        {
            // On a thread of its own: a property blocks, and the thread that reads from Redis must not.
            await Task.Run(() => Prop.ForAll(tapes, tape => Compare(Fresh().Pushes, clock, tape)).Check(Config.QuickThrowOnFailure.WithMaxTest(Streams)), TestContext.Current.CancellationToken);
        }
        finally
        {
            await (scratch?.DisposeAsync() ?? default);
        }

        // A new store now and then: forgetting looks at all that is kept.
        Store Fresh()
        {
            if (_streams % 250 == 0)
            {
                scratch?.DisposeAsync().AsTask().GetAwaiter().GetResult();
                scratch = ScratchStore.OpenAsync(kind == StoreKind.Redis ? "redis" : "sqlite", redis, clock).GetAwaiter().GetResult();
            }

            return scratch!.Store;
        }
    }

    private void Compare(IPushLedger ledger, SimClock clock, int[] tape)
    {
        var stream = new Stream(tape, $"s{++_streams}", _now);
        var output = new StringWriter();
        var policies = new Dictionary<string, ReferencePolicy> { ["a"] = stream.Policy(), ["b"] = stream.Policy() };
        var simulation = new Simulation(ledger, clock, "a", name => Parse(policies[name]), output);
        var model = new ReferenceModel(policies["a"]);
        var told = new StringBuilder($"a:\n{policies["a"].Yaml()}b:\n{policies["b"].Yaml()}");
        try
        {
            stream.Run(model, policies, json =>
            {
                told.AppendLine(json);
                simulation.RunAsync(SimCommand.Read(json)).GetAwaiter().GetResult();
            });
            simulation.EndAsync().GetAwaiter().GetResult();
        }
        finally
        {
            _now = stream.Now.AddDays(70);
            Clear(ledger);
        }

        var expected = model.Lines;
        var actual = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Shown).ToList();
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var (want, have) = (expected.ElementAtOrDefault(i), actual.ElementAtOrDefault(i));
            Assert.True(Same(want, have), $"line {i + 1}\nmodel: {want}\nreal:  {have}\n{told}");
        }
    }

    // The binding rule may be any of those that free last.
    private static bool Same(string? want, string? have)
    {
        if (want is null || have is null)
        {
            return want == have;
        }

        var (wanted, had) = (want.Split(' '), have.Split(' '));
        return wanted.Length == had.Length
            && wanted.Select((word, i) => i == 3 && wanted.Length == 6 ? word.Split('|').Contains(had[i]) : word == had[i]).All(same => same);
    }

    private static string Shown(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        var head = $"{Text("id")} {Text("at")} {Text("decision")}";
        return Text("decision") switch
        {
            "duplicate" => head,
            "send" => $"{head} {Text("result")}",
            _ => $"{head} {Text("rule")} {Text("until")} {string.Join(',', json.GetProperty("failing").EnumerateArray().Select(Finding).Order(StringComparer.Ordinal))}",
        };

        string Text(string name) => json.GetProperty(name).ValueKind == JsonValueKind.Null ? "-" : json.GetProperty(name).ToString();

        static string Finding(JsonElement one) => $"{one.GetProperty("rule")}:{Number(one, "have")}/{Number(one, "limit")}@{Number(one, "freeAt")}";

        static string Number(JsonElement one, string name) => one.GetProperty(name).ValueKind == JsonValueKind.Null ? "-" : one.GetProperty(name).ToString();
    }

    private static ThrottlePolicy Parse(ReferencePolicy policy)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        return PolicyParser.Parse(new ContentFile("dialogs/throttle.yaml", policy.Yaml()), problems)
            ?? throw new InvalidOperationException(string.Join('\n', problems.Select(problem => problem.Format("en"))) + policy.Yaml());
    }

    // What still waits must not meet the next stream.
    private static void Clear(IPushLedger ledger)
    {
        foreach (var state in new[] { PushState.Planned, PushState.Held, PushState.InDigest, PushState.Retrying })
        {
            foreach (var row in ledger.ListAsync(new PushQuery(State: state, Max: 10_000), CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                ledger.PlaceAsync(row with { State = PushState.Dropped }, row.Fence, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>Turns a tape of numbers into commands; a shorter tape is a shorter stream, so that a failure shrinks.</summary>
    private sealed class Stream(int[] tape, string prefix, DateTimeOffset start)
    {
        private static readonly TimeSpan[] Steps = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(24), TimeSpan.FromDays(3)];
        private readonly List<ReferencePush> _batch = [];
        private readonly List<string> _ids = [];
        private int _at;

        public DateTimeOffset Now { get; private set; } = start;

        public ReferencePolicy Policy()
        {
            var caps = Enumerable.Range(0, Next(4)).Select(i =>
            {
                var window = Pick("24h", "7d", "1h", "90m", "day", "week", "month");
                var length = Durations.Read(window) ?? TimeSpan.Zero;
                return new ReferenceCap($"cap{i}", Next(3) > 0, Pick(null, null, "promo", "value"), Next(8) == 0 ? 0 : 1 + Next(3), window, length, Next(3) == 0);
            }).ToArray();
            return new ReferencePolicy(caps, Next(3) == 0 ? (Pick(22 * 60, 20 * 60 + 30), Pick(8 * 60, 9 * 60)) : null, Next(4) == 0 ? 1 + Next(2) : null, Next(3) == 0 ? TimeSpan.FromHours(Pick(3, 12, 30)) : null);
        }

        public void Run(ReferenceModel model, Dictionary<string, ReferencePolicy> policies, Action<string> send)
        {
            while (_at < tape.Length)
            {
                var now = Now + Steps[Next(Steps.Length)];
                if (now > Now)
                {
                    Flush(model);
                    model.Pass(now);
                    Now = now;
                }

                var what = Next(22);
                if (what < 13)
                {
                    Push(send);
                    continue;
                }

                Flush(model);
                Act(what, model, policies, send);
            }

            Flush(model);
        }

        private void Push(Action<string> send)
        {
            var id = Next(12) == 0 && _ids.Count > 0 ? _ids[Next(_ids.Count)] : $"{prefix}p{_ids.Count}";
            if (!_ids.Contains(id))
            {
                _ids.Add(id);
            }

            var to = Next(4);
            var push = new ReferencePush(
                id,
                Pick("promo", "promo", "value", "value", "value", "service", "transactional", "reply"),
                to != 1 ? $"{prefix}m{Next(3)}" : null,
                to is 1 or 2 ? $"{prefix}g{Next(2)}" : null,
                Next(4) == 0 ? $"{prefix}c" : null,
                Pick(null, null, null, "failed", "unknown"),
                Now);
            _batch.Add(push);
            send(Json("push", ("id", push.Id), ("class", push.Class), ("member", push.Member), ("group", push.Group), ("campaign", push.Campaign), ("outcome", push.Outcome)));
        }

        private void Act(int what, ReferenceModel model, Dictionary<string, ReferencePolicy> policies, Action<string> send)
        {
            switch (what)
            {
                case 13 when _ids.Count > 0:
                    var (id, result) = (_ids[Next(_ids.Count)], Pick("sent", "failed"));
                    model.Settle(id, result, Now);
                    send(Json("settle", ("id", id), ("result", result)));
                    break;
                case 14 when _ids.Count > 0:
                    var refunded = _ids[Next(_ids.Count)];
                    model.Refund(refunded, Now);
                    send(Json("refund", ("id", refunded)));
                    break;
                case 15:
                    var (member, text) = ($"{prefix}m{Next(3)}", Pick("TD", "退订全部", "订阅", "暂停7天"));
                    model.Says(member, text, Now);
                    send(Json("says", ("member", member), ("text", text)));
                    break;
                case 16:
                    var (mover, zone) = ($"{prefix}m{Next(3)}", Zones[Next(Zones.Length)]);
                    model.Zone(mover, zone, Now);
                    send(Json("zone", ("member", mover), ("zone", zone)));
                    break;
                case 17:
                    var file = Pick("a", "b");
                    model.Rule(policies[file], Now);
                    send(Json("policy", ("file", file)));
                    break;
                case 18:
                    var stand = Pick("pause", "resume", "resume", "kill");
                    send(Json(stand, ("campaign", $"{prefix}c")));
                    model.Stand($"{prefix}c", stand, Now);
                    break;
                case 19:
                    var (identity, person) = ($"{prefix}m{Next(3)}", $"{prefix}person{Next(2)}");
                    model.Join(identity, person, Now);
                    send(Json("member", ("id", identity), ("person", person)));
                    break;
                case 20 when Next(3) == 0:
                    send(Json("forget"));
                    break;
                default:
                    send(Json("advance"));
                    model.Due(Now);
                    break;
            }
        }

        private void Flush(ReferenceModel model)
        {
            if (_batch.Count > 0)
            {
                model.Batch(_batch.ToArray(), Now);
                _batch.Clear();
            }
        }

        private string Json(string what, params (string Name, string? Value)[] fields)
        {
            var text = new StringBuilder($$"""{"at":"{{ReferenceModel.Time(Now)}}","do":"{{what}}" """.TrimEnd());
            foreach (var (name, value) in fields.Where(field => field.Value is not null))
            {
                text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{(name == "outcome" ? $"[\"{value}\"]" : $"\"{value}\"")}");
            }

            return text.Append('}').ToString();
        }

        private T Pick<T>(params T[] choices) => choices[Next(choices.Length)];

        private int Next(int below) => _at < tape.Length ? tape[_at++] % below : 0;
    }
}
