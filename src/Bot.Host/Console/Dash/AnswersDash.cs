using System.Collections.Immutable;
using Bot.Core.Interactions;
using Bot.Core.Templates;

namespace Bot.Host.Console.Dash;

/// <summary>Questions: how many were answered, from what, and where the assistant stayed silent.</summary>
internal static class AnswersDash
{
    private const int Most = 50;
    private static readonly (string Name, Sum Sum)[] Sources =
        [("knowledge", Sum.Knowledge), ("template", Sum.Template), ("dialog", Sum.Dialog), ("human", Sum.Human), ("fallback", Sum.Fallback), ("unasked", Sum.Unasked)];

    public static Dashboard Of(DashQuery query, Counted counted, TemplateSet templates, DateTimeOffset now)
    {
        var asked = Figures.Asked(counted.Now);
        return new(
            now, query.From, query.To,
            [
                new("asked", asked, "count", Figures.Asked(counted.Before), null, new("问到助手的次数：@ 它、回复它、私聊它。一连几条一起读的算一次。", "How often the assistant was asked: mentioned, replied to, or written to directly. Messages read together count once."), asked > 0 ? query.List(Figures.AskedNames) : null),
                Figures.AnswerRate(query, counted),
                Figures.Unanswered(query, counted),
                Figures.Count("handOffs", query, counted, Sum.Human, new("答复是“转给人工”的次数。", "How often the answer was to hand over to a person."), FactTally.Replied + "human"),
                Figures.Count("operatorSaid", query, counted, Sum.Operator, new("人工在会话里发的消息条数。", "Messages that people of ours wrote in conversations."), FactTally.Operator),
                Reactions("good", query, counted, Sum.Good, Sum.Ungood, new("点赞、爱心一类的表情，收回的减掉。平台给了表情才有。", "Reactions such as a thumb up or a heart, less those taken back; where the platform tells reactions.")),
                Reactions("bad", query, counted, Sum.Bad, Sum.Unbad, new("点踩、生气一类的表情，收回的减掉。平台给了表情才有。", "Reactions such as a thumb down or anger, less those taken back; where the platform tells reactions.")),
                Figures.ReplyTime(query, counted),
            ],
            [TodayDash.AnswersByDay(query, counted), Asked(query, counted)],
            [BySource(query, counted, asked), Entries(query, counted, templates), Silences(query, counted)],
            []);
    }

    private static Figure Reactions(string id, DashQuery query, Counted counted, Sum added, Sum removed, Both definition)
    {
        var names = (string[])[FactTally.Reaction + id, FactTally.Unreaction + id];
        var value = counted.Now(added) - counted.Now(removed);
        return new("reactions" + id, value, "count", counted.Before(added) - counted.Before(removed), null, definition, counted.Now(added) > 0 ? query.List(names) : null);
    }

    private static Series Asked(DashQuery query, Counted counted) => new(
        "asked", "bar", "count",
        [.. TodayDash.ByDay(query, (day, at) => (Day: day, Count: Figures.Asked(sum => counted.On(at, sum)))).Select(one => new Point(TodayDash.Day(one.Day), one.Count, one.Count > 0 ? query.ListOf(one.Day, Figures.AskedNames) : null))],
        [],
        new("每天问到助手的次数。", "How often the assistant was asked on each day."));

    private static Table BySource(DashQuery query, Counted counted, long asked)
    {
        var rows = Sources.Select(one => Row(Cell.Named("source", one.Name), counted.Now(one.Sum), counted.Before(one.Sum), one.Sum == Sum.Unasked ? 0 : asked, query.List(FactTally.Replied + one.Name)))
            .Append(Row(Cell.Named("source", "silent"), counted.Now(Sum.Failed), counted.Before(Sum.Failed), asked, query.List(FactTally.Silent + "miss_repeated", FactTally.Silent + "nothing_to_say", FactTally.Silent + "error")));
        return new(
            "sources", ["source", "count", "share", "before"], [.. rows], [.. Enumerable.Repeat(asked is > 0 and < Figures.Few, Sources.Length + 1)],
            new("问到助手的每一次靠什么答上。知识 = 按问题找到的条目；模板 = 问候、确认等固定回复；兜底 = “不知道”“您是不是想问”。没人问、助手自己接话的不算进占比。", "What each answer came from. Knowledge: an entry found for the question; template: fixed replies such as greetings and confirmations; fallback: “I do not know”, “did you mean”. What was said unasked is not part of the share."));

        static ImmutableArray<Cell> Row(Cell name, long count, long before, long asked, string list) => [name, Cell.Count(count, list), Cell.Share(count, asked), Cell.Count(before)];
    }

    private static Table Entries(DashQuery query, Counted counted, TemplateSet templates)
    {
        var entries = counted.Templates().GroupBy(one => KeyOf(one.Name), StringComparer.Ordinal)
            .Select(group => (Key: group.Key, Now: group.Sum(one => one.Now), Before: group.Sum(one => one.Before), Template: templates.Find(group.Key)))
            .Where(one => one.Now > 0 && one.Template is { Asks.IsEmpty: false })
            .OrderByDescending(one => one.Now).ThenBy(one => one.Key, StringComparer.Ordinal).Take(Most).ToArray();
        return new(
            "entries", ["entry", "count", "before"],
            [.. entries.Select(one => ImmutableArray.Create(Cell.Of(one.Template!.Name, ContentDash.Edit(one.Template)), Cell.Count(one.Now, query.List(one.Key + "@")), Cell.Count(one.Before)))],
            [.. entries.Select(_ => false)],
            new($"有问法的条目说了多少次，最多的 {Most} 条。", $"How often entries with questions were said, the {Most} most said."));
    }

    private static Table Silences(DashQuery query, Counted counted)
    {
        var reasons = counted.Under(FactTally.Silent).Where(one => one.Now > 0).OrderByDescending(one => one.Now).ThenBy(one => one.Name, StringComparer.Ordinal).ToArray();
        return new(
            "silences", ["silence", "count", "before"],
            [.. reasons.Select(one => ImmutableArray.Create(Cell.Named("silent", one.Name), Cell.Count(one.Now, query.List(FactTally.Silent + one.Name)), Cell.Count(one.Before)))],
            [.. reasons.Select(_ => false)],
            new("助手没说话的次数，按原因。大多是成员之间在聊，本来就不该插话。", "How often the assistant stayed silent, by reason; mostly talk among members, where it should."));
    }

    /// <summary>The key in a template's name.</summary>
    public static string KeyOf(string name) => name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
}
