using System.Collections.Immutable;
using Bot.Core.Catalog;
using Bot.Core.Dialogs;
using Bot.Core.Interactions;
using Bot.Core.Templates;

namespace Bot.Host.Console.Dash;

/// <summary>Templates and dialogs: which are used, where dialogs end, what was never said.</summary>
internal static class ContentDash
{
    private const int Most = 200;

    public static Dashboard Of(DashQuery query, Counted counted, CatalogSnapshot catalog, DateTimeOffset now)
    {
        var said = counted.Templates().Where(one => one.Now > 0).ToArray();
        var keys = said.Select(one => AnswersDash.KeyOf(one.Name)).ToHashSet(StringComparer.Ordinal);
        var runs = counted.Under(FactTally.Dialog).Select(one => new Run(one.Name.Split('/'), one)).Where(one => one.Parts.Length >= 2).ToArray();
        var (started, done) = (Runs("started", one => one.Now), Runs("ended/done", one => one.Now));
        return new(
            now, query.From, query.To,
            [
                new("saidTemplates", said.Sum(one => one.Now), "count", counted.Templates().Sum(one => one.Before), null, new("模板说出口的次数，推送也算。", "How often templates were said, pushes included."), null),
                new("usedTemplates", keys.Count, "count", null, catalog.Templates.All.Length, new("这段时间至少说过一次的模板。n 是现有的模板数。", "Templates said at least once in this time. n is how many there are."), "/studio"),
                new("dialogsStarted", started, "count", Runs("started", one => one.Before), null, new("对话开始的次数。", "How often a dialog began."), started > 0 ? query.List([.. Names("started")]) : null),
                new("dialogsDone", Figures.Share(done, started), "share", Figures.Share(Runs("ended/done", one => one.Before), Runs("started", one => one.Before)), started, new("这段时间走完的对话除以开始的对话；跨天的会错开一点。n 是开始的次数。", "Dialogs that came to their end, divided by those that began in this time; those that run over midnight shift a little. n is how many began."), done > 0 ? query.List([.. Names("ended/done")]) : null),
                new("clickRate", null, "share", null, null, new("消息里的链接不经过本服务，点没点不知道。", "Links in messages do not pass through this service; clicks are not known."), null),
                new("conversion", null, "count", null, null, new("成交要由店铺系统回传，目前没有接。", "Orders would have to be told by the shop's system, which is not connected."), null),
            ],
            [],
            [Templates(query, said, catalog), Replies(query, counted, catalog), Dialogs(query, counted, catalog), .. catalog.Dialogs.All.Select(dialog => Funnel(query, counted, dialog)).OfType<Table>(), Ends(query, runs, catalog), HandOffs(query, counted), Nothing(query, counted, catalog), Never(keys, catalog)],
            []);

        long Runs(string what, Func<NameCount, long> of) => runs.Where(one => one.What == what).Sum(one => of(one.Of));

        IEnumerable<string> Names(string what) => runs.Where(one => one.Of.Now > 0 && one.What == what).Select(one => FactTally.Dialog + one.Of.Name);
    }

    // A dialog's id, and what was counted of it.
    private sealed record Run(string[] Parts, NameCount Of)
    {
        public string What => Of.Name[(Parts[0].Length + 1)..];
    }

    /// <summary>Where a template is edited.</summary>
    public static string Edit(Template template) => "/studio/edit?path=" + Uri.EscapeDataString(template.File);

    private static Table Templates(DashQuery query, NameCount[] said, CatalogSnapshot catalog)
    {
        var rows = said.OrderByDescending(one => one.Now).ThenBy(one => one.Name, StringComparer.Ordinal).Take(Most).ToArray();
        return new(
            "templates", ["template", "version", "section", "count", "before"],
            [.. rows.Select(Row)], [.. rows.Select(_ => false)],
            new($"每个版本每一段各说了多少次，最多的 {Most} 行。改过文字就是新版本。", $"How often each wording of each version was said, the {Most} most said. Changed words are a new version."));

        ImmutableArray<Cell> Row(NameCount one)
        {
            var key = AnswersDash.KeyOf(one.Name);
            var rest = one.Name[Math.Min(one.Name.Length, key.Length + 1)..];
            var hash = rest.IndexOf('#', StringComparison.Ordinal);
            var template = catalog.Templates.Find(key);
            return
            [
                Cell.Of(template?.Name ?? key, template is null ? null : Edit(template)),
                template?.Version == (hash < 0 ? rest : rest[..hash]) ? Cell.Named("dash", "current") : Cell.Named("dash", "older"),
                Cell.Of(hash < 0 ? "" : rest[(hash + 1)..]),
                Cell.Count(one.Now, query.List(one.Name)),
                Cell.Count(one.Before),
            ];
        }
    }

