using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Activities;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Dash;

/// <summary>The dashboards over HTTP, after conversations that really took place: right figures, and links that show exactly the facts behind them.</summary>
public sealed class DashTests(DashTests.Shop shop) : IClassFixture<DashTests.Shop>
{
    private const string Span = "from=2026-11-16&to=2026-11-22";

    [Theory]
    [InlineData("today")]
    [InlineData("pushes")]
    [InlineData("answers")]
    [InlineData("content")]
    [InlineData("groups")]
    public async Task Counts_EachLeadToExactlyTheFactsBehindThem(string name)
    {
        var looked = 0;
        foreach (var filter in (string[])["", "&channel=test", "&channel=other", "&group=g1"])
        {
            var dash = await GetAsync(name, Span + filter);
            var counts = Array(dash, "figures").Where(one => Text(one, "unit") == "count" && Text(one, "id") is not ("spoke" or "netMembers" or "reactionsgood" or "reactionsbad"))
                .Concat(Array(dash, "series").Where(one => Text(one, "unit") == "count" && Text(one, "id") is not ("speakers" or "net")).SelectMany(one => Array(one, "points")))
                .Concat(Array(dash, "tables").SelectMany(table => Array(table, "rows").SelectMany(row => row.EnumerateArray().Zip(Array(table, "columns").Select(column => Text(column, "id")))
                    .Where(cell => cell.Second is not ("speakers" or "net") && Text(cell.First, "unit") == "count").Select(cell => cell.First))));
            foreach (var one in counts)
            {
                if (Text(one, "list") is { } list && list.StartsWith("/people/record", StringComparison.Ordinal))
                {
                    looked++;
                    Assert.Equal((list, one.GetProperty("value").GetDouble()), (list, (double)await shop.FactsAsync(list)));
                }
            }
        }

        Assert.True(name == "pushes" ? looked > 2 : looked > 10, $"{looked} links");
    }

    [Fact]
    public async Task Today_TellsWhatHappened()
    {
        var dash = await GetAsync("today", Span);
        var figures = Array(dash, "figures").ToDictionary(one => Text(one, "id")!, one => one);

        // ann in g1, bob in g1 and alone, cat on another channel; a bot is nobody.
        Assert.Equal(4, Value(figures["spoke"]));
        Assert.Equal(2, Value(figures["pushesSent"]));
        Assert.Equal(1, Value(figures["optOuts"]));
        Assert.Equal(1, Value(figures["netMembers"]));
        Assert.Equal(3, figures["netMembers"].GetProperty("n").GetDouble());
        Assert.True(Value(figures["unanswered"]) >= 1);
        Assert.InRange(Value(figures["answerRate"])!.Value, 0.4, 0.95);
        Assert.Equal(10, Value(figures["replyP95"]));
        Assert.All(figures.Values, one => Assert.True(one.GetProperty("definition").GetProperty("zh").GetString()!.Length > 5 && one.GetProperty("definition").GetProperty("en").GetString()!.Length > 5));

        var hours = Array(dash, "series").First(one => Text(one, "id") == "messages");
        Assert.Equal(24, hours.GetProperty("points").GetArrayLength());
        Assert.Equal(["18"], Array(hours, "marks").Select(mark => Text(mark, "at")));
    }

    [Fact]
    public async Task Figures_OfTheTimeBefore_AreTheSameFiguresThen()
    {
        var now = (await GetAsync("today", "from=2026-11-22&to=2026-11-22")).GetProperty("figures");
        var next = (await GetAsync("today", "from=2026-11-23&to=2026-11-23")).GetProperty("figures");

        foreach (var (one, later) in now.EnumerateArray().Zip(next.EnumerateArray()).Where(pair => Text(pair.First, "id") != "pushesHeld"))
        {
            Assert.Equal((Text(one, "id"), Value(one)), (Text(later, "id"), later.TryGetProperty("before", out var before) ? before.GetDouble() : null));
        }
    }

    [Fact]
    public async Task Unknown_IsNullAndNeverZero()
    {
        var dash = await GetAsync("pushes", Span);

        foreach (var id in (string[])["readRate", "clickRate", "conversion"])
        {
            var one = Array(dash, "figures").Single(figure => Text(figure, "id") == id);
            Assert.Null(Value(one));
            Assert.True(one.GetProperty("definition").GetProperty("zh").GetString()!.Length > 5);
        }
    }

