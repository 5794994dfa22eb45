using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Catalog;
using Bot.Core.Dialogs;
using Bot.Core.Interactions;
using Bot.Core.Personas;
using Bot.Core.Turns;

namespace Bot.Host.Tools.Transcripts;

/// <summary>Something that the assistant said.</summary>
/// <param name="Key">Template key.</param>
/// <param name="Text">Words.</param>
/// <param name="To">Where.</param>
public sealed record Heard(string Key, string Text, ConversationKey To);

/// <summary>Conversations, members and a clock in memory around the real <see cref="Turn.Decide"/>; nothing else.</summary>
internal sealed class TranscriptWorld
{
    private readonly CatalogSnapshot _catalog;
    private readonly TranscriptHeader _header;
    private readonly ImmutableArray<string> _people;
    private readonly Persona _persona;
    private readonly string _channel = "test";
    private readonly string _group = "g1";
    private readonly Profile _new = Profile.Empty;
    private readonly Dictionary<ConversationKey, ConversationState> _states = [];
    private readonly Dictionary<MemberKey, Profile> _members = [];
    private TurnInput? _last;
    private int _ids;

    public TranscriptWorld(CatalogSnapshot catalog, TranscriptHeader header, ImmutableArray<string> people)
    {
        (_catalog, _header, _people, Now) = (catalog, header, people, header.Now);
        _persona = catalog.Personas.All.FirstOrDefault(persona => persona.Id == header.Persona?.Id) ?? catalog.Personas.All.First(static persona => persona.Serves.Default);
        if (header.Persona is not null)
        {
            _group = _persona.Serves.Groups.FirstOrDefault()?.Replace("*", "1", StringComparison.Ordinal) ?? _group;
            _channel = _persona.Serves.Channels.FirstOrDefault() ?? _channel;
            _new = _new with { Segments = [.. _persona.Serves.Segments.Take(1)] };
        }
    }

    public DateTimeOffset Now { get; private set; }

    /// <summary>What was said and is not asserted yet.</summary>
    public List<Heard> Replies { get; } = [];

    /// <summary>Everything on record, oldest first.</summary>
    public List<Interaction> Record { get; } = [];

    /// <summary>The dialog that was last in progress, also after its end.</summary>
    public DialogState? Dialog { get; private set; }

    /// <summary>Where the last message was said.</summary>
    public ConversationKey? Here { get; private set; }

    public ConversationKey DirectOf(string who) => new(_channel, $"dm-{who}");

    /// <summary>The last message's sender.</summary>
    public string Speaker { get; private set; } = "";

    /// <summary>Several messages that waited together become one turn.</summary>
    public void Say(IReadOnlyList<TranscriptLine.Says> lines)
    {
        Now += TimeSpan.FromSeconds(1);
        var last = lines[^1];
        var direct = last.Marks.Contains("dm") || (!_header.IsGroup && !last.Marks.Contains("group"));
        (Here, Speaker) = (direct ? DirectOf(last.Who) : new ConversationKey(_channel, _group), last.Who);
        Decide([.. lines.Select(line => Write(line, Here, !direct))], lines.Any(static line => line.Marks.Contains("reply")));
    }

    /// <summary>Decides the last message once more on what was known then: null when it says the same under the same ids, as the store needs to drop it; else what differs.</summary>
    public string? Again()
    {
        if (_last is not { } input)
        {
            return "nothing was said yet";
        }

        var (first, second) = (Turn.Decide(input), Turn.Decide(input));
        return StateJson.Write(first.Outbox).AsSpan().SequenceEqual(StateJson.Write(second.Outbox)) && StateJson.Write(first.State).AsSpan().SequenceEqual(StateJson.Write(second.State))
            ? null
            : "the same message was decided differently";
    }