    // Of what was said in answer, how often the member said something to us again soon.
    private static Table Replies(DashQuery query, Counted counted, CatalogSnapshot catalog)
    {
        var pushed = counted.Under(FactTally.PushedOf).ToDictionary(one => one.Name, StringComparer.Ordinal);
        var said = counted.Templates().Select(one => (one.Name, one.Now, one.Before, Pushed: pushed.GetValueOrDefault(one.Name))).GroupBy(one => (Key: AnswersDash.KeyOf(one.Name), Section: SectionOf(one.Name)))
            .Select(some => (some.Key.Key, some.Key.Section, Said: some.Sum(one => one.Now - one.Pushed.Now), Before: some.Sum(one => one.Before - one.Pushed.Before)))
            .Where(one => one.Said > 0 && one.Section.Length > 0).OrderByDescending(one => one.Said).ThenBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Section, StringComparer.Ordinal).Take(Most).ToArray();
        var replied = counted.Under(FactTally.After).ToDictionary(one => one.Name, StringComparer.Ordinal);
        var minutes = (int)FactTally.Soon.TotalMinutes;
        return new(
            "replies", ["template", "section", "saidTimes", "replied", "repliedShare", "beforeShare"],
            [.. said.Select(Row)], [.. said.Select(one => one.Said < Figures.Few)],
            new(
                $"说出以后 {minutes} 分钟内，同一位成员又找助手说话的占多少；中间有别人找过助手的不算。几段一起说出的，算在最后一段上。各版本合在一起，推送不算（见计划页的“发出后”）。跨天的会错开一点。不到 10 次的置灰。",
                $"How often the same member said something to the assistant again within {minutes} minutes, nobody else having spoken to it in between. Where several were said at once, the last one has it. All versions together; pushes are left out (see “after it went” on a campaign's page). Over midnight it shifts a little. Fewer than 10 are grey."));

