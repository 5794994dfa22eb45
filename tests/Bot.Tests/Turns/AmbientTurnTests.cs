using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Tests.Understanding.Speaking;

namespace Bot.Tests.Turns;

/// <summary>When the assistant speaks unasked in a group, and why it mostly does not.</summary>
public sealed class AmbientTurnTests
{
    private const string Question = "什么时候发货";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Lazy<SpeakGate> Opened = new(Labelled.Open);

    private static GroupTalk Open() => new() { Gate = Opened.Value };

    [Fact]
    public void Says_GateOpenAndNobodyAnswers_IsAnsweredOnceAfterAWait()
    {
        var talk = Open();

        talk.Says(Question);

        Assert.Empty(talk.Heard);
        Assert.Equal("not_addressed", talk.Silence.Reason);
        Assert.Equal("waiting", talk.Because);
        Assert.InRange(talk.Waits!.DueAt - talk.Now, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45));
        Assert.Equal(talk.Waits.DueAt, talk.State.NextWake);

        talk.Wait(Minute);

        var said = Assert.Single(talk.Heard);
        Assert.Equal((Initiator.User, "m1", true), (said.Initiator, said.ReplyToId, said.IsGroup));
        var replied = talk.Record.Single(fact => fact.Kind == InteractionKind.Replied);
        Assert.Equal(("ambient:match:" + Question, "m1", "小鹿"), (replied.Reason, replied.ActivityId, replied.Member.Id));
        Assert.Equal("said", replied.Data["because"]);
        Assert.Null(talk.Waits);
        talk.Wait(TimeSpan.FromHours(1));
        Assert.Single(talk.Heard);
    }

    [Fact]
    public void Says_NoLabels_NeverSpeaksButNamesTheEntry()
    {
        var talk = new GroupTalk();

        talk.Says(Question);
        talk.Wait(TimeSpan.FromHours(1));

        Assert.Empty(talk.Heard);
        Assert.Equal("untrained", talk.Because);
        Assert.Equal("faq.ship.when", talk.Silence.Data["would"]);
        Assert.Null(talk.State.Ambient);
    }

    [Theory]
    [InlineData("什么时候发货 我的手机13812345678", "private")]
    [InlineData("哈哈哈哈笑死我了", null)]
    [InlineData("？", null)]
    public void Says_Unfit_IsSilentWithReason(string text, string? because)
    {
        var talk = Open();

        talk.Says(text);

        Assert.Equal(because, talk.Because);
        Assert.Null(talk.Waits);
    }

    [Fact]
    public void Says_WithoutACue_IsSilent()
    {
        var talk = Open();
        var ask = talk.Catalog.Templates.All.Where(template => AmbientEntries.Allows(talk.Catalog, template.Key)).SelectMany(template => template.Asks)
            .First(text => SpeakCues.Of(text) is { Question: false, Shop: false, Letters: > 2 });

        talk.Says(ask);

        Assert.Equal("no_cue", talk.Because);
    }

    [Fact]
    public void Says_OffersDialogsAndOwnWords_AreNeverSaidUnasked()
    {
        var talk = Open();
        var never = talk.Catalog.Templates.All.Where(template => template.Kind is Bot.Core.Templates.ContentKind.Promo or Bot.Core.Templates.ContentKind.Chat || template.Private || template.Key.StartsWith("system.", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(never);
        Assert.All(never, template => Assert.False(AmbientEntries.Allows(talk.Catalog, template.Key), template.Key));
        Assert.All(talk.Catalog.Dialogs.All, dialog => Assert.False(AmbientEntries.Allows(talk.Catalog, "dialog:" + dialog.Id)));
        Assert.True(AmbientEntries.Allows(talk.Catalog, "faq.ship.when"));
        foreach (var text in never.SelectMany(template => template.Asks.Take(1)))
        {
            talk.Says(text);
            Assert.Null(talk.Waits is { } waits && never.Any(template => template.Key == waits.Key) ? waits.Key : null);
        }
    }

    [Fact]
    public void Says_ScoreBelowTheLeast_IsSilent()
    {
        var talk = Open();
        talk.Settings = talk.Settings with { Score = 0.99 };

        talk.Says("请问预售款大概几号发");

        Assert.Equal("score", talk.Because);
    }

    [Fact]
    public void Says_GateDoubts_IsSilent()
    {
        var talk = Open();
        // The gate learnt that talk of this kind wants no answer.
        talk.Gate = Labelled.Gate(Labelled.Make(260).Select(label => label with { Verdict = label.Verdict == SpeakVerdict.Speak ? SpeakVerdict.Silent : SpeakVerdict.Speak }));

        talk.Says(Question);

        Assert.Equal("gate", talk.Because);
    }

    [Theory]
    [InlineData(AmbientMode.Shadow, "shadow")]
    [InlineData(AmbientMode.Off, null)]
    public void Says_ModeForbids_NeverSpeaks(AmbientMode mode, string? because)
    {
        var talk = Open();
        talk.State = talk.State with { Ambient = new AmbientState { Mode = mode } };

        talk.Says(Question);
        talk.Wait(TimeSpan.FromHours(1));

        Assert.Empty(talk.Heard);
        Assert.Equal(because, talk.Because);
    }

    [Fact]
    public void Says_KillSwitch_NothingIsConsidered()
    {
        var talk = Open();
        talk.Settings = talk.Settings with { Enabled = false };

        talk.Says(Question);

        Assert.Empty(talk.Silence.Data);
    }

    [Theory]
    [InlineData("@老王 什么时候发货")]
    [InlineData("@所有人 什么时候发货")]
    public void Says_ToOthers_IsNotConsidered(string text)
    {
        var talk = Open();

        talk.Says(text);

        Assert.Null(talk.Waits);
        Assert.Empty(talk.Silence.Data);
    }

    [Fact]
    public void Says_ReplyBotPictureOrBurstToOthers_IsNotConsidered()
    {
        var talk = Open();

        talk.Says(Question, with: activity => activity with { ReplyToId = "somebody" });
        talk.Says(Question, with: activity => activity with { From = activity.From with { IsBot = true } });
        talk.Says(Question, with: activity => activity with { Attachments = [new Attachment("image/png", "a.png", "https://x.example/a.png")] });
        talk.Decide(talk.Make(ActivityType.Message, "小鹿", Question), talk.Make(ActivityType.Message, "小鹿", "@老王 你说呢"));

        Assert.Null(talk.Waits);
        Assert.All(talk.Record, fact => Assert.False(fact.Data.ContainsKey("would")));
    }

    [Theory]
    [InlineData("老王", "明天", "human_answered")]
    [InlineData("老王", "@小鹿 明天发", "human_answered")]
    [InlineData("小鹿", "知道了谢谢", "settled")]
    [InlineData("小鹿", "@小助 什么时候发货", "addressed")]
    public void Says_BeforeTheWaitIsOver_CancelsIt(string member, string text, string because)
    {
        var talk = Open();
        talk.Says(Question);

        talk.Says(text, member);

        Assert.Null(talk.Waits);
        var cancelled = talk.Record.Single(fact => fact.Kind == InteractionKind.Silent && fact.Data.GetValueOrDefault("because") == because);
        Assert.Equal(("m1", "小鹿", "not_addressed"), (cancelled.ActivityId, cancelled.Member.Id, cancelled.Reason));
        talk.Wait(Minute);
        Assert.DoesNotContain(talk.Record, fact => fact.Reason?.StartsWith("ambient", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Says_SameMemberGoesOn_TheAnswerStillComes()
    {
        var talk = Open();
        talk.Says(Question);

        talk.Says("急急急");
        talk.Wait(Minute);

        Assert.Single(talk.Heard);
    }

    [Fact]
    public void Wake_TheWorldChangedMeanwhile_IsSilent()
    {
        Changed(talk => talk.Gate = SpeakGate.Untrained, "shadow");
        Changed(talk => talk.Settings = talk.Settings with { Enabled = false }, "off");
        Changed(talk => talk.State = talk.State with { HandOff = new HandOff(HandOffStatus.Human, "", "x", "", talk.Now) }, "handed_off");
        Changed(talk => talk.State = talk.State with { Ambient = talk.State.Ambient! with { QuietUntil = talk.Now.AddHours(1) } }, "quieted");
    }

    [Fact]
    public void Wake_LongAfterItWasDue_IsSilent()
    {
        var talk = Open();
        talk.Says(Question);

        // The service was away.
        talk.Now += TimeSpan.FromHours(2);
        talk.Wait(TimeSpan.Zero);

        Assert.Empty(talk.Heard);
        Assert.Equal("late", talk.Because);
    }

    [Fact]
    public void Act_AnOperatorSpeaksOrSwitches_NothingWaitsAnyMore()
    {
        var talk = Open();
        talk.Says(Question);
        talk.Do(state => OperatorTurn.Speak(state, talk.Make(ActivityType.Event, "", "明天发"), OutboundVerb.Send, null, talk.Now));
        Assert.Null(talk.Waits);

        talk.Says(Question);
        talk.Do(state => OperatorTurn.SetSpeaking(state, talk.Make(ActivityType.Event, "", ""), AmbientMode.Shadow, talk.Now));
        Assert.Null(talk.Waits);
        Assert.Equal(AmbientMode.Shadow, talk.State.Ambient!.Mode);
        Assert.Equal("speak_mode:shadow", talk.Record[^1].Reason);
    }

    [Fact]
    public void Says_TheSameAgain_WaitsForTheCooldowns()
    {
        var talk = Open();
        talk.Says(Question);
        talk.Wait(Minute);
        Chat(talk, 20);

        talk.Says(Question);
        Assert.Equal("cooldown_entry", talk.Because);
        talk.Says("请问有货吗能开发票吗");
        talk.Says("能开发票吗");
        Assert.Equal("cooldown_group", talk.Because);
        talk.Wait(TimeSpan.FromMinutes(3));
        talk.Says("能开发票吗");
        Assert.Equal("waiting", talk.Because);
        talk.Wait(TimeSpan.FromMinutes(31));
        Chat(talk, 20);
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_WeSpokeMuch_LeavesTheTalkToOthers()
    {
        var talk = Open();
        for (var i = 0; i < 4; i++)
        {
            talk.Says("@小助 你好");
        }

        talk.Says(Question);
        Assert.Equal("share", talk.Because);
        Chat(talk, 16);
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_CapReached_IsSilentTillTheDayIsOver()
    {
        var talk = Open();
        talk.Settings = talk.Settings with { DailyCap = 1 };
        talk.Says(Question);
        talk.Wait(TimeSpan.FromHours(1));
        Chat(talk, 20);

        talk.Says(Question);
        Assert.Equal("cap", talk.Because);
        talk.Wait(TimeSpan.FromDays(1));
        Chat(talk, 1);
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_InQuietHours_IsSilent()
    {
        var talk = Open();
        talk.Now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

        talk.Says(Question);

        Assert.Equal("quiet", talk.Because);
    }

    [Theory]
    [InlineData("/安静1小时", 60)]
    [InlineData("@小助 安静1小时", 60)]
    [InlineData("小助，安静一会", 30)]
    [InlineData("@小助 quiet for an hour", 60)]
    public void Says_BeQuiet_IsHeededConfirmedAndEnds(string text, int minutes)
    {
        var talk = Open();
        talk.Says(Question);
        talk.Says(text, "老王");

        Assert.Single(talk.Heard);
        Assert.StartsWith("system.quieted@", talk.Record.Last(fact => fact.Kind == InteractionKind.Replied).Template, StringComparison.Ordinal);
        Assert.Null(talk.Waits);
        talk.Says(Question);
        Assert.Equal("quieted", talk.Because);
        // Who speaks to us is answered all the same.
        talk.Says("@小助 什么时候发货");
        Assert.Equal(2, talk.Heard.Count);
        Chat(talk, 20);
        talk.Wait(TimeSpan.FromMinutes(minutes));
        talk.Says(Question);
        Assert.Equal("waiting", talk.Because);
    }

    [Fact]
    public void Says_SpeakAgain_EndsTheQuiet()
    {
        var talk = Open();
        talk.Says("/安静1小时");
        talk.Says("/恢复说话");
        Chat(talk, 20);

        talk.Says(Question);

        Assert.Equal("waiting", talk.Because);
        Assert.Equal(2, talk.Heard.Count);
    }

    [Fact]
    public void Says_AnnoyedByAnUnaskedAnswer_QuietsUsForAnHour()
    {
        var talk = Open();
        talk.Says("太烦了", "老王");
        Assert.Null(talk.State.Ambient);
        talk.Says(Question);
        talk.Wait(Minute);
        talk.Says("这机器人太烦了", "老王");
        Chat(talk, 20);

        talk.Wait(TimeSpan.FromMinutes(45));
        talk.Says("能开发票吗");
        Assert.Equal("quieted", talk.Because);
        talk.Wait(TimeSpan.FromMinutes(16));
        talk.Says("能开发票吗");
        Assert.Equal("waiting", talk.Because);
        Assert.Single(talk.Heard);
    }

    [Fact]
    public void Says_QuietToNobodyOrInDirect_IsNoCommand()
    {
        var talk = Open();
        talk.Says("安静1小时");
        Assert.Null(talk.State.Ambient?.QuietUntil);

        var direct = new GroupTalk { IsGroup = false };
        direct.Says("安静1小时");
        Assert.Null(direct.State.Ambient);
    }

    [Fact]
    public void Says_InEnglish_IsAnsweredInEnglish()
    {
        var talk = Open();
        talk.Says("when will it ship");
        if (talk.Waits is not { } waits)
        {
            // The gate of these labels knows no English; the rule is the wait's language.
            talk.State = talk.State with { Ambient = AmbientState.Empty with { Pending = new AmbientPending("小鹿", "m1", "faq.ship.when", "x", 1, 1, talk.Now.AddSeconds(20), "en") } };
        }
        else
        {
            Assert.Equal("en", waits.Locale);
        }

        talk.Wait(Minute);

        Assert.Equal("en", Assert.Single(talk.Heard).Locale);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Says_AnyTalk_HoldsTheLimits(int seed)
    {
        var talk = Open();
        var draw = new Random(seed);
        string[] texts = [Question, "能开发票吗", "包邮吗", "有实体店吗", "怎么退货", "哈哈哈", "知道了", "@老王 在吗", "@小助 你好", "今天天气真好", "积分会过期吗", "用什么快递"];
        for (var i = 0; i < 400; i++)
        {
            talk.Says(texts[draw.Next(texts.Length)], $"u{draw.Next(3)}");
            talk.Wait(TimeSpan.FromSeconds(draw.Next(1, 120)));
        }

        var said = talk.Record.Where(fact => fact.Reason?.StartsWith("ambient:", StringComparison.Ordinal) == true).ToArray();
        Assert.NotEmpty(said);
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(3)));
        Assert.All(said.GroupBy(fact => fact.Data["would"]), entry => Assert.All(entry.Zip(entry.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(30))));
        Assert.All(talk.Heard, message => Assert.Equal(Initiator.User, message.Initiator));
    }

    private static void Changed(Action<GroupTalk> change, string because)
    {
        var talk = Open();
        talk.Says(Question);
        change(talk);
        talk.Wait(Minute);
        Assert.Empty(talk.Heard);
        Assert.Equal(because, talk.Because);
        Assert.Null(talk.Waits);
    }

    private static void Chat(GroupTalk talk, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            talk.Says("今天天气真好", "老王");
        }
    }
}
