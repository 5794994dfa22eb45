using System.Diagnostics;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Turns;
using Activity = Bot.Core.Activities.Activity;

namespace Bot.Bench;

/// <summary>What deciding costs, by the content of a folder: one thread, no store, no wire.</summary>
internal static class TurnBench
{
    private const int Rounds = 20_000;
    private static readonly string[] Said = ["什么时候发货", "你好", "这个面霜敏感肌能用吗", "有没有优惠", "今天天气不错", "how long does shipping take", "可以退货吗，我买错了", "双11有活动吗"];

    public static void Run(string root, TextWriter output)
    {
        var catalog = CatalogBuilder.Build(StudioBench.Read(root));
        foreach (var text in Said)
        {
            Measure(catalog, text, output, print: false);
        }

        foreach (var text in Said)
        {
            Measure(catalog, text, output, print: true);
        }
    }

    private static void Measure(CatalogSnapshot catalog, string text, TextWriter output, bool print)
    {
        var (state, member) = (ConversationState.New, Profile.Empty);
        var now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        var (bytes, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var i = 0; i < Rounds; i++)
        {
            var outcome = Turn.Decide(new TurnInput
            {
                Activities = [Message(text, i, now)],
                State = state,
                Member = member,
                Catalog = catalog,
                Now = now,
                Capabilities = new ChannelCapabilities(4000, true, true, true, true),
            });
            (state, member, now) = (outcome.State, outcome.ProfileChanges.Aggregate(member, (old, change) => old.With(change)), now.AddSeconds(1));
        }

        var (took, made) = (Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - bytes);
        if (print)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalMicroseconds / Rounds,7:F1} us  {made / 1024.0 / Rounds,6:F1} KB  {text}"));
        }
    }

    private static Activity Message(string text, int i, DateTimeOffset now) => new()
    {
        Id = $"m{i}",
        Type = ActivityType.Message,
        Conversation = new ConversationKey("test", "c1"),
        From = new Account("u1", "小鹿"),
        Recipient = new Account("bot", "小助"),
        Text = text,
        Locale = "zh-CN",
        At = now,
        Route = new Route("botframework", "https://example.org/", new Account("bot", "小助")),
    };
}
