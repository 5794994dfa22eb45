using Bot.Core.Dialogs;
using Bot.Core.Turns;
using Bot.Tests.Dialogs;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Properties;

/// <summary>Whatever people say and however long they are silent: a dialog never breaks, loops or waits for ever.</summary>
public sealed class DialogProperties
{
    private static readonly DialogSet Set = Talk.Set(Samples.Shopping, Samples.AfterSales, Samples.Matching);

    private static readonly string[] Words =
    [
        "推荐个净化器", "1.5k", "20", "二十平", "静音", "可以", "不对", "不对，预算三千", "预算", "人工", "算了", "我要退货", "2026112500000001", "退货", "坏了",
        "跳过", "杭州", "求购", "第三个", "最后一个", "你们是正品吗？", "", " ", "😀", "是", "不是", "{{budget}}", "\u0000\uD800", "9999999999999999999999", "不用了", "改成加湿器",
    ];

    private sealed record Move(string Text, string Who, int Minutes, bool Wake, bool Group, bool Addressed, string? Faq, string? Other, bool Fails);

    private static Gen<Move> Moves { get; } =
        from text in Gen.OneOf(Gen.Elements(Words), ArbMap.Default.GeneratorFor<string>().Select(static s => s ?? ""))
        from who in Gen.Frequency((6, Gen.Constant("小鹿")), (1, Gen.Constant("老王")))
        from minutes in Gen.Elements(0, 1, 29, 31, 3000)
        from wake in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from flags in Gen.Choose(0, 255)
        select new Move(text, who, minutes, wake, (flags & 1) == 0, (flags & 2) == 0, (flags & 12) == 0 ? "faq.x" : null, (flags & 48) == 0 ? "aftersales" : null, (flags & 64) == 0);

    private static Arbitrary<(string Dialog, Move[] Moves)> Streams { get; } =
        (from dialog in Gen.Elements("shopping", "aftersales", "matching")
         from moves in Gen.ArrayOf(Moves, 40)
         select (dialog, moves)).ToArbitrary();

    [Fact]
    public void AnyStream_OfMessagesAndWakes_StaysInBounds() => Prop.ForAll(Streams, static stream =>
    {
        var now = DateTimeOffset.UnixEpoch;
        DialogState? state = null;
        foreach (var move in stream.Moves)
        {
            now += TimeSpan.FromMinutes(move.Minutes);
            var turn = Step(state, stream.Dialog, move, now);
            Check(state, turn, now);
            state = turn.State is null ? null : StateJson.Read<DialogState>(StateJson.Write(turn.State));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void AnyState_LeftAlone_EndsAfterTwoWakesAtMost() => Prop.ForAll(Streams, static stream =>
    {
        var (state, now) = Run(stream);
        for (var wakes = 0; state is not null; wakes++)
        {
            Assert.True(wakes < 2);
            now = state.DueAt!.Value;
            state = DialogEngine.Wake(Set, state, Input(new Move("", "小鹿", 0, true, false, false, null, null, false), now)).State;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void AnyState_Cancelled_Ends() => Prop.ForAll(Streams, static stream =>
    {
        var (state, now) = Run(stream);
        if (state is not null)
        {
            var turn = DialogEngine.Advance(Set, state, Input(new Move("取消", "小鹿", 0, false, false, true, null, null, false), now));
            Assert.Null(turn.State);
            Assert.Equal(new DialogEffect.Ended("cancelled"), turn.Effects[^1]);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void SameInput_Twice_GivesTheSame() => Prop.ForAll(Streams, static stream =>
    {
        var (one, _) = Run(stream);
        var (two, _) = Run(stream);
        Assert.Equal(one is null ? [] : StateJson.Write(one), two is null ? [] : StateJson.Write(two));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    private static (DialogState? State, DateTimeOffset Now) Run((string Dialog, Move[] Moves) stream)
    {
        var now = DateTimeOffset.UnixEpoch;
        DialogState? state = null;
        foreach (var move in stream.Moves)
        {
            now += TimeSpan.FromMinutes(move.Minutes);
            state = Step(state, stream.Dialog, move, now).State;
        }

        return (state, now);
    }

    private static DialogTurn Step(DialogState? state, string dialog, Move move, DateTimeOffset now) =>
        state is null ? DialogEngine.Start(Set, dialog, Input(move, now), "i")
        : move.Wake ? DialogEngine.Wake(Set, state, Input(move, now))
        : DialogEngine.Advance(Set, state, Input(move, now));

    private static DialogInput Input(Move move, DateTimeOffset now) => Inputs.Direct(move.Text) with
    {
        Member = move.Who,
        Now = now,
        IsGroup = move.Group,
        Addressed = move.Addressed,
        Faq = move.Faq,
        OtherDialog = move.Other,
        Act = call => move.Fails ? new ActionResult.Failed("down") : new ActionResult.Done(call.Name == "order.get" ? new Dictionary<string, object?> { ["days"] = 3 } : Array.Empty<object?>()),
    };

    private static void Check(DialogState? before, DialogTurn turn, DateTimeOffset now)
    {
        Assert.Equal(turn.State is null, turn.Effects.Any(static effect => effect is DialogEffect.Ended));
        Assert.InRange(turn.Effects.Length, 0, 8);
        Assert.True(turn.Effects.Count(static effect => effect is DialogEffect.MoveToDirect) <= 1);
        if (turn.State is not { } state)
        {
            return;
        }

        var dialog = Set.Find(state.Dialog)!;
        Assert.InRange(state.NotUnderstood, 0, dialog.Rules.Retries);
        Assert.InRange(state.Invalid, 0, dialog.Rules.Retries);
        Assert.InRange(state.Done.Length, 0, dialog.AllSteps.Count());
        Assert.Equal(state.Done.Length, state.Done.Distinct().Count());
        Assert.All(state.Slots.Keys, slot => Assert.Contains(slot, dialog.Slots.Keys));
        Assert.True(state.SwitchTo is not null || state.Asked is not null);
        Assert.NotNull(state.DueAt);
        Assert.True(state.DueAt > now || ReferenceEquals(state, before) || before?.DueAt == state.DueAt);
        Assert.Equal(Text(state), Text(StateJson.Read<DialogState>(StateJson.Write(state))));
    }

    private static string Text(DialogState state) => System.Text.Encoding.UTF8.GetString(StateJson.Write(state));
}