    [Fact]
    public async Task Content_ShowsWhereADialogEndedAndWhatWasNeverSaid()
    {
        var dash = await GetAsync("content", Span);
        var funnel = Array(dash, "tables").Single(table => Text(table, "id") == "funnel/shopping");
        var steps = Array(funnel, "rows").Select(row => row.EnumerateArray().ToArray()).ToArray();

        Assert.Equal("started", Text(steps[0][0], "value"));
        Assert.Equal(1, Value(steps[0][1]));
        Assert.Contains(steps, row => Text(row[0], "word") is null && Value(row[1]) == 1);
        Assert.Equal(0, Value(steps[^1][1]));
        Assert.Contains(steps.SkipLast(1), row => row[3].GetProperty("value") is { ValueKind: JsonValueKind.Number } left && left.GetDouble() == 1);
        Assert.NotEmpty(Array(Array(dash, "tables").Single(table => Text(table, "id") == "never"), "rows"));
        Assert.Contains(Array(Array(dash, "tables").Single(table => Text(table, "id") == "ends"), "rows"), row => Text(row[1], "value") == "cancelled");
    }

    [Fact]
    public async Task Groups_NameEachAndWarnOfTooMuchOfUs()
    {
        var groups = await TableAsync("groups", "groups");
        var row = Array(groups, "rows").Select(one => one.EnumerateArray().ToArray()).Single(one => Text(one[0], "value") == "g1");
        var columns = Array(groups, "columns").Select(column => Text(column, "id")!).ToArray();

        Assert.Equal(2, Value(row[System.Array.IndexOf(columns, "speakers")]));
        Assert.True(row[System.Array.IndexOf(columns, "botShare")].GetProperty("warn").GetBoolean());
        Assert.Equal("2026-11-22", Text(row[System.Array.IndexOf(columns, "lastPush")], "value"));
        Assert.Equal(1, Value(row[System.Array.IndexOf(columns, "leftAfterPush")]));
        Assert.True(groups.GetProperty("few")[0].GetBoolean());
    }

    [Fact]
    public async Task Groups_NewMembers_AreThoseWhoStayedAndSpoke()
    {
        var rows = Array(await TableAsync("groups", "newMembers"), "rows").Select(row => row.EnumerateArray().ToArray()).ToArray();

        // This week's are not long enough here; of fay and gus one spoke, and one left after eight days.
        Assert.Equal(["2026-11-16", "2026-10-12"], rows.Select(row => Text(row[0], "value")));
        Assert.Equal((2, "notYet"), (Value(rows[0][1]), Text(rows[0][2], "value")));
        Assert.Equal([2, 0.5, 1, 0.5, 0.5], rows[1].Skip(1).Select(cell => Value(cell)));
    }

    [Fact]
    public async Task Groups_Field_HasEachGroupThatIsKnown()
    {
        var field = (await GetAsync("groups", Span)).GetProperty("field");
        var dot = Assert.Single(Array(field, "dots"));

        Assert.Equal(("g1", true), (Text(dot, "name"), dot.GetProperty("few").GetBoolean()));
        Assert.InRange(dot.GetProperty("y").GetDouble(), 0.01, 0.99);
        Assert.Equal(dot.GetProperty("x").GetDouble(), field.GetProperty("middleX").GetDouble());
    }

    [Fact]
    public async Task Groups_Conversion_SaysWhatNoPlatformTells()
    {
        var rows = Array(await TableAsync("groups", "conversion"), "rows").Select(row => row.EnumerateArray().ToArray()).ToArray();

        Assert.Equal([("other", "direct"), ("test", "inGroups"), ("test", "direct")], rows.Select(row => (Text(row[0], "value"), Text(row[1], "value"))));
        Assert.All(rows, row => Assert.All(row[5..], cell => Assert.Null(Value(cell))));
    }

    [Fact]
    public async Task Content_TellsWhoWroteAgainAndHowDialogsGo()
    {
        var replies = Array(await TableAsync("content", "replies"), "rows").Select(row => row.EnumerateArray().ToArray()).ToArray();
        var dialog = Assert.Single(Array(await TableAsync("content", "dialogs"), "rows")).EnumerateArray().ToArray();

        // bob, twice in the group and twice alone; what nobody wrote again after is there with 0.
        Assert.Equal(3, replies.Sum(row => Value(row[3])));
        Assert.Contains(replies, row => Value(row[3]) == 0);
        Assert.Equal((1, 1), (Value(dialog[1]), Value(dialog[6])));
        Assert.InRange(Value(dialog[2])!.Value, 1, 3);
    }