    /// <summary>Lets time pass; what is due on the way happens at its moment.</summary>
    public void Wait(TimeSpan time)
    {
        var until = Now + time;
        while (Next(until) is var (conversation, member, due))
        {
            Now = due > Now ? due : Now;
            Decide([new Activity { Type = ActivityType.Wake, Id = Id("w"), Conversation = conversation, IsGroup = _states[conversation].IsGroup, From = new Account(member), At = Now }], false);
        }

        Now = until;
    }

    private (ConversationKey Conversation, string Member, DateTimeOffset Due)? Next(DateTimeOffset until)
    {
        var due = _states.SelectMany(static state => state.Value.Threads.Select(thread => (Conversation: state.Key, Member: thread.Key, Due: thread.Value.Dialog?.DueAt)))
            .Where(thread => thread.Due <= until && _states[thread.Conversation].HandOff is null).OrderBy(static thread => thread.Due).ToArray();
        return due.Length == 0 ? null : (due[0].Conversation, due[0].Member, due[0].Due!.Value);
    }

    private Activity Write(TranscriptLine.Says line, ConversationKey where, bool isGroup)
    {
        var names = _persona.Wake.Prepend(_persona.Name).ToArray();
        var mentions = names.Where(name => line.Text.Contains("@" + name, StringComparison.Ordinal)).OrderByDescending(static name => name.Length).Take(1)
            .Select(name => new Mention(Us, "@" + name))
            .Concat(_people.Where(name => line.Text.Contains("@" + name, StringComparison.Ordinal)).Select(static name => new Mention(new Account(name, name), "@" + name)));
        return new Activity
        {
            Type = ActivityType.Message,
            Id = Id("m"),
            Conversation = where,
            IsGroup = isGroup,
            From = new Account(line.Who, line.Who, line.Marks.Contains("bot")),
            Recipient = Us,
            Text = line.Text,
            Locale = _header.Locale,
            At = Now,
            ReplyToId = line.Marks.Contains("reply") ? "ours" : null,
            Mentions = [.. mentions],
            Attachments = line.Marks.Contains("image") ? [new Attachment("image/png", "photo.png", "https://files.example/photo.png")] : [],
            Route = Route,
        };
    }

    private void Decide(ImmutableArray<Activity> activities, bool repliesToUs)
    {
        var (where, member) = (activities[0].Conversation, activities[0].Member);
        _last = new TurnInput
        {
            Activities = activities,
            State = _states.GetValueOrDefault(where, ConversationState.New),
            Member = _members.GetValueOrDefault(member, _new),
            Catalog = _catalog,
            Now = Now,
            RepliesToUs = repliesToUs ? [.. activities.Select(static activity => activity.ReplyToId).OfType<string>()] : [],
            Capabilities = new ChannelCapabilities(4000, true, true, _header.CanOpenDirect, true),
            Act = _header.Fakes.IsEmpty ? null : call => FakeActions.Run(_header.Fakes, call) ?? ShopActions.Run(_catalog.Shop, call, Now),
        };
        var outcome = Turn.Decide(_last);
        // Kept and read back, as the store does it.
        _states[where] = StateJson.Read<ConversationState>(StateJson.Write(outcome.State));
        _members[member] = outcome.ProfileChanges.Aggregate(_last.Member, static (profile, change) => profile.With(change));
        var parked = _members[member].Parked is { } json ? StateJson.Read<DialogState>(Encoding.UTF8.GetBytes(json)) : null;
        Dialog = outcome.State.Threads.GetValueOrDefault(member.Id)?.Dialog ?? parked ?? Dialog;
        Record.AddRange(outcome.Interactions);
        var said = outcome.Interactions.Where(static fact => fact.Kind == InteractionKind.Replied);
        Replies.AddRange(outcome.Outbox.Zip(said, (row, fact) =>
            new Heard(fact.Template?.Split('@')[0] ?? "", row.Message.Text, row.Message.OpenWith is null ? row.Message.Conversation : DirectOf(member.Id))));
    }

    private Account Us => new("bot", _persona.Name, true);

    private Bot.Core.Activities.Route Route => new("test", "", Us);

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_ids}");
}
