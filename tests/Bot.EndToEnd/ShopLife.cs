namespace Bot.EndToEnd;

/// <summary>A week in the life of the sample shop, lived through the service's own doors: what the pictures show.</summary>
internal static class ShopLife
{
    private const string Vip = "g-vip";
    private const string Fans = "g-fans";

    private static readonly (string Id, string Name)[] People =
        [("lu", "小鹿"), ("wang", "老王"), ("qing", "阿青"), ("xi", "小溪"), ("an", "安安"), ("mu", "木木"), ("yuan", "圆圆"), ("leo", "Leo"), ("chen", "陈姐"), ("tao", "桃子")];

    private static readonly string[] Asked =
        ["什么时候发货", "满多少包邮", "敏感肌能用吗", "你们店在哪", "可以退货吗", "优惠券怎么用不了", "会员日是哪天", "能开发票吗", "面霜一罐够用几个月", "包装结实吗", "空瓶回收吗", "换季脸干怎么办", "油皮用哪款", "快递几天能到"];

    private static readonly string[] Unanswered = ["喜马拉雅山有多高", "明天股市会涨吗", "你们老板会弹钢琴吗", "喜马拉雅山有多高呀"];

    /// <summary>Lives it; the stage's clock goes on by six days.</summary>
    public static async Task LiveAsync(ConsoleStage stage)
    {
        await using var direct = new Crowd();
        await using var vip = new Crowd();
        await using var fans = new Crowd();
        foreach (var (id, name) in People)
        {
            await direct.JoinAsync(stage, id, name, null);
            await vip.JoinAsync(stage, id, name, Vip);
        }

        foreach (var (id, name) in People.Take(5))
        {
            await fans.JoinAsync(stage, id, name, Fans);
        }

        for (var day = 0; day < 6; day++)
        {
            for (var i = 0; i < 12; i++)
            {
                var (who, what) = (People[((day * 5) + i) % People.Length].Id, Asked[((day * 7) + (i * 3)) % Asked.Length]);
                await (i % 3 == 0 ? direct : vip)[who].SayAsync(i % 3 == 0 ? what : $"@小助 {what}");
                stage.Clock.Skip(TimeSpan.FromMinutes(25));
                if (day == 3 && i == 2)
                {
                    // The plan's hour has come: time stands still until all have it.
                    foreach (var (id, _) in People.Take(8))
                    {
                        await direct[id].HearAsync("换季");
                    }
                }
            }

            await vip[People[day].Id].SayAsync("周末有人一起爬山吗");
            await vip[People[day + 1].Id].SayAsync($"{Asked[day]}呀");
            await fans[People[(day + 1) % 5].Id].SayAsync($"有人知道{Asked[day + 2]}");
            await fans[People[day % 5].Id].SayAsync($"@小助 {Asked[day]}");
            await direct[People[(day + 3) % People.Length].Id].SayAsync(Unanswered[day % Unanswered.Length]);
            await using (var mei = await stage.EnterAsync(fresh: true))
            {
                await DayAsync(mei, day);
            }

            if (day == 2)
            {
                await using var lan = await stage.EnterAsync(ConsoleStage.Approver, fresh: true);
                await lan.CallAsync("POST", "/campaigns/season/approve", new { note = "可以" });
            }

            stage.Clock.Skip(TimeSpan.FromHours(19));
        }

        await direct["tao"].SayAsync("推荐一下");
        await direct["tao"].SayAsync("面霜");
        await direct["tao"].SayAsync("我是干皮");
        await direct["tao"].SayAsync("200以内");
        await direct["chen"].SayAsync("退订");
        await direct["leo"].SayAsync("when will it ship");
        await direct["xi"].SayAsync("面霜收到的时候盖子裂了");
        await direct["xi"].SayAsync("转人工");
        await direct["an"].SayAsync("我要投诉，等了五天还没发货");
        await direct["an"].SayAsync("转人工");
        stage.Clock.Skip(TimeSpan.FromMinutes(4));
        await direct["xi"].SayAsync("有人吗");
        await using (var lei = await stage.EnterAsync(ConsoleStage.Editor, fresh: true))
        {
            await lei.CallAsync("POST", "/inbox/take", new { channel = "directline", id = "dm-an" });
            await lei.CallAsync("POST", "/inbox/say", new { channel = "directline", id = "dm-an", text = "您好，我是小雷，这就帮您查。", requestId = "1" });
        }

        await using var last = await stage.EnterAsync(fresh: true);
        await TodayAsync(stage, last);
    }

