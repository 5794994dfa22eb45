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
}
