using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Ports;
using Bot.Core.Turns;
using Bot.Storage;

namespace StoreBench;

/// <summary>Fills a store with a shop's two months through its own commits, in order of time: 200 groups of 100 members each, and direct conversations, over sixty days that end today.</summary>
internal sealed class Facts(Store store)
{
    public const int Days = 60;
    private const int Groups = 200;
    private const int InGroup = 100;
    private const int Directs = 2_000;
    private const int Templates = 300;
    private static readonly Route Route = new("botframework", "http://localhost:9/", new("bot", "小助"));
    private static readonly string[] Slots = ["category", "budget", "skin", "focus"];
    private readonly DateTimeOffset _end = TimeProvider.System.GetUtcNow();

    /// <summary>Writes at least so many facts; says how fast.</summary>
    public async Task FillAsync(int facts)
    {
        var began = Stopwatch.GetTimestamp();
        // Four facts of five are said in groups. Day by day, as it would have gone on record.
        var talks = Enumerable.Range(0, Groups).Select(g => new Talk(store, _end, new ConversationKey("wecom", $"group-{g:000}"), true, facts * 4 / 5 / Groups, g))
            .Concat(Enumerable.Range(0, Directs).Select(d => new Talk(store, _end, new ConversationKey("wecom", $"direct-{d:0000}"), false, facts / 5 / Directs, Groups + d))).ToArray();
        for (var day = 0; day < Days; day++)
        {
            await Task.WhenAll(talks.Select(talk => Task.Run(() => talk.GoOnAsync(day))));
        }

        var written = talks.Sum(talk => talk.Written);
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written} facts in {took.TotalSeconds:F0} s, {written / took.TotalSeconds:F0} a second"));
    }

    private sealed class Talk(Store store, DateTimeOffset end, ConversationKey conversation, bool isGroup, int facts, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly HashSet<string> _known = [];
        private ConversationState _state = ConversationState.New with { IsGroup = isGroup, Name = isGroup ? $"护肤交流 {seed} 群" : null, Route = Route };
        private long _version;

        public int Written { get; private set; }

        public async Task GoOnAsync(int day)
        {
            while ((long)Written * Days / facts is var at && at <= day && Written < facts)
            {
                await TurnAsync(end.AddDays(day + 1 - Days).AddMinutes(600 * ((((double)Written * Days / facts) - day) - 1)).AddSeconds(_random.Next(60)));
            }
        }

        private async Task TurnAsync(DateTimeOffset at)
        {
            var member = new MemberKey("wecom", isGroup ? $"member-{((seed % Groups) * InGroup) + (int)(InGroup * Math.Pow(_random.NextDouble(), 2)):00000}" : $"member-{(seed - Groups) * 10:00000}");
            var activity = $"{conversation.Id}|{_version}";
            var turn = Turn(_random, (kind, part) => new Interaction
            {
                Id = $"{activity}|{part}",
                At = at,
                Conversation = conversation,
                IsGroup = isGroup,
                Member = member,
                Kind = kind,
                ActivityId = activity,
            });
            _state = _state with { Turns = _version + 1 };
            ImmutableArray<ProfileChange> changes = !_known.Add(member.Id) ? []
                : isGroup ? [new ProfileChange.Met(at), new ProfileChange.Seen(conversation, member.Id)] : [new ProfileChange.Met(at), new ProfileChange.DirectKnown(conversation, Route)];
            var commit = new TurnCommit { Conversation = conversation, ExpectedVersion = _version++, State = _state, Member = member, Answered = [new(activity)], Interactions = turn, ProfileChanges = changes };
            if (await store.Ledger.CommitAsync(commit, default) is not CommitResult.Kept)
            {
                throw new InvalidOperationException("The store is not empty.");
            }

            Written += turn.Length;
        }
    }

    private static ImmutableArray<Interaction> Turn(Random random, Func<InteractionKind, int, Interaction> fact)
    {
        Interaction said = fact(InteractionKind.Said, 0) with { Text = "敏感肌可以用哪款面霜？" };
        return random.Next(100) switch
        {
            < 60 => [said, fact(InteractionKind.Silent, 1) with { Reason = "not_addressed", Persona = "advisor", PersonaBy = "group" }],
            < 85 => [said, Reply("mention:match:敏感肌用什么", $"faq.a{(int)(Templates * Math.Pow(random.NextDouble(), 3)):000}", 1)],
            < 90 => [said, Reply("mention:no_match", "system.not_found", 1)],
            < 91 => [said, fact(InteractionKind.Silent, 1) with { Reason = "miss_repeated" }],
            < 95 => [said, fact(InteractionKind.Dialog, 1) with { Reason = "started", Data = With("dialog", "shopping") }, Asked(2)],
            < 96 => [said, fact(InteractionKind.Dialog, 1) with { Reason = random.Next(2) == 0 ? "ended:done" : "ended:timeout", Data = With("dialog", "shopping").Add("step", Slots[random.Next(4)]) }],
            < 98 => [fact(InteractionKind.Pushed, 0) with { Reason = random.Next(3) == 0 ? "promo" : "value", Template = $"push.p{random.Next(20)}@0123abcd#zh-CN", Text = "周末好物推荐" }],
            < 99 => [fact(random.Next(2) == 0 ? InteractionKind.Joined : InteractionKind.Left, 0)],
            _ => [said, random.Next(3) switch
            {
                0 => fact(InteractionKind.Consent, 1) with { Reason = "OptOutPromo" },
                1 => fact(InteractionKind.HandOff, 1) with { Reason = "waiting:asked" },
                _ => fact(InteractionKind.Reacted, 1) with { Reason = "added:like" },
            }],
        };

        Interaction Reply(string reason, string key, int part) => fact(InteractionKind.Replied, part) with
        {
            Reason = reason,
            Template = $"{key}@{random.Next(3) + 1:x8}#zh-CN",
            Text = "敏感肌可以看看舒缓修护霜，成分简单，先在耳后试一下。",
            Persona = "advisor",
            PersonaBy = "group",
            ContentKind = "answer",
            Score = 0.9,
            Data = With("ms", $"{(int)(400 * Math.Pow(random.NextDouble(), 4))}"),
        };

        Interaction Asked(int part) => Reply("mention:match:推荐", "shop.ask_budget", part) with { Data = With("dialog", "shopping").Add("step", Slots[random.Next(4)]).Add("ms", "7") };

        static ImmutableSortedDictionary<string, string> With(string name, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
    }
}