    // Whatever somebody in a shop does on such a day; the screens show the outcome.
    private static async Task DayAsync(DemoPage mei, int day)
    {
        switch (day)
        {
            case 0:
                foreach (var (id, _) in People.Take(8))
                {
                    await mei.CallAsync("PUT", "/members/tags", new { channel = "directline", id = $"dl_{id}", add = (string[])["老客户"] });
                }

                break;
            case 1:
                await ReplyAsync(mei, "什么时候发货", "{{shop.cutoff}} 前付款当天发，一般 {{shop.ship_days}} 天到。大促这几天会慢一天。", "大促提醒");
                break;
            case 2:
                await PlanAsync(mei, "season", "换季护理 · 老客户", "value", "skin.season", day + 1, "老客户");
                await mei.CallAsync("POST", "/campaigns/season/submit", new { note = "入冬前提醒一次" });
                break;
            case 4:
                await ReplyAsync(mei, "什么时候发货", "{{shop.cutoff}} 前付款当天发，一般 {{shop.ship_days}} 天到。", "大促过了");
                break;
            default:
                break;
        }
    }

    private static async Task TodayAsync(ConsoleStage stage, DemoPage mei)
    {
        await PlanAsync(mei, "winter", "冬天第一波 · 面霜", "promo", "offer.*", 7, "老客户");
        await mei.CallAsync("POST", "/campaigns/winter/submit", new { note = "周五前请看一下" });
        await PlanAsync(mei, "tips", "每周护肤小知识", "value", "skin.*", 8, "老客户", everyDays: 7);
        await PlanAsync(mei, "perks", "会员日提醒", "service", "faq.member.day", 9, "老客户");
        foreach (var (id, i) in People.Select((one, i) => (one.Id, i)).Take(6))
        {
            await mei.CallAsync("POST", "/pushes", new { id = $"tip-{i}", @class = "value", member = new { channel = "directline", id = $"dl_{id}" }, text = "今天的护肤小知识：洗脸水不要太热。" });
            await mei.CallAsync("POST", "/pushes", new { id = $"more-{i}", @class = "value", member = new { channel = "directline", id = $"dl_{id}" }, text = "再来一条：面霜从额头往下抹。" });
        }

        await mei.CallAsync("POST", "/content/create", new { path = "templates/faq/gift.wrap_new.tmpl", text = "---\nname: 礼品包装\nkind: service\nasks: [能包成礼物吗, 有礼品袋吗, 可以写贺卡吗]\nlocales: [zh-CN]\n---\n== zh-CN\n{{user.nik}}，满 {{shop.free_shiping}} 元送礼盒，可以写贺卡。\n" });
        await DraftAsync(mei, "templates/faq/recycle.tmpl", text => text.Replace("空瓶", "洗干净的空瓶", StringComparison.Ordinal));
        await DraftAsync(mei, "templates/faq/wholesale.tmpl", text => text + "\n");
        await mei.CallAsync("POST", $"/content/submit?path={Uri.EscapeDataString("templates/faq/wholesale.tmpl")}", new { note = "请看一下起批的数量" });
        await mei.CallAsync("POST", "/keys", new { name = "订单系统", scopes = (string[])["view", "send"] });
        stage.Clock.Skip(TimeSpan.FromSeconds(30));
    }

    private static Task<Said> PlanAsync(DemoPage mei, string id, string name, string kind, string template, int day, string tag, int everyDays = 0) => mei.CallAsync("PUT", "/campaigns", new
    {
        id,
        name,
        segment = new { @is = "tag", tag },
        groups = Array.Empty<object>(),
        kind,
        category = "面霜",
        window = "09:00-21:00",
        frequency = "1/7d",
        template,
        relevance = "问过面霜",
        schedule = new { at = RunningClock.Start.ToOffset(TimeSpan.FromHours(8)).Date.AddDays(day).AddHours(10.5).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture), zone = "Asia/Shanghai", everyDays },
    });

    private static Task ReplyAsync(DemoPage mei, string name, string words, string reason) => DraftAsync(mei, "templates/faq/ship.when.tmpl", text =>
    {
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith("== zh-CN id=b", StringComparison.Ordinal));
        lines[at + 1] = words;
        return string.Join('\n', lines);
    }, $"{name}：{reason}");

    private static async Task DraftAsync(DemoPage mei, string path, Func<string, string> change, string? publish = null)
    {
        var at = Uri.EscapeDataString(path);
        var file = (await mei.CallAsync("GET", $"/content/file?path={at}")).Json;
        await mei.CallAsync("PUT", $"/content/draft?path={at}", new { text = change(file.GetProperty("published").GetProperty("text").GetString()!) }, "*");
        if (publish is not null)
        {
            Assert.Equal(200, (await mei.CallAsync("POST", $"/content/publish?path={at}", new { reason = publish }, "*")).Status);
        }
    }

    /// <summary>Customers in one place, by id.</summary>
    private sealed class Crowd : IAsyncDisposable
    {
        private readonly Dictionary<string, Customer> _people = [];

        public Customer this[string id] => _people[id];

        public async Task JoinAsync(ConsoleStage stage, string id, string name, string? group) =>
            _people[id] = await Customer.ComeAsync(stage, id, name, group, group == Fans ? "新朋友群" : "雾屿护肤 · 会员群");

        public async ValueTask DisposeAsync()
        {
            foreach (var customer in _people.Values)
            {
                await customer.DisposeAsync();
            }
        }
    }
}
