using System.Text.Json;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Tests.Contracts;
using Bot.Tests.Kit;
using Bot.Tests.Kit.Http;

namespace Bot.Tests.Console.Studio;

/// <summary>The studio over HTTP, with a small content of its own.</summary>
public sealed class StudioApiTests : IDisposable
{
    private const string Hours = StudioNode.Hours;

    private readonly StudioNode _content = new(new MemoryDesk(), new ManualClock());

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task Journey_DraftReviewPublishRollback()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        var editor = await service.PersonAsync(admin, "mei", "editor");

        // A mistake is saved, told with a mend, and cannot be published.
        var broken = StudioNode.HoursText.Replace("user.nick", "user.nik", StringComparison.Ordinal);
        var saved = await editor.SendAsync(HttpMethod.Put, At("draft"), new { text = broken }, ("If-Match", "*"));
        Assert.Equal(200, saved.Status);
        var problem = Assert.Single(saved.Json.GetProperty("problems").EnumerateArray());
        Assert.Equal(("T001", "error", 7, 11), (problem.GetProperty("code").GetString(), problem.GetProperty("severity").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        var edit = problem.GetProperty("mends")[0].GetProperty("edits")[0];
        Assert.Equal(("user.nick", 7, 19), (edit.GetProperty("text").GetString(), edit.GetProperty("from").GetProperty("line").GetInt32(), edit.GetProperty("to").GetProperty("column").GetInt32()));
        Assert.Equal((403, "not_permitted"), (await editor.SendAsync(HttpMethod.Post, At("publish"), new { reason = "" }, ("If-Match", "*"))) is var no ? (no.Status, no.Code) : default);
        var refused = await admin.SendAsync(HttpMethod.Post, At("publish"), new { reason = "" }, ("If-Match", "*"));
        Assert.Equal((422, "content_broken", "T001"), (refused.Status, refused.Code, refused.Json.GetProperty("problems")[0].GetProperty("code").GetString()));

        // Mended, with the tag of the first save; a second writer with the same tag is told what stands there.
        var etag = saved.Headers["ETag"];
        Assert.Equal(etag, saved.Json.GetProperty("etag").GetString());
        var ten = StudioNode.HoursText.Replace("九点", "十点", StringComparison.Ordinal);
        saved = await editor.SendAsync(HttpMethod.Put, At("draft"), new { text = ten }, ("If-Match", etag));
        Assert.Empty(saved.Json.GetProperty("problems").EnumerateArray());
        var stale = await admin.SendAsync(HttpMethod.Put, At("draft"), new { text = "x" }, ("If-Match", etag));
        Assert.Equal((412, ten, "mei", 1), (stale.Status, stale.Json.GetProperty("current").GetProperty("text").GetString(), stale.Json.GetProperty("current").GetProperty("by").GetString(), stale.Json.GetProperty("base").GetProperty("version").GetInt32()));
        Assert.Equal(428, (await editor.SendAsync(HttpMethod.Put, At("draft"), new { text = ten })).Status);

        // Review, list, file.
        Assert.Equal("review", (await editor.SendAsync(HttpMethod.Post, At("submit"), new { note = "请看" })).Json.GetProperty("state").GetString());
        var list = (await editor.GetAsync("/api/v1/content?state=review")).Json;
        Assert.Equal((1, Hours, "faq.hours", "营业时间"), (list.GetProperty("total").GetInt32(), list.GetProperty("items")[0].GetProperty("path").GetString(), list.GetProperty("items")[0].GetProperty("key").GetString(), list.GetProperty("items")[0].GetProperty("title").GetString()));
        Assert.Equal(["mei的显示名"], (await editor.SendAsync(HttpMethod.Post, At("presence"), new { })).Json.GetProperty("editing").EnumerateArray().Select(name => name.GetString()));
        var file = (await admin.GetAsync(At("file"))).Json;
        Assert.Equal(("review", 1, "file", "mei的显示名"), (file.GetProperty("draft").GetProperty("state").GetString(), file.GetProperty("published").GetProperty("version").GetInt32(), file.GetProperty("published").GetProperty("origin").GetString(), file.GetProperty("editing")[0].GetString()));

        // In force, and back again.
        var published = await admin.SendAsync(HttpMethod.Post, At("publish"), new { reason = "改时间" }, ("If-Match", file.GetProperty("draft").GetProperty("etag").GetString()!));
        Assert.Equal((200, 2), (published.Status, published.Json.GetProperty("version").GetInt32()));
        file = (await admin.GetAsync(At("file"))).Json;
        Assert.Equal((System.Text.Json.JsonValueKind.Null, ten, "console", "boss"), (file.GetProperty("draft").ValueKind, file.GetProperty("published").GetProperty("text").GetString(), file.GetProperty("published").GetProperty("origin").GetString(), file.GetProperty("published").GetProperty("by").GetString()));
        Assert.Equal(3, (await admin.SendAsync(HttpMethod.Post, At("rollback"), new { version = 1, reason = "写错了" })).Json.GetProperty("version").GetInt32());
        var history = (await editor.GetAsync(At("history"))).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("origin").GetString());
        Assert.Equal(["rollback", "console", "file"], history);
        Assert.Equal(ten, (await editor.GetAsync(At("version") + "&version=2")).Json.GetProperty("text").GetString());
        Assert.Contains("content.rolled-back", (await admin.GetAsync("/api/v1/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_LintPreviewVariablesUses()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();

        const string Text = "---\nname: 营业时间\nasks: [几点开门]\nlimits: { group: 6 }\n---\n== zh-CN\n{{default user.nick \"你\"}}好，九点开门。\n== zh-CN channel=group\n{{#if in_group}}群{{/if}}里也是九点到九点\n== zh-CN channel=dm persona=shopping\n{{persona.name}} {{user.nik}}\n";
        var lint = (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/lint", new { path = Hours, text = Text })).Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()).ToList();
        Assert.Contains("T001", lint);

        var variants = (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/preview", new { path = Hours, text = Text })).Json.GetProperty("variants").EnumerateArray().ToList();
        var group = variants.First(variant => variant.GetProperty("channel").GetString() == "group");
        Assert.Equal(("群里也是九点到九点", 9, 6, true), (group.GetProperty("parts")[0].GetProperty("text").GetString(), group.GetProperty("count").GetInt32(), group.GetProperty("limit").GetInt32(), group.GetProperty("over").GetBoolean()));
        var bad = Assert.Single(variants, variant => variant.GetProperty("persona").GetString() == "shopping");
        Assert.Equal(("T001", 11), (bad.GetProperty("problem").GetProperty("code").GetString(), bad.GetProperty("problem").GetProperty("line").GetInt32()));
        Assert.Equal(["缺可空项", "普通", "最长昵称"], variants.Where(variant => variant.GetProperty("channel").GetString() is "all" or "dm" && variant.GetProperty("persona").ValueKind == System.Text.Json.JsonValueKind.Null).Select(variant => variant.GetProperty("sample").GetString()).Order(StringComparer.Ordinal).ToArray().OrderBy(name => name == "普通" ? 1 : name == "缺可空项" ? 0 : 2));

        var variables = (await admin.GetAsync(At("variables"))).Json.GetProperty("items").EnumerateArray().ToList();
        var nick = Assert.Single(variables, variable => variable.GetProperty("name").GetString() == "user.nick");
        Assert.Equal(("昵称", "text", true), (nick.GetProperty("zh").GetString(), nick.GetProperty("type").GetString(), nick.GetProperty("nullable").GetBoolean()));

        var uses = (await admin.GetAsync("/api/v1/content/uses?path=templates/system/greeting.tmpl")).Json.GetProperty("items").EnumerateArray().Select(use => use.GetProperty("kind").GetString());
        Assert.Equal(["system", "persona"], uses);
        Assert.Equal(400, (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/preview", new { path = "dialogs/a.yaml", text = "" })).Status);
        Assert.Equal((400, "path_wrong"), (await admin.GetAsync("/api/v1/content/file?path=templates/..%2F..%2Fetc.yaml")) is var wrong ? (wrong.Status, wrong.Code) : default);
    }

    [Fact]
    public async Task Simulate_TalksWithDrafts_AndItsTestRuns()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        var draft = new { path = Hours, text = StudioNode.HoursText.Replace("九点", "十点", StringComparison.Ordinal) };

        var talk = (await admin.SendAsync(HttpMethod.Post, "/api/v1/simulate", new { files = new[] { draft }, kind = "direct", script = new object[] { new { who = "小鹿", text = "几点开门" }, new { wait = "31m" } } })).Json;
        Assert.Equal("小鹿好，早上十点开门。", talk.GetProperty("turns")[0].GetProperty("replies")[0].GetProperty("text").GetString());
        var chat = talk.GetProperty("chat").GetString()!;
        Assert.Equal("channel: dm\n---\n小鹿: 几点开门\nbot: #faq.hours\n(31m)\n", chat);

        var good = (await admin.SendAsync(HttpMethod.Post, "/api/v1/tests/run", new { files = new[] { new { path = "dialogs/tests/hours.chat", text = chat } } })).Json;
        Assert.Equal((1, 1), (good.GetProperty("total").GetInt32(), good.GetProperty("passed").GetInt32()));
        var bad = (await admin.SendAsync(HttpMethod.Post, "/api/v1/tests/run", new { files = new[] { new { path = "dialogs/tests/hours.chat", text = chat.Replace("#faq.hours", "#faq.other", StringComparison.Ordinal) } } })).Json;
        Assert.Equal(4, bad.GetProperty("failed")[0].GetProperty("line").GetInt32());

        foreach (var script in (object[])[Array.Empty<object>(), new object[] { new { who = "a:b", text = "x" } }, new object[] { new { wait = "9y" } }])
        {
            Assert.Equal("script_wrong", (await admin.SendAsync(HttpMethod.Post, "/api/v1/simulate", new { script })).Code);
        }
    }

    [Fact]
    public async Task Export_WritesFiles_AndNothingIsNewAfterIt()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        const string Path = "templates/faq/new.tmpl";
        const string Text = "---\nasks: [能开发票吗]\n---\n== zh-CN\n能开。\n";
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/create", new { path = Path, text = Text })).Status);
        Assert.Equal(409, (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/create", new { path = Path, text = Text })).Status);
        Assert.Equal(1, (await admin.SendAsync(HttpMethod.Post, $"/api/v1/content/publish?path={Path}", new { }, ("If-Match", "*"))).Json.GetProperty("version").GetInt32());

        Assert.Equal([Path], (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/export", new { })).Json.GetProperty("written").EnumerateArray().Select(path => path.GetString()));

        Assert.Equal(Text, File.ReadAllText(System.IO.Path.Combine(_content.Root, Path)));
        Assert.Empty((await admin.SendAsync(HttpMethod.Post, "/api/v1/content/export", new { })).Json.GetProperty("written").EnumerateArray());
        Assert.Single((await admin.GetAsync($"/api/v1/content/history?path={Path}")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Hits_ThirtyDays_FromWhatIsOnRecord()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        var now = service.Clock.GetUtcNow();
        var facts = Enumerable.Range(0, 4).Select(i => Make.Fact(Make.Group, Make.Alice, "九点", i, now.AddDays(i switch { 2 => -3, 3 => -40, _ => 0 })) with { Kind = InteractionKind.Replied, Template = $"faq.hours@0123abcd#{(i == 0 ? "a" : "b")}" });
        Assert.IsType<CommitResult.Kept>(await service.Get<ILedger>().CommitAsync(Make.Turn(Make.Group, 0, "a1") with { Interactions = [.. facts] }, TestContext.Current.CancellationToken));

        var hits = (await admin.GetAsync(At("hits"))).Json;

        Assert.Equal((30, 3, 1, 2), (hits.GetProperty("items").GetArrayLength(), hits.GetProperty("total").GetInt32(), hits.GetProperty("groups").GetInt32(), hits.GetProperty("items")[29].GetProperty("count").GetInt32()));
        Assert.Equal("b", hits.GetProperty("sections")[0].GetProperty("section").GetString());
        Assert.Equal(3, (await admin.GetAsync("/api/v1/content?folder=templates/faq/&q=hours")).Json.GetProperty("items")[0].GetProperty("hits30").GetInt32());
        Assert.Equal(1, (await admin.GetAsync(At("uses"))).Json.GetProperty("blast").GetProperty("groups").GetInt32());
    }

    [Fact]
    public async Task Recorded_Talk_IsKeptAsATestAndRunWithAllOthers()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        const string Path = "dialogs/tests/hours-1.chat";
        const string Chat = "channel: dm\n---\n小鹿: 几点开门\nbot: #faq.hours\n";

        var broken = await admin.SendAsync(HttpMethod.Post, "/api/v1/content/create", new { path = Path, text = "channel: dm\n---\n几点开门\n" });
        Assert.Equal((200, "C040", 3), (broken.Status, broken.Json.GetProperty("problems")[0].GetProperty("code").GetString(), broken.Json.GetProperty("problems")[0].GetProperty("line").GetInt32()));
        Assert.Equal((422, "content_broken"), (await admin.SendAsync(HttpMethod.Post, $"/api/v1/content/publish?path={Path}", new { reason = "录" }, ("If-Match", "*"))) is var no ? (no.Status, no.Code) : default);
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Put, $"/api/v1/content/draft?path={Path}", new { text = Chat }, ("If-Match", broken.Json.GetProperty("etag").GetString()!))).Status);
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Post, $"/api/v1/content/publish?path={Path}", new { reason = "录" }, ("If-Match", "*"))).Status);

        Assert.Equal("test", (await admin.GetAsync("/api/v1/content?folder=dialogs/tests/")).Json.GetProperty("items")[0].GetProperty("kind").GetString());
        var renamed = new { path = Hours, text = StudioNode.HoursText.Replace("几点开门", "怎么付款", StringComparison.Ordinal) };
        var run = (await admin.SendAsync(HttpMethod.Post, "/api/v1/tests/run", new { files = new[] { renamed } })).Json;
        Assert.Equal((1, 0, Path), (run.GetProperty("total").GetInt32(), run.GetProperty("passed").GetInt32(), run.GetProperty("failed")[0].GetProperty("file").GetString()));
        Assert.Equal(1, (await admin.SendAsync(HttpMethod.Post, "/api/v1/tests/run", new { })).Json.GetProperty("passed").GetInt32());

        // Written to files, the command line finds it.
        await admin.SendAsync(HttpMethod.Post, "/api/v1/content/export", new { });
        var output = new StringWriter();
        Assert.Equal(0, Bot.Host.Tools.Transcripts.TranscriptCommand.Run(["--lang", "en"], _content.Root, output));
        Assert.StartsWith("1 transcripts: 1 passed", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WhatNobodyNeeds_IsOneMoreVersionThatCanBePutBack()
    {
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        var editor = await service.PersonAsync(admin, "mei", "editor");
        Task<Answer> DeleteAsync(Visitor who, string path, int version = 1, string reason = "不卖了") => who.SendAsync(HttpMethod.Post, $"/api/v1/content/delete?path={path}", new { version, reason });

        var used = await DeleteAsync(admin, "templates/system/greeting.tmpl");
        Assert.Equal((409, "in_use"), (used.Status, used.Code));
        Assert.Equal(["system", "persona"], used.Json.GetProperty("items").EnumerateArray().Select(use => use.GetProperty("kind").GetString()));
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Put, "/api/v1/campaigns", new { id = "c1", name = "开门提醒", template = "faq.hours" })).Status);
        var pushed = await DeleteAsync(admin, Hours);
        Assert.Equal("开门提醒", pushed.Json.GetProperty("items")[0].GetProperty("label").GetString());
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Post, "/api/v1/campaigns/c1/kill", new { })).Status);
        Assert.Equal(403, (await DeleteAsync(editor, Hours)).Status);
        Assert.Equal(412, (await DeleteAsync(admin, Hours, version: 2)).Status);
        Assert.Equal(400, (await DeleteAsync(admin, Hours, reason: " ")).Status);
        Assert.Equal(404, (await DeleteAsync(admin, "templates/faq/none.tmpl")).Status);

        Assert.Equal(200, (await editor.SendAsync(HttpMethod.Put, At("draft"), new { text = "草稿" }, ("If-Match", "*"))).Status);
        Assert.Equal((200, 2), (await DeleteAsync(admin, Hours)) is var gone ? (gone.Status, gone.Json.GetProperty("version").GetInt32()) : default);
        Assert.Equal(404, (await admin.GetAsync(At("file"))).Status);
        Assert.Null(service.Get<Bot.Host.Content.LiveCatalog>().Current.Templates.Find("faq.hours"));
        Assert.True(File.Exists(System.IO.Path.Combine(_content.Root, Hours)));
        var deleted = Assert.Single((await editor.GetAsync("/api/v1/content?state=deleted")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((Hours, 2, "deleted"), (deleted.GetProperty("path").GetString(), deleted.GetProperty("version").GetInt32(), deleted.GetProperty("state").GetString()));
        Assert.Equal([(2, true), (1, false)], (await editor.GetAsync(At("history"))).Json.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("version").GetInt32(), item.GetProperty("gone").GetBoolean())));

        // Files follow; and back it comes.
        Assert.Equal([Hours], (await admin.SendAsync(HttpMethod.Post, "/api/v1/content/export", new { })).Json.GetProperty("written").EnumerateArray().Select(path => path.GetString()));
        Assert.False(File.Exists(System.IO.Path.Combine(_content.Root, Hours)));
        Assert.Equal(3, (await admin.SendAsync(HttpMethod.Post, At("rollback"), new { version = 1, reason = "还卖" })).Json.GetProperty("version").GetInt32());
        Assert.NotNull(service.Get<Bot.Host.Content.LiveCatalog>().Current.Templates.Find("faq.hours"));
        Assert.Equal(["content.rolled-back", "content.exported", "content.deleted", "content.drafted"], (await admin.GetAsync("/api/v1/audit?what=content.")).Json.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("what").GetString()));
    }

    [Fact]
    public async Task Ab_TwoWordings_AreComparedOnlyWhenThereIsEnough()
    {
        const string Two = "---\nname: 营业时间\nasks: [几点开门]\npick: stick\nlocales: [zh-CN]\n---\n== zh-CN id=a\n早上九点。\n== zh-CN id=b weight=3\n九点见～\n== zh-CN channel=group id=short\n九点\n";
        _content.Write(Hours, Two);
        await using var service = await ConsoleService.StartAsync(_content.Root);
        var admin = await service.AdminAsync();
        var version = service.Get<Bot.Host.Content.LiveCatalog>().Current.Templates.All.Single(template => template.File == Hours).Version;
        var at = service.Clock.GetUtcNow().AddDays(-5);
        var facts = new List<Interaction>();
        for (var i = 0; i < 240; i++)
        {
            var fact = Make.Fact(Make.Group, new Bot.Core.Activities.MemberKey("msteams", $"m{i}"), "九点", 2 * i, at.AddMinutes(i)) with { Kind = InteractionKind.Replied, Template = $"faq.hours@{version}#{(i % 2 == 0 ? "a" : "b")}" };
            facts.Add(fact);
            if (i % 2 == 0 ? i < 160 : i < 60)
            {
                facts.Add(fact with { Id = fact.Id + "r", Kind = InteractionKind.Said, Template = null, At = fact.At.AddHours(5) });
            }
        }

        Assert.IsType<CommitResult.Kept>(await service.Get<ILedger>().CommitAsync(Make.Turn(Make.Group, 0, "a1") with { Interactions = [.. facts] }, TestContext.Current.CancellationToken));

        var found = await admin.GetAsync(At("ab"));
        Assert.True(found.Status == 200, found.Text);
        Assert.Equal((30, false, 100), (found.Json.GetProperty("days").GetInt32(), found.Json.GetProperty("cut").GetBoolean(), found.Json.GetProperty("enough").GetInt32()));
        var group = Assert.Single(found.Json.GetProperty("groups").EnumerateArray());
        Assert.Equal(["a 120 of 120, 80 replied", "b 120 of 120, 30 replied"], group.GetProperty("wordings").EnumerateArray().Select(one => $"{one.GetProperty("section").GetString()} {one.GetProperty("said")} of {one.GetProperty("people")}, {one.GetProperty("replied").GetProperty("count")} replied"));
        Assert.Equal(["replied a", "optedOut "], group.GetProperty("pairs").EnumerateArray().Select(one => $"{one.GetProperty("what").GetString()} {one.GetProperty("better").GetString()}"));
        Assert.Equal(0.4167, Math.Round(group.GetProperty("pairs")[0].GetProperty("difference").GetDouble(), 4));

        Assert.Equal(JsonValueKind.Null, (await admin.GetAsync(At("ab") + "&days=4")).Json.GetProperty("groups")[0].GetProperty("pairs")[0].GetProperty("better").ValueKind);
        Assert.Equal(400, (await admin.GetAsync(At("ab") + "&days=91")).Status);
        Assert.Equal(404, (await admin.GetAsync("/api/v1/content/ab?path=templates/faq/none.tmpl")).Status);
        Assert.Empty((await admin.GetAsync("/api/v1/content/ab?path=templates/system/greeting.tmpl")).Json.GetProperty("groups").EnumerateArray());
        var cut = await service.Get<Bot.Host.Console.Studio.WordingTrials>().OfAsync(service.Get<Bot.Host.Content.LiveCatalog>().Current.Templates.All.Single(template => template.File == Hours), 30, TestContext.Current.CancellationToken, most: 200);
        Assert.True(cut.Cut);
        Assert.InRange(cut.From, at.AddMinutes(1), at.AddHours(9));
        Assert.InRange(cut.Groups[0].Wordings.Sum(one => one.People), 1, 239);
    }

    private static string At(string what) => $"/api/v1/content/{what}?path={Hours}";
}
