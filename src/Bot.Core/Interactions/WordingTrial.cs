using System.Collections.Immutable;
using Bot.Core.Activities;

namespace Bot.Core.Interactions;

/// <summary>What followed one wording.</summary>
/// <param name="Section">Its id.</param>
/// <param name="Said">How often it was said.</param>
/// <param name="People">To how many; each person counts for the wording that they were told first. A whole group is one.</param>
/// <param name="Replied">Wrote again in the same conversation within 24 h; of those whose 24 h are over.</param>
/// <param name="Good">Reacted well within 24 h.</param>
/// <param name="Bad">Reacted badly within 24 h.</param>
/// <param name="OptedOut">Opted out within 72 h; of those whose 72 h are over.</param>
public sealed record WordingResult(string Section, int Said, int People, Proportion Replied, Proportion Good, Proportion Bad, Proportion OptedOut);

/// <summary>Folds the record over the wordings of one version of a template: give it every fact, in the record's order.</summary>
/// <param name="template"><c>key@version</c>.</param>
/// <param name="now">The moment up to which the record goes.</param>
public sealed class WordingTrial(string template, DateTimeOffset now)
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);
    private static readonly TimeSpan Later = TimeSpan.FromHours(72);
    private static readonly ImmutableHashSet<string> GoodSigns = ["like", "heart", "love", "laugh", "plusOne", "+1", "👍", "❤️", "❤"];
    private static readonly ImmutableHashSet<string> BadSigns = ["sad", "angry", "dislike", "-1", "👎"];

    private readonly string _prefix = template + "#";
    private readonly Dictionary<string, int> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<(MemberKey? Member, ConversationKey? Group), Person> _people = [];

    private sealed class Person(string section, DateTimeOffset first)
    {
        public string Section { get; } = section;

        public DateTimeOffset First { get; } = first;

        /// <summary>When it was told last, by conversation.</summary>
        public Dictionary<ConversationKey, DateTimeOffset> Told { get; } = [];

        public bool Replied { get; set; }

        public bool Good { get; set; }

        public bool Bad { get; set; }

        public bool OptedOut { get; set; }
    }

    /// <summary>Takes one fact.</summary>
    public void Add(Interaction fact)
    {
        if (fact is { Template: not null, Kind: InteractionKind.Replied or InteractionKind.Pushed })
        {
            Tell(fact);
        }
        else if (fact.Kind is InteractionKind.Said or InteractionKind.Reacted or InteractionKind.Consent)
        {
            Follow(fact, (fact.Member, null));
            if (fact is { IsGroup: true, Kind: not InteractionKind.Consent })
            {
                Follow(fact, (null, fact.Conversation));
            }
        }
    }

    /// <summary>The results of some wordings, in their order.</summary>
    public ImmutableArray<WordingResult> Of(IEnumerable<string> sections) => [.. sections.Select(Of)];

    /// <summary>True for a verdict that may be told: both wordings have at least 100 people, and the interval of the difference leaves out 0.</summary>
    public static bool Tells(Proportion one, Proportion other) =>
        Math.Min(one.Of, other.Of) >= Enough && one.Less(other) is var (low, high) && (low > 0 || high < 0);

    /// <summary>The fewest people of each of two wordings that are compared.</summary>
    public const int Enough = 100;

    private WordingResult Of(string section)
    {
        var people = _people.Values.Where(person => person.Section == section).ToList();
        var soon = people.Where(person => now - person.First >= Soon).ToList();
        var later = people.Where(person => now - person.First >= Later).ToList();
        return new WordingResult(
            section, _said.GetValueOrDefault(section), people.Count,
            new(soon.Count(person => person.Replied), soon.Count), new(soon.Count(person => person.Good), soon.Count), new(soon.Count(person => person.Bad), soon.Count),
            new(later.Count(person => person.OptedOut), later.Count));
    }

    private void Tell(Interaction fact)
    {
        if (!fact.Template!.StartsWith(_prefix, StringComparison.Ordinal))
        {
            return;
        }

        var section = fact.Template[_prefix.Length..];
        _said[section] = _said.GetValueOrDefault(section) + 1;
        (MemberKey? Member, ConversationKey? Group) who = fact.Member.Id.Length == 0 ? (null, fact.Conversation) : (fact.Member, null);
        var person = _people.TryGetValue(who, out var known) ? known : _people[who] = new Person(section, fact.At);
        if (person.Section == section)
        {
            person.Told[fact.Conversation] = fact.At;
        }
    }

    private void Follow(Interaction fact, (MemberKey? Member, ConversationKey? Group) who)
    {
        if (!_people.TryGetValue(who, out var person))
        {
            return;
        }

        if (fact.Kind == InteractionKind.Consent)
        {
            person.OptedOut |= fact.Reason is "OptOutPromo" or "OptOutAll" && person.Told.Values.Any(told => fact.At - told <= Later);
        }
        else if (person.Told.TryGetValue(fact.Conversation, out var told) && fact.At - told <= Soon)
        {
            var sign = fact is { Kind: InteractionKind.Reacted, Reason: { } reason } && reason.StartsWith("added:", StringComparison.Ordinal) ? reason["added:".Length..] : "";
            person.Replied |= fact.Kind == InteractionKind.Said;
            person.Good |= GoodSigns.Contains(sign);
            person.Bad |= BadSigns.Contains(sign);
        }
    }
}
