using Bot.Core.Activities;
using Bot.Core.Ports;
using Bot.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Contracts;

/// <summary>Any stream of commands does to a store what it does to plain lists.</summary>
[Collection(nameof(StoreContracts))]
public sealed class ModelContract(StoreServers servers)
{
    private const int Streams = 300;
    private const int Numbers = 5;

    public static TheoryData<StoreKind> Kinds => Place.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task AnyStream_OfCommands_DoesWhatTheModelDoes(StoreKind kind)
    {
        var (place, store) = await Place.OpenNewAsync(servers, kind);
        await using var _ = place;
        var streams = 0;
        var property = Prop.ForAll(Gen.Choose(0, 999).ListOf(40 * Numbers).ToArbitrary(), numbers =>
        {
            // Each stream in conversations of its own; what concerns all of them is looked at within these.
            RunAsync(store, place, $"s{streams++}", [.. numbers]).GetAwaiter().GetResult();
            return true;
        });

        // Shrinking would run against what the failed stream left; a seed says it all.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Streams).WithReplay(20261122, 20261123), property), Cancel);

        Assert.True(streams >= Streams);
    }

    private static async Task RunAsync(Store store, Place place, string prefix, int[] numbers)
    {
        var stream = new CommandStream(store, place.Clock, prefix);
        foreach (var command in numbers.Chunk(Numbers).Where(command => command.Length == Numbers))
        {
            await stream.DoAsync(command[0] % 12, command[1], command[2], command[3], command[4]);
        }

        await stream.CompareAllAsync();
    }

    private sealed class CommandStream(Store store, Kit.ManualClock clock, string prefix)
    {
        private readonly Model _model = new(store.Outbox.Lease);
        private int _unique;

        private DateTimeOffset Now => clock.GetUtcNow();

        public async Task DoAsync(int what, int a, int b, int c, int d)
        {
            var key = Key(a % 3);
            switch (what)
            {
                case <= 4:
                    await CommitAsync(key, a, b, c, d);
                    break;
                case 5:
                    clock.Advance(TimeSpan.FromMilliseconds(b * c % 40_000));
                    break;
                case 6:
                    Assert.Equal(_model.Take(key, Now, 1 + (b % 4)), await store.Outbox.TakeAsync(key, Now, 1 + (b % 4), Cancel), Same);
                    break;
                case 7 or 8:
                    await SettleAsync(key, b, c, d);
                    break;
                case 9:
                    Assert.Equal(Sorted(_model.Waiting(Now)), Sorted(await store.Outbox.WaitingAsync(Now, int.MaxValue, Cancel)));
                    break;
                case 10:
                    Assert.Equal(Sorted(_model.Due(Now)), Sorted((await store.Ledger.DueAsync(Now, 100_000, Cancel)).Select(wake => wake.Conversation)));
                    break;
                default:
                    await store.Outbox.ReleaseAsync(key, Cancel);
                    _model.Of(key).Lease = DateTimeOffset.MinValue;
                    break;
            }
        }

        public async Task CompareAllAsync()
        {
            for (var i = 0; i < 3; i++)
            {
                var line = _model.Of(Key(i));
                var snapshot = await store.Ledger.LoadAsync(Key(i), Member(i), Cancel);
                Assert.Equal((line.Version, line.Turns), (snapshot.Version, snapshot.State.Turns));
                Assert.Equal(_model.ProfileOf(Member(i)).Attributes.OrderBy(one => one.Key), snapshot.Member.Attributes.OrderBy(one => one.Key));
                Assert.Equal(line.Facts, (await store.ReadAsync(new(Key(i)))).Select(one => one.Interaction.Id));
                Assert.Equal(_model.Take(Key(i), Now, 99), await store.Outbox.TakeAsync(Key(i), Now, 99, Cancel), Same);
                foreach (var activity in Enumerable.Range(0, 6).Select(n => $"m{n}"))
                {
                    Assert.Equal(line.Own.Contains(activity), await store.Ledger.IsOwnMessageAsync(Key(i), activity, Cancel));
                }

                // Nothing of this stream waits for the next one.
                foreach (var row in line.Rows.ToList())
                {
                    await store.Outbox.SettleAsync(Key(i), row.Id, new DeliveryResult.Sent(""), null, Now, Cancel);
                }
            }

            var dead = (await store.Outbox.DeadLettersAsync(1000, Cancel)).Where(letter => letter.Row.Id.StartsWith(prefix + "|", StringComparison.Ordinal));
            Assert.Equal(_model.Dead.Order(), dead.Select(letter => (letter.Row.Id, letter.Reason, letter.Row.Attempts)).Order());
        }

