using Bot.Core.Activities;
using Bot.Core.Content;
using Bot.Core.Ports;
using Bot.Core.Templates;
using Bot.Core.Turns;
using Bot.Host.Content;
using Bot.Host.Runtime;

namespace Bot.Host.Console.Studio;

/// <summary>Where a test goes.</summary>
/// <param name="Channel">The platform's id.</param>
/// <param name="Conversation">The conversation's id: one's own direct message, or a test group.</param>
public sealed record TestPlace(string? Channel, string? Conversation);

/// <summary>Says an unsaved text in a real conversation, marked as a test. It goes the way of operators' messages: an answer within a day of the member's words, else a push that the throttle judges.</summary>
public sealed class TestSend(Lanes lanes, LiveCatalog live, IDesk desk, TimeProvider clock)
{
    private const string Mark = "【测试】";

    /// <summary>Says it. Null, with the words and the push's id where it became one, when it is on its way.</summary>
    public async Task<(StudioResult.Refused? Refused, string Text, string? Push)> SendAsync(string path, string text, TestPlace to, string? section, string? sample, Actor by, CancellationToken cancel)
    {
        var variants = Preview.Of(live.Current.Templates, new ContentFile(path, text), sample is null ? [] : [sample]);
        if (variants.FirstOrDefault(one => one.Problem is null && (section is null || one.Section == section)) is not { } variant)
        {
            return (new StudioResult.Refused(422, "没有一段能渲染，请先改好问题。", "No section can be rendered: mend its problems first."), "", null);
        }

        var now = clock.GetUtcNow();
        var activity = new Activity
        {
            Type = ActivityType.Event,
            Id = $"operator:test:{Guid.NewGuid():N}",
            Conversation = new ConversationKey(to.Channel!, to.Conversation!),
            From = new Account(""),
            Name = by.Name,
            Text = $"{Mark}{variant.Text}",
            At = now,
        };
        var (reached, push) = (true, default(string));
        var receipt = await lanes.OperateAsync(
            activity,
            state =>
            {
                var outcome = OperatorTurn.Speak(state, activity, OutboundVerb.Send, null, now);
                reached = !outcome.Interactions.IsEmpty;
                push = OperatorTurn.PushOf(outcome);
                return outcome;
            },
            cancel).ConfigureAwait(false);
        if (receipt is not Receipt.Kept || !reached)
        {
            return (reached ? new StudioResult.Refused(503, "服务暂时忙，请稍后再试。", "Busy: try again in a moment.") : new StudioResult.Refused(404, "没有这个会话，或无法送达。", "There is no such conversation, or no way to reach it."), "", null);
        }

        await desk.CommitAsync([by.Audit(now, "content.test-sent", path, reason: $"{to.Channel}/{to.Conversation}")], CancellationToken.None).ConfigureAwait(false);
        return (null, activity.Text, push);
    }
}