        ImmutableArray<Cell> Row((string Key, string Section, long Said, long Before) one)
        {
            var name = $"{one.Key}#{one.Section}";
            var (now, before) = replied.TryGetValue(name, out var found) ? (found.Now, found.Before) : (0, 0);
            var template = catalog.Templates.Find(one.Key);
            return
            [
                Cell.Of(template?.Name ?? one.Key, template is null ? null : Edit(template)), Cell.Of(one.Section), new Cell(one.Said, "count"),
                Cell.Count(now, query.List(FactTally.After + name)), Cell.Share(Math.Min(now, one.Said), one.Said), Cell.Share(Math.Min(before, one.Before), one.Before),
            ];
        }
    }

    private static string SectionOf(string name) => name.IndexOf('#', StringComparison.Ordinal) is > 0 and var hash ? name[(hash + 1)..] : "";

    // One line for each dialog: how it goes as a whole.
    private static Table Dialogs(DashQuery query, Counted counted, CatalogSnapshot catalog)
    {
        var begun = catalog.Dialogs.All.Select(dialog => (Dialog: dialog, Prefix: $"{FactTally.Dialog}{dialog.Id}/", Started: counted.Of($"{FactTally.Dialog}{dialog.Id}/started").Now)).Where(one => one.Started > 0)
            .OrderByDescending(one => one.Started).ThenBy(one => one.Dialog.Id, StringComparer.Ordinal).ToArray();
        return new(
            "dialogs", ["dialog", "begun", "turns", "doneShare", "timeouts", "handedOver", "cancelled"],
            [.. begun.Select(one => ImmutableArray.Create(
                Cell.Of(one.Dialog.Name), Cell.Count(one.Started, query.List(one.Prefix + "started")), new Cell(Math.Round((double)counted.Of(one.Prefix + "said").Now / one.Started, 1), "turns", query.List(one.Prefix + "said")),
                Cell.Share(counted.Of(one.Prefix + "ended/done").Now, one.Started, query.List(one.Prefix + "ended/done")), Ended(one.Prefix, "timeout"), Ended(one.Prefix, "hand_off"), Ended(one.Prefix, "cancelled")))],
            [.. begun.Select(one => one.Started < Figures.Few)],
            new(
                "这段时间开始的对话。平均轮数 = 对话里助手答的次数 ÷ 开始的次数；超时、转人工、不要了是这样结束的次数。跨天的会错开一点。为什么转人工见下表。",
                "Dialogs begun in this time. Turns: how often the assistant answered within one, divided by the beginnings. Timed out, handed over, cancelled: how often it ended so. Over midnight it shifts a little. Why people were asked stands below."));

        Cell Ended(string prefix, string how) => Cell.Count(counted.Of($"{prefix}ended/{how}").Now, query.List($"{prefix}ended/{how}"));
    }

    // Each step in the order of the dialog's file: how many came there, and how many ended there.
    private static Table? Funnel(DashQuery query, Counted counted, Dialog dialog)
    {
        var prefix = $"{FactTally.Dialog}{dialog.Id}/";
        var started = counted.Of(prefix + "started").Now;
        if (started == 0)
        {
            return null;
        }

        var steps = counted.Under(prefix + "step/").Select(one => one.Name).Concat(counted.Under(prefix + "left/").Select(one => one.Name)).ToHashSet(StringComparer.Ordinal);
        var slots = dialog.SlotOrder.Where(slot => steps.Contains(slot.Id)).Select(slot => (slot.Id, slot.Name)).ToList();
        var others = steps.Except(slots.Select(slot => slot.Id)).Order(StringComparer.Ordinal).Select(id => (id, id));
        var rows = new List<ImmutableArray<Cell>> { Row(Cell.Named("dash", "started"), "started", null) };
        rows.AddRange(slots.Concat(others).Select(step => Row(step.Item1 == step.Item2 ? Cell.Named("step", step.Item1) : Cell.Of(step.Item2), "step/" + step.Item1, "left/" + step.Item1)));
        rows.Add(Row(Cell.Named("dash", "finished"), "ended/done", null));
        return new(
            "funnel/" + dialog.Id, ["step", "count", "share", "left", "before"], [.. rows], [.. rows.Select(_ => started < Figures.Few)],
            new($"“{dialog.Name}”走到每一步的次数，占开始次数的多少，有多少在这一步离开。改主意再答一遍的，那一步算两次。", $"How often “{dialog.Name}” came to each step, as a share of its beginnings, and how many left it there. A step that is asked again after a change of mind counts twice."),
            new($"对话：{dialog.Name}", $"Dialog: {dialog.Name}"));

        ImmutableArray<Cell> Row(Cell name, string what, string? left)
        {
            var (now, before) = counted.Of(prefix + what);
            return [name, Cell.Count(now, query.List(prefix + what)), Cell.Share(now, started), left is null ? Cell.Of("") : Cell.Count(counted.Of(prefix + left).Now, query.List(prefix + left)), Cell.Count(before)];
        }
    }

    private static Table Ends(DashQuery query, Run[] runs, CatalogSnapshot catalog)
    {
        var ends = runs.Where(one => one.Of.Now > 0 && one.Parts is [_, "ended", _, ..]).OrderBy(one => one.Parts[0], StringComparer.Ordinal).ThenByDescending(one => one.Of.Now).ToArray();
        return new(
            "ends", ["dialog", "outcome", "count", "before"],
            [.. ends.Select(one => ImmutableArray.Create(Cell.Of(catalog.Dialogs.Find(one.Parts[0])?.Name ?? one.Parts[0]), Cell.Named("outcome", one.Parts[2]), Cell.Count(one.Of.Now, query.List(FactTally.Dialog + one.Of.Name)), Cell.Count(one.Of.Before)))],
            [.. ends.Select(_ => false)],
            new("对话是怎么结束的。", "How dialogs ended."));
    }

    private static Table HandOffs(DashQuery query, Counted counted)
    {
        var reasons = counted.Under(FactTally.HandOff).OrderByDescending(one => one.Now).ThenBy(one => one.Name, StringComparer.Ordinal).ToArray();
        return new(
            "handOffs", ["reason", "count", "before"],
            [.. reasons.Select(one => ImmutableArray.Create(Cell.Named("handoff", one.Name), Cell.Count(one.Now, query.List(FactTally.HandOff + one.Name)), Cell.Count(one.Before)))],
            [.. reasons.Select(_ => false)],
            new("会话转给人工的次数，按原因。", "How often a conversation went to a person, by reason."));
    }

    private static Table Nothing(DashQuery query, Counted counted, CatalogSnapshot catalog)
    {
        var keys = counted.Under(FactTally.NotSaid).Where(one => one.Now > 0).OrderByDescending(one => one.Now).Take(Most).ToArray();
        return new(
            "errors", ["template", "count", "before"],
            [.. keys.Select(one => ImmutableArray.Create(catalog.Templates.Find(one.Name) is { } template ? Cell.Of(template.Name, Edit(template)) : Cell.Of(one.Name), Cell.Count(one.Now, query.List(FactTally.NotSaid + one.Name)) with { Warn = true }, Cell.Count(one.Before)))],
            [.. keys.Select(_ => false)],
            new("该说而说不出来的次数：缺变量、没有合适的段落。原因写在记录里。", "How often a template should have spoken and could not: a value or a fitting section was missing. The record says which."));
    }

    private static Table Never(HashSet<string> said, CatalogSnapshot catalog)
    {
        var never = catalog.Templates.All.Where(template => !said.Contains(template.Key)).OrderBy(template => template.Key, StringComparer.Ordinal).Take(Most).ToArray();
        return new(
            "never", ["template", "kind"],
            [.. never.Select(one => ImmutableArray.Create(Cell.Of(one.Name, Edit(one)), Cell.Named("kind", one.Kind.ToString().ToLowerInvariant())))],
            [.. never.Select(_ => false)],
            new($"这段时间一次也没说过的模板，最多列 {Most} 个。换一段长些的日期再决定要不要删。", $"Templates not said once in this time, {Most} at most. Look at a longer time before you delete one."));
    }
}
