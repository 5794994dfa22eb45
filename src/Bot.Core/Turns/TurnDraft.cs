using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Activities;
using Bot.Core.Audience;
using Bot.Core.Interactions;
using Bot.Core.Personas;
using Bot.Core.Templates;
using Bot.Core.Understanding;

namespace Bot.Core.Turns;

/// <summary>A turn while it is being decided: collects what it says, records and remembers. Lives for one call.</summary>
internal sealed class TurnDraft
{
    private const int MaxSaid = 32;
    private const int MaxThreads = 200;

    private readonly ImmutableArray<Interaction>.Builder _interactions = ImmutableArray.CreateBuilder<Interaction>();
    private readonly ImmutableArray<OutboxRow>.Builder _outbox = ImmutableArray.CreateBuilder<OutboxRow>();
    private readonly ImmutableArray<ProfileChange>.Builder _changes = ImmutableArray.CreateBuilder<ProfileChange>();
    private ImmutableArray<MemberChange> _others = [];

    public TurnDraft(TurnInput input)
    {
        Input = input;
        First = input.Activities[0];
        Last = input.Activities[^1];
        Answered = Last;
        Ids = TurnIds.Of(First.Conversation, Last.Id);
        Member = input.Member;
        IsGroup = First.Type == ActivityType.Wake ? input.State.IsGroup : First.IsGroup;
        Route = First.Route ?? input.State.Route;
        State = input.State with { Route = Route, IsGroup = IsGroup, Name = First.ConversationName ?? input.State.Name };
        Thread = State.Threads.GetValueOrDefault(First.From.Id, MemberThread.Empty);
        var context = new PersonaContext(First.Conversation.Channel, IsGroup ? First.Conversation.Id : null, First.From.Id, Member.Segments);
        Choice = input.Catalog.Personas.Resolve(context);
        // A wake-up says nothing; what waits was asked in a language.
        var before = First.Type == ActivityType.Wake && State.Ambient?.Pending is { } waits && waits.Member == First.From.Id ? waits.Locale : Thread.Locale;
        Locale = LocaleOf(Last, [Choice.Persona.Name, .. Choice.Persona.Wake, First.Recipient?.Name ?? ""], before);
    }

    public TurnInput Input { get; }

    public Activity First { get; }

    public Activity Last { get; }

    /// <summary>The message that an answer hangs on: the last one that was for us.</summary>
    public Activity Answered { get; set; }

    public TurnIds Ids { get; }

    public bool IsGroup { get; }

    public Route? Route { get; }

    public PersonaChoice Choice { get; }

    public string Locale { get; }

    public Profile Member { get; private set; }

    public ConversationState State { get; set; }

    public MemberThread Thread { get; set; }

    public bool Silenced { get; private set; }

    public bool Spoke => _outbox.Count > 0;

    /// <summary>Puts a fact on record.</summary>
    public void Record(InteractionKind kind, Activity cause, string? reason = null, string? text = null, Func<Interaction, Interaction>? more = null)
    {
        var fact = new Interaction
        {
            Id = Ids.Next('i', _interactions.Count),
            At = Input.Now,
            Conversation = First.Conversation,
            IsGroup = IsGroup,
            Member = new MemberKey(First.Conversation.Channel, cause.From.Id),
            Kind = kind,
            ActivityId = cause.Id,
            Text = text,
            Reason = reason,
            Persona = Choice.Persona.Id,
            PersonaBy = Choice.By,
        };
        _interactions.Add(more is null ? fact : more(fact));
    }

    /// <summary>Stays silent, and says why on record.</summary>
    public void Silence(string reason)
    {
        Silenced = true;
        Record(InteractionKind.Silent, Last, reason);
    }

    /// <summary>Changes the profile, now for this turn and for good with its commit.</summary>
    public void Change(ProfileChange change)
    {
        Member = Member.With(change);
        _changes.Add(change);
    }

    /// <summary>Changes the profile of somebody else whom the activity names.</summary>
    public void ChangeOther(string member, params ImmutableArray<ProfileChange> changes) =>
        _others = _others.Add(new MemberChange(new MemberKey(First.Conversation.Channel, member), changes));

    /// <summary>The text of a template for a reader, or why there is none.</summary>
    public RenderResult Render(string key, IReadOnlyDictionary<string, object?> values, bool toGroup)
    {
        var facts = new TurnFacts(Member, First.From.Name ?? Member.Nick, Choice.Persona, Input.Catalog.Shop, Input.Now, Locale, toGroup);
        return Input.Catalog.Templates.Render(new RenderRequest
        {
            Key = key,
            Values = Variables.Of(facts, values),
            Locale = Locale,
            Channel = First.Conversation.Channel,
            IsGroup = toGroup,
            Persona = Choice.Persona.Id,
            Tone = Choice.Persona.Tone,
            Reader = toGroup ? First.Conversation.Id : First.From.Id,
            Seed = Ids.Seed + (ulong)_outbox.Count,
            Avoid = Avoid(),
            Now = Input.Now,
        });
    }

