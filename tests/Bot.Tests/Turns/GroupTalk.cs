using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Interactions;
using Bot.Core.Turns;
using Bot.Core.Understanding.Speaking;
using Bot.Tests.Kit.Chat;

namespace Bot.Tests.Turns;

/// <summary>One group, its members and a clock around the real decision; nothing else.</summary>
internal sealed class GroupTalk
{
    private static CatalogSnapshot Shipped => World.Catalog;
    private static readonly Account Us = new("bot", "小助", true);
    private int _ids;

    /// <summary>Noon in the shop's zone: no quiet hours.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    public CatalogSnapshot Catalog { get; set; } = Shipped;

    public ConversationState State { get; set; } = ConversationState.New;

    public SpeakGate Gate { get; set; } = SpeakGate.Untrained;

    public SpeakSettings Settings { get; set; } = new();

    public List<Interaction> Record { get; } = [];

    public List<OutboundMessage> Heard { get; } = [];

    public bool IsGroup { get; init; } = true;

    /// <summary>The last silence.</summary>
    public Interaction Silence => Record.Last(fact => fact.Kind == InteractionKind.Silent);

    /// <summary>Why it was silent where it might have spoken; null when there was nothing to say.</summary>
    public string? Because => Silence.Data.GetValueOrDefault("because");

    public AmbientPending? Waits => State.Ambient?.Pending;

    /// <summary>Says something; some time after what was said before.</summary>
    public Outcome Says(string text, string member = "小鹿", Func<Activity, Activity>? with = null)
    {
        Now += TimeSpan.FromSeconds(1);
        var activity = Make(ActivityType.Message, member, text);
        return Decide(with?.Invoke(activity) ?? activity);
    }

    /// <summary>Lets time pass; what is due happens at its moment.</summary>
    public void Wait(TimeSpan time)
    {
        var until = Now + time;
        while (State.NextWake is { } due && due <= until)
        {
            Now = due > Now ? due : Now;
            var whose = State.Threads.Where(thread => thread.Value.Dialog?.DueAt <= Now).Select(thread => thread.Key).FirstOrDefault() ?? Waits?.Member;
            Decide(Make(ActivityType.Wake, whose ?? "", "") with { Recipient = null, Route = null });
        }

        Now = until;
    }

    public void Do(Func<ConversationState, Outcome> act)
    {
        var outcome = act(State);
        State = outcome.State;
        Record.AddRange(outcome.Interactions);
    }

    public Activity Make(ActivityType type, string member, string text) => new()
    {
        Type = type,
        Id = string.Create(CultureInfo.InvariantCulture, $"m{++_ids}"),
        Conversation = new ConversationKey("test", "g1"),
        IsGroup = IsGroup,
        From = new Account(member, member),
        Recipient = Us,
        Text = text,
        At = Now,
        Mentions = text.Contains("@小助", StringComparison.Ordinal) ? [new Mention(Us, "@小助")] : [],
        Locale = "zh-CN",
        Route = new Route("test", "", Us),
    };

    public Outcome Decide(params Activity[] activities)
    {
        var input = new TurnInput
        {
            Activities = [.. activities],
            State = State,
            Member = Profile.Empty,
            Catalog = Catalog,
            Now = Now,
            Capabilities = new ChannelCapabilities(4000, true, true, true, true),
            Speak = Settings,
            Gate = Gate,
        };
        var outcome = Turn.Decide(input);
        // The same again, and kept and read back as a store does it.
        Assert.Equal(StateJson.Write(outcome.State), StateJson.Write(Turn.Decide(input).State));
        State = StateJson.Read<ConversationState>(StateJson.Write(outcome.State));
        Record.AddRange(outcome.Interactions);
        Heard.AddRange(outcome.Outbox.Select(row => row.Message));
        return outcome;
    }
}