    [Fact]
    public async Task Csv_HasEveryFigureAndCell()
    {
        var answer = await shop.Viewer.GetAsync($"/api/v1/dash/answers?{Span}&format=csv");
        var lines = answer.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("text/csv", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("part,row,column,value,unit,before,n", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("figures,answerRate,value,0.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("sources,knowledge,count,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("from=2026-11-22&to=2026-11-21", "span_wrong")]
    [InlineData("from=2026-01-01&to=2026-11-21", "span_wrong")]
    [InlineData("from=yesterday", "day_wrong")]
    public async Task Dash_WrongDays_AreRefusedInWords(string query, string code)
    {
        var answer = await shop.Viewer.GetAsync("/api/v1/dash/today?" + query);

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("counted=~nothing", 0)]
    [InlineData("kind=Left", 2)]
    [InlineData("kind=left&counted=~left", 2)]
    [InlineData("channel=other&kind=Said", 1)]
    public async Task Interactions_Filtered_AreThoseThatFit(string query, int count) =>
        Assert.Equal(count, (await shop.Viewer.GetAsync("/api/v1/interactions?" + query)).Json.GetProperty("items").GetArrayLength());

    [Theory]
    [InlineData("counted=~said/")]
    [InlineData("counted=~replied/&counted=~left&channel=test")]
    [InlineData("counted=~said/&conversation=g1&channel=test&from=2026-10-13T00:00:00%2B08:00&to=2026-11-22T23:00:00%2B08:00")]
    [InlineData("from=2026-11-01T00:00:00%2B08:00&to=2026-11-24T00:00:00%2B08:00")]
    [InlineData("from=2026-11-01T00:00:00%2B08:00&kind=said")]
    [InlineData("from=2026-10-01T00:00:00%2B08:00&to=2026-10-31T00:00:00%2B08:00")]
    public async Task Interactions_OfDays_ComeInPagesTheLatestFirst(string query)
    {
        var whole = Ids((await shop.Viewer.GetAsync("/api/v1/interactions?" + query)).Json);
        var (pages, next, days) = (new List<string>(), default(string), new List<string>());
        do
        {
            var page = (await shop.Viewer.GetAsync($"/api/v1/interactions?limit=2&{query}{(next is null ? "" : "&after=" + Uri.EscapeDataString(next))}")).Json;
            pages.AddRange(Ids(page));
            days.AddRange(Array(page, "items").Select(one => Text(one, "at")![..10]));
            next = Text(page, "next");
        }
        while (next is not null);

        Assert.True(whole.Length > 1);
        Assert.Equal(whole, pages);
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
    }

    [Fact]
    public async Task Interactions_Newest_AreTheRecordFromItsEnd()
    {
        var record = Ids((await shop.Viewer.GetAsync("/api/v1/interactions?limit=10000")).Json);
        var page = (await shop.Viewer.GetAsync("/api/v1/interactions?order=newest&limit=5")).Json;
        var rest = (await shop.Viewer.GetAsync($"/api/v1/interactions?order=newest&limit=10000&after={Uri.EscapeDataString(Text(page, "next")!)}")).Json;

        Assert.Equal(record.Reverse(), [.. Ids(page), .. Ids(rest)]);
        Assert.Null(Text(rest, "next"));
    }

    [Fact]
    public async Task Interactions_NoCursorOfOurs_IsRefused() => Assert.Equal(400, (await shop.Viewer.GetAsync("/api/v1/interactions?counted=~said/&after=x_y_z_")).Status);

    [Theory]
    [InlineData("x_y")]
    [InlineData("last_1_")]
    [InlineData("last_1_nonsense")]
    public async Task Interactions_NewestAndNoCursorOfOurs_IsRefused(string after) => Assert.Equal(400, (await shop.Viewer.GetAsync("/api/v1/interactions?order=newest&after=" + after)).Status);

    [Fact]
    public async Task Interactions_UnknownKind_IsRefused() => Assert.Equal(400, (await shop.Viewer.GetAsync("/api/v1/interactions?kind=what")).Status);

    private async Task<JsonElement> TableAsync(string name, string table) => Array(await GetAsync(name, Span), "tables").Single(one => Text(one, "id") == table);

    private async Task<JsonElement> GetAsync(string name, string query)
    {
        var answer = await shop.Viewer.GetAsync($"/api/v1/dash/{name}?{query}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static string[] Ids(JsonElement page) => [.. Array(page, "items").Select(one => Text(one, "id")!)];

    private static JsonElement.ArrayEnumerator Array(JsonElement of, string name) => of.GetProperty(name).EnumerateArray();

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static double? Value(JsonElement of) => of.TryGetProperty("value", out var value) ? value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null : null;

    /// <summary>A service in which a day went by.</summary>
    public sealed class Shop : IAsyncLifetime
    {
        private ConnectorServer _connector = null!;
        private ConsoleService _service = null!;
        private HttpClient _client = null!;
        private int _said;

        public Visitor Viewer { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _connector = await ConnectorServer.StartAsync();
            _service = await ConsoleService.StartAsync();
            _client = new HttpClient { BaseAddress = _service.Address };
            Viewer = await _service.AdminAsync();
            await SayAsync("g1", "ann", "@小助 什么时候发货", group: true);
            await SayAsync("g1", "bob", "大家早上好呀", group: true);
            await SayAsync("g1", "bob", "@小助 你们老板的车牌号是多少", group: true);
            await SayAsync("g1", "bob", "@小助 火星上能不能用信用卡分期", group: true);
            await SayAsync("dm-bob", "bob", "帮我推荐一款面霜");
            await SayAsync("dm-bob", "bob", "不买了");
            await SayAsync("dm-bob", "bob", "退订");
            await SayAsync("dm-cat", "cat", "包邮吗", channel: "other");
            await CommitAsync("push1", Make("push1", InteractionKind.Pushed, "promo", "ann") with { Template = "push.gone@0123abcd#zh-CN" });
            await CommitAsync("push2", Make("push2", InteractionKind.Pushed, "value", "ann"));
            await CommitAsync("in", Make("in", InteractionKind.Joined, null, "dan") with { Id = "in1" }, Make("in", InteractionKind.Joined, null, "eve") with { Id = "in2" });
            await CommitAsync("out", Make("out", InteractionKind.Left, null, "dan"));
            await CommitAsync("like", Make("like", InteractionKind.Reacted, "added:like", "ann"));
            foreach (var (member, day, kind) in ((string, int, InteractionKind)[])[("fay", 12, InteractionKind.Joined), ("gus", 13, InteractionKind.Joined), ("fay", 14, InteractionKind.Said), ("fay", 20, InteractionKind.Left)])
            {
                await CommitAsync($"{member}{day}", Make($"{member}{day}", kind, null, member) with { At = new(2026, 10, day, 12, 0, 0, TimeSpan.Zero) });
            }

            await CommitAsync("bot", Make("bot", InteractionKind.Said, null, "otherbot") with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("bot", "1") });
        }

        /// <summary>How many facts the page of a link shows.</summary>
        public async Task<int> FactsAsync(string list)
        {
            var query = string.Join('&', list[(list.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(part =>
                part.StartsWith("from=", StringComparison.Ordinal) ? $"from={part[5..]}T00:00:00%2B08:00"
                : part.StartsWith("to=", StringComparison.Ordinal) ? $"to={DateOnly.Parse(part[3..], System.Globalization.CultureInfo.InvariantCulture).AddDays(1):yyyy-MM-dd}T00:00:00%2B08:00"
                : part));
            var answer = await Viewer.GetAsync("/api/v1/interactions?limit=10000&" + query);
            Assert.True(answer.Status == 200, answer.Text);
            return answer.Json.GetProperty("items").GetArrayLength();
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await _service.DisposeAsync();
            await _connector.DisposeAsync();
        }

        private async Task SayAsync(string conversation, string from, string text, bool group = false, string channel = "test")
        {
            var message = Wire.Message(_connector.Url, conversation, from, $"m{_said++}", text, group);
            message["channelId"] = channel;
            Assert.InRange(await _client.PostAsync(message), 200, 202);
        }

        private Interaction Make(string id, InteractionKind kind, string? reason, string member) => new()
        {
            Id = id,
            At = _service.Clock.GetUtcNow(),
            Conversation = new("test", "g1"),
            IsGroup = true,
            Member = new("test", member),
            Kind = kind,
            ActivityId = id,
            Reason = reason,
        };

        private async Task CommitAsync(string id, params ImmutableArray<Interaction> facts)
        {
            var ledger = _service.Get<ILedger>();
            var key = new ConversationKey("test", "g1");
            var found = await ledger.LoadAsync(key, facts[0].Member, CancellationToken.None);
            Assert.IsType<CommitResult.Kept>(await ledger.CommitAsync(
                new TurnCommit { Conversation = key, ExpectedVersion = found.Version, State = found.State, Member = facts[0].Member, Answered = [new Answered(id)], Interactions = facts }, CancellationToken.None));
        }
    }
}