    /// <summary>Says rendered words here, or in the member's direct message.</summary>
    public void Send(RenderResult.Words words, DirectTarget? direct, Say say)
    {
        var target = direct ?? new DirectTarget(First.Conversation, Route ?? throw new InvalidOperationException("a reply needs a route"), null);
        var toGroup = direct is null && IsGroup;
        var message = new OutboundMessage
        {
            Conversation = target.Conversation,
            Route = target.Route,
            OpenWith = target.OpenWith,
            IsGroup = toGroup,
            Text = Shape(words.Text, toGroup),
            SuggestedActions = say.Choices,
            Cards = words.Cards,
            ReplyToId = direct is null && Answered.Type == ActivityType.Message ? Answered.Id : null,
            Locale = words.Locale,
            Initiator = say.Initiator,
            Member = say.Initiator == Initiator.Merchant ? First.Member : null,
        };
        _outbox.Add(new OutboxRow(Ids.Next('o', _outbox.Count), message, 0, Input.Now));
        Remember($"{words.Key}#{words.Section}");
        Record(InteractionKind.Replied, Last.Type == ActivityType.Wake ? Answered : Last, say.Reason, message.Text, fact => fact with
        {
            Template = words.Name,
            ContentKind = words.Kind.ToString().ToLowerInvariant(),
            Initiator = say.Initiator,
            Score = say.Score,
            Data = Told(say.Facts ?? fact.Data, direct is not null),
        });
    }

    // What the counts need to know: the first message of a turn is its answer, the rest belongs to it.
    private ImmutableSortedDictionary<string, string> Told(ImmutableSortedDictionary<string, string> facts, bool direct)
    {
        if (direct)
        {
            facts = facts.SetItem("to", "direct");
        }

        return _outbox.Count > 1 ? facts.SetItem("more", "1")
            : Input.Waited is { } waited ? facts.SetItem("ms", ((long)waited.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
            : facts;
    }

    /// <summary>Closes the draft.</summary>
    public Outcome Finish(bool handled = true)
    {
        SaveThread();
        NoteShare();
        return new Outcome(State, _interactions.ToImmutable(), _outbox.ToImmutable(), _changes.ToImmutable(), State.NextWake, handled) { Others = _others };
    }

    // How much of the talk is ours matters only where we might speak unasked.
    private void NoteShare()
    {
        if (IsGroup && Input.Gate.IsTrained && _outbox.Count(row => row.Message.IsGroup) is > 0 and var messages)
        {
            State = State with { Ambient = (State.Ambient ?? AmbientState.Empty).WithSpoken(State.Turns, messages) };
        }
    }

    private string Shape(string text, bool toGroup)
    {
        var signature = Choice.Persona.Signature;
        var whole = !toGroup && signature.Length > 0 ? $"{text}\n{signature}" : text;
        var max = Input.Capabilities.MaxText;
        return whole.Length <= max ? whole : string.Concat(whole.AsSpan(0, char.IsHighSurrogate(whole[max - 2]) ? max - 2 : max - 1), "…");
    }

    private string[] Avoid()
    {
        var oldest = Input.Now - Input.Settings.RotationWindow;
        return [.. State.Said.Where(said => said.At >= oldest).Select(said => said.Section)];
    }

    private void Remember(string section)
    {
        var kept = State.Said.Where(said => !string.Equals(said.Section, section, StringComparison.Ordinal)).TakeLast(MaxSaid - 1);
        State = State with { Said = [.. kept, new SaidBefore(section, Input.Now)] };
    }

    private void SaveThread()
    {
        var thread = Thread.AddressedUntil < Input.Now ? Thread with { AddressedUntil = null } : Thread;
        var empty = thread with { Locale = null } == MemberThread.Empty;
        var threads = empty ? State.Threads.Remove(First.From.Id) : State.Threads.SetItem(First.From.Id, thread with { Locale = Locale });
        if (threads.Count > MaxThreads && threads.FirstOrDefault(pair => pair.Value.Dialog is null).Key is { } idle)
        {
            threads = threads.Remove(idle);
        }

        State = State with { Threads = threads };
    }

    // Our own name does not count: “@小助 where is your shop” is English.
    private static string LocaleOf(Activity activity, IEnumerable<string> ownNames, string? before)
    {
        var text = ownNames.Where(name => name.Length > 0)
            .OrderByDescending(name => name.Length)
            .Aggregate(activity.Text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));
        if (TextFold.HasChinese(text))
        {
            return "zh-CN";
        }

        var words = text.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length >= 2 && TextFold.HasLatin(text) ? "en" : before ?? activity.Locale ?? "zh-CN";
    }
}

/// <summary>Where a direct message goes.</summary>
/// <param name="Conversation">The conversation; its id is empty when it has to be opened.</param>
/// <param name="Route">How to reach it.</param>
/// <param name="OpenWith">Whom to open it with.</param>
internal sealed record DirectTarget(ConversationKey Conversation, Route Route, Account? OpenWith);

/// <summary>How something is said.</summary>
/// <param name="Reason">Why, for the record.</param>
/// <param name="Choices">Short replies to offer.</param>
/// <param name="Score">How sure the match was.</param>
/// <param name="Initiator">Who caused it.</param>
/// <param name="Facts">Small extra facts for the record; null for none.</param>
internal sealed record Say(string Reason, ImmutableArray<string> Choices, double? Score = null, Initiator Initiator = Initiator.User, ImmutableSortedDictionary<string, string>? Facts = null)
{
    public static Say Because(string reason, double? score = null) => new(reason, [], score);
}