        private async Task CommitAsync(ConversationKey key, int a, int b, int c, int d)
        {
            var version = _model.Of(key).Version + (b % 7 == 0 ? (b % 2) - 1 : 0);
            var turn = Make.Turn(key, Math.Max(version, 0)) with
            {
                Member = Member(b % 3),
                State = Core.Turns.ConversationState.New with { Turns = d, IsGroup = true },
                Answered = [.. Enumerable.Range(0, c % 3).Select(n => new Answered($"a{(d + n) % 29}", n == 0 ? null : System.Text.Encoding.UTF8.GetBytes($"answer {d}")))],
                Interactions = [.. Enumerable.Range(0, d % 4).Select(n => Make.Fact(key, Member(b % 3), $"{_unique++}", n))],
                Outbox = [.. Enumerable.Range(0, a % 5 == 0 ? 2 : a % 2).Select(n => Make.Row(key, $"{prefix}|{_unique++}"))],
                WakeAt = c % 4 == 0 ? Make.Noon.AddSeconds(c) : null,
                ProfileChanges = [.. Enumerable.Range(0, b % 3 == 0 ? 1 : 0).Select(n => Make.Stated($"n{d % 4}", $"{d}"))],
            };
            var behind = _model.Of(key).Rows.Count > 0;
            var expected = _model.Commit(turn, Now);
            var result = await store.Ledger.CommitAsync(turn, Cancel);
            Assert.False(behind && turn.Outbox.Length > 0 && result is CommitResult.Kept { Behind: false }, "rows wait before those of the commit");
            Assert.Equal(expected, result switch
            {
                CommitResult.Kept kept => $"kept {kept.Version}",
                CommitResult.Conflict => "conflict",
                CommitResult.Duplicate duplicate => "duplicate " + string.Join(',', duplicate.Earlier.Select(one => $"{one.ActivityId}={Model.Text(one.Answer)}")),
                _ => "?",
            });
        }

        private async Task SettleAsync(ConversationKey key, int b, int c, int d)
        {
            var rows = _model.Of(key).Rows;
            var id = rows.Count == 0 ? "none" : rows[b % rows.Count].Id;
            if (c % 5 == 0)
            {
                _model.Start(key, id);
                await store.Outbox.StartAsync(key, id, Cancel);
                return;
            }

            DeliveryResult result = (c % 5) switch
            {
                1 => new DeliveryResult.Refused("refused"),
                2 => new DeliveryResult.Retry(null, "given up"),
                3 => new DeliveryResult.Unknown("given up"),
                _ => new DeliveryResult.Sent($"m{d % 6}"),
            };
            DateTimeOffset? retryAt = d % 3 == 0 ? null : Now.AddMilliseconds(d * 20);
            _model.Settle(key, id, result, retryAt);
            if (retryAt is null && b % 2 == 0)
            {
                Assert.Equal(rows.Count > 0, await store.Outbox.SettleLastAsync(key, id, result, Now, Cancel));
                _model.Of(key).Lease = rows.Count > 0 ? _model.Of(key).Lease : DateTimeOffset.MinValue;
                return;
            }

            await store.Outbox.SettleAsync(key, id, result, retryAt, Now, Cancel);
        }

        private ConversationKey Key(int number) => new("model", $"{prefix}/{number}");

        private MemberKey Member(int number) => new("model", $"{prefix}/{number}");

        private List<string> Sorted(IEnumerable<ConversationKey> keys) => [.. keys.Where(key => key.Id.StartsWith(prefix + "/", StringComparison.Ordinal)).Select(key => key.Id).Order(StringComparer.Ordinal)];

        private static bool Same(OutboxRow one, OutboxRow other) =>
            (one.Id, one.Message.Text, one.Attempts, one.NotBefore, one.CallStarted) == (other.Id, other.Message.Text, other.Attempts, other.NotBefore, other.CallStarted);
    }
}
